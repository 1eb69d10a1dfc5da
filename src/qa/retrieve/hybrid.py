"""Hybrid retrieval: dense and lexical evidence of an index fused into ranked, calibrated hits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from qa.index.evidence import Evidence, Weights
from qa.index.said import Said
from qa.index.store import Index
from qa.index.vectors import Floats, Ints
from qa.plan import Measure, Plan
from qa.retrieve.cache import Result, VectorCache

if TYPE_CHECKING:
    from qa.index.encoder import Encoder

Query = str | Sequence[str]
_REMEMBERED = 32
"""For so many wordings it is kept what their words say: one value of each kind for every record."""


class Hit(NamedTuple):
    """A record found for a question.

    ``score`` is the calibrated probability that it answers, 0 to 1, comparable between questions and
    models, and never rises down a ranking. The rest is its evidence: ``dense`` the centred cosine (-1 to
    1), ``standard`` the same in standard deviations above the best cosine of unrelated questions,
    ``lexical`` BM25 as a share of the most possible (0 to 1), ``coverage`` the idf-weighted share of the
    question's content words that the record holds (0 to 1), ``fused`` what the ranking went by, ``asked`` the
    cosine with the nearest earlier wording that the record answers and ``refused`` that with the nearest wording
    that must be refused (-1 where there is none).
    """

    measure: Measure
    position: int
    score: float
    dense: float
    lexical: float
    standard: float
    coverage: float
    fused: float
    asked: float = -1.0
    refused: float = -1.0


class Retriever:
    """Finds the records of an index for questions; threads may share it.

    ``own`` are its records in the contents of the index and ``first`` the first of them, None where it finds them all.

    NumPy's products get one thread in this process: for one question's vectors, waking a second takes longer
    than it saves (docs/decisions/0005-read-while-encoding.md).
    """

    def __init__(self, index: Index, encoder: Encoder, weights: Weights | None = None) -> None:
        self.index = index
        self.first: int | None = None
        self.own: Ints | None = None
        self._weights = weights or Weights()
        self._cache = VectorCache(encoder.encode_queries)
        self._said = lru_cache(_REMEMBERED)(index.contents.said)
        threadpool_limits(1, user_api="blas")
        self._passages = VectorCache(encoder.encode_passages, index.contents.cases.by_text())

    def only(self, plan: Plan) -> Retriever:
        """What finds the records of one of the index's plans alone, their positions counted among themselves.

        Both share what they remember: a question is encoded once for all plans.
        """
        part = copy(self)
        place = self.index.plans.index(plan)
        scale = self.index.calibrations[place]
        part.index = replace(
            self.index, plans=(plan,), records=plan.measures, calibration=scale, calibrations=(scale,)
        )
        part.first = sum(len(other.measures) for other in self.index.plans[:place])
        part.own = np.arange(len(plan.measures)) + part.first
        return part

    @property
    def has_wordings(self) -> bool:
        """Whether the index holds earlier wordings to find its records by."""
        asked = self.index.contents.asked
        if self.first is None:
            return bool(len(asked))
        own = (asked.records >= self.first) & (asked.records < self.first + len(self.index.records))
        return bool(own.any())

    def search(
        self, query: Query, k: int = 10, within: Collection[int] | None = None, hints: Sequence[str] = ()
    ) -> list[Hit]:
        """The ``k`` best records, best first, only among the positions ``within`` if given.

        Several wordings of one question count as one: each record gets the best that any of them gives it.
        ``hints`` are further wordings for the lexical side only (the question with its official words
        added): they are compared as words beside the first wording's vector and cost no encoding.
        """
        wordings = [query] if isinstance(query, str) else list(query)
        positions = self._positions(within)
        said = [self.said(wording) for wording in wordings]
        hinted = [self.said(hint) for hint in hints]
        found = [
            self.index.contents.evidence(words, vector, positions)
            for words, vector in zip(said, self._cache.vectors(wordings), strict=True)
        ]
        found += [found[0].reworded(words) for words in hinted if found]
        return self._rank(found, k)

    def meanwhile(self, query: str, work: Callable[[], Result]) -> Result:
        """What ``work`` gives, done while a question is encoded that will be searched soon: it costs no time."""
        return self._cache.meanwhile(query, work)

    def said(self, wording: str) -> Said:
        """What the words of a wording say about the records; the last few are remembered."""
        return self._said(wording)

    def compare(self, query: str, passages: Sequence[str]) -> list[float]:
        """Cosines of a question with any passages, each encoded once and remembered."""
        vector = self._cache.vectors([query])[0]
        return [float(passage @ vector) for passage in self._passages.vectors(passages)]

    def vector(self, query: str) -> Floats:
        """The centred vector (d,) of a question, as it is compared with records."""
        return self.index.contents.dense.query(self._cache.vectors([query])[0])

    def _rank(self, found: Sequence[Evidence], k: int) -> list[Hit]:
        if not found:
            return []
        evidence = found[0] if len(found) == 1 else Evidence.joined(found)
        fused = evidence.fused(self._weights)
        order = _best(evidence.positions, fused, k)
        best = evidence.only(order)
        calibration = self.index.calibration
        scores = np.minimum.accumulate(calibration.probability(best.dense, best.coverage))
        columns = (
            best.positions, scores, best.dense, np.maximum(best.grams, best.words),
            calibration.standard(best.dense), best.coverage, fused[order], best.asked, best.refused,
        )  # fmt: skip
        first = self.first or 0
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [
            Hit(self.index.records[position - first], position - first, *values) for position, *values in rows
        ]

    def _positions(self, within: Collection[int] | None) -> Ints | None:
        """Where the records ``within`` stand in the contents of the whole index."""
        if within is not None:
            return np.unique(np.fromiter(within, dtype=np.int64)) + (self.first or 0)
        return self.own


def _best(positions: Ints, scores: Floats, k: int) -> Ints:
    """Places of the ``k`` best different positions, best first; ties go to the earlier place.

    One wording's positions ascend and are all different; those of several wordings repeat.
    """
    order = np.argsort(-scores, kind="stable")
    if bool((positions[1:] > positions[:-1]).all()):
        return order[:k]
    _, first = np.unique(positions[order], return_index=True)
    return order[np.sort(first)[:k]]
