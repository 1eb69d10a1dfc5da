"""An annex that attributes by number gives its units and dates to the measures of these numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.plan import Plan
from read.small import docx, measures, txt

PLAN = (
    "海州市优化审批服务工作方案",
    "一、优化前期审批",
    "（一）推进合并办理",
    "1.将用地预审与选址意见书合并为一个事项办理，审批时限压减至7个工作日。",
    "2.推行工业项目标准地出让，新增用地出让比例不低于80%，并向社会公开。",
    "（二）深化区域评估",
    "3.园区内水土保持方案实行承诺制管理，1个工作日内出具准予许可决定。",
    "二、优化施工许可",
    "（一）压减许可时限",
    "4.施工许可证核发时限压减至3个工作日，低风险工程项目即时办结。",
)
UNITS = [("市甲局",), ("市甲局",), ("市乙局",), ("市丙局",)]
HELP = [("市丁局",), (), ("市丁局", "市戊委"), ()]


def duties(plan: Plan) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(measure.lead, measure.support) for measure in measures(plan)]


@pytest.mark.parametrize(
    "annex",
    [
        ("附件", "责任分工表", "一、优化前期审批", "第1项　牵头单位：市甲局；责任单位：市丁局", "第2项　牵头单位：市甲局",
         "第3项　牵头单位：市乙局；责任单位：市丁局、市戊委", "二、优化施工许可", "第4项　牵头单位：市丙局"),
        ("附件：任务分工", "1.合并办理用地预审与选址意见书　牵头单位：市甲局；配合单位：市丁局", "2.工业项目标准地出让　牵头单位：市甲局",
         "3.水土保持方案承诺制　牵头单位：市乙局；配合单位：市丁局、市戊委", "4.压减施工许可证核发时限　牵头单位：市丙局"),
        ("附件", "分工方案", "第1项：市甲局牵头，市丁局配合", "第2项：市甲局负责",
         "第3项：市乙局牵头，市丁局、市戊委按职责分工负责", "第4项：市丙局负责"),
        ("责任分工", "任务1（合并办理）：市甲局牵头，市丁局配合", "任务2（标准地出让）：市甲局",
         "任务3（水土保持）：市乙局牵头，市丁局、市戊委配合", "任务4（施工许可）：市丙局"),
    ],
)  # fmt: skip
def test_lines_by_number_say_who_does_the_measures(tmp_path: Path, annex: tuple[str, ...]) -> None:
    plan = txt(tmp_path, *PLAN, *annex)
    assert duties(plan) == list(zip(UNITS, HELP, strict=True))
    assert not any("牵头" in measure.text for measure in plan.measures)


def test_one_line_may_name_several_numbers_and_dates(tmp_path: Path) -> None:
    annex = (
        "附件", "责任分工表", "第1、2项　牵头单位：市甲局；完成时限：2023年6月底前", "第3项　牵头单位：市乙局", "第4项　牵头单位：市丙局",
        "第2—4项　配合单位：市丁局",
    )  # fmt: skip
    plan = txt(tmp_path, *PLAN, *annex)
    assert duties(plan) == [(name, () if at == 0 else ("市丁局",)) for at, name in enumerate(UNITS)]
    due = ("2023年6月底前",)
    assert [measure.deadlines for measure in measures(plan)] == [due, due, (), ()]


@pytest.mark.parametrize(
    "rows",
    [
        ("序号|牵头单位|责任单位|完成时限", "1|市甲局|市丁局|2023年底前",
         "2|市甲局||2023年底前", "3|市乙局|市丁局、市戊委|2023年底前", "4|市丙局||2023年底前"),
        ("序号|任务名称|牵头单位|责任单位|完成时限", "1|用地预审与选址意见书合并|市甲局|市丁局|2023年底前",
         "2|工业项目标准地|市甲局||2023年底前",
         "3|水土保持方案承诺制|市乙局|市丁局、市戊委|2023年底前", "4|压减施工许可时限|市丙局||2023年底前"),
    ],
)  # fmt: skip
def test_a_table_by_number_does_too(tmp_path: Path, rows: tuple[str, ...]) -> None:
    plan = docx(tmp_path, *PLAN, "附件", "责任分工表", rows)
    assert duties(plan) == list(zip(UNITS, HELP, strict=True))
    assert {measure.deadlines for measure in measures(plan)} == {("2023年底前",)}


def test_numbers_that_begin_again_are_those_below_the_heading(tmp_path: Path) -> None:
    plan = txt(
        tmp_path, *PLAN[:5], "二、优化施工许可", "（一）压减许可时限", "1.施工许可证核发时限压减至3个工作日，低风险工程项目即时办结。",
        "附件", "责任分工表", "一、优化前期审批", "第1项　牵头单位：市甲局", "第2项　牵头单位：市乙局", "二、优化施工许可",
        "第1项　牵头单位：市丙局",
    )  # fmt: skip
    assert [measure.lead for measure in measures(plan)] == [("市甲局",), ("市乙局",), ("市丙局",)]


@pytest.mark.parametrize(
    "annex",
    [
        ("第7项　牵头单位：市甲局", "第8项　牵头单位：市乙局", "第9项　牵头单位：市丙局"),
        ("1.举办企业家座谈会　牵头单位：市甲局", "2.开展窗口人员培训　牵头单位：市乙局", "3.编印政策汇编手册　牵头单位：市丙局"),
    ],
)  # fmt: skip
def test_lines_of_other_numbers_or_titles_say_nothing_of_the_measures(
    tmp_path: Path, annex: tuple[str, ...]
) -> None:
    plan = txt(tmp_path, *PLAN, "附件", "另行安排表", *annex)
    assert {measure.lead for measure in measures(plan)[:4]} == {()}


def test_measures_in_short_lines_with_their_units_are_no_annex(tmp_path: Path) -> None:
    lines = ("1.推行联合验收（市甲局牵头）", "2.推行多测合一（市乙局牵头）", "3.推行区域评估（市丙局牵头）")
    found = measures(txt(tmp_path, "海州市重点工作任务清单", *lines))
    assert [(m.text, m.lead) for m in found] == [
        ("推行联合验收", ("市甲局",)), ("推行多测合一", ("市乙局",)), ("推行区域评估", ("市丙局",)),
    ]  # fmt: skip


def test_the_printed_number_is_kept_where_it_counts_through_all_tasks(tmp_path: Path) -> None:
    found = [(measure.measure_id, measure.serial) for measure in measures(txt(tmp_path, *PLAN))]
    assert found == [("1.1", 1), ("1.2", 2), ("2", 3), ("3", 4)]
