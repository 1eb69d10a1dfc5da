"""A plan's file is read into the records that a careful person would write down, whatever its format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from qa.errors import WenceError
from qa.plan import Measure, Plan
from qa.read.corpus import load_corpus
from qa.read.files import plan_of_content, read_content, read_plan
from read.written import measures_of, write_docx, write_html, write_pdf, write_txt, write_xlsx

PLANS = ROOT / "tests/fixtures/plans"
FILES = sorted(path.name for path in PLANS.iterdir() if path.suffix not in (".json", ".md"))
CITIES = sorted(path.parent for path in (ROOT / "tests/fixtures").glob("*/corpus"))
CORPORA = [ROOT / "corpus", *(city / "corpus" for city in CITIES)]
# Where one heading stands above numbered measures, a text of headings and paragraphs cannot tell an area from a task.
WITH_AREAS = [
    path for path in CORPORA if any(m.area for plan in load_corpus(path) for m in measures_of(plan))
]
FIELDS = (
    "measure_id",
    "area_no",
    "area",
    "task_no",
    "task",
    "measure_no",
    "text",
    "lead",
    "support",
    "deadlines",
)
File = tuple[Path, Plan, dict[str, Any]]
TABLES = {"docx": write_docx, "xlsx": write_xlsx, "html": write_html}


def fields(measure: Measure, *left_out: str) -> dict[str, object]:
    return {name: getattr(measure, name) for name in FIELDS if name not in left_out}


def written_and_read(plan: Plan, path: Path, write: Callable[[Plan, Path], None]) -> Plan:
    write(plan, path)
    return read_plan(path)


@pytest.fixture(scope="module", params=FILES)
def file(request: pytest.FixtureRequest) -> File:
    """A plan as another city publishes it, what is read from it, and what a person reads in it."""
    path = PLANS / str(request.param)
    return path, read_plan(path), json.loads(path.with_suffix(".json").read_text("utf-8"))


def test_every_measure_of_another_city_is_read_as_a_person_reads_it(file: File) -> None:
    _, plan, expected = file
    names = ("measure_id", "area", "task", "text", "lead", "support", "deadlines")
    found = [json.loads(json.dumps({n: getattr(m, n) for n in names})) for m in measures_of(plan)]
    assert found == expected["measures"]


def test_the_head_and_the_text_around_are_read_too(file: File) -> None:
    _, plan, expected = file
    head = plan.document
    assert {n: getattr(head, n) for n in ("number", "title", "date", "issuer")} == expected["head"]
    passages = [m for m in plan.measures if not m.is_measure]
    assert [m.measure_id for m in passages] == [f"p{at}" for at in range(1, len(passages) + 1)]
    found = [{"section": m.section, "title": m.title, "text": m.text} for m in passages]
    assert found == expected["passages"]


def test_every_record_stands_in_the_file_where_its_spans_say(file: File) -> None:
    path, plan, _ = file
    text = read_content(path).text
    for measure in plan.measures:
        there = "".join(text[start:end] for start, end in measure.spans)
        assert "".join(there.split()) == "".join(measure.text.split())


@pytest.mark.parametrize("form", sorted(TABLES))
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.parent.name)
def test_a_table_with_merged_cells_comes_back_field_by_field(corpus: Path, form: str, tmp_path: Path) -> None:
    (plan,) = load_corpus(corpus)
    read = written_and_read(plan, tmp_path / f"方案.{form}", TABLES[form])
    assert [fields(m) for m in measures_of(read)] == [fields(m) for m in measures_of(plan)]
    assert read.document == plan.document
    assert {task.task_no for task in read.tasks} == {m.task_no for m in measures_of(plan)}


@pytest.mark.parametrize("corpus", WITH_AREAS, ids=lambda path: path.parent.name)
def test_numbered_paragraphs_with_notes_come_back_field_by_field(corpus: Path, tmp_path: Path) -> None:
    (plan,) = load_corpus(corpus)
    read = written_and_read(plan, tmp_path / "方案.txt", write_txt)
    left_out = ("measure_id", "task_no")  # without a table, tasks that the source has lost leave no gap
    assert [fields(m, *left_out) for m in measures_of(read)] == [
        fields(m, *left_out) for m in measures_of(plan)
    ]


@pytest.mark.parametrize("city", CITIES[:2], ids=lambda path: path.name)
def test_a_table_over_many_printed_pages_comes_back_field_by_field(city: Path, tmp_path: Path) -> None:
    (plan,) = load_corpus(city / "corpus")
    read = written_and_read(plan, tmp_path / "方案.pdf", write_pdf)
    assert read.document == plan.document
    assert len(measures_of(read)) == len(measures_of(plan))
    for found, true in zip(measures_of(read), measures_of(plan), strict=True):
        # What a page break hides is named as missing and never guessed.
        unclear = {name for name in found.missing if not getattr(found, name)}
        assert fields(found, *unclear) == fields(true, *unclear)
    assert sum(bool(m.missing) for m in measures_of(read)) <= 1


def test_reading_twice_gives_the_same(file: File) -> None:
    path, plan, _ = file
    if path.suffix != ".pdf":
        assert plan_of_content(read_content(path), path.stem) == plan


def test_the_damaged_source_is_refused_rather_than_read_wrongly() -> None:
    (path,) = (ROOT / "corpus/source").glob("*.txt")
    with pytest.raises(WenceError, match="没有找到"):
        read_plan(path)
