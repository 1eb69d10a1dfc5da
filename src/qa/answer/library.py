"""Several plans in one corpus: each answers as if it stood alone, and one answer is made of theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice
from qa.answer.hearing import MAX_QUESTION, Hearing
from qa.answer.joining import Told, joined
from qa.answer.model import Answer, Turn
from qa.answer.named import Name, named_in
from qa.answer.plan_desk import PlanDesk
from qa.answer.ranking import itself

if TYPE_CHECKING:
    from qa.retrieve.hybrid import Retriever

_SOURCE = re.compile(r"^(?:参考回答|Reference answer).*", re.MULTILINE)
_REMEMBERED = 4


class Library:
    """Asks the plans that a question names, or that its talk is about, else all of them."""

    def __init__(self, retriever: Retriever, today: Callable[[], date]) -> None:
        index = retriever.index
        self._today = today
        self._documents = tuple(plan.document for plan in index.plans)
        self._desks = tuple(
            PlanDesk(retriever.only(plan), today, plan.document.number or "本方案") for plan in index.plans
        )
        self._names = tuple(map(Name.of, self._documents))
        self.hearing = Hearing(Catalogue(index.plans, index.records), index.segmenter)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer ``question`` in the light of ``history`` (oldest turn first).

        Raises WenceError where the question is empty or too long.
        """
        text = self.hearing.cleaned(question)
        asked, text = self._addressed(text, history)
        told = []
        for place in asked:
            desk = self._desks[place]
            turns = [replace(turn, question=self._bare(turn.question, desk)) for turn in history]
            own = self._bare(text, desk)
            told.append(Told(self._documents[place], desk.ask(own, turns), desk.read(own)))
        if len(told) == 1:
            return told[0].answer
        portals = {self._desks[place].catalogue.portal for place in asked}
        voice = Voice(self._today(), told[0].reading.english)
        return joined(text, told, replace(voice, portal=portals.pop()) if len(portals) == 1 else voice)

    def _bare(self, text: str, desk: PlanDesk) -> str:
        """``text`` as it is asked of one plan, without what tells the documents apart."""
        for name in self._names:
            text = name.without(text, partial(desk.catalogue.is_part_of_name, text))
        return text

    def _addressed(self, text: str, history: Sequence[Turn]) -> tuple[tuple[int, ...], str]:
        """The plans to ask, and what to ask them."""
        everywhere = tuple(range(len(self._desks)))
        named = named_in(text, self._names)
        if named:
            alone = history and all(self._names[place].alone_in(text) for place in named)
            return named, self._asked_before(history) if alone else text
        talk = self._spoken_of(history)
        if talk and (itself(text) or self._desks[talk[0]].leans(text, history)):
            return talk, text
        return everywhere, text

    def _asked_before(self, history: Sequence[Turn]) -> str:
        """The last question that says more than which document is meant."""
        for turn in reversed(history):
            if not any(
                self._names[place].alone_in(turn.question) for place in named_in(turn.question, self._names)
            ):
                return turn.question
        return history[-1].question

    def _spoken_of(self, history: Sequence[Turn]) -> tuple[int, ...]:
        """The documents that the talk was about last: named in a question or in its answer, else those that answer it."""
        for turn in reversed(history[-_REMEMBERED:]):
            if found := named_in(turn.question, self._names):
                return found
            told = self._cited(*_SOURCE.findall(turn.answer)) or self._cited(
                *self._answers_alone(turn.question)
            )
            if told:
                return told
        return ()

    def _cited(self, *told: str) -> tuple[int, ...]:
        """The documents whose number stands in what was told."""
        return tuple(
            place for place, document in enumerate(self._documents)
            if document.number and any(document.number in text for text in told)
        )  # fmt: skip

    def _answers_alone(self, question: str) -> list[str]:
        """The documents that answer a question by itself, '' where it is no question by itself."""
        if not question.strip():
            return []
        answer = self.ask(question[:MAX_QUESTION])
        return [citation.measure.document for citation in answer.citations[:1]]
