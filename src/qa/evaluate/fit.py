"""Fits the judge of relevance on the labelled questions that may be looked at while building.

``python -m qa.evaluate.fit`` reads ``questions/build_*.jsonl``, prints what it found and writes
``src/qa/answer/data/judge.json``. A question counts as relevant where its first record is the right one,
as irrelevant where it must be refused and nothing but the judge would refuse it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np

from qa.answer.catalogue import Catalogue
from qa.answer.dialogue import Resolved
from qa.answer.evidence import Evidence
from qa.answer.judge import Signals, signals
from qa.answer.lists import ListDesk
from qa.answer.point import find
from qa.answer.points import PointDesk
from qa.answer.question import Question, Reader
from qa.answer.scope import conflicts, elsewhere
from qa.config import Settings
from qa.evaluate.labelled import Question as Labelled, load_questions
from qa.extract.language import clean, to_simplified
from qa.read.corpus import write_text
from qa.retrieve.hybrid import Hit, Retriever

LOG = logging.getLogger(__name__)
_STRUCTURED = ("list", "count", "unit_profile", "overview", "document", "clarify")
_FALSE_REFUSALS = 0.01
_RIDGE = 0.3
_LEFT_OUT = 0.5


@dataclass(frozen=True, slots=True)
class Sample:
    """The signals of one question's first record and whether it is relevant."""

    question: str
    signals: Signals
    relevant: bool
    weight: float = 1.0


class Sampler:
    """Runs labelled questions up to the judge."""

    def __init__(self, retriever: Retriever) -> None:
        self._catalogue = Catalogue(retriever.index.plans, retriever.index.records)
        self._reader = Reader(self._catalogue, retriever.index.contents.segmenter.cut, date.today())
        self._evidence = Evidence(retriever, self._catalogue, self._reader)
        self._points = PointDesk(self._catalogue, self._evidence, self._reader)
        self._lists = ListDesk(self._catalogue, self._evidence)

    def samples(self, row: Labelled) -> list[Sample]:
        """The samples that ``row`` makes; none where it says nothing about relevance.

        An answered question also makes an irrelevant sample: the best record of another area, which
        is what the search would bring if the plan did not hold the answer.
        """
        if row.history or row.kind in _STRUCTURED:
            return []
        text = to_simplified(clean(row.text))
        question = self._reader.read(self._evidence.repair(text))
        if self._lists.intent(question) is not None:
            return []
        ranked = self._points.rank(Resolved(text, text), question)
        if not ranked.hits:
            return []
        found = signals(question, ranked.hits[0], list(ranked.hits), self._catalogue)
        record = ranked.hits[0].measure
        if row.answerable:
            right = [Sample(row.text, found, True)] if record.text in row.gold else []
            return right + self._without_gold(row, question, ranked.hits)
        refused = elsewhere(question, self._catalogue) or conflicts(question, record)
        outcome = find(question, ranked.hits, self._catalogue).outcome
        return [] if refused or outcome in ("unstated", "lost") else [Sample(row.text, found, False)]

    def _without_gold(self, row: Labelled, question: Question, hits: Sequence[Hit]) -> list[Sample]:
        areas = {hit.measure.area for hit in hits if hit.measure.text in row.gold}
        others = [hit for hit in hits if hit.measure.is_measure and hit.measure.area not in areas]
        if not areas or len(others) < 2:
            return []
        return [Sample(row.text, signals(question, others[0], others, self._catalogue), False, weight=_LEFT_OUT)]


def fit(samples: list[Sample]) -> tuple[float, tuple[float, ...], float]:
    """Bias, weights and threshold of the logistic judge; both classes count the same.

    The threshold is the highest that refuses at most ``_FALSE_REFUSALS`` of the relevant ones.
    """
    from sklearn.linear_model import LogisticRegression

    features = np.array([astuple(sample.signals) for sample in samples])
    labels = np.array([sample.relevant for sample in samples])
    weights = np.array([sample.weight for sample in samples])
    model = LogisticRegression(C=1 / _RIDGE, class_weight="balanced", max_iter=5000).fit(features, labels, weights)
    probability = model.predict_proba(features)[:, 1]
    threshold = float(np.quantile(probability[labels], _FALSE_REFUSALS))
    return float(model.intercept_[0]), tuple(float(w) for w in model.coef_[0]), threshold


def main() -> None:
    """Fit on the committed building questions and write the judge."""
    from qa.index.encoder import open_encoder
    from qa.index.store import open_or_build

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Settings.resolve()
    encoder = open_encoder(settings.model)
    sampler = Sampler(
        Retriever(open_or_build(settings.corpus_dir, settings.index_dir, encoder, LOG.info), encoder)
    )
    folder = files("qa.evaluate").joinpath("questions")
    rows = [
        row
        for name in ("build_points", "build_rest")
        for row in load_questions(Path(str(folder.joinpath(f"{name}.jsonl"))))
    ]
    samples = [sample for row in rows for sample in sampler.samples(row)]
    bias, weights, threshold = fit(samples)
    names = [field.name for field in fields(Signals)]
    relevant = sum(sample.relevant for sample in samples)
    LOG.info("%d relevant, %d irrelevant; threshold %.3f", relevant, len(samples) - relevant, threshold)
    LOG.info("%s", {"bias": round(bias, 2)} | {n: round(w, 2) for n, w in zip(names, weights, strict=True)})
    data = {
        "bias": round(bias, 4),
        "threshold": round(threshold, 4),
        "weights": {n: round(w, 4) for n, w in zip(names, weights, strict=True)},
    }
    write_text(Path(str(files("qa.answer").joinpath("data/judge.json"))), json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
