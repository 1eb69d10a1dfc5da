"""Sentences and clauses of official Chinese, and what stands before and after each."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?")
_OPEN, _CLOSE = "（(", "）)"
_STOPS = "，。；：！？\n,;"
_REACH = 16


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two stops of a sentence; ``start``/``end`` exclude the stops.

    ``sentence`` numbers the sentences of a text, ``segment`` the parts of a sentence between semicolons.
    """

    index: int
    start: int
    end: int
    sentence: int
    segment: int


class Layout:
    """A text in clauses. A bracket is part of the clause around it; its own stops do not divide."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.clauses = list(_clauses(text))
        self._starts = [clause.start for clause in self.clauses]

    def at(self, place: int) -> Clause:
        """The clause over a place of the text, that before it where the place is a stop."""
        return self.clauses[max(0, bisect.bisect_right(self._starts, place) - 1)]

    def words(self, clause: Clause) -> str:
        """The words of a clause without the stops around them."""
        return self.text[clause.start : clause.end].strip(" 。；，")

    def before(self, clause: Clause) -> Iterator[Clause]:
        """The clauses before this one in its sentence, nearest first, as far back as words still govern."""
        for index in range(clause.index - 1, max(-1, clause.index - 1 - _REACH), -1):
            if self.clauses[index].sentence != clause.sentence:
                return
            yield self.clauses[index]

    def previous(self, clause: Clause) -> Clause | None:
        """The clause before this one in its sentence."""
        return next(self.before(clause), None)

    def following(self, clause: Clause) -> Clause | None:
        """The clause after this one, whether in its sentence or not."""
        return self.clauses[clause.index + 1] if clause.index + 1 < len(self.clauses) else None

    def sentence_end(self, clause: Clause) -> int:
        """Where the sentence of a clause ends."""
        return next((c.start for c in self._after(clause) if c.sentence != clause.sentence), len(self.text))

    def _after(self, clause: Clause) -> Iterator[Clause]:
        for index in range(clause.index + 1, len(self.clauses)):
            yield self.clauses[index]


def _clauses(text: str) -> Iterator[Clause]:
    index = 0
    for sentence, match in enumerate(_SENTENCE.finditer(text)):
        depth, begin, segment = 0, match.start(), 0
        for at in range(match.start(), match.end()):
            char = text[at]
            if char in _OPEN:
                depth += 1
            elif char in _CLOSE:
                depth = max(0, depth - 1)
            elif char in _STOPS and depth == 0:
                if at > begin:
                    yield Clause(index, begin, at, sentence, segment)
                    index += 1
                begin = at + 1
                segment += char in "；;"
        if begin < match.end():
            yield Clause(index, begin, match.end(), sentence, segment)
            index += 1
