"""What the words of a question say about records: of few records about all, of many about those that are asked for.

Over a million records the words of a question stand in millions of places, most of them of words that stand
everywhere and tell nothing. So the best records are looked for by the question's rarest terms alone, and what all terms
say is computed for those records only, exactly: docs/decisions/0013-scale.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from qa.index.lexical import Lexicon, Places, Postings
from qa.index.vectors import Floats, Ints

POSTINGS = 700_000
"""The rarest terms are read until they have brought so many postings."""

MOST_LEXICAL = 1024
"""So many of the best are known."""

_LEAST = np.finfo(np.float32).tiny
_CHUNK = 128
"""The best are looked for among the best of so many neighbouring records each."""


class Said(Protocol):
    """What the words of one question say: BM25 shares of words and of character n-grams, and the coverage."""

    def at(self, positions: Ints) -> Floats:
        """The three values (3, n) of the records at the given positions, ascending."""

    def best(self, k: int) -> Ints:
        """Positions of the ``k`` records with the greatest sum of both shares."""


@dataclass(frozen=True, slots=True)
class SaidOfAll:
    """The values (3, records) of all records, computed at once."""

    values: Floats

    def at(self, positions: Ints) -> Floats:
        """The three values (3, n) of the records at the given positions."""
        found: Floats = self.values[:, positions]
        return found

    def best(self, k: int) -> Ints:
        """Positions of the ``k`` records with the greatest sum of both shares."""
        total = self.values[0] + self.values[1]
        return np.argpartition(-total, k)[:k] if k < len(total) else np.arange(len(total))


@dataclass(frozen=True, slots=True)
class SaidOfSome:
    """The terms of a question, whose values are computed for the records that are asked for.

    ``content`` are those of ``words`` that are no function words, as numbers; each ``most`` is what all terms can bring.
    ``promising`` are the positions of the best by the rarest terms, best first.
    """

    words: Postings
    grams: Postings
    word_numbers: Places
    gram_numbers: Places
    content: frozenset[int]
    most_words: np.float32
    most_grams: np.float32
    most_content: np.float32
    promising: Ints

    @classmethod
    def of(
        cls, lexicon: Lexicon, words: Sequence[str], content: Sequence[str], grams: Sequence[str]
    ) -> SaidOfSome:
        """What a question with these words, content words and character n-grams says."""
        word_numbers, most_words = lexicon.words.numbers(words)
        content_numbers, most_content = lexicon.words.numbers(content)
        gram_numbers, most_grams = lexicon.grams.numbers(grams)
        sides = ((lexicon.words, word_numbers, most_words), (lexicon.grams, gram_numbers, most_grams))
        return cls(
            lexicon.words, lexicon.grams, word_numbers, gram_numbers, frozenset(content_numbers.tolist()),
            most_words, most_grams, most_content, _greatest(_by_the_rarest(sides, lexicon.words.size), MOST_LEXICAL),
        )  # fmt: skip

    def at(self, positions: Ints) -> Floats:
        """The three values (3, n) of the records at the given positions, ascending."""
        places = positions.astype(np.int32)
        found = np.zeros((3, len(places)))
        for number in self.word_numbers.tolist():
            held, impacts = self.words.beside(number, places)
            found[0] += impacts
            if number in self.content:
                found[2] += held * self.words.idf[number]
        for number in self.gram_numbers.tolist():
            found[1] += self.grams.beside(number, places)[1]
        most = np.array([[self.most_words], [self.most_grams], [self.most_content]])
        shares: Floats = found.astype(np.float32) / most
        return shares

    def best(self, k: int) -> Ints:
        """Positions of the ``k`` records, ``MOST_LEXICAL`` at most, with the greatest sum of both shares by the rarest terms."""
        return self.promising[:k]


def _by_the_rarest(sides: Sequence[tuple[Postings, Places, np.float32]], size: int) -> Floats:
    """What the rarest terms bring to each record's sum of both shares, (size,)."""
    lists = sorted(
        (int(postings.starts[number + 1] - postings.starts[number]), side, number)
        for side, (postings, numbers, _) in enumerate(sides)
        for number in numbers.tolist()
    )
    total = np.zeros(size, dtype=np.float32)
    read = 0
    for length, side, number in lists:
        read += length
        if read > POSTINGS and read > length:
            break
        postings, _, most = sides[side]
        part = slice(postings.starts[number], postings.starts[number + 1])
        np.add.at(total, postings.records[part], postings.impacts[part] / most)
    return total


def _greatest(values: Floats, k: int) -> Ints:
    """Places of the ``k`` greatest values above 0, greatest first."""
    chunks = len(values) // _CHUNK
    if chunks > k:
        tops = values[: chunks * _CHUNK].reshape(chunks, _CHUNK).max(axis=1)
        found = np.flatnonzero(values >= max(np.partition(tops, chunks - k)[chunks - k], _LEAST))
    else:
        found = np.flatnonzero(values > 0)
    if len(found) > k:
        found = found[np.argpartition(-values[found], k)[:k]]
    return found[np.argsort(-values[found], kind="stable")]
