"""Characters on a page become lines, and lines become paragraphs, by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ITEM = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、章节条]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[①-⑳])"
)
_STOPS = "。！？；：:;）)〕】"


@dataclass(frozen=True, slots=True)
class Word:
    """A character (or a few) and its place on the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def centre(self) -> float:
        """Its middle from top to bottom."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a line from left to right, with a space where there is a gap."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The line as text."""
        parts = [self.words[0].text]
        for before, word in zip(self.words, self.words[1:], strict=False):
            gap = word.left - before.right
            parts.append((" " if gap > word.size else "") + word.text)
        return "".join(parts).strip()

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def size(self) -> float:
        """The height of its tallest word."""
        return max(word.size for word in self.words)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Lines from top to bottom; words are on one line when their middles are at one height."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.centre, w.left)):
        if rows and abs(rows[-1][0].centre - word.centre) < 0.5 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    lines = [_trimmed(sorted(row, key=lambda w: w.left)) for row in rows]
    return [Line(line) for line in lines if line]


def _trimmed(row: list[Word]) -> tuple[Word, ...]:
    """The words of a line without the spaces at its ends."""
    inked = [at for at, word in enumerate(row) if word.text.strip()]
    return tuple(row[inked[0] : inked[-1] + 1]) if inked else ()


def paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Paragraphs as text, their lines broken as on the page."""
    if not lines:
        return
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    gathered = [lines[0]]
    for line in lines[1:]:
        if _begins(line, gathered[-1], left, right):
            yield "\n".join(one.text for one in gathered)
            gathered = []
        gathered.append(line)
    yield "\n".join(one.text for one in gathered)


def _begins(line: Line, before: Line, left: float, right: float) -> bool:
    """Whether a line begins a paragraph rather than going on with the one above it."""
    em = line.size
    if before.right < right - 2.5 * em or abs(line.size - before.size) > 0.2 * em:
        return True
    if line.left > left + 1.2 * em:
        return True
    return bool(_ITEM.match(line.text)) and before.text[-1:] in _STOPS
