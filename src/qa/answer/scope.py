"""Cases that a rule names only to leave them out: 不含古树名木移植, 非居民."""

from __future__ import annotations

import re

from qa.answer.cases import grams
from qa.answer.question import Question
from qa.extract.scope import exclusions
from qa.plan import Measure

_NOT = re.compile(r"非([\u4e00-\u9fff]{2})")
_SHARE = 0.6


def conflicts(question: Question, record: Measure) -> str | None:
    """The words with which ``record`` leaves out what ``question`` asks about, or None."""
    asked = question.text
    pairs = {gram for gram in grams(asked) if len(gram) == 2}
    for item in exclusions(record.text):
        named = {gram for gram in grams(item.text) if len(gram) == 2}
        share = len(named & pairs) / len(named) if named else 0.0
        if share >= _SHARE and not re.search(r"除了|除.{1,20}外|以外|之外|不含|不包括", asked):
            start = max(0, item.start - 2)
            return record.text[start : item.end].strip("（）(),，。")
    for match in _NOT.finditer(record.text):
        word = match.group(1)
        plain = re.search(rf"(?<!非){word}", asked)
        if plain and not re.search(rf"(?<!非){word}", record.text) and f"非{word}" not in asked:
            return f"非{word}"
    return None
