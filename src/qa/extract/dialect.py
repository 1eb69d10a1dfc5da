"""Function words of Cantonese and Sichuanese as those of Mandarin: 边个 → 谁, 啷个 → 怎么.

Only words that mean nothing else in Mandarin are in the table; 好久 and 好多 are left to the reading of the question.
What speech puts between a verb and its thing goes too: 注册个公司, 办一个证, 刻个章.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_TABLE = "data/dialect.tsv"
_WEEK = re.compile(r"(?:礼拜|星期)(?=[一二三四五六日天末])")
_PARTICLE = re.compile(r"[嘞咧喃](?=[，,？?！!。\s]|$)")

_MEASURE_WORD = re.compile(
    r"(?<=[办开刻装报搞弄拿领交缴接拉修建盖批查买卖册请销记押户转登])一?个(?!人|体|税|性|别|案|个|月|小时|工作日|环节|阶段|百分点|部门|单位|区|县|什么|啥|问|事)(?=[\u4e00-\u9fff])"
)


def to_mandarin(text: str) -> str:
    """``text`` with its dialect function words replaced and no bare 个; closing 嘞, 咧 and 喃 become 呢."""
    pattern, words = _words()
    text = _WEEK.sub("周", text)
    return _PARTICLE.sub("呢", _MEASURE_WORD.sub("", pattern.sub(lambda match: words[match.group()], text)))


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = files("qa.extract").joinpath(_TABLE).read_text(encoding="utf-8").splitlines()
    words = dict(row.split("\t") for row in rows)
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))), words
