"""Rows of a table become measures; what is not said is left empty, and what is doubtful is noted."""

from __future__ import annotations

from qa.read.formats.blocks import Paragraph, Table
from qa.read.formats.stretch import Stretch
from qa.read.layout.drafts import Draft
from qa.read.layout.forms import tabulated
from qa.read.layout.tables import sort_tables
from read.layout.test_columns import table

HEAD = "领域|目标任务|工作措施|牵头单位|配合单位"


def drafts(*rows: str) -> tuple[Draft, ...]:
    return sort_tables([table(HEAD, *rows)]).drafts


def told(draft: Draft) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...]]:
    text = draft.text.text if draft.text else ""
    return draft.area.title if draft.area else "", draft.task.title, text, draft.duty.lead, draft.duty.support


def test_a_merged_cell_counts_for_all_of_its_rows() -> None:
    one, two = drafts("一、获得电力|1．压减耗时|（1）甲。|市甲局|市乙局", "^|^|（2）丁。|^|^")
    assert told(one) == ("获得电力", "压减耗时", "甲。", ("市甲局",), ("市乙局",))
    assert told(two) == ("获得电力", "压减耗时", "丁。", ("市甲局",), ("市乙局",))
    assert one.task is two.task


def test_a_blank_beside_merged_cells_is_not_filled_in() -> None:
    *_, two = drafts("获得电力|压减耗时|甲。|市甲局|市乙局", "^|^|乙。|^|^", "||丁。||")
    assert told(two) == ("", "", "丁。", (), ())
    assert any("牵头单位" in note for note in two.notes)
    assert any("任务" in note for note in two.notes)
    assert two.missing == ()


def test_equal_units_in_cells_of_their_own_stay_apart() -> None:
    one, two = drafts("获得电力|压减耗时|甲。|市甲局|市乙局", "获得用水|降低费用|丁。|市甲局|")
    assert (two.duty.lead, two.duty.support) == (("市甲局",), ())
    assert one.task is not two.task


def test_a_title_that_is_written_in_each_row_is_one_task() -> None:
    one, two = drafts("获得电力|压减耗时|甲。|市甲局|", "获得电力|压减耗时|丁。|市乙局|")
    assert one.task is two.task
    assert one.area is two.area


def test_a_row_across_the_table_is_the_area_of_the_rows_below() -> None:
    head = "目标任务|工作措施|牵头单位"
    found = sort_tables(
        [table(head, "一、获得电力|<|<", "压减耗时|甲。|市甲局", "二、获得用水|<|<", "降费|丁。|市乙局")]
    )
    assert [draft.area.title for draft in found.drafts if draft.area] == ["获得电力", "获得用水"]


def test_a_measure_beside_several_rows_of_units_is_one_measure() -> None:
    (only,) = drafts("获得电力|压减耗时|甲。|市甲局|市乙局", "^|^|^|市丙局|市丁局")
    assert (only.duty.lead, only.duty.support) == (("市甲局", "市丙局"), ("市乙局", "市丁局"))


def test_a_heading_above_a_table_is_its_area_but_a_title_is_not() -> None:
    plain = table("目标任务|工作措施|牵头单位", "压减耗时|甲。|市甲局")
    for line, area in (
        ("（一）获得电力", "获得电力"),
        ("附件", None),
        ("任务分工表", None),
        ("二、主要任务", None),
    ):
        (draft,) = sort_tables([Paragraph(Stretch.at(line, 0)), plain]).drafts
        assert (draft.area.title if draft.area else None) == area


def cut(*rows: str) -> Table:
    return Table(table(*rows).cells, continues=True)


def test_a_row_that_a_page_break_cut_is_whole_again() -> None:
    first = table(HEAD, "获得电力|压减耗时|（1）办电时间压减至|国家税务总局白杨|市人力资源")
    (only,) = sort_tables([first, cut(HEAD, "||20日。|市税务局|局")]).drafts
    assert told(only)[2:] == ("办电时间压减至20日。", ("国家税务总局白杨市税务局",), ("市人力资源局",))


def test_a_task_goes_on_over_a_page_break() -> None:
    found = sort_tables(
        [table(HEAD, "获得电力|压减耗时|（1）甲。|市甲局|市乙局"), cut(HEAD, "||（2）丁。|市丙局|市丁局")]
    ).drafts
    assert [told(draft)[:2] for draft in found] == [("获得电力", "压减耗时")] * 2
    assert found[0].task is found[1].task


def test_units_that_a_page_break_may_hide_are_missing_and_not_guessed() -> None:
    above = table(
        HEAD,
        "获得电力|压减耗时|（1）甲。|市甲局|市乙局",
        "获得用水|降费|（1）戊。|市甲局|",
        "获得用气|降费|（1）己。|市甲局|市乙局",
    )
    *_, last = sort_tables([above, cut(HEAD, "||（2）丁。|市甲局|")]).drafts
    assert (last.duty.support, last.missing) == ((), ("support",))
    assert any("换页" in note for note in last.notes)


def test_a_table_that_is_no_plan_is_text() -> None:
    found = sort_tables(
        [table("索引号：|1150|发文机关：|市政府", "文号：|甲政〔2020〕1号|日期：|2020年1月1日")]
    )
    assert found.drafts == ()
    assert "甲政〔2020〕1号" in [paragraph.text for paragraph in found.around]


def test_measures_written_as_forms_are_rows() -> None:
    lines = (
        "任务：压减耗时",
        "措施：当日办结。",
        "牵头单位：市甲局",
        "配合单位：市乙局",
        "任务：降费",
        "措施：免费刻章。",
        "牵头单位：市甲局",
    )
    found = sort_tables(tabulated([Paragraph(Stretch.at(line, 0)) for line in lines])).drafts
    assert [told(draft)[1:] for draft in found] == [
        ("压减耗时", "当日办结。", ("市甲局",), ("市乙局",)),
        ("降费", "免费刻章。", ("市甲局",), ()),
    ]


def test_a_title_that_merging_wrote_twice_counts_once() -> None:
    (draft,) = drafts("获得电力\n获得电力|压减耗时|甲。|市甲局|")
    assert draft.area is not None
    assert draft.area.title == "获得电力"
