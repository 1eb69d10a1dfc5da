"""The number that a table prints beside each row is kept, so that 第17项 can be looked up."""

from __future__ import annotations

from pathlib import Path

from qa.read.corpus import load_plan, save_plan
from read.small import docx, measures

ROWS = (
    "序号|重点任务|工作内容|责任单位",
    "1|压减耗时|当日受理。|市甲局",
    "2||三日办结。|",
    "3|降低费用|免费装表。|市乙局",
)


def test_numbers_that_count_the_rows_of_tasks_are_kept_beside_the_ids(tmp_path: Path) -> None:
    found = [(m.measure_id, m.serial) for m in measures(docx(tmp_path, ROWS))]
    assert found == [("1.1", 1), ("1.2", 2), ("2", 3)]


def test_numbers_of_tasks_are_the_ids_themselves(tmp_path: Path) -> None:
    rows = ("序号|重点任务|工作内容|责任单位", "4|压减耗时|当日受理。|市甲局", "5|降低费用|免费装表。|市乙局")
    assert [(m.measure_id, m.serial) for m in measures(docx(tmp_path, rows))] == [("4", None), ("5", None)]
    printed = (ROWS[0], "1|1.压减耗时|当日受理。|市甲局", "2||三日办结。|", "3|2.降低费用|免费装表。|市乙局")
    assert {m.serial for m in measures(docx(tmp_path, printed))} == {None}


def test_the_printed_number_is_written_and_read_back(tmp_path: Path) -> None:
    plan = docx(tmp_path, ROWS)
    assert load_plan(save_plan(plan, tmp_path)).measures == plan.measures
