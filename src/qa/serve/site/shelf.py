"""The plans as a visitor browses them: every measure with what it can be filtered by, and counts for each filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Literal, Self

from qa.extract.deadlines import parse_deadline
from qa.extract.figures import extract_figures
from qa.extract.language import clean, to_simplified
from qa.extract.units import UnitRegistry
from qa.plan import Document, Measure, Plan

Role = Literal["lead", "support"]
Due = Literal["passed", "open", "undated", "none"]
Order = Literal["plan", "due", "unit"]

ROLES: Mapping[str, str] = {"lead": "牵头", "support": "配合"}
DUES: Mapping[str, str] = {"passed": "已过期", "open": "未到期", "undated": "日期未明", "none": "未定时限"}
STATES: Mapping[str, str] = {"whole": "完整", "damaged": "底稿有缺失"}
FIGURES: Mapping[str, str] = {
    "duration": "办理时限", "deadline": "完成时限", "fee": "收费", "money": "金额", "rate": "比例", "count": "数量",
}  # fmt: skip
ORDERS: Mapping[str, str] = {"plan": "方案顺序", "due": "完成时限", "unit": "牵头单位"}
FACETS: Mapping[str, str] = {
    "document": "文件", "area": "领域", "unit": "责任单位", "role": "单位角色", "due": "时限状态", "year": "到期年份",
    "figure": "数字类型", "state": "底稿情况",
}  # fmt: skip
SHORT = 10
"""Values of a facet up to which all are shown; of more, the one chosen comes first and the rest fold."""
_FAR = date.max


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor has chosen; an empty field chooses nothing.

    ``document`` is a document's number, ``area`` a name, ``unit`` a full name, ``role`` a key of ``ROLES``,
    ``due`` a key of ``DUES``, ``year`` the year of a deadline, ``figure`` a key of ``FIGURES``, ``state`` a key of
    ``STATES``, ``q`` words that a measure must hold.
    """

    document: str = ""
    area: str = ""
    unit: str = ""
    role: str = ""
    due: str = ""
    year: str = ""
    figure: str = ""
    state: str = ""
    q: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The chosen fields by name, in the order of the page."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}

    def but(self, **changes: str) -> Self:
        """This choice with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure with what it can be filtered by; ``last`` is the latest day of its deadlines."""

    measure: Measure
    position: int
    due: Due
    last: date | None
    years: tuple[str, ...]
    figures: tuple[str, ...]
    searched: str

    @property
    def state(self) -> str:
        """A key of ``STATES``."""
        return "damaged" if self.measure.missing else "whole"


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, how the page names it and how many measures it would leave."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One field of a choice with its values; a value that would leave nothing is not offered."""

    name: str
    title: str
    options: tuple[Option, ...]


class Shelf:
    """All measures of the plans, in plan order. Made once; safe to share between threads."""

    def __init__(self, plans: Sequence[Plan], today: Callable[[], date] = date.today) -> None:
        self.plans = tuple(plans)
        self._today = today
        self._dated = {plan.document.number: (_day(plan.document), plan.document.year) for plan in plans}
        self.measures = tuple(m for plan in plans for m in plan.measures if m.is_measure)
        self.units = UnitRegistry(sorted({unit for m in self.measures for unit in (*m.lead, *m.support)}))
        self._read = tuple(_searched(m) for m in self.measures)
        self._as_of: Callable[[date], tuple[Entry, ...]] = lru_cache(maxsize=2)(self._entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every measure as of today."""
        return self._as_of(self._today())

    def chosen(self, choice: Choice, order: str = "plan") -> tuple[Entry, ...]:
        """The measures that ``choice`` leaves, in the order of a key of ``ORDERS``."""
        kept = [entry for entry in self.entries if self._holds(entry, choice)]
        if order == "due":
            kept.sort(key=lambda entry: entry.last or _FAR)
        elif order == "unit":
            kept.sort(key=lambda entry: (not entry.measure.lead, entry.measure.lead))
        return tuple(kept)

    def facets(self, choice: Choice) -> tuple[Facet, ...]:
        """The fields that a visitor can still choose, each counted with all the others applied."""
        entries = self.entries
        wanted: dict[str, tuple[Callable[[Entry], Iterable[str]], Mapping[str, str] | None]] = {
            "document": (lambda e: (e.measure.document,), None),
            "area": (lambda e: (e.measure.area,), None),
            "unit": (lambda e: _units(e.measure, choice.role), None),
            "role": (lambda e: _roles(e.measure, choice.unit), ROLES),
            "due": (lambda e: (e.due,), DUES),
            "year": (lambda e: e.years, None),
            "figure": (lambda e: e.figures, FIGURES),
            "state": (lambda e: (e.state,), STATES),
        }
        return tuple(
            self._facet(entries, choice, name, *how)
            for name, how in wanted.items()
            if (name != "role" or choice.unit) and (name != "document" or len(self.plans) > 1)
        )

    def named(self, measure_id: str, document: str = "") -> Entry | None:
        """The measure of that number, of the first document that has it where none is named."""
        for entry in self.entries:
            if entry.measure.measure_id == measure_id and document in ("", entry.measure.document):
                return entry
        return None

    def unit_called(self, words: str) -> tuple[str, ...]:
        """The units that a visitor can mean by ``words``: a full name, a short name, a part of one."""
        words = to_simplified(clean(words))
        if not words or words in self.units.units:
            return (words,) if words else ()
        mentions = [mention for mention in self.units.find(words) if mention.text == words]
        exact = dict.fromkeys(unit for mention in mentions for unit in mention.units)
        parts = (u for u in self.units.units if any(words in alias for alias in self.units.aliases(u)))
        return tuple(exact) or tuple(parts)

    def _facet(
        self, entries: Sequence[Entry], choice: Choice, name: str,
        values: Callable[[Entry], Iterable[str]], labels: Mapping[str, str] | None,
    ) -> Facet:  # fmt: skip
        others = choice.but(**{name: ""})
        counts = Counter(v for e in entries if self._holds(e, others) for v in set(values(e)) if v)
        ordered = [v for v in labels if v in counts] if labels is not None else self._ordered(name, counts)
        if len(ordered) > SHORT:
            ordered.sort(key=lambda v: v != choice.given.get(name))
        return Facet(
            name, FACETS[name], tuple(Option(v, labels[v] if labels else v, counts[v]) for v in ordered)
        )

    def _ordered(self, name: str, counts: Counter[str]) -> list[str]:
        if name == "area":
            return [v for v in dict.fromkeys(m.area for m in self.measures) if v in counts]
        return sorted(counts, key=lambda v: (0, v) if name == "year" else (-counts[v], v))

    def _entries(self, today: date) -> tuple[Entry, ...]:
        return tuple(self._entry(i, m, today) for i, m in enumerate(self.measures))

    def _entry(self, position: int, measure: Measure, today: date) -> Entry:
        dated = self._dated.get(measure.document, (None, None))
        days = [parse_deadline(text, *dated) for text in measure.deadlines]
        known = [day for day in days if day]
        kinds = {figure.kind for figure in extract_figures(measure.text)}
        return Entry(
            measure=measure,
            position=position,
            due=_due(days, today),
            last=max(known, default=None),
            years=tuple(dict.fromkeys(str(day.year) for day in known)),
            figures=tuple(kind for kind in FIGURES if kind in kinds),
            searched=self._read[position],
        )

    def _holds(self, entry: Entry, choice: Choice) -> bool:
        measure = entry.measure
        return (
            choice.document in ("", measure.document)
            and choice.area in ("", measure.area)
            and (not choice.unit or choice.unit in _units(measure, choice.role))
            and choice.due in ("", entry.due)
            and (not choice.year or choice.year in entry.years)
            and (not choice.figure or choice.figure in entry.figures)
            and choice.state in ("", entry.state)
            and all(word in entry.searched for word in _words(choice.q))
        )


def _due(days: Sequence[date | None], today: date) -> Due:
    if not days:
        return "none"
    known = [day for day in days if day]
    if not known:
        return "undated"
    return "passed" if max(known) < today else "open"


def _units(measure: Measure, role: str) -> tuple[str, ...]:
    lead = measure.lead if role in ("", "lead") else ()
    return lead + (measure.support if role in ("", "support") else ())


def _roles(measure: Measure, unit: str) -> tuple[Role, ...]:
    roles: tuple[Role, ...] = ("lead",) if unit in measure.lead else ()
    return (*roles, "support") if unit in measure.support else roles


def _searched(measure: Measure) -> str:
    parts = (measure.measure_id, measure.area, measure.task, measure.text, *measure.lead, *measure.support)
    return "\n".join(parts).casefold()


def _words(q: str) -> list[str]:
    return to_simplified(clean(q)).casefold().split()


def _day(document: Document) -> date | None:
    return date.fromisoformat(document.date) if document.date else None
