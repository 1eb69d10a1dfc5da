"""Columns that say more of a measure stand behind its text in the table's own words, and none of them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.read.files import read_content
from qa.read.formats.blocks import Paragraph, Table
from qa.read.formats.stretch import Stretch
from qa.read.layout.tables import sort_tables
from read.layout.test_columns import table
from read.small import docx, measures, xlsx

ITEMS = (
    "事项名称|改革措施|办理时限（改革前）|办理时限（改革后）|收费|牵头单位|配合单位|完成时间",
    "开餐饮店|一次申请。|28个工作日|10个工作日|不收费|市甲局|市乙局|2024年6月底前",
    "二手房过户|带押过户。|12个工作日|1个工作日|住宅80元、非住宅550元。|市丙局||2024年3月底前",
)


def texts(*tables: Table) -> list[str]:
    return [draft.whole().text for draft in sort_tables(tables).drafts]


def test_durations_before_and_after_and_fees_follow_the_measure(tmp_path: Path) -> None:
    one, two = measures(docx(tmp_path, "甲市实施方案", ITEMS))
    assert (
        one.text == "一次申请。办理时限（改革前）：28个工作日；办理时限（改革后）：10个工作日。收费：不收费。"
    )
    assert two.text.endswith("收费：住宅80元、非住宅550元。")
    assert (one.task, one.lead, one.support) == ("开餐饮店", ("市甲局",), ("市乙局",))
    assert [m.deadlines for m in (one, two)] == [("2024年6月底前",), ("2024年3月底前",)]


def test_what_is_told_stands_in_the_file_but_for_the_stops_between_columns(tmp_path: Path) -> None:
    plan = docx(tmp_path, "甲市实施方案", ITEMS)
    text = read_content(tmp_path / "方案.docx").text
    one, _ = measures(plan)
    there = [text[start:end] for start, end in one.spans]
    assert there[:3] == ["一次申请。", "办理时限（改革前）", "28个工作日"]
    assert "".join(there) == one.text.replace("：", "").replace("；", "").replace(
        "日。收", "日收"
    ).removesuffix("。")


def test_the_names_of_a_head_in_two_rows_are_joined() -> None:
    rows = table(
        "事项名称|改革措施|办理时限|<|责任单位", "^|^|改革前|改革后|^", "开店|一次申请|5日|当场办结|市甲局"
    )
    assert texts(rows) == ["一次申请。办理时限（改革前）：5日；办理时限（改革后）：当场办结。"]


@pytest.mark.parametrize(
    ("cell", "due"),
    [("3个工作日", ()), ("即办", ()), ("2024年6月底前", ("2024年6月底前",)), ("6月", ("6月",)), ("长期坚持", ("长期坚持",))],
)  # fmt: skip
def test_a_column_of_time_limits_is_one_of_dates_only_where_it_holds_dates(
    cell: str, due: tuple[str, ...]
) -> None:
    (draft,) = sort_tables([table("任务|措施|办理时限|责任单位", f"开店|一次申请。|{cell}|市甲局")]).drafts
    told = "" if due else f"办理时限：{cell}。"
    assert (draft.duty.due, draft.whole().text) == (due, f"一次申请。{told}")


def test_a_period_below_the_time_of_completion_is_still_when_it_is_due() -> None:
    (draft,) = sort_tables([table("任务|措施|完成时限|责任单位", "开店|一次申请。|3个月内|市甲局")]).drafts
    assert (draft.duty.due, draft.whole().text) == (("3个月内",), "一次申请。")


def test_a_task_beside_a_figure_is_the_measure_and_the_figure_is_told_behind_it() -> None:
    head = "序号|区县|主要任务|量化目标|完成时间"
    rows = table(
        head, "1|东浦区|增设综合窗口，配备专员。|窗口6个|4月底前", "2|云岙县|编制办事指南。|指南30份|5月底前"
    )
    assert texts(rows) == [
        "增设综合窗口，配备专员。区县：东浦区。量化目标：窗口6个。",
        "编制办事指南。区县：云岙县。量化目标：指南30份。",
    ]


def test_a_title_beside_a_goal_stays_the_title_of_it() -> None:
    (draft,) = sort_tables(
        [table("重点任务|工作目标|责任单位", "网办|政务服务事项全部网上办理|市甲局")]
    ).drafts
    assert (draft.task.title, draft.whole().text) == ("网办", "政务服务事项全部网上办理")


def test_a_goal_of_its_own_is_told_and_one_of_several_measures_is_a_note() -> None:
    head = "任务|工作目标|措施|责任单位"
    own = sort_tables([table(head, "开店|当日办结|一次申请。|市甲局")]).drafts
    shared = sort_tables([table(head, "开店|当日办结|一次申请。|市甲局", "^|^|一窗受理。|^")]).drafts
    assert [draft.whole().text for draft in own] == ["一次申请。工作目标：当日办结。"]
    assert [draft.whole().text for draft in shared] == ["一次申请。", "一窗受理。"]
    assert {draft.notes for draft in shared} == {("表中这一行的工作目标：当日办结",)}


def test_numbers_people_and_empty_remarks_are_not_told() -> None:
    head = "序号|任务|措施|责任单位|责任领导|联系电话|适用对象|备注"
    rows = table(
        head, "1|开店|一次申请。|市甲局|王五|85806123|/|", "2|过户|一窗受理。|市乙局|赵六|85806124|企业|无"
    )
    assert texts(rows) == ["一次申请。", "一窗受理。适用对象：企业。"]
    assert texts(table(head, "1|开店|一次申请。|市甲局||||先行试点")) == ["一次申请。备注：先行试点。"]


def test_a_table_with_more_further_columns_than_others_is_read() -> None:
    head = "事项名称|适用对象|收费|区县|办理地点|牵头单位"
    (draft,) = sort_tables([table(head, "企业开办|企业|免费|东浦区|一窗|市甲局")]).drafts
    assert draft.duty.lead == ("市甲局",)
    assert draft.whole().text == "企业开办。适用对象：企业。收费：免费。区县：东浦区。办理地点：一窗。"


def test_rows_that_only_say_more_belong_to_the_measure_above() -> None:
    head = "任务|措施|适用对象|收费|责任单位"
    merged = table(head, "过户|一窗受理。|企业|550元|市甲局", "^|^|个人|80元|^")
    blank = table(head, "过户|一窗受理。|企业|550元|市甲局", "||个人|80元|")
    told = ["一窗受理。适用对象：企业。收费：550元。适用对象：个人。收费：80元。"]
    assert (texts(merged), texts(blank)) == (told, told)


def test_units_are_responsible_only_where_the_head_says_so() -> None:
    one = sort_tables([table("责任区县|主要任务|完成时间", "东浦区|增设窗口。|4月底前")]).drafts
    two = sort_tables([table("区县|主要任务|完成时间", "东浦区|增设窗口。|4月底前")]).drafts
    assert [(draft.duty.lead, draft.whole().text) for draft in (*one, *two)] == [
        (("东浦区",), "增设窗口。"),
        ((), "增设窗口。区县：东浦区。"),
    ]


DISTRICTS = ("区县|主要任务|完成时间", "东浦区|增设综合窗口。|4月底前", "西塘区|建设自助区。|7月底前")


def test_titles_of_tables_tell_their_rows_apart(tmp_path: Path) -> None:
    plan = docx(
        tmp_path,
        "甲市实施方案",
        "一、总体要求",
        "以人民为中心，深化改革。",
        "附件1",
        "改革事项清单",
        ITEMS,
        "附件2：区县任务分工表",
        DISTRICTS,
    )
    assert [m.area for m in measures(plan)] == ["附件1 改革事项清单"] * 2 + ["附件2：区县任务分工表"] * 2
    assert [(area.area_no, area.name[:3]) for area in plan.areas] == [(1, "附件1"), (2, "附件2")]


def test_titles_on_sheets_name_areas_and_are_no_part_of_the_text(tmp_path: Path) -> None:
    text = ("甲市实施方案", "一、总体要求", "（一）工作目标", "深化改革，优化服务。")
    plan = xlsx(
        tmp_path, {"方案": text, "附件1": ("改革事项清单", *ITEMS), "附件2": ("区县任务分工表", *DISTRICTS)}
    )
    assert {m.area for m in measures(plan)} == {"附件1 改革事项清单", "附件2 区县任务分工表"}
    assert [m.text for m in plan.measures if m.title == "工作目标"] == ["工作目标。深化改革，优化服务。"]


def test_the_title_of_one_table_alone_is_no_area(tmp_path: Path) -> None:
    plan = docx(tmp_path, "甲市实施方案", "一、总体要求", "深化改革。", "附件1", "改革事项清单", ITEMS)
    assert {m.area for m in measures(plan)} == {""}


def test_an_area_that_a_table_names_goes_before_its_title() -> None:
    rows = table("领域|任务|措施|责任单位", "办电|压减|当日受理。|市甲局")
    lines = [Paragraph(Stretch.at(line, 0)) for line in ("甲市方案", "附件1 事项清单", "附件2 任务表")]
    drafts = sort_tables([*lines[:2], rows, lines[2], rows]).drafts
    assert [draft.area.title for draft in drafts if draft.area] == ["办电", "办电"]
