"""What the pictures show, counted from the measures; a chart and the table beside it are written from the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from qa.serve.language import AS_WRITTEN, Words
from qa.serve.site.shelf import DUES, FIGURES, Shelf

KINDS: Mapping[str, str] = {kind: name for kind, name in FIGURES.items() if kind != "deadline"}
"""Kinds of figures by key; deadlines have bars of their own."""
MOST_TIES = 60
"""Lines of the network beyond which it becomes a tangle."""
_LONGEST_GAP = 3
"""Quarters without a deadline that are still drawn, one after the other."""
QUARTERS = "一二三四"
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and its measures: those it leads, those it supports, and all that name it."""

    name: str
    lead: int
    support: int
    either: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What one unit does in one area; ``unit`` and ``area`` are places in the matrix's lists."""

    unit: int
    area: int
    lead: int
    support: int
    either: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units, those with most measures first, by areas in plan order; pairs without a measure have no cell."""

    units: tuple[Unit, ...]
    areas: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> Iterator[tuple[Unit, tuple[Cell | None, ...]]]:
        """Each unit with its cell in every area, None where it has no measure there."""
        found = {(cell.unit, cell.area): cell for cell in self.cells}
        for row, unit in enumerate(self.units):
            yield unit, tuple(found.get((row, column)) for column in range(len(self.areas)))


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter and the measures whose last day lies in it, those behind today and those ahead."""

    year: int
    quarter: int
    passed: int = 0
    open: int = 0
    is_now: bool = False

    @property
    def total(self) -> int:
        """Measures whose last day lies in the quarter."""
        return self.passed + self.open

    def said(self, words: Words = AS_WRITTEN) -> str:
        """The quarter in words."""
        return words("{year}年{quarter}季度", year=self.year, quarter=words(QUARTERS[self.quarter - 1]))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Quarters in order of time, None where a long empty stretch is left out; today's quarter is among them.

    ``undated`` counts measures whose deadline names no day, ``none`` those without a deadline.
    """

    periods: tuple[Period | None, ...]
    undated: int
    none: int

    @property
    def filled(self) -> tuple[Period, ...]:
        """The quarters in which a deadline ends."""
        return tuple(period for period in self.periods if period and period.total)

    @property
    def passed(self) -> int:
        """Measures whose last day is behind."""
        return sum(period.passed for period in self.filled)

    @property
    def open(self) -> int:
        """Measures whose last day is still to come."""
        return sum(period.open for period in self.filled)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two units, by their place in the network's list, and the measures that name both."""

    one: int
    other: int
    measures: int


@dataclass(frozen=True, slots=True)
class Network:
    """The strongest ties and the units that they join; ``pairs`` and ``partners`` count those of the whole plan.

    Every tie of at least ``least`` measures is drawn, unless so many are equally strong that the rest is left out.
    """

    units: tuple[Unit, ...]
    ties: tuple[Tie, ...]
    pairs: int
    partners: int

    @property
    def least(self) -> int:
        """Measures of the weakest tie that is drawn."""
        return min((tie.measures for tie in self.ties), default=0)


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its tasks, measures and units, its measures by deadline and by the figures they hold.

    ``dues`` and ``figures`` pair each key of ``DUES`` and ``KINDS`` with a count; a measure can hold several kinds.
    """

    name: str
    tasks: int
    measures: int
    units: int
    dues: Counts
    figures: Counts

    @property
    def dated(self) -> int:
        """Measures with a deadline."""
        return self.measures - dict(self.dues)["none"]


def units(shelf: Shelf) -> tuple[Unit, ...]:
    """Every unit with its measures, those with most first."""
    lead = Counter(name for m in shelf.measures for name in set(m.lead))
    support = Counter(name for m in shelf.measures for name in set(m.support))
    either = Counter(name for m in shelf.measures for name in {*m.lead, *m.support})
    found = (Unit(name, lead[name], support[name], count) for name, count in either.items())
    return tuple(sorted(found, key=lambda unit: (-unit.either, -unit.lead, unit.name)))


def matrix(shelf: Shelf) -> Matrix:
    """Who does how much where."""
    everyone, areas = units(shelf), _areas(shelf)
    rows = {unit.name: row for row, unit in enumerate(everyone)}
    columns = {area: column for column, area in enumerate(areas)}
    lead = Counter((rows[u], columns[m.area]) for m in shelf.measures for u in set(m.lead))
    support = Counter((rows[u], columns[m.area]) for m in shelf.measures for u in set(m.support))
    either = Counter((rows[u], columns[m.area]) for m in shelf.measures for u in {*m.lead, *m.support})
    cells = (Cell(*at, lead[at], support[at], count) for at, count in sorted(either.items()))
    return Matrix(everyone, areas, tuple(cells))


def timeline(shelf: Shelf, today: date) -> Timeline:
    """When the measures are due, by the last day of each."""
    dues = Counter(entry.due for entry in shelf.entries)
    days = [entry.last for entry in shelf.entries if entry.last]
    passed = Counter(_quarter(day) for day in days if day < today)
    ahead = Counter(_quarter(day) for day in days if day >= today)
    now = _quarter(today)
    periods = (
        None if at is None else Period(at // 4, at % 4 + 1, passed[at], ahead[at], at == now)
        for at in _with_gaps(sorted({*passed, *ahead, now}))
    )
    return Timeline(tuple(periods) if days else (), dues["undated"], dues["none"])


def network(shelf: Shelf) -> Network:
    """Which units share measures, the strongest ties alone where there are too many to draw."""
    together = ((*m.lead, *m.support) for m in shelf.measures)
    pairs = Counter(pair for names in together for pair in combinations(sorted(set(names)), 2))
    drawn = _strongest(pairs)
    joined = {name for pair in drawn for name in pair}
    shown = tuple(unit for unit in units(shelf) if unit.name in joined)
    places = {unit.name: place for place, unit in enumerate(shown)}
    ordered = ((*sorted((places[one], places[other])), pairs[one, other]) for one, other in drawn)
    ties = tuple(Tie(one, other, measures) for one, other, measures in ordered)
    return Network(shown, ties, len(pairs), len({name for pair in pairs for name in pair}))


def overview(shelf: Shelf) -> tuple[Area, ...]:
    """Each area's key figures, in plan order; an area whose measures are all lost is among them."""
    named = {(p.document.number, area.area_no): area.name for p in shelf.plans for area in p.areas}
    tasks = Counter(
        named.get((plan.document.number, task.area_no or 0), "")
        for plan in shelf.plans
        for task in plan.tasks
    )
    names = dict.fromkeys([*named.values(), *_areas(shelf)])
    return tuple(_area(shelf, name, tasks[name]) for name in names)


def _area(shelf: Shelf, name: str, tasks: int) -> Area:
    own = [entry for entry in shelf.entries if entry.measure.area == name]
    dues = Counter(str(entry.due) for entry in own)
    kinds = Counter(kind for entry in own for kind in entry.figures)
    return Area(
        name=name,
        tasks=tasks,
        measures=len(own),
        units=len({unit for entry in own for unit in (*entry.measure.lead, *entry.measure.support)}),
        dues=tuple((key, dues[key]) for key in DUES),
        figures=tuple((key, kinds[key]) for key in KINDS),
    )


def _areas(shelf: Shelf) -> tuple[str, ...]:
    return tuple(dict.fromkeys(measure.area for measure in shelf.measures))


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _with_gaps(quarters: Iterable[int]) -> Iterator[int | None]:
    quarters = list(quarters)
    yield from quarters[:1]
    for before, after in pairwise(quarters):
        if after - before <= _LONGEST_GAP + 1:
            yield from range(before + 1, after)
        else:
            yield None
        yield after


def _strongest(pairs: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    ordered = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    if len(ordered) <= MOST_TIES:
        return ordered
    least = pairs[ordered[MOST_TIES]] + 1
    return [pair for pair in ordered if pairs[pair] >= least] or ordered[:MOST_TIES]
