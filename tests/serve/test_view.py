"""What the page reads out of an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer.model import Citation, Fact
from qa.serve import view
from serve.scripted import DOCUMENT, answered, fact, listing, measure

TODAY = date(2031, 1, 1)


def marked(text: str, *facts: Fact) -> list[str]:
    cited = Citation(measure(text=text), 0.9)
    return [segment.text for segment in view.segments(cited, facts) if segment.marked]


def test_the_exact_figure_is_marked_and_nothing_around_it() -> None:
    text = measure().text
    assert marked(text, fact(measure(), "1个工作日内")) == ["1个工作日内"]


def test_figures_of_another_clause_mark_nothing() -> None:
    other = replace(fact(measure(), "3个工作日内"), measure_id="9")
    assert marked(measure().text, other) == []


def test_a_span_that_does_not_hold_its_value_marks_nothing() -> None:
    wrong = replace(fact(measure(), "3个工作日内"), start=0)
    assert marked(measure().text, wrong) == []


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_marking_never_changes_a_clause(text: str, spans: list[tuple[int, int]]) -> None:
    facts = [Fact("x", "", text[a:b], "", "3.1", a, b) for a, b in spans]
    cut = view.segments(Citation(measure(text=text), 0.5), facts)
    assert "".join(segment.text for segment in cut) == text


@pytest.mark.parametrize(
    ("score", "word"), [(0.95, "高"), (0.6, "中"), (0.1, "低"), (1.0, "高"), (0.0, "低")]
)
def test_scores_are_told_in_words(score: float, word: str) -> None:
    assert view.confidence_word(score) == word


@pytest.mark.parametrize(
    ("deadline", "state"),
    [("2030年底前", "已过期"), ("2031年底前", "未到期"), ("2030年12月1日前", "已过期"), ("长期坚持", "")],
)
def test_a_deadline_says_whether_it_has_passed(deadline: str, state: str) -> None:
    record = replace(measure(), deadlines=(deadline,))
    (chip,) = view.chips(record, TODAY, (DOCUMENT,))
    assert (chip.text, chip.state, chip.passed) == (deadline, state, state == "已过期")


def test_a_deadline_without_a_year_is_of_the_year_of_the_plan_and_stays_as_printed() -> None:
    record = replace(measure(), deadlines=("6月底前",))
    yearly = replace(DOCUMENT, title="甲市2031年工作要点", date="2030-12-28")
    assert [(chip.text, chip.state) for chip in view.chips(record, TODAY, (yearly,))] == [
        ("6月底前", "未到期")
    ]


def test_lost_fields_are_named_in_chinese() -> None:
    record = replace(measure(), missing=("lead", "task"))
    assert view.losses(record) == "牵头单位、目标任务"


def test_a_lost_task_title_leaves_no_gap_in_the_breadcrumb() -> None:
    record = replace(measure(), task="", missing=("task",))
    assert view.breadcrumb(record) == ("证照服务", "（任务名称缺失）")


def test_a_passage_stands_under_its_section() -> None:
    record = replace(measure(), kind="passage", section="组织保障", title="加强领导")
    assert view.breadcrumb(record) == ("组织保障", "加强领导")


def test_the_source_line_gives_number_title_and_date_once() -> None:
    line = view.source_line(listing("清单", 3), (DOCUMENT,))
    assert line == "江府办〔2030〕7号《江城市便民服务方案》（2030-02-01）"


def test_follow_ups_lead_on_to_the_clauses_task_and_area() -> None:
    assert view.follow_ups(answered("要多久？")) == ("加快换发证照有哪些措施？", "证照服务方面有哪些措施？")


def test_a_lost_task_title_is_not_asked_for() -> None:
    record = replace(measure(), task="加快换", missing=("task",))
    assert view.follow_ups(answered("要多久？", record)) == ("证照服务方面有哪些措施？",)


def test_an_answer_rests_on_its_first_clause_and_those_that_hold_its_figures() -> None:
    answer = answered("要多久？")
    further = tuple(Citation(measure(name), 0.8) for name in ("4", "5"))
    figures = (*answer.facts, replace(answer.facts[0], measure_id="5"))
    answer = replace(answer, citations=answer.citations + further, facts=figures)
    assert [citation.measure.measure_id for citation in view.grounds(answer)] == ["3.1", "5"]


@pytest.mark.parametrize(("asked", "shown"), [("要多久", ""), ("要多久？ ", ""), ("多久", "要多久？")])
def test_only_a_change_of_words_counts_as_another_understanding(asked: str, shown: str) -> None:
    assert view.understood(replace(answered(asked), resolved_question="要多久？"), asked) == shown


def test_a_list_of_clauses_offers_no_question_about_this_one() -> None:
    assert view.follow_ups(listing("清单", 3)) == ()


def test_a_copied_answer_carries_question_clause_and_document() -> None:
    copied = view.copied_text(answered("换发要多久？"), (DOCUMENT,))
    assert copied.splitlines() == [
        "问：换发要多久？",
        "参考回答：换发证照3个工作日内办结（2030年底前）。",
        f"原文〔3.1〕{measure().text}",
        "出处：江府办〔2030〕7号《江城市便民服务方案》（2030-02-01）",
    ]
