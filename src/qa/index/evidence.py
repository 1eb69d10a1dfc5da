"""What an index knows about one question: candidates with dense and lexical evidence, and a fused score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.index.said import Said
from qa.index.vectors import Floats, Ints

ASKED_FLOOR = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts in the fused score.

    Chosen on public law questions, not on this corpus: docs/decisions/0002-hybrid-retrieval.md; ``asked`` counts
    what a cosine with an earlier wording has beyond ``ASKED_FLOOR``: docs/decisions/0003-asked-questions.md.
    """

    dense: float = 1.0
    grams: float = 0.85
    words: float = 0.2
    coverage: float = 0.0
    asked: float = 0.8
    crowding: float = 0.2


_LEXICAL = slice(1, 4)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates for one question.

    ``positions`` (n,) are places in the corpus; ``values`` (7, n) has the rows that the properties name.
    """

    positions: Ints
    values: Floats

    @classmethod
    def of(
        cls, positions: Ints, dense: Floats, said: Floats, asked: Floats, refused: float, crowding: Floats
    ) -> Evidence:
        """From cosines (n,), what the words say (3, n), cosines with wordings (n,) and that with refused ones, crowding (n,)."""
        values = np.empty((7, len(positions)), dtype=np.float32)
        values[0], values[_LEXICAL], values[4], values[5], values[6] = dense, said, asked, refused, crowding
        return cls(positions, values)

    @property
    def dense(self) -> Floats:
        """Centred cosines, -1 to 1."""
        return self._row(0)

    @property
    def words(self) -> Floats:
        """BM25 of words as a share of the most that the question could reach, 0 to 1."""
        return self._row(1)

    @property
    def grams(self) -> Floats:
        """BM25 of characters and their pairs, as a share of the most that the question could reach, 0 to 1."""
        return self._row(2)

    @property
    def coverage(self) -> Floats:
        """The share of the question's content words, weighted by idf, that the record holds, 0 to 1."""
        return self._row(3)

    @property
    def asked(self) -> Floats:
        """The cosine with the nearest earlier wording that the record answers, -1 where there is none."""
        return self._row(4)

    @property
    def refused(self) -> Floats:
        """The cosine with the nearest wording to be refused, one value for all, -1 where there is none."""
        return self._row(5)

    @property
    def crowding(self) -> Floats:
        """How near the record lies to what all records say, 0 on average."""
        return self._row(6)

    def _row(self, number: int) -> Floats:
        row: Floats = self.values[number]
        return row

    def fused(self, weights: Weights) -> Floats:
        """One score a candidate, higher is better."""
        plain = np.array((weights.dense, weights.words, weights.grams, weights.coverage), dtype=np.float32)
        total: Floats = plain @ self.values[:4]
        total += weights.asked * (np.maximum(self.asked, ASKED_FLOOR) - ASKED_FLOOR)
        total -= weights.crowding * self.crowding
        return total

    def only(self, chosen: np.ndarray) -> Evidence:
        """The candidates at the given places of this evidence, or where a mask is true."""
        return Evidence(self.positions[chosen], self.values[:, chosen])

    def reworded(self, said: Said) -> Evidence:
        """The same candidates, ascending, with the same vectors, and what the words of another wording say."""
        values = self.values.copy()
        values[_LEXICAL] = said.at(self.positions)
        return Evidence(self.positions, values)

    @classmethod
    def joined(cls, parts: Sequence[Evidence]) -> Evidence:
        """All candidates of several pieces of evidence; a record may stand in it more than once."""
        return cls(
            np.concatenate([part.positions for part in parts]),
            np.concatenate([part.values for part in parts], axis=1),
        )
