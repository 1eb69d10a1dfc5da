"""English questions for complete answers, in the Chinese words that ask for the same.

Lists, counts and profiles come from filters that read Chinese; a gloss of the words that matter is enough for them.
"""

from __future__ import annotations

import re
from functools import cache

from qa.answer.wording import word_table

_TABLES = ("english_asking", "english_units")
_LEFT = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_GAPS = re.compile(r"\s+")
_ARTICLE = re.compile(r"\b(?:municipal|city|chongqing)\s+", re.IGNORECASE)


def gloss(text: str) -> str:
    """The asking words, units, areas and dates of an English question in Chinese, in its order; '' without any.

    >>> gloss("How many measures does the tax bureau lead?")
    '多少条措施 税务局 牵头 ?'
    """
    pattern, rows = _phrases()
    known = pattern.sub(lambda found: f" {rows[found.group().lower()]} ", _ARTICLE.sub("", text))
    if known == text:
        return ""
    return _GAPS.sub(" ", _LEFT.sub(" ", known)).strip()


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {word: " ".join(chinese) for name in _TABLES for word, chinese in word_table(name)}
    words = sorted(rows, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE), rows
