"""Whether a deadline has passed is told as of the day of asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from answer.talk import ids
from qa.answer.assistant import Assistant

Opener = Callable[[date], Assistant]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2019, 8, 1), "未到"),
        (date(2019, 11, 30), "未到"),
        (date(2019, 12, 1), "已过"),
        (date(2026, 11, 24), "已过"),
    ],
)
def test_a_deadline_counts_as_passed_from_the_day_after_it(own_on: Opener, day: date, state: str) -> None:
    answer = own_on(day).ask("携号转网什么时候能实现？")
    assert f"时限2019年11月底前（{state}）" in answer.answer


@pytest.mark.parametrize(
    ("day", "state"), [(date(2019, 8, 1), "not yet reached"), (date(2026, 1, 1), "passed")]
)
def test_the_state_of_a_deadline_is_told_in_english_too(own_on: Opener, day: date, state: str) -> None:
    answer = own_on(day).ask("When will number portability be available?")
    assert f"Deadline 2019年11月底前（{state}）" in answer.answer


def test_deadlines_of_one_clause_are_told_each_with_its_own_state(own_on: Opener) -> None:
    answer = own_on(date(2020, 6, 1)).ask("信用条例和各项信用管理制度分别要在哪年完成？")
    assert ids(answer)[0] == "84.4"
    last = answer.answer.splitlines()[-1]
    assert "2019年底前（已过）" in last
    assert "2021年底前（未到）" in last


def test_an_answer_without_a_deadline_claims_none(own_on: Opener) -> None:
    answer = own_on(date(2026, 1, 1)).ask("更正登记要交登记费吗？")
    assert "时限" not in answer.answer.splitlines()[-1]
    assert "已过" not in answer.answer


def test_this_year_means_the_year_of_asking(own_on: Opener) -> None:
    then = own_on(date(2019, 8, 1)).ask("今年底前要完成的措施有哪些？")
    assert then.citations
    assert all(any("2019" in day for day in c.measure.deadlines) for c in then.citations)


def test_the_day_is_asked_for_anew_with_each_question(own_on: Opener, own: Assistant) -> None:
    question = "携号转网什么时候能实现？"
    assert own_on(date(2019, 8, 1)).ask(question).answer != own.ask(question).answer
