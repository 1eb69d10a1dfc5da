"""Fits the judge of relevance on the labelled questions that may be looked at while building.

``python -m qa.evaluate.fit`` reads ``questions/build_*.jsonl``, prints what it found and writes the judges and heads
under ``src/qa/answer/data/``. A question counts as relevant where its first record is the right one,
as irrelevant where it must be refused and nothing but the judge would refuse it; turns of a talk likewise.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.answer.catalogue import Catalogue
from qa.answer.dialogue import Resolved
from qa.answer.evidence import Evidence
from qa.answer.heads import Head, HeadName, head_file, load_head
from qa.answer.judge import JUDGE, TURN_JUDGE, WITH_WORDINGS, WITHOUT_WORDINGS, load_judge, signals
from qa.answer.lists import ListDesk
from qa.answer.point import Inquiry
from qa.answer.points import PointDesk
from qa.answer.question import Question, Reader
from qa.answer.scope import conflicts, elsewhere, unknown_permit
from qa.answer.wording import search_text
from qa.config import Settings
from qa.evaluate.asked import building_questions, wordings
from qa.evaluate.fit_turns import FALSE_REFUSALS, TurnSampler
from qa.evaluate.labelled import Question as Labelled
from qa.evaluate.logistic import Sample, fitted
from qa.extract.language import clean, to_simplified
from qa.index.asked import Asked
from qa.index.encoder import Encoder
from qa.index.store import Index
from qa.index.vectors import Floats
from qa.read.asked import AskedQuestion
from qa.read.corpus import write_text
from qa.retrieve.hybrid import Hit, Retriever

Bools = NDArray[np.bool_]
LOG = logging.getLogger(__name__)
_STRUCTURED = ("list", "count", "unit_profile", "overview", "document", "clarify")
_FALSE_REFUSALS = 0.035
_OTHER_PLANS = 0.22
"""Where plans without wordings are refused: of six such plans (650 questions) 93.8 % of refusals and 90.5 % of answers are
right there; 94.7 and 90.3 % at 0.25, 92.0 and 90.9 % at the threshold that the project's own plan without its wordings asks
for (0.18). Of eight more (480 questions) none is answered otherwise between 0.18 and 0.25."""
_LEFT_OUT = 0.3
_FOLDS = 4
_DATA = Path(str(files("qa.answer")))
_WISH_RIDGE = 0.03
_WISH_DIRECTIONS = 64
_LEANING_RIDGE = 0.01
_LEANING_DIRECTIONS = 256


class Sampler:
    """Runs labelled questions up to the judge."""

    def __init__(self, retriever: Retriever, wish: Head) -> None:
        self._catalogue = Catalogue(retriever.index.plans, retriever.index.records)
        self._reader = Reader(
            self._catalogue, retriever.index.contents.segmenter.cut, datetime.now(tz=UTC).date()
        )
        self._evidence = Evidence(retriever, self._catalogue, self._reader, wish)
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
        question = self._reader.read(text)
        if self._lists.intent(question) is not None:
            return []
        ranked = self._points.rank(Resolved(text, text), question)
        if not ranked.hits:
            return []
        wish = self._evidence.wish(question)
        found = signals(question, ranked.hits[0], ranked.hits, self._catalogue, wish)
        record = ranked.hits[0].measure
        if row.answerable:
            right = [Sample(row.text, found, True)] if record.text in row.gold else []
            return right + self._without_gold(row, question, ranked.hits, wish)
        refused = (
            elsewhere(question, self._catalogue)
            or unknown_permit(question, self._catalogue)
            or conflicts(question, record)
        )
        outcome = Inquiry(question, ranked.hits, self._catalogue, self._evidence.compare).find().outcome
        return [] if refused or outcome in ("unstated", "lost") else [Sample(row.text, found, False)]

    def _without_gold(
        self, row: Labelled, question: Question, hits: Sequence[Hit], wish: float
    ) -> list[Sample]:
        areas = {hit.measure.area for hit in hits if hit.measure.text in row.gold}
        others = [hit for hit in hits if hit.measure.is_measure and hit.measure.area not in areas]
        if not areas or len(others) < 2:
            return []
        return [
            Sample(
                row.text, signals(question, others[0], others, self._catalogue, wish), False, weight=_LEFT_OUT
            )
        ]


def fit_wish(asked: Sequence[AskedQuestion], vectors: Floats, index: Index) -> Head:
    """The head that tells answered wordings from refused ones by their vectors (m, d) alone."""
    answered = [bool(question.measure_ids) for question in asked]
    groups = (np.array(answered), ~np.array(answered))
    return fit_head(vectors, groups, index, _WISH_RIDGE, _WISH_DIRECTIONS)


def fit_leaning(index: Index, encoder: Encoder) -> Head:
    """The head that tells turns which name no matter of their own from turns and whole questions that do.

    Turns in the dress of a follow-up that name one after all (那护照呢要几天) count as much as all other questions.
    """
    bare, whole = (_turns(name) for name in ("bare", "whole"))
    questions = [row.text for row in building_questions() if not row.history]
    texts = [search_text(to_simplified(clean(text))) for text in (*bare, *whole, *questions)]
    sizes = (len(bare), len(whole), len(questions))
    groups = [np.repeat(np.arange(3) == place, sizes) for place in range(3)]
    vectors = encoder.encode_queries(texts)
    return fit_head(vectors, groups, index, _LEANING_RIDGE, _LEANING_DIRECTIONS)


def _turns(name: str) -> list[str]:
    text = files("qa.evaluate").joinpath(f"questions/turns_{name}.txt").read_text(encoding="utf-8")
    return text.splitlines()


def fit_head(vectors: Floats, groups: Sequence[Bools], index: Index, ridge: float, directions: int) -> Head:
    """A logistic regression on the leading directions of vectors (m, d), folded back into one vector (d,).

    The first of the ``groups``, masks over the vectors, is what the head finds; it counts as much as all the
    others, which count alike.
    """
    from sklearn.decomposition import PCA
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    rows = np.stack([index.contents.dense.query(vector) for vector in vectors])
    sought = groups[0]
    shares = [sought / sought.sum()] + [each / (each.sum() * (len(groups) - 1)) for each in groups[1:]]
    parts = PCA(directions, whiten=True, random_state=0)
    head = LogisticRegression(C=ridge, max_iter=3000)
    weights = np.sum(shares, axis=0) * len(rows) / 2
    make_pipeline(parts, head).fit(rows, sought, logisticregression__sample_weight=weights)
    folded = (head.coef_[0] / np.sqrt(parts.explained_variance_)) @ parts.components_
    bias = float(head.intercept_[0] - parts.mean_ @ folded)
    return Head(folded.astype(np.float32), bias)


def _fold(index: Index, encoder: Encoder, fold: int) -> tuple[list[Sample], list[Sample]]:
    """Samples of one fold of the questions, searched with the other folds' wordings, and with none."""
    rows = building_questions()
    plan = index.plans[0]
    others = [asked for i, row in enumerate(rows) if i % _FOLDS != fold for asked in wordings([row], plan)]
    vectors = encoder.encode_queries([asked.question for asked in others])
    wish = fit_wish(others, vectors, index)
    own = [row for i, row in enumerate(rows) if i % _FOLDS == fold]
    found = []
    for known, matrix in ((others, vectors), ([], vectors[:0])):
        asked = Asked.build(known, matrix, index.records, index.contents.dense)
        contents = replace(index.contents, asked=asked)
        sampler = Sampler(Retriever(replace(index, contents=contents), encoder), wish)
        found.append([sample for row in own for sample in sampler.samples(row)])
    return found[0], found[1]


def main() -> None:
    """Fit on the committed building questions and write the judge."""
    from qa.index.encoder import open_encoder
    from qa.index.places import place_at
    from qa.index.store import open_or_build

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Settings.resolve()
    encoder = open_encoder(settings.model)
    place = place_at(settings.store)
    index = open_or_build(settings.corpus_dir, settings.index_dir, encoder, LOG.info, place=place)
    folds = [_fold(index, encoder, fold) for fold in range(_FOLDS)]
    _write(
        JUDGE,
        fitted([sample for known, _ in folds for sample in known], _FALSE_REFUSALS),
        {
            **fitted([sample for _, bare in folds for sample in bare], _FALSE_REFUSALS),
            "threshold": _OTHER_PLANS,
        },
    )
    asked = wordings(building_questions(), index.plans[0])
    wish = fit_wish(asked, encoder.encode_queries([question.question for question in asked]), index)
    heads: dict[HeadName, Head] = {"wish": wish, "leaning": fit_leaning(index, encoder)}
    for name, head in heads.items():
        (_DATA / head_file(name)).write_bytes(head.to_bytes())
        load_head.cache_clear()
    load_judge.cache_clear()
    rows = building_questions()
    turns = [list(TurnSampler(Retriever(held, encoder)).samples(rows)) for held in (index, _without(index))]
    _write(TURN_JUDGE, *(fitted(samples, FALSE_REFUSALS) for samples in turns))


def _without(index: Index) -> Index:
    """The index as it would be without earlier wordings."""
    nothing = np.zeros((0, len(index.contents.dense.centre)), dtype=np.float32)
    asked = Asked.build([], nothing, index.records, index.contents.dense)
    return replace(index, contents=replace(index.contents, asked=asked))


def _write(name: str, known: dict[str, object], bare: dict[str, object]) -> None:
    data = {WITH_WORDINGS: known, WITHOUT_WORDINGS: bare}
    write_text(_DATA / name, json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
