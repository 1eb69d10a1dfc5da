"""What the recovered plan holds, and that no piece of another column is left in a measure."""

from __future__ import annotations

import re

import pytest

from qa.plan import Measure, Plan

UNIT = re.compile(r".+(?:局|委|办|中心|公司|海关|部|院|厅|机关|总队|室|集团)")
CITY = re.compile(r"[全城庆]市")


def rows(plan: Plan) -> list[Measure]:
    return [measure for measure in plan.measures if measure.is_measure]


def units(plan: Plan) -> set[str]:
    return {name for measure in rows(plan) for name in (*measure.lead, *measure.support)}


def row(plan: Plan, measure_id: str) -> Measure:
    return next(measure for measure in plan.measures if measure.measure_id == measure_id)


def test_the_plan_has_174_measures_and_12_passages_in_91_tasks_of_20_areas(plan: Plan) -> None:
    assert len(rows(plan)) == 174
    assert [m.measure_id for m in plan.measures if not m.is_measure] == [f"p{n}" for n in range(1, 13)]
    assert [task.task_no for task in plan.tasks] == list(range(1, 92))
    assert [area.area_no for area in plan.areas] == list(range(1, 21))
    assert plan.lost_sentences == 96


def test_titles_that_the_source_has_lost_are_named_missing(plan: Plan) -> None:
    whole = [task for task in plan.tasks if "task" not in task.missing]
    partly = [task for task in plan.tasks if "task" in task.missing and task.title]
    lost = [task for task in plan.tasks if not task.title]
    assert (len(whole), len(partly), len(lost)) == (71, 7, 13)
    assert all("task" in task.missing for task in lost)


def test_eight_tasks_keep_their_number_without_any_measure(plan: Plan) -> None:
    filled = {measure.task_no for measure in rows(plan)}
    assert [task.task_no for task in plan.tasks if task.task_no not in filled] == [
        46,
        50,
        54,
        55,
        57,
        65,
        66,
        87,
    ]


def test_the_plan_names_58_units(plan: Plan) -> None:
    assert len(units(plan)) == 58
    assert sum(len(measure.lead) for measure in rows(plan)) == 205
    assert sum(len(measure.support) for measure in rows(plan)) == 245


def test_the_first_42_tasks_have_lost_nothing(plan: Plan) -> None:
    assert all(not m.missing and m.lead for m in rows(plan) if m.task_no is not None and m.task_no <= 42)


def test_a_column_is_filled_or_named_missing(plan: Plan) -> None:
    for measure in rows(plan):
        assert measure.lead or "lead" in measure.missing, measure.measure_id
        assert measure.task or "task" in measure.missing, measure.measure_id
        assert measure.area or "area" in measure.missing, measure.measure_id


def test_a_cut_chain_keeps_its_whole_names_and_says_that_it_is_cut(plan: Plan) -> None:
    measure = row(plan, "43.1")
    assert measure.lead == ("市财政局", "市高法院")
    assert "lead" in measure.missing
    assert any("名单不完整" in note for note in measure.notes)


def test_every_unit_name_is_whole(plan: Plan) -> None:
    names = units(plan)
    assert [name for name in names if not UNIT.fullmatch(name)] == []
    assert [(a, b) for a in names for b in names if a != b and (b.startswith(a) or b.endswith(a))] == []


def test_no_unit_name_or_its_beginning_is_left_inside_a_measure(plan: Plan) -> None:
    beginnings = {name[:4] for name in units(plan)}
    left = [
        (measure.measure_id, beginning)
        for measure in rows(plan)
        for beginning in beginnings
        if beginning in CITY.sub("", measure.text)
    ]
    assert left == []


def test_no_number_of_a_task_an_item_or_an_area_is_left_inside_a_measure(plan: Plan) -> None:
    heading = re.compile(r"\d+．|（\d+）|[一二三四五六七八九十]+、")
    assert [m.measure_id for m in rows(plan) if heading.search(m.text)] == []


def test_no_task_title_is_left_inside_a_measure(plan: Plan) -> None:
    titles = [task.title for task in plan.tasks if len(task.title) > 4]
    assert [(m.measure_id, title) for m in rows(plan) for title in titles if title in m.text] == []


def test_a_measure_whose_text_is_whole_is_a_row_of_sentences(plan: Plan) -> None:
    assert [m.measure_id for m in rows(plan) if not m.text.endswith("。")] == []


def test_measures_stand_in_plan_order_and_carry_their_tasks_area(plan: Plan) -> None:
    numbers = [(m.task_no or 0, m.measure_no or 0) for m in rows(plan)]
    assert numbers == sorted(set(numbers))
    areas = {task.task_no: task.area_no for task in plan.tasks}
    assert all(m.area_no == areas[m.task_no or 0] for m in rows(plan))
    known = [area for area in areas.values() if area is not None]
    assert known == sorted(known)


def test_the_documents_head_comes_from_the_notice(plan: Plan) -> None:
    head = plan.document
    assert head.number == "渝府办发〔2019〕81号"
    assert head.title == "重庆市营商环境优化提升工作方案"
    assert (head.date, head.issuer) == ("2019-07-23", "重庆市人民政府办公厅")
    assert all(measure.document == head.number for measure in plan.measures)


@pytest.mark.parametrize(
    ("passage", "section", "title"),
    [
        ("p9", "组织保障", "加强组织领导"),
        ("p10", "组织保障", "强化考核评价"),
        ("p11", "组织保障", "加强宣传引导"),
    ],
)
def test_passages_carry_their_heading_beside_the_text(
    plan: Plan, passage: str, section: str, title: str
) -> None:
    found = row(plan, passage)
    assert (found.section, found.title, found.task_no, found.lead) == (section, title, None, ())
    assert title not in found.text


def test_deadlines_are_read_from_the_text_in_order(plan: Plan) -> None:
    assert row(plan, "84.4").deadlines == ("2019年底前", "2020年前", "2021年底前")
    assert row(plan, "1.1").deadlines == ("2019年9月底前",)
    assert all(deadline in m.text for m in rows(plan) for deadline in m.deadlines)


def test_an_area_whose_heading_is_lost_keeps_the_name_that_the_plans_text_gives(plan: Plan) -> None:
    area = next(area for area in plan.areas if area.area_no == 14)
    assert area.name == "劳动力市场监管"
    assert area.name in row(plan, "p8").text
    assert row(plan, "60").area == area.name
    assert any(area.name in note for note in row(plan, "60").notes)


def test_letters_of_another_column_are_out_of_the_text_where_only_the_line_width_tells(plan: Plan) -> None:
    assert "更新企业资质、收费、信用等信息" in row(plan, "22.1").text
    assert "加大页岩气勘探开采" in row(plan, "23.1").text
    assert "动态调整口岸收费目录清单" in row(plan, "38.2").text
    assert "实现与主要口岸场所信息互通" in row(plan, "41.2").text
