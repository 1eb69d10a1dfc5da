"""The figures of the pictures: counted anew from the files of five plans, and what becomes of plans that lack them."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from qa.plan import Document, Measure, Plan
from qa.read.corpus import load_corpus
from qa.serve.assets import CHARTS, Assets
from qa.serve.site import findings, pictures
from qa.serve.site.shelf import Choice, Shelf
from qa.serve.site.site import Site

TODAY = date(2026, 5, 20)
FOLDERS = (ROOT / "corpus", *sorted((ROOT / "tests" / "fixtures").glob("*/corpus")))
EVERY_PLAN = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)


def shelf_of(*folders: Path, today: date = TODAY) -> Shelf:
    return Shelf([plan for folder in folders for plan in load_corpus(folder)], lambda: today)


def records(folder: Path) -> list[dict[str, Any]]:
    lines = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.jsonl"))).splitlines()
    return [record for record in map(json.loads, lines) if record["kind"] == "measure"]


def measure(number: int, *, lead: str = "", support: str = "", area: str = "", due: str = "") -> Measure:
    return Measure(
        measure_id=str(number), document="小府发〔2026〕1号", text="办好这件事。", area=area,
        lead=tuple(lead.split()), support=tuple(support.split()), deadlines=tuple(due.split()),
    )  # fmt: skip


def small(*measures: Measure) -> Plan:
    return Plan(Document("小府发〔2026〕1号", "小城工作方案", "2026-01-05"), measures=measures)


def page(*plans: Plan) -> str:
    return Site(plans, Assets(), lambda: TODAY).pictures()


@EVERY_PLAN
def test_the_matrix_counts_what_the_plan_assigns(folder: Path) -> None:
    matrix = pictures.matrix(shelf_of(folder))
    for role in ("lead", "support"):
        assigned = Counter((unit, r["area"]) for r in records(folder) for unit in r[role])
        counted = {
            (matrix.units[cell.unit].name, matrix.areas[cell.area]): getattr(cell, role)
            for cell in matrix.cells
            if getattr(cell, role)
        }
        assert counted == assigned


@EVERY_PLAN
def test_a_cell_counts_as_many_measures_as_the_list_it_leads_to(folder: Path) -> None:
    shelf = shelf_of(folder)
    matrix = pictures.matrix(shelf)
    for cell in matrix.cells[::5]:
        choice = Choice(unit=matrix.units[cell.unit].name, area=matrix.areas[cell.area])
        assert len(shelf.chosen(choice)) == cell.either
        assert len(shelf.chosen(choice.but(role="lead"))) == cell.lead
        assert len(shelf.chosen(choice.but(role="support"))) == cell.support


@EVERY_PLAN
def test_the_rows_of_the_table_hold_every_cell_and_add_up(folder: Path) -> None:
    matrix = pictures.matrix(shelf_of(folder))
    rows = list(matrix.rows)
    assert [cell for _, cells in rows for cell in cells if cell] == list(matrix.cells)
    assert all(sum(cell.either for cell in cells if cell) == unit.either for unit, cells in rows)


@EVERY_PLAN
def test_every_measure_is_somewhere_on_the_timeline_or_named_as_undated(folder: Path) -> None:
    shelf = shelf_of(folder)
    timeline = pictures.timeline(shelf, TODAY)
    assert timeline.passed == len(shelf.chosen(Choice(due="passed")))
    assert timeline.open == len(shelf.chosen(Choice(due="open")))
    assert timeline.none == sum(not r["deadlines"] for r in records(folder))
    assert timeline.passed + timeline.open + timeline.undated + timeline.none == len(records(folder))


@EVERY_PLAN
def test_time_moves_measures_from_ahead_to_behind(folder: Path) -> None:
    shelf = shelf_of(folder)
    dated = sum(entry.last is not None for entry in shelf.entries)
    early, late = (pictures.timeline(shelf, date(year, 1, 1)) for year in (2010, 2050))
    assert (early.passed, early.open) == (0, dated)
    assert (late.passed, late.open) == (dated, 0)


def test_a_deadline_is_open_on_its_last_day_and_passed_on_the_next() -> None:
    shelf = Shelf([small(measure(1, due="2026年5月底前"))])
    last = pictures.timeline(shelf, date(2026, 5, 31))
    assert (last.passed, last.open) == (0, 1)
    after = pictures.timeline(shelf, date(2026, 6, 1))
    assert (after.passed, after.open) == (1, 0)


def test_short_gaps_between_quarters_are_drawn_and_long_ones_left_out() -> None:
    shelf = Shelf(
        [small(measure(1, due="2025年底前"), measure(2, due="2026年底前"), measure(3, due="2030年底前"))]
    )
    names = [period and period.said() for period in pictures.timeline(shelf, TODAY).periods]
    year = ["2026年一季度", "2026年二季度", "2026年三季度", "2026年四季度"]
    assert names == ["2025年四季度", *year, None, "2030年四季度"]


@EVERY_PLAN
def test_ties_count_the_measures_that_name_both_units(folder: Path) -> None:
    network = pictures.network(shelf_of(folder))
    together = Counter(
        pair for r in records(folder) for pair in combinations(sorted({*r["lead"], *r["support"]}), 2)
    )
    drawn = {
        tuple(sorted((network.units[tie.one].name, network.units[tie.other].name))): tie.measures
        for tie in network.ties
    }
    assert network.pairs == len(together)
    assert drawn == {pair: count for pair, count in together.items() if count >= network.least}
    assert 0 < len(drawn) <= pictures.MOST_TIES


def test_equally_weak_ties_are_cut_where_they_would_become_a_tangle() -> None:
    plan = small(measure(1, lead=" ".join(f"第{number}局" for number in range(40))))
    network = pictures.network(Shelf([plan]))
    assert (len(network.ties), network.pairs) == (pictures.MOST_TIES, 780)


@EVERY_PLAN
def test_areas_add_up_to_the_plan(folder: Path) -> None:
    shelf = shelf_of(folder)
    areas = pictures.overview(shelf)
    assert Counter({area.name: area.measures for area in areas}) == Counter(
        r["area"] for r in records(folder)
    )
    without_area = any(not record["area"] for record in records(folder))
    assert sum(area.tasks for area in areas) == sum(
        t.area_no is not None or without_area for p in shelf.plans for t in p.tasks
    )
    for area in areas:
        assert sum(count for _, count in area.dues) == area.measures
        for key, count in area.figures:
            assert len(shelf.chosen(Choice(area=area.name, figure=key))) == count
        named = {u for r in records(folder) if r["area"] == area.name for u in (*r["lead"], *r["support"])}
        assert area.units == len(named)


def test_an_area_whose_measures_are_lost_is_still_named() -> None:
    plan = next(iter(load_corpus(ROOT / "corpus")))
    lost = Plan(plan.document, plan.areas, plan.tasks, tuple(m for m in plan.measures if m.area != "纳税"))
    (taxes,) = [area for area in pictures.overview(Shelf([lost])) if area.name == "纳税"]
    assert (taxes.measures, taxes.tasks > 0) == (0, True)
    assert "纳税" in page(lost)


def test_several_plans_are_counted_together() -> None:
    each = [pictures.overview(shelf_of(folder)) for folder in FOLDERS]
    together = pictures.overview(shelf_of(*FOLDERS))
    assert sum(area.measures for area in together) == sum(a.measures for areas in each for a in areas)
    plans = [plan for folder in FOLDERS for plan in load_corpus(folder)]
    text = page(*plans)
    assert all(plan.document.number in text for plan in plans)


def test_each_picture_says_what_stands_out() -> None:
    shelf = shelf_of(ROOT / "corpus")
    assert "市市场监管局牵头最多，共 22 条" in findings.of_matrix(pictures.matrix(shelf))
    assert "2019年四季度到期最多，共 39 条" in findings.of_timeline(pictures.timeline(shelf, TODAY), TODAY)
    assert "市市场监管局与市公安局共同承担最多，共 15 条" in findings.of_network(pictures.network(shelf))
    assert "包容普惠创新措施最多，共 14 条" in findings.of_areas(pictures.overview(shelf))


def test_equals_share_the_first_place() -> None:
    shelf = Shelf([small(measure(1, lead="甲局", area="水"), measure(2, lead="乙局", area="电"))])
    assert "乙局、甲局牵头最多，各 1 条" in findings.of_matrix(pictures.matrix(shelf))
    many = Shelf([small(*(measure(n, lead=f"第{n}局") for n in range(5)))])
    assert "等 5 个单位牵头最多，各 1 条" in findings.of_matrix(pictures.matrix(many))


def test_a_plan_without_units_areas_or_deadlines_gives_one_sentence_for_each_picture() -> None:
    text = page(small(measure(1), measure(2)))
    assert text.count("画不出") == 4
    assert 'class="chart"' not in text
    assert "看数据表" not in text


def test_a_plan_without_measures_has_a_page_too() -> None:
    assert page(small()).count("画不出") == 4


def test_what_has_no_area_is_counted_but_leads_nowhere() -> None:
    text = page(small(measure(1, lead="甲局", area="水"), measure(2, lead="甲局 乙局")))
    assert "未列领域" in text
    assert "area=&" not in text
    assert 'area="' not in text


def test_names_are_data_and_never_markup() -> None:
    text = page(small(measure(1, lead="</script><img/src=x>局 乙局", area="<b>水</b>", due="2026年底前")))
    assert "<img" not in text
    assert "<b>" not in text
    (carried,) = re.findall(r'<script type="application/json" id="figures">(.*?)</script>', text, re.DOTALL)
    assert json.loads(carried)["matrix"]["areas"] == ["<b>水</b>"]


def test_the_chart_library_is_the_published_file_and_travels_in_gzip() -> None:
    assets = Assets()
    library = CHARTS[0]
    decision = (ROOT / "docs" / "decisions" / "0008-charts.md").read_text("utf-8")
    assert hashlib.sha256(assets.content(library)).hexdigest() in decision
    assert gzip.decompress(assets.packed(library)) == assets.content(library)
    assert len(assets.packed(library)) < 370_000


def test_no_other_page_loads_the_chart_library() -> None:
    site = Site(load_corpus(ROOT / "corpus"), Assets(), lambda: TODAY)
    assert "echarts" in site.pictures()
    assert not any("echarts" in text for text in (site.browse(Choice()), site.units(), site.missing("没有")))
