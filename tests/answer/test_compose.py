"""How an answer is worded from the record's own strings."""

from __future__ import annotations

from datetime import date

import pytest

from answer.plans import NUMBER, Desk
from qa.answer.compose import (
    Voice,
    changed_value,
    deadline_state,
    figure_line,
    full_subject,
    source_line,
    unit_list,
    units_line,
)
from qa.extract.figures import extract_figures
from qa.extract.model import Figure
from qa.plan import Document, Measure

VOICE = Voice(date(2024, 5, 1), portal="安宁办")
ENGLISH = Voice(date(2024, 5, 1), english=True, portal="安宁办")
HEAD = Document(NUMBER, "安宁市营商环境工作方案", "2023-03-01")


def figures(text: str, kind: str = "duration") -> list[Figure]:
    return [figure for figure in extract_figures(text) if figure.kind == kind]


def test_a_case_is_told_with_its_subject_its_value_and_its_deadline(desk: Desk) -> None:
    record = desk.record("1.1")
    lines = [figure_line(record, figure) for figure in figures(record.text)]
    assert len(lines) == 2
    assert "高压客户" in lines[0]
    assert "20个工作日以内（2024年底前）" in lines[0]
    assert "低压客户" in lines[1]
    assert "4个工作日以内" in lines[1]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("用水接入时间由12个工作日缩减至7个工作日以内。", "duration", "由12个工作日缩减至7个工作日以内"),
        ("登记费由每件550元减至80元。", "fee", "由每件550元减至80元"),
        ("办电时限压缩至4个工作日以内。", "duration", "4个工作日以内"),
    ],
)
def test_a_change_is_told_whole_and_a_plain_value_alone(text: str, kind: str, told: str) -> None:
    assert changed_value(text, figures(text, kind)[0]) == told


def test_an_elliptic_case_is_told_with_the_wider_case_before_it() -> None:
    assert (
        full_subject(Figure("duration", "10天", 0, 3, subject="情况复杂的", context="规划许可"))
        == "规划许可，情况复杂"
    )
    assert full_subject(Figure("duration", "10天", 0, 3, subject="", context="规划许可")) == "规划许可"
    assert (
        full_subject(Figure("duration", "10天", 0, 3, subject="抵押登记", context="压到3个工作日"))
        == "抵押登记"
    )


@pytest.mark.parametrize(
    ("measure", "chinese", "english"),
    [
        ("1.1", "牵头单位：市电力局；配合单位：市规划和自然资源局", "Lead unit: 市电力局; Supporting units: 市规划和自然资源局"),
        ("2", "牵头单位：市规划和自然资源局、市税务局", "Lead unit: 市规划和自然资源局、市税务局"),
        ("4.1", "牵头单位：来源文本中缺失，无法确认；配合单位：来源文本中缺失，无法确认",
         "Lead unit: lost in the source text; Supporting units: lost in the source text"),
    ],
)  # fmt: skip
def test_units_are_told_in_full_and_lost_ones_are_called_lost(
    desk: Desk, measure: str, chinese: str, english: str
) -> None:
    assert units_line(desk.record(measure), VOICE) == chinese
    assert units_line(desk.record(measure), ENGLISH) == english


def test_a_cut_off_list_of_units_is_called_incomplete(desk: Desk) -> None:
    assert unit_list(desk.record("5.1"), "support", VOICE).startswith("市市场监管局（名单不完整")
    assert "incomplete" in unit_list(desk.record("5.1"), "support", ENGLISH)


@pytest.mark.parametrize(
    ("deadline", "state"),
    [
        ("2023年6月底前", "2023年6月底前（已过）"),
        ("2024年底前", "2024年底前（未到）"),
        ("近期", "近期"),
    ],
)
def test_a_deadline_is_told_with_its_state_where_it_can_be_told(deadline: str, state: str) -> None:
    assert deadline_state(deadline, VOICE) == state


def test_the_source_line_names_number_date_clause_deadline_and_the_citys_own_way_on(desk: Desk) -> None:
    line = source_line(HEAD, desk.record("1.1"), ("2024年底前", "2024年底前"), VOICE)
    assert line == (
        "参考回答，依据安府发〔2023〕7号（2023-03-01）第1.1条措施；时限2024年底前（未到）；"
        "现行规定请以12345热线或安宁办答复为准。"
    )


def test_the_source_line_of_a_passage_names_its_section_and_of_an_undated_plan_no_date(desk: Desk) -> None:
    line = source_line(Document(NUMBER, "方案"), desk.record("p3"), (), VOICE)
    assert f"依据{NUMBER}组织保障；" in line
    assert "（" not in line.replace("〔", "")


def test_the_source_line_is_told_in_english(desk: Desk) -> None:
    line = source_line(HEAD, desk.record("1.1"), ("2023年6月底前",), ENGLISH)
    assert line.startswith(f"Reference answer from {NUMBER}（2023-03-01）, measure 1.1.")
    assert "2023年6月底前（passed）" in line
    assert line.endswith("12345 or 安宁办.")


def test_items_that_a_figure_counts_are_told_beside_it() -> None:
    text = "压减办电环节至3个（申请受理、外部工程实施、装表接电）。"
    figure = next(f for f in extract_figures(text) if f.items)
    assert "3个（申请受理、外部工程实施、装表接电）" in figure_line(Measure("1", "n", text), figure)
