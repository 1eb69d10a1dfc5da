"""Cells left blank below a value: carried down where the column says so, and never made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from read.small import docx, html, measures, told, txt, xlsx

HEAD = "序号|领域|重点任务|工作内容|牵头单位|配合单位|完成时限"
ROWS = (
    HEAD,
    "1|办电|压减耗时|当日受理。|市甲局|市乙局|2023年6月底前",
    "2|||三日办结。||市丙局|",
    "3|||上门服务。|||",
    "4||降低费用|免费装表。|市丁局|市乙局|2023年9月底前",
    "5|用水|降低水费|免费接水。|市戊局|市乙局|2023年5月底前",
)
READ = [
    "1.1|办电|压减耗时|当日受理。|市甲局|市乙局|2023年6月底前|",
    "1.2|办电|压减耗时|三日办结。|市甲局|市丙局|2023年6月底前|",
    "1.3|办电|压减耗时|上门服务。|市甲局|市丙局|2023年6月底前|",
    "2|办电|降低费用|免费装表。|市丁局|市乙局|2023年9月底前|",
    "3|用水|降低水费|免费接水。|市戊局|市乙局|2023年5月底前|",
]


def test_what_holds_for_several_rows_is_carried_down_in_every_format(tmp_path: Path) -> None:
    assert told(docx(tmp_path, ROWS)) == READ
    assert told(xlsx(tmp_path, {"Sheet1": ROWS})) == READ
    assert told(html(tmp_path, ROWS)) == READ
    assert told(txt(tmp_path, *(row.replace("|", "\t") for row in ROWS))) == READ


def test_supporting_units_that_are_often_blank_are_not_filled_in(tmp_path: Path) -> None:
    rows = (
        "任务|措施|牵头单位|配合单位",
        "压减耗时|当日受理。|市甲局|市乙局",
        "|三日办结。||",
        "降低费用|免费装表。|市丁局|",
        "降低水费|免费接水。|市戊局|市乙局",
    )
    second = told(docx(tmp_path, rows))[1]
    assert second == "1.2||压减耗时|三日办结。|市甲局|||"


def test_a_column_that_is_rarely_blank_leaves_a_blank_in_doubt(tmp_path: Path) -> None:
    rows = ["任务|措施|牵头单位|配合单位", "压减耗时|当日受理。|市甲局|市乙局", "|三日办结。||"]
    rows += [f"任务{n}|办理事项{n}。|市丁局|{'市乙局' if n != '三' else ''}" for n in "一二三四五六"]
    second = measures(docx(tmp_path, rows))[1]
    assert (second.lead, second.support, second.missing) == (("市甲局",), (), ("support",))
    assert any("配合单位一栏是空的" in note for note in second.notes)


def test_supporting_units_beside_a_lead_of_its_own_are_in_doubt(tmp_path: Path) -> None:
    rows = ("任务|措施|牵头单位|配合单位", "压减耗时|当日受理。|市甲局|市乙局", "|三日办结。|市丙局|")
    second = measures(docx(tmp_path, rows))[1]
    assert (second.lead, second.support, second.missing) == (("市丙局",), (), ("support",))


def test_a_column_that_writes_equal_values_out_leaves_a_blank_in_doubt(tmp_path: Path) -> None:
    rows = (
        "任务|措施|牵头单位",
        "压减耗时|当日受理。|市甲局",
        "压减耗时|三日办结。|市甲局",
        "|上门服务。|市乙局",
    )
    *_, last = measures(docx(tmp_path, rows))
    assert (last.task, last.missing) == ("", ("task",))


def test_nothing_is_carried_into_a_new_area_or_under_a_heading(tmp_path: Path) -> None:
    rows = ("领域|任务|措施|牵头单位", "办电|压减耗时|当日受理。|市甲局", "用水||免费接水。|")
    assert told(docx(tmp_path, rows))[1] == "2|用水||免费接水。||||"
    headed = ("任务|措施|牵头单位", "一、办电", "压减耗时|当日受理。|市甲局", "二、用水", "|免费接水。|")
    assert told(docx(tmp_path, headed))[1] == "2|用水||免费接水。||||"


def test_numbers_that_are_blank_below_a_number_group_the_measures_of_a_table_without_tasks(
    tmp_path: Path,
) -> None:
    rows = ("序号|工作内容|责任单位", "1|当日受理。|市甲局", "|三日办结。|", "2|免费装表。|市乙局")
    assert [(m.measure_id, m.lead) for m in measures(docx(tmp_path, rows))] == [
        ("1.1", ("市甲局",)),
        ("1.2", ("市甲局",)),
        ("2", ("市乙局",)),
    ]


@pytest.mark.parametrize("units", ["市丙局|", "市丙局|市丁局"])
def test_a_row_of_units_alone_goes_on_with_the_measure_above(tmp_path: Path, units: str) -> None:
    rows = (
        "任务|措施|牵头单位|配合单位",
        "压减耗时|当日受理。|市甲局|市乙局",
        f"||{units}",
        "降费|免费。|市戊局|市己局",
    )
    first, second = measures(docx(tmp_path, rows))
    assert (first.lead, first.area, second.area) == (("市甲局", "市丙局"), "", "")
