"""Plans without a table: numbered parts become areas, tasks and measures."""

from __future__ import annotations

from qa.plan import Document, Measure, Plan
from qa.read.files import plan_of_content
from qa.read.formats.blocks import Content, Paragraph
from qa.read.formats.stretch import Stretch


def plan_of(*lines: str) -> Plan:
    blocks, at = [], 0
    for line in ("甲市工作方案", *lines):
        blocks.append(Paragraph(Stretch.at(line, at)))
        at += len(line) + 1
    return plan_of_content(Content("\n".join(("甲市工作方案", *lines)), tuple(blocks)), "文件")


def rows(plan: Plan) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return [(m.measure_id, m.area, m.task, m.text, m.lead) for m in plan.measures if m.is_measure]


def test_three_levels_are_area_task_and_measure() -> None:
    plan = plan_of(
        "一、开办企业", "（一）压减耗时", "1.甲。（责任单位：市甲局）", "2.丁。（责任单位：市乙局）"
    )
    assert rows(plan) == [
        ("1.1", "开办企业", "压减耗时", "甲。", ("市甲局",)),
        ("1.2", "开办企业", "压减耗时", "丁。", ("市乙局",)),
    ]


def test_a_task_with_one_text_is_one_measure_and_with_several_it_is_several() -> None:
    plan = plan_of(
        "一、开办企业",
        "（一）压减耗时",
        "甲。（市甲局负责）",
        "（二）降低费用",
        "乙。（市甲局负责）",
        "丁。（市乙局负责）",
    )
    assert [row[0] for row in rows(plan)] == ["1", "2.1", "2.2"]
    assert rows(plan)[2][4] == ("市乙局",)


def test_a_heading_for_all_tasks_is_no_area() -> None:
    lines = (
        "一、主要任务",
        "（一）开办企业",
        "1.压减耗时。当日办结。（市甲局负责）",
        "（二）用水",
        "2.降费。免费安装。（市甲局负责）",
    )
    assert [(row[0], row[1], row[2]) for row in rows(plan_of(*lines))] == [
        ("1", "开办企业", "压减耗时"),
        ("2", "用水", "降费"),
    ]


def test_paragraphs_without_headings_under_it_are_measures_of_the_tasks() -> None:
    lines = (
        "一、主要任务",
        "（一）开办企业",
        "1.当日办结。（市甲局负责）",
        "2.免费刻章。（市甲局负责）",
        "（二）用水",
        "3.免费安装。（市乙局负责）",
    )
    assert [(row[0], row[1], row[2]) for row in rows(plan_of(*lines))] == [
        ("1.1", "", "开办企业"),
        ("1.2", "", "开办企业"),
        ("2", "", "用水"),
    ]


def test_measures_in_one_paragraph_are_told_apart() -> None:
    plan = plan_of("一、开办企业", "（一）压减耗时。①合并环节；②当日办结。（责任单位：市甲局）")
    assert [(row[0], row[3], row[4]) for row in rows(plan)] == [
        ("1.1", "合并环节；", ("市甲局",)),
        ("1.2", "当日办结。", ("市甲局",)),
    ]


def test_units_on_a_line_of_their_own_behind_the_last_measure_are_for_all() -> None:
    plan = plan_of("一、开办企业", "（一）压减耗时", "1.甲。", "2.丁。", "责任单位：市甲局")
    assert [row[4] for row in rows(plan)] == [("市甲局",), ("市甲局",)]


def test_units_on_a_line_without_brackets_are_those_of_the_paragraph_above() -> None:
    plan = plan_of(
        "一、开办企业",
        "（一）压减耗时",
        "甲。",
        "市甲局牵头，市乙局配合",
        "（二）降低费用",
        "丁。",
        "由市丙局牵头，市乙局、市甲局按职责分工负责。",
        "（三）减少材料",
        "戊。",
        "责任单位：市甲局、市乙局",
    )
    assert [(row[3], row[4]) for row in rows(plan)] == [
        ("甲。", ("市甲局",)),
        ("丁。", ("市丙局",)),
        ("戊。", ("市甲局", "市乙局")),
    ]
    assert [m.support for m in plan.measures if m.is_measure] == [("市乙局",), ("市乙局", "市甲局"), ()]


def test_units_of_a_task_are_those_of_its_measures() -> None:
    plan = plan_of(
        "一、开办企业", "（一）压减耗时（牵头单位：市甲局）", "1.甲。", "2.丁。（牵头单位：市乙局）"
    )
    assert [row[4] for row in rows(plan)] == [("市甲局",), ("市乙局",)]


def test_requirements_and_organisation_are_passages() -> None:
    plan = plan_of(
        "一、总体要求",
        "深化改革。",
        "二、开办企业",
        "（一）压减耗时",
        "1.甲。（市甲局负责）",
        "三、组织保障",
        "（一）加强领导。成立小组。",
    )
    passages: list[Measure] = [m for m in plan.measures if not m.is_measure]
    assert [(m.section, m.title, m.text) for m in passages[1:]] == [
        ("总体要求", "总体要求", "深化改革。"),
        ("组织保障", "加强领导", "加强领导。成立小组。"),
    ]
    assert len(rows(plan)) == 1


def test_a_sentence_on_who_leads_makes_no_measure_of_the_organisation() -> None:
    lines = (
        "一、开办企业",
        "（一）压减耗时",
        "甲。市甲局牵头，市乙局配合。",
        "二、组织保障",
        "（一）加强领导。由市甲局牵头，市乙局配合。",
    )
    assert [(row[3], row[4]) for row in rows(plan_of(*lines))] == [("甲。", ("市甲局",))]


def test_a_clause_on_validity_behind_the_last_part_is_a_passage_of_its_own() -> None:
    plan = plan_of(
        "一、开办企业",
        "（一）压减耗时",
        "1.甲。（市甲局负责）",
        "2.本办法自受理之日起施行登记，由市甲局负责解释。（市甲局负责）",
        "二、组织保障",
        "（一）加强领导。成立小组。",
        "本方案自印发之日起施行，有效期至2026年12月31日。",
    )
    *_, before, last = [m for m in plan.measures if not m.is_measure]
    assert before.text == "加强领导。成立小组。"
    assert (last.title, last.text) == ("施行和有效期", "本方案自印发之日起施行，有效期至2026年12月31日。")
    assert len(rows(plan)) == 2


def test_a_clause_on_validity_behind_the_last_measure_is_no_part_of_it() -> None:
    plan = plan_of("一、开办企业", "（一）压减耗时", "1.甲。（市甲局负责）", "本实施方案有效期为3年。")
    assert [row[3] for row in rows(plan)] == ["甲。"]
    assert plan.measures[-2].text == "本实施方案有效期为3年。"


def test_a_plan_without_a_number_is_known_by_its_title() -> None:
    plan = plan_of("一、开办企业", "（一）压减耗时", "1.甲。（市甲局负责）")
    assert plan.document == Document("", "甲市工作方案")
    assert {m.document for m in plan.measures} == {"甲市工作方案"}


def headings(*titles: str) -> list[str]:
    lines = [
        f"（{number}）{title}。为企业办理各类事项，提供服务。（市甲局负责）"
        for number, title in zip("一二三四五", titles, strict=True)
    ]
    return [m.text for m in plan_of("一、优化服务", *lines).measures if m.is_measure]


def test_a_heading_with_a_figure_is_one_where_the_others_are_headings() -> None:
    rest = "为企业办理各类事项，提供服务。"
    plain = ("规范零工市场", "推行直补快办", "加大治理力度", "保障劳动权益")
    assert headings(*plain, "打造15分钟服务圈") == [rest] * 5
    assert headings(*plain, "3个工作日内办结")[-1] == f"3个工作日内办结。{rest}"


def test_a_heading_on_a_line_of_its_own_is_parted_from_the_text_below_it() -> None:
    plan = plan_of(
        "一、实施步骤",
        "（一）上线运行阶段（2024年3月至2024年12月）",
        "分批上线。",
        "二、主要任务",
        "1.压减耗时。当日办结。（市甲局负责）",
    )
    (passage,) = [m for m in plan.measures if m.section == "实施步骤"]
    assert passage.text == "上线运行阶段（2024年3月至2024年12月）。分批上线。"
    assert passage.title == "上线运行阶段"
