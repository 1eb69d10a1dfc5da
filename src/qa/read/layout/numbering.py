"""How plans number their parts: 一、 over （一） over 1. or 第一条 over （1） over ①."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.read.formats.stretch import Stretch

_DIGITS = "零一二三四五六七八九"
_CN = r"[一二三四五六七八九十百]{1,4}"
_FORMS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第({_CN})[章节部]分?\s*[、：:]?|({_CN})\s*[、．.]")),
    (2, re.compile(rf"[（(]\s*({_CN})\s*[）)]\s*[、．.]?")),
    (3, re.compile(rf"(\d{{1,3}})\s*(?:[．、]|\.(?!\d))|第({_CN})条\s*[、：:]?")),
    (4, re.compile(r"[（(]\s*(\d{1,3})\s*[）)]\s*[、．.]?|(\d{1,2})[）)]")),
    (5, re.compile(r"([①-⑳])\s*[、．.]?")),
)
_OPEN, _CLOSE = "（(〔[【《“", "）)〕]】》”"
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the beginning of a text: its level from 1 (一、) to 5 (①), its value, and its length."""

    level: int
    number: int
    length: int


def mark_at(text: str, start: int = 0) -> Mark | None:
    """The number that stands at a place of a text."""
    for level, pattern in _FORMS:
        match = pattern.match(text, start)
        if match:
            number = next(group for group in match.groups() if group)
            return Mark(level, to_number(number), match.end() - start)
    return None


def unnumbered(stretch: Stretch) -> Stretch:
    """A text without the number at its beginning."""
    mark = mark_at(stretch.text)
    return stretch.cut(mark.length).strip() if mark else stretch


def items(stretch: Stretch) -> list[tuple[int | None, Stretch]]:
    """The numbered items that a text in one or more lines consists of; the text itself where it has none.

    Items begin with the text's first number and run on by ones, each at the beginning of a line or behind
    the end of a clause.
    """
    text = stretch.text
    first = mark_at(text)
    if first is None:
        return [(None, stretch)]
    starts = [(0, first)]
    for at in _places(text):
        mark = mark_at(text, at)
        if mark and mark.level == first.level and mark.number == starts[-1][1].number + 1:
            starts.append((at, mark))
    ends = [at for at, _ in starts[1:]] + [len(text)]
    return [
        (mark.number, stretch.cut(at + mark.length, end).strip())
        for (at, mark), end in zip(starts, ends, strict=True)
    ]


def _places(text: str) -> Iterator[int]:
    """Where an item may begin: on a new line or behind a clause, but not inside brackets or quotes."""
    depth = 0
    for at, char in enumerate(text):
        if at and depth == 0 and re.search(r"[\n。；;！？）)〕】]\s*$", text[max(0, at - 3) : at]):
            yield at
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE)) if char != "\n" else 0


def to_number(text: str) -> int:
    """The value of 12, 十二 or ⑫."""
    if text.isdecimal():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    total = digit = 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.index(char)
    return total + digit
