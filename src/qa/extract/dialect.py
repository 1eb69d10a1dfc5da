"""Function words of Cantonese and Sichuanese as those of Mandarin: 边个 → 谁, 啷个 → 怎么.

Only words that mean nothing else in Mandarin are in the table; 好久 and 好多 are left to the reading of the question.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_TABLE = "data/dialect.tsv"
_PARTICLE = re.compile(r"[嘞咧喃](?=[，,？?！!。\s]|$)")


def to_mandarin(text: str) -> str:
    """``text`` with its dialect function words replaced; closing 嘞, 咧 and 喃 become 呢."""
    pattern, words = _words()
    return _PARTICLE.sub("呢", pattern.sub(lambda match: words[match.group()], text))


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = files("qa.extract").joinpath(_TABLE).read_text(encoding="utf-8").splitlines()
    words = dict(row.split("\t") for row in rows)
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))), words
