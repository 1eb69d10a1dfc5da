"""Which records hold a word in their own text: exact, and of many records only those are read that may hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.index.lexical import Postings
from qa.index.tokenize import normalise
from qa.plan import Measure

_HAN = re.compile(r"[\u3400-\u9fff]+")
FEW = 1024
"""Up to so many records are all read."""


class Texts:
    """The texts of ``records``; ``grams`` are the index's postings of characters and their pairs.

    A record that holds a word holds each Han character of it and each pair of neighbours (other characters form longer
    terms), so the postings name all records that may hold it. ``first`` is where the records begin in the index.
    """

    def __init__(self, records: Sequence[Measure], grams: Postings | None = None, first: int = 0) -> None:
        self._records = records
        self._grams = grams if len(records) > FEW else None
        self._first = first

    def knows(self, word: str) -> bool:
        """Whether any record holds ``word`` in its text, context or title."""
        near = self._near((word,))
        if near is None:
            return word in self._everything
        return any(word in whole_text(self._records[place]) for place in near.tolist())

    def holding(self, words: Sequence[str], among: Sequence[int] | None = None) -> Iterator[int]:
        """Positions, of those in ``among`` if given, of the records whose text or task holds every one of ``words``."""
        near = self._near(words)
        if near is not None:
            among = (
                near.tolist()
                if among is None
                else np.intersect1d(near, np.asarray(among, dtype=np.int64)).tolist()
            )
        for place in range(len(self._records)) if among is None else among:
            said = self._said[place] if near is None else _said(self._records[place])
            for word in words:
                if word not in said:
                    break
            else:
                yield place

    def matches(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """What a pattern finds in the texts of all records."""
        for record in self._records:
            yield from pattern.findall(whole_text(record))

    @cached_property
    def _said(self) -> list[str]:
        return [_said(record) for record in self._records]

    @cached_property
    def _everything(self) -> str:
        return "\n".join(map(whole_text, self._records))

    def _near(self, words: Sequence[str]) -> NDArray[np.int64] | None:
        """Positions of the records that hold all characters and pairs of ``words``, None where that tells nothing."""
        terms = {term for word in words for term in _terms(word)}
        if self._grams is None or not terms:
            return None
        numbers = [self._grams.terms.get(term) for term in terms]
        known = sorted((n for n in numbers if n is not None), key=self._grams.frequency)
        if len(known) < len(terms):
            return np.zeros(0, dtype=np.int64)
        found = self._grams.holding(known[0])
        start, end = np.searchsorted(found, (self._first, self._first + len(self._records)))
        found = found[start:end]
        for number in known[1:]:
            found = found[self._grams.beside(number, found)[0]]
        return found.astype(np.int64) - self._first


def whole_text(record: Measure) -> str:
    """All that a record says: area, task, text, section and title."""
    return f"{record.area} {record.task} {record.text} {record.section} {record.title}"


def _said(record: Measure) -> str:
    return f"{record.text}\n{record.task}"


def _terms(word: str) -> Iterator[str]:
    """The Han pairs of a word as the index writes them, its Han characters where it has no pair."""
    for run in _HAN.findall(word):
        written = normalise(run)
        yield from (one + other for one, other in pairwise(written)) if len(written) > 1 else written
