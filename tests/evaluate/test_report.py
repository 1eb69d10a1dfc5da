"""How marks become a table."""

from __future__ import annotations

import pytest

from qa.evaluate.judge import Mark
from qa.evaluate.report import ALL, summarise, table

MARKS = (
    Mark("duration", True, True, rank=1, elapsed_ms=4.0),
    Mark("duration", True, False, rank=2, refused=True, unsupported=("3元",), elapsed_ms=6.0),
    Mark("list", True, False, precision=1.0, recall=0.5, elapsed_ms=8.0),
    Mark("oos", False, True, elapsed_ms=2.0),
)


def test_everything_comes_first_and_then_each_kind() -> None:
    assert [row.kind for row in summarise(MARKS)] == [ALL, "duration", "list", "oos"]


def test_the_shares_are_those_of_the_marks() -> None:
    whole, duration, lists, refusals = summarise(MARKS)
    assert (whole.questions, whole.right, whole.false_refusals) == (
        4,
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
    )
    assert (duration.hit1, duration.hit3, duration.mrr) == (0.5, 1.0, 0.75)
    assert (lists.hit1, lists.list_precision, lists.list_recall) == (None, 1.0, 0.5)
    assert (refusals.right, refusals.refusal_questions, refusals.refusals_right) == (None, 1, 1.0)
    assert (whole.unsupported_figures, whole.ms_per_question) == (1, 5.0)


def test_the_table_has_one_row_a_kind_and_a_dash_where_a_figure_does_not_apply() -> None:
    lines = table(summarise(MARKS)).split("\n")
    rows = [line for line in lines if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1
    assert rows[3].startswith("| duration | 2 | 50.0 | 100.0 | 75.0 | 50.0 | – | – |")
    assert lines[-1] == "每题耗时中位数 5.0 毫秒。"


def test_the_object_for_programs_holds_the_same_figures() -> None:
    found = summarise(MARKS)[0].to_json()
    assert (found["kind"], found["questions"], found["hit1"]) == (ALL, 4, 0.5)
