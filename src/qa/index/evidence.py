"""What an index knows about one question: candidates with dense and lexical evidence, and a fused score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from qa.index.vectors import Floats, Ints

ASKED_FLOOR = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts in the fused score.

    Chosen on public law questions, not on this corpus: docs/decisions/0002-hybrid-retrieval.md; ``asked`` counts
    what a cosine with an earlier wording has beyond ``ASKED_FLOOR``: docs/decisions/0003-asked-questions.md.
    """

    dense: float = 1.0
    grams: float = 1.0
    words: float = 0.2
    coverage: float = 0.0
    asked: float = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates for one question; all arrays have one value a candidate.

    ``positions`` are places in the corpus; ``dense`` are centred cosines, -1 to 1; ``words`` and
    ``grams`` are BM25 as a share of the most that the question could reach, 0 to 1; ``coverage`` is the
    share of the question's content words, weighted by idf, that the record holds; ``asked`` the cosine with the
    nearest earlier wording that the record answers, ``refused`` that with the nearest one to be refused (one value
    for all candidates), both -1 where there is none.
    """

    positions: Ints
    dense: Floats
    words: Floats
    grams: Floats
    coverage: Floats
    asked: Floats
    refused: Floats

    def fused(self, weights: Weights) -> Floats:
        """One score a candidate, higher is better."""
        total: Floats = (
            weights.dense * self.dense
            + weights.grams * self.grams
            + weights.words * self.words
            + weights.coverage * self.coverage
            + weights.asked * (np.maximum(self.asked, ASKED_FLOOR) - ASKED_FLOOR)
        )
        return total

    def only(self, chosen: np.ndarray) -> Evidence:
        """The candidates at the given places of this evidence, or where a mask is true."""
        return Evidence(
            self.positions[chosen],
            self.dense[chosen],
            self.words[chosen],
            self.grams[chosen],
            self.coverage[chosen],
            self.asked[chosen],
            self.refused[chosen],
        )

    def reworded(self, words: Floats, grams: Floats, coverage: Floats) -> Evidence:
        """The same candidates with the same vectors, and what the words of another wording say about all records."""
        at = self.positions
        return replace(self, words=words[at], grams=grams[at], coverage=coverage[at])

    @classmethod
    def joined(cls, parts: Sequence[Evidence]) -> Evidence:
        """All candidates of several pieces of evidence; a record may stand in it more than once."""
        return cls(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)))
