"""What a unit does in the plans: what it leads and supports, with whom, where and by when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qa.serve.site.shelf import DUES, Entry, Shelf


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit and how many measures it leads and supports."""

    name: str
    leads: int
    supports: int

    @property
    def total(self) -> int:
        """Measures that name the unit in either role."""
        return self.leads + self.supports


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit: its other names, its measures by role, its partners and areas with counts, and its deadlines.

    ``dues`` pairs a key of ``DUES`` with the number of the unit's measures in that state.
    """

    name: str
    others: tuple[str, ...]
    leads: tuple[Entry, ...]
    supports: tuple[Entry, ...]
    partners: tuple[tuple[str, int], ...]
    areas: tuple[tuple[str, int], ...]
    dues: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Measures that name the unit in either role."""
        return len(self.leads) + len(self.supports)


def rows(shelf: Shelf) -> tuple[UnitRow, ...]:
    """Every unit of the plans, those with most measures first."""
    leads = Counter(unit for m in shelf.measures for unit in m.lead)
    supports = Counter(unit for m in shelf.measures for unit in m.support)
    found = (UnitRow(unit, leads[unit], supports[unit]) for unit in shelf.units.units)
    return tuple(sorted(found, key=lambda row: (-row.total, -row.leads, row.name)))


def profile(shelf: Shelf, unit: str) -> Profile | None:
    """What the plans say of ``unit``, a full name; None where they do not name it."""
    leads = tuple(e for e in shelf.entries if unit in e.measure.lead)
    supports = tuple(e for e in shelf.entries if unit in e.measure.support)
    own = leads + supports
    if not own:
        return None
    partners = Counter(u for e in own for u in {*e.measure.lead, *e.measure.support} - {unit})
    areas = Counter(e.measure.area for e in own if e.measure.area)
    dues = Counter(str(e.due) for e in own)
    return Profile(
        name=unit,
        others=tuple(name for name in shelf.units.aliases(unit) if name != unit),
        leads=leads,
        supports=supports,
        partners=tuple(sorted(partners.items(), key=lambda one: (-one[1], one[0]))),
        areas=tuple(areas.most_common()),
        dues=tuple((due, dues[due]) for due in DUES if dues[due]),
    )
