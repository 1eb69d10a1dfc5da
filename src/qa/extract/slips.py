"""Slips in the words that ask, mended before a question is read: 几个工做日 → 几个工作日.

The table is made by ``python -m qa.evaluate.slips``; the plan's own words are the speller's affair.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

WORDS = "data/asking_words.txt"
TABLE = "data/slips.tsv"
_SIZES = (4, 3, 2)


def mend_asking(text: str, is_known: Callable[[str], bool], is_word: Callable[[str], bool]) -> str:
    """``text`` with its slips in asking words mended.

    What ``is_known`` to stand in the plans stays, and so do characters that make a word with their neighbour (同时建立).
    """
    table = _table()
    for size in _SIZES:
        for start in range(len(text) - size + 1):
            end = start + size
            right = table.get(text[start:end])
            if not right or is_known(text[start:end]):
                continue
            seams = [text[place - 1 : place + 1] for place in (start, end) if 0 < place < len(text)]
            if not any(map(is_word, seams)):
                text = text[:start] + right + text[end:]
    return text


@cache
def _table() -> dict[str, str]:
    rows = files("qa.extract").joinpath(TABLE).read_text(encoding="utf-8").splitlines()
    return dict(row.split("\t") for row in rows)
