"""Filters over all measures as masks, checked against loops over the records."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest

from qa.answer.columns import Columns, positions
from qa.plan import Measure

UNITS = [f"市{name}局" for name in "甲乙丙丁戊己庚辛"]
AREAS = ["获得电力", "获得用水", "登记财产"]


def measures(size: int) -> list[Measure]:
    """Measures, and a passage in each ten."""
    lots = np.random.default_rng(4).integers(8, size=(size, 5)).tolist()
    return [
        Measure(
            str(place), f"文{one % 2}", "文字", kind="passage" if place % 10 == 0 else "measure", area=AREAS[one % 3],
            task_no=two, lead=(UNITS[one],), support=(UNITS[two], UNITS[three]) if two != three else (UNITS[two],),
            deadlines=(f"{2019 + four}年底前",) if five else (),
        )
        for place, (one, two, three, four, five) in enumerate(lots)
    ]  # fmt: skip


RECORDS = measures(300)


@pytest.fixture(scope="module")
def columns() -> Columns:
    return Columns(RECORDS)


def those(fits: Callable[[Measure], bool]) -> tuple[int, ...]:
    return tuple(place for place, record in enumerate(RECORDS) if record.is_measure and fits(record))


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_leads_and_supports_the_measures_that_name_it(columns: Columns, unit: str) -> None:
    assert positions(columns.lead.having((unit,))) == those(lambda r: unit in r.lead)
    assert positions(columns.support.having((unit,))) == those(lambda r: unit in r.support)


def test_the_units_of_some_measures_alone_are_counted(columns: Columns) -> None:
    within = columns.area.having(AREAS[:1])
    counted = {unit: len(columns.lead.among(unit, within)) for unit in columns.lead}
    every = [unit for r in RECORDS if r.is_measure and r.area == AREAS[0] for unit in r.lead]
    assert counted == {unit: every.count(unit) for unit in UNITS}


def test_several_areas_give_the_measures_of_all(columns: Columns) -> None:
    assert positions(columns.area.having(AREAS[:2])) == those(lambda r: r.area in AREAS[:2])
    assert positions(columns.area.having(["没有的领域"])) == ()


def test_due_dates_are_chosen_by_what_they_say(columns: Columns) -> None:
    early = columns.due.where(lambda due: due < "2022")
    assert positions(early) == those(lambda r: any(due < "2022" for due in r.deadlines))
    assert positions(columns.measures & ~columns.dated) == those(lambda r: not r.deadlines)


def test_tasks_of_two_documents_with_one_number_are_told_apart(columns: Columns) -> None:
    assert columns.task_no.at(3) == those(lambda r: r.task_no == 3)
    assert columns.task.at(("文1", 3)) == those(lambda r: r.task_no == 3 and r.document == "文1")
    assert columns.task_no.at(99) == ()


def test_a_question_asks_each_due_date_once_however_many_measures_have_it(columns: Columns) -> None:
    asked: list[str] = []

    def fits(due: str) -> bool:
        asked.append(due)
        return False

    columns.due.where(fits)
    assert sorted(asked) == sorted(
        {due for record in RECORDS if record.is_measure for due in record.deadlines}
    )


def test_a_filter_over_a_hundred_thousand_measures_takes_milliseconds() -> None:
    columns = Columns(measures(100_000))
    times = []
    for _ in range(5):
        start = time.perf_counter()
        chosen = (
            columns.measures & columns.lead.having(UNITS[:1]) & columns.due.where(lambda due: "2020" in due)
        )
        assert chosen.any()
        times.append(time.perf_counter() - start)
    assert min(times) < 0.02
