"""Lines that were broken at the edge of the page are put together to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

_FULL, _WIDEST = 20, 120
_MOST_LINES = 4
_NEW = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、章节条]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[①-⑳]|附件|附：|注[:：])"
)
_ENDS = re.compile(r"[。！？；：:;!?]\s*$|[）)〕】]\s*$")
_GOES_ON = re.compile(r"[，、（《“]\s*$")
_INDENT = re.compile(r"(?:\u3000{1,2}|\s{2,})\S")


@dataclass(frozen=True, slots=True)
class Width:
    """The length to which lines were broken, in columns of the page or ``by_letters``; 0 where they were not."""

    length: int = 0
    by_letters: bool = False

    def is_full(self, line: str) -> bool:
        """Whether a line reaches the edge, so that its paragraph may go on below."""
        return len(line.rstrip()) > self.length - 3 if self.by_letters else columns(line) >= self.length - 6


def width_of(lines: Sequence[str]) -> Width:
    """The width to which lines were broken; none where every paragraph is a line of its own."""
    filled = [line.rstrip() for line in lines if line.strip()]
    if len(filled) < 4:
        return Width()
    longest, most = max(map(columns, filled)), max(map(len, filled))
    by_columns = [line for line in filled if columns(line) >= longest - 4]
    by_letters = [line for line in filled if len(line) == most]
    width, full = Width(longest), by_columns
    if len(by_letters) > len(by_columns):
        width, full = Width(most, by_letters=True), by_letters
    broken = sum(not _ENDS.search(line) for line in full)
    if not 2 * _FULL <= longest <= _WIDEST or len(full) < max(3, len(filled) // 5) or 2 * broken < len(full):
        return Width()
    return width


def starts_paragraph(line: str, before: str, width: Width) -> bool:
    """Whether ``line`` begins a paragraph, ``before`` being the line above it."""
    if _GOES_ON.search(before) and not _NEW.match(line):
        return False
    if not width.length or not before.strip():
        return True
    if not width.is_full(before):
        return True
    return bool(_INDENT.match(line) or (_NEW.match(line) and _ENDS.search(before)))


def closes_bracket(gathered: str, following: Iterable[str]) -> bool:
    """Whether a bracket that is open at the end of ``gathered`` closes on the next lines, before a numbered one."""
    depth = _depth(gathered)
    for line in islice(following, _MOST_LINES if depth > 0 else 0):
        if _NEW.match(line) and not re.match(r"\s*[（(]", line):
            return False
        depth += _depth(line)
        if depth <= 0:
            return True
    return False


def rejoined(lines: Sequence[tuple[str, int]]) -> Iterator[tuple[list[str], int]]:
    """Paragraphs with their levels; where each line was made a paragraph, the lines of each that is meant."""
    width = width_of([line for line, _ in lines])
    gathered: list[str] = []
    at_level = 0
    for at, (line, level) in enumerate(lines):
        begins = (
            not (width.length and gathered)
            or bool(level or at_level)
            or starts_paragraph(line, gathered[-1], width)
        )
        following = (one for one, _ in islice(lines, at, None))
        if gathered and (not begins or (width.length and closes_bracket("".join(gathered), following))):
            gathered.append(line)
            continue
        if gathered:
            yield gathered, at_level
        gathered, at_level = [line], level
    if gathered:
        yield gathered, at_level


def _depth(text: str) -> int:
    return sum((char in "（(〔【") - (char in "）)〕】") for char in text)


def columns(text: str) -> int:
    """How wide a text is on paper: two columns a Chinese character."""
    return sum(1 if char.isascii() else 2 for char in text.rstrip())
