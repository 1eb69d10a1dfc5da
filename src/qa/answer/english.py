"""English questions for complete answers, in the Chinese words that ask for the same.

Lists, counts and profiles come from filters that read Chinese; a gloss of the words that matter is enough for them.
"""

from __future__ import annotations

import re
from functools import cache

from qa.answer.wording import word_table

_TABLES = ("english_asking", "english_units")
_LEFT = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_GAPS = re.compile(r"\s+")
_OF_A_UNIT = re.compile(
    r"^\W*what (?:does|do|is|are)\b.*\b(?:leads?|supports?|responsible for|in charge of)\W*$", re.IGNORECASE
)
_ALL = re.compile(r"措施|任务|列出|概述|职责")
_DUE = re.compile(r"\b(?:by|before)\s+(?P<end>(?:the\s+)?end\s+of\s+)?(?P<year>20\d{2})\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:municipal|city|chongqing)\s+", re.IGNORECASE)


def gloss(text: str) -> str:
    """The asking words, units, areas and dates of an English question in Chinese, in its order; '' without any.

    >>> gloss("How many measures does the tax bureau lead?")
    '多少条措施 税务局 牵头 ?'
    """
    pattern, rows = _phrases()
    asked = f"{text} measures" if _OF_A_UNIT.search(text) else text
    asked = _DUE.sub(lambda due: f" {due['year']}年{'底' if due['end'] else ''}前 ", asked)
    known = pattern.sub(lambda found: f" {rows[found.group().lower()]} ", _ARTICLE.sub("", asked))
    chinese = _GAPS.sub(" ", _LEFT.sub(" ", known)).strip()
    return chinese if _HAN.search(chinese) else ""


def asks_for_all(glossed: str) -> bool:
    """Whether a gloss asks for measures or tasks as such, which only a complete list answers."""
    return bool(_ALL.search(glossed))


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {word: " ".join(chinese) for name in _TABLES for word, chinese in word_table(name)}
    words = sorted(rows, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE), rows
