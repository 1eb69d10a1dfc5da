"""What an address chooses, and a choice in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from qa.serve.language import AS_WRITTEN, Words
from qa.serve.site.shelf import DUES, FIGURES, ORDERS, ROLES, STATES, Choice, Shelf

LONGEST = 100
"""Characters of a value that are looked at."""
_FIELDS = tuple(field.name for field in fields(Choice))
_LABELS: Mapping[str, Mapping[str, str]] = {"role": ROLES, "due": DUES, "figure": FIGURES, "state": STATES}


def choice_of(query: Mapping[str, str], shelf: Shelf) -> Choice:
    """What an address chooses; fields that it lacks choose nothing, a unit's short name is its full one."""
    choice = Choice(**{name: query.get(name, "").strip()[:LONGEST] for name in _FIELDS})
    meant = shelf.unit_called(choice.unit)
    return choice.but(unit=meant[0]) if len(meant) == 1 else choice


def order_of(query: Mapping[str, str]) -> str:
    """The order that an address asks for, a key of ``ORDERS``."""
    order = query.get("order", "plan")
    return order if order in ORDERS else "plan"


def label(name: str, value: str, words: Words = AS_WRITTEN) -> str:
    """How the page names one chosen value."""
    if name == "q":
        return words("含“{words}”", words=value)
    named = _LABELS.get(name, {}).get(value)
    return words(named) if named else value


def described(choice: Choice) -> str:
    """A choice in words, as 获得电力、重庆市税务局牵头、已过期的措施; 全部措施 where nothing is chosen.

    >>> described(Choice(area="纳税", unit="市税务局", role="lead", due="passed"))
    '纳税、市税务局牵头、已过期的措施'
    """
    given = choice.given
    unit = given.pop("unit", "")
    role = given.pop("role", "")
    words = {name: label(name, value) for name, value in given.items()}
    if unit:
        words["unit"] = unit + (ROLES.get(role, role) if role else "牵头或配合")
    order = (
        "document",
        "area",
        "unit",
        *(name for name in _FIELDS if name not in ("document", "area", "unit")),
    )
    said = [words[name] for name in order if name in words]
    return "、".join(said) + "的措施" if said else "全部措施"
