"""Filtering: what is left, and that the counts beside each choice are those that choosing it gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT
from qa.plan import Area, Document, Measure, Plan
from qa.read.corpus import load_corpus
from qa.serve.site.shelf import Choice, Shelf

TODAY = date(2019, 10, 1)
CITIES = ("corpus", *(str(p.relative_to(ROOT)) for p in sorted(ROOT.glob("tests/fixtures/*/corpus"))))


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(load_corpus(ROOT / "corpus"), lambda: TODAY)


def ids(shelf: Shelf, choice: Choice, order: str = "plan") -> list[str]:
    return [entry.measure.measure_id for entry in shelf.chosen(choice, order)]


@pytest.mark.parametrize("city", CITIES)
def test_each_count_is_what_choosing_that_value_leaves(city: str) -> None:
    shelf = Shelf(load_corpus(ROOT / Path(city)), lambda: TODAY)
    area = shelf.measures[0].area
    for choice in (Choice(), Choice(area=area), Choice(state="whole", due="passed")):
        for facet in shelf.facets(choice):
            for option in facet.options:
                left = shelf.chosen(choice.but(**{facet.name: option.value}))
                assert len(left) == option.count, (facet.name, option.value)


def test_nothing_chosen_leaves_every_measure_in_plan_order(shelf: Shelf) -> None:
    assert ids(shelf, Choice()) == [m.measure_id for m in shelf.measures]
    assert len(shelf.measures) == 174


def test_a_unit_can_be_narrowed_to_one_role(shelf: Shelf) -> None:
    unit = "重庆市税务局"
    led = ids(shelf, Choice(unit=unit, role="lead"))
    supported = ids(shelf, Choice(unit=unit, role="support"))
    assert led
    assert supported
    assert set(led) | set(supported) == set(ids(shelf, Choice(unit=unit)))
    assert all(unit in e.measure.lead for e in shelf.chosen(Choice(unit=unit, role="lead")))


def test_the_role_is_offered_only_once_a_unit_is_chosen(shelf: Shelf) -> None:
    assert "role" not in [facet.name for facet in shelf.facets(Choice())]
    assert "role" in [facet.name for facet in shelf.facets(Choice(unit="重庆市税务局"))]


def test_every_word_of_the_filter_must_stand_in_the_measure(shelf: Shelf) -> None:
    assert ids(shelf, Choice(q="高压 办电")) == ["11.1"]
    assert ids(shelf, Choice(q="高壓 辦電")) == ["11.1"]
    assert ids(shelf, Choice(q="高压 公积金")) == []


def test_a_deadline_is_passed_or_open_by_the_day_of_the_visit(shelf: Shelf) -> None:
    passed, open_ = ids(shelf, Choice(due="passed")), ids(shelf, Choice(due="open"))
    assert "11.1" in open_
    assert "1.1" in passed
    later = Shelf(shelf.plans, lambda: date(2030, 1, 1))
    assert set(ids(later, Choice(due="passed"))) == set(passed) | set(open_)


def test_the_order_by_deadline_puts_the_soonest_first_and_the_undated_last(shelf: Shelf) -> None:
    days = [entry.last for entry in shelf.chosen(Choice(), "due")]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days[len(dated) :] == [None] * (len(days) - len(dated))


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("税务局", ("重庆市税务局",)), ("住建委", ("市住房城乡建委",)), ("重庆市税务局", ("重庆市税务局",)),
        ("規資局", ("市规划自然资源局",)), ("不存在的局", ()), ("", ()),
    ],
)  # fmt: skip
def test_a_unit_is_found_by_the_names_that_people_use(
    shelf: Shelf, words: str, units: tuple[str, ...]
) -> None:
    assert shelf.unit_called(words) == units


def test_measures_of_two_documents_with_one_number_are_told_apart() -> None:
    plans = [
        Plan(
            Document(number, "方案", "2024-01-01"),
            (Area(1, "开办"),),
            (),
            (Measure("1", number, text, area="开办"),),
        )
        for number, text in (("甲〔2024〕1号", "甲的措施"), ("乙〔2024〕2号", "乙的措施"))
    ]
    shelf = Shelf(plans, lambda: TODAY)
    found = shelf.named("1", "乙〔2024〕2号")
    assert found is not None
    assert found.measure.text == "乙的措施"
    assert [o.count for f in shelf.facets(Choice()) if f.name == "document" for o in f.options] == [1, 1]
    assert shelf.named("2") is None
