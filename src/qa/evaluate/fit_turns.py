"""Samples for the judge of turns: labelled turns of talks, run up to that judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from qa.answer.catalogue import Catalogue
from qa.answer.dialogue import resolve
from qa.answer.evidence import Evidence
from qa.answer.model import Turn
from qa.answer.points import PointDesk
from qa.answer.question import Reader
from qa.answer.router import Router
from qa.evaluate.labelled import Question as Labelled
from qa.evaluate.logistic import Sample
from qa.extract.dialect import to_mandarin
from qa.extract.language import clean, to_simplified
from qa.retrieve.hybrid import Retriever

FALSE_REFUSALS = 0.02
_WHOLE = frozenset({"list", "count", "unit_profile", "overview", "document", "clarify"})


class TurnSampler:
    """Resolves labelled turns as the assistant does."""

    def __init__(self, retriever: Retriever) -> None:
        catalogue = Catalogue(retriever.index.plans, retriever.index.records)
        today = datetime.now(tz=UTC).date()
        self._reader = Reader(catalogue, retriever.index.contents.segmenter.cut, today)
        self._points = PointDesk(catalogue, Evidence(retriever, catalogue, self._reader), self._reader)
        self._router = Router(catalogue, retriever, self._reader, lambda: today)

    def samples(self, rows: Iterable[Labelled]) -> Iterator[Sample]:
        """One sample for each turn that is understood in the light of its talk.

        Answerable turns whose first record is another than the right one say nothing about the judge.
        """
        for row in rows:
            if not row.history or row.kind in _WHOLE:
                continue
            talk = [Turn(_read(turn.question), turn.answer) for turn in row.history]
            turn = resolve(_read(row.text), talk, self._router.sense)
            question = self._reader.read(turn.text if turn.leaning else turn.own)
            if not turn.topic or self._points.alone(turn, question) is not None:
                continue
            found, heard = self._points.hear(turn)
            if heard is None:
                continue
            if not row.answerable or found.hits[0].measure.text in row.gold:
                yield Sample(row.text, heard, row.answerable)


def _read(text: str) -> str:
    return to_mandarin(to_simplified(clean(text)))
