"""The questions offered on the empty page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.answer.model import Answer, Turn
from qa.plan import Area, Plan
from qa.serve.examples import SHOWN, answerable_examples
from serve.scripted import DOCUMENT, answered


class Choosy:
    """Answers only what speaks of its two areas, and breaks on one of them."""

    plans = (Plan(DOCUMENT, (Area(1, "证照服务"), Area(2, "坏的领域"), Area(3, "供水服务"))),)

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        if "坏的" in question:
            raise RuntimeError
        fits = any(area.name in question for area in self.plans[0].areas)
        return answered(question) if fits else replace(answered(question), status="abstained")


class Eager(Choosy):
    """Answers everything."""

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        return answered(question)


def test_each_audience_gets_a_few_questions() -> None:
    groups = answerable_examples(Eager())
    assert [len(group.questions) for group in groups] == [SHOWN, SHOWN]


def test_another_citys_plan_offers_its_own_areas_instead() -> None:
    for group in answerable_examples(Choosy()):
        assert group.questions == ("证照服务方面有哪些措施？", "供水服务方面有哪些措施？")


def test_a_question_that_fails_is_not_offered_and_the_page_still_opens() -> None:
    assert not [q for group in answerable_examples(Choosy()) for q in group.questions if "坏的" in q]
