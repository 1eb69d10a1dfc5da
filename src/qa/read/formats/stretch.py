"""A piece of text that knows where each of its characters stands in the text that it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.plan import Span

_NOWHERE = -1
_STOPS = "。；：！？，、…;:!?,"
_SPACE = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """``text`` and, for each of its characters, its offset in the text form of the file.

    A stop or a colon that parts what stands apart in the source is put in and has no place there.
    """

    text: str = ""
    offsets: tuple[int, ...] = ()

    @classmethod
    def at(cls, text: str, start: int) -> Stretch:
        """A stretch that stands in the source in one piece from ``start`` on."""
        return cls(text, tuple(range(start, start + len(text))))

    @classmethod
    def put_in(cls, text: str) -> Stretch:
        """A stretch that does not stand in the source."""
        return cls(text, (_NOWHERE,) * len(text))

    def __bool__(self) -> bool:
        return bool(self.text)

    def __add__(self, other: Stretch) -> Stretch:
        return Stretch(self.text + other.text, self.offsets + other.offsets)

    def cut(self, start: int, end: int | None = None) -> Stretch:
        """The part from ``start`` to ``end``."""
        return Stretch(self.text[start:end], self.offsets[start:end])

    def strip(self) -> Stretch:
        """The part without white space at either end."""
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, max(left, len(self.text.rstrip())))

    def lines(self) -> Iterator[Stretch]:
        """The lines that are not blank, without white space around them."""
        for match in re.finditer(r"[^\n]+", self.text):
            line = self.cut(*match.span()).strip()
            if line:
                yield line

    def solid(self) -> Stretch:
        """The text in one line: only a space between two words or figures in Latin script stays."""
        parts, done = [], 0
        for match in _SPACE.finditer(self.text):
            parts.append(self.cut(done, match.start()))
            around = self.text[max(0, match.start() - 1) : match.start()] + self.text[match.end() :][:1]
            broken = "\n" in match.group() and not around.isalpha()
            if len(around) == 2 and around.isascii() and not broken:
                parts.append(Stretch(" ", self.offsets[match.start() : match.start() + 1]))
            done = match.end()
        return joined([*parts, self.cut(done)])

    @property
    def spans(self) -> tuple[Span, ...]:
        """Ranges of the source that hold the text but for what was put in; ranges that touch are one."""
        found: list[Span] = []
        for offset in self.offsets:
            if offset == _NOWHERE:
                continue
            if found and found[-1][1] == offset:
                found[-1] = (found[-1][0], offset + 1)
            else:
                found.append((offset, offset + 1))
        return tuple(found)


def joined(parts: Iterable[Stretch]) -> Stretch:
    """Several stretches as one, in the order given."""
    kept = [part for part in parts if part]
    return Stretch(
        "".join(part.text for part in kept), tuple(offset for part in kept for offset in part.offsets)
    )


def closed(stretch: Stretch) -> Stretch:
    """A sentence with a full stop put in where it has no stop of its own."""
    return stretch if not stretch or stretch.text[-1] in _STOPS else joined([stretch, Stretch.put_in("。")])
