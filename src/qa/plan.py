"""The nouns of a plan: measures, passages, tasks and the document that holds them.

Field names and meanings are those of the public contract; a record on disk is one JSON object
a line in ``corpus/<name>.jsonl``, and ``corpus/<name>.json`` holds the document's own head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

_YEAR_FIGURES = re.compile(r"20\d{2}")
_PLAN_YEAR = re.compile(
    r"(?<![到至—\-－~～])(20\d{2})年(?:度)?(?![—\-－~～至到底末前版]|.{0,20}[两三四五六七八九十]年)"
)

Kind = Literal["measure", "passage"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the plan's table (措施), or a passage of the text around the table.

    ``lead`` and ``support`` hold full unit names; a name or field that the source has lost is
    absent here and named in ``missing``. ``spans`` are character offsets into the source file.
    ``notes`` are doubts about the record, in Chinese, for showing beside it. ``serial`` is the number that the plan
    prints beside the measure where it counts through all tasks and so is no part of ``measure_id``.
    """

    measure_id: str
    document: str
    text: str
    kind: Kind = "measure"
    area_no: int | None = None
    area: str = ""
    task_no: int | None = None
    task: str = ""
    measure_no: int | None = None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    section: str = ""
    title: str = ""
    serial: int | None = None

    @property
    def due_apart(self) -> tuple[str, ...]:
        """The deadlines that stand in a column or bracket of their own and not in the text."""
        return tuple(deadline for deadline in self.deadlines if deadline not in self.text)

    @property
    def is_measure(self) -> bool:
        """Whether this is a row of the table rather than a passage around it."""
        return self.kind == "measure"


@dataclass(frozen=True, slots=True)
class Task:
    """One numbered task (目标任务); ``title`` is empty or partial where ``missing`` holds "task"."""

    task_no: int
    area_no: int | None
    title: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One area (领域) of the plan, as 三、获得电力 → number 3, name 获得电力.

    Where the table's heading is lost or cut, ``name`` is what the plan's own text calls the area.
    """

    area_no: int
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document's own data. ``date`` is ISO 8601; empty strings where the source has none."""

    number: str
    title: str
    date: str = ""
    issuer: str = ""

    @property
    def year(self) -> int | None:
        """The year that a plan for one year is for (2023年工作要点), None for any other plan.

        Dates of such a plan without a year (6月底前) are of that year, also where it was issued the year before.
        """
        if len(set(_YEAR_FIGURES.findall(self.title))) != 1:
            return None
        found = _PLAN_YEAR.search(self.title)
        return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan: its document head, areas, tasks (also those without measures) and records.

    ``measures`` are in plan order, passages first as they stand in the source.
    ``lost_sentences`` counts sentences known to be lost from the source for good.
    """

    document: Document
    areas: tuple[Area, ...] = ()
    tasks: tuple[Task, ...] = ()
    measures: tuple[Measure, ...] = field(default=())
    lost_sentences: int = 0
