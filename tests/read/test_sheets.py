"""A plan on several sheets of a workbook: each sheet's name is the area of its rows where nothing else names one."""

from __future__ import annotations

from pathlib import Path

import pytest

from read.small import measures, xlsx

HEAD = "重点任务|工作内容|责任单位"
FIRST = ("甲市工作要点", HEAD, "压减耗时|当日受理。|市甲局", "|三日办结。|")
SECOND = ("甲市工作要点", HEAD, "降低费用|免费装表。|市乙局")


def areas(path: Path, one: str, two: str) -> list[tuple[int | None, str, str]]:
    return [(m.area_no, m.area, m.measure_id) for m in measures(xlsx(path, {one: FIRST, two: SECOND}))]


def test_a_sheet_a_section_names_the_areas(tmp_path: Path) -> None:
    ids = ["1.1", "1.2", "2"]
    expected = [(1, "优化审批", ids[0]), (1, "优化审批", ids[1]), (2, "减轻负担", ids[2])]
    assert areas(tmp_path, "优化审批", "减轻负担") == expected
    assert areas(tmp_path, "一、优化审批", "二、减轻负担") == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sheet1", "Sheet2"),
        ("附件1", "附件2"),
        ("工作表1", "表2"),
        ("2023年", "2024年"),
        ("任务清单", "工作台账"),
        ("市甲局", "市乙局"),
    ],
)
def test_names_that_say_nothing_of_the_plan_are_no_areas(tmp_path: Path, one: str, two: str) -> None:
    assert {area for _, area, _ in areas(tmp_path, one, two)} == {""}


def test_one_sheet_alone_names_no_area(tmp_path: Path) -> None:
    assert {m.area for m in measures(xlsx(tmp_path, {"优化审批": FIRST, "填表要求": ("请如实填写。",)}))} == {
        ""
    }


def test_an_area_that_the_table_names_goes_before_the_sheet(tmp_path: Path) -> None:
    rows = ("领域|任务|措施|责任单位", "办电|压减耗时|当日受理。|市甲局")
    assert [m.area for m in measures(xlsx(tmp_path, {"优化审批": rows, "减轻负担": rows}))] == [
        "办电",
        "办电",
    ]
