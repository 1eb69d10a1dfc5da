"""What the measures of a list are chosen by, as data: it travels through a talk and is changed by its turns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from qa.answer.leaving import left_out
from qa.answer.question import Question, Role
from qa.answer.traits import Trait
from qa.extract.deadlines import DeadlineFilter
from qa.extract.units import UnitMention
from qa.plan import Task

ROLE_WORDS: Mapping[Role, str] = {"lead": "牵头", "support": "配合", "any": "牵头或配合"}
_OWN_ROLE = re.compile(
    r"(?:也|来|一并|同时|参与|作为|负责|需?要|得|应|须|打|一起|共同|联合)*(?P<role>牵头|主责|主办|领头|配合|协助|协办)"
)
_SUPPORTS = ("配合", "协助", "协办")
_EITHER = re.compile(r"或|年?[底前内]?前?(?:和|及|与|、|以及)20\d{2}|加上|都[列要算]")
_SAYS_OF_DATES = {"any": "写明时限", "none": "没有写明时限", "passed": "时限已过", "open": "时限未到"}
_Item = TypeVar("_Item")


class Named(Protocol):
    """What knows by which words people speak of an area: a catalogue does."""

    def aliases(self, name: str) -> tuple[str, ...]:
        """The words under which people speak of the area called ``name``, longest first."""


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """A unit that has a role in the measures of a list; ``out`` where it is to have none."""

    name: str
    role: Role
    out: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything that a list is chosen by; measures have to pass all of it.

    ``areas`` are alternatives, as are ``dates`` where ``either`` is true; what ends in ``_out`` is not wanted. All
    ``words`` stand in each measure.
    """

    units: tuple[UnitFilter, ...] = ()
    areas: tuple[str, ...] = ()
    areas_out: tuple[str, ...] = ()
    dates: tuple[DeadlineFilter, ...] = ()
    dates_out: tuple[DeadlineFilter, ...] = ()
    either: bool = False
    traits: tuple[Trait, ...] = ()
    words: tuple[str, ...] = ()
    task: Task | None = None

    @property
    def unit(self) -> UnitFilter | None:
        """The unit that the list is about: the first that is wanted."""
        return next((unit for unit in self.units if not unit.out), None)

    @property
    def of_a_unit_alone(self) -> bool:
        """Whether nothing but one unit's role was said."""
        return len(self.parts) == 1 and self.unit is not None

    @property
    def parts(self) -> tuple[str, ...]:
        """Each filter in the words of an answer."""
        dates = [says_of(item) for item in self.dates]
        told = [
            *([f"“{self.task.title}”任务"] if self.task else []),
            *(f"{'非' if unit.out else ''}{unit.name}{ROLE_WORDS[unit.role]}" for unit in self.units),
            *([f"{'、'.join(self.areas)}领域"] if self.areas else []),
            *([f"非{'、'.join(self.areas_out)}领域"] if self.areas_out else []),
            *(["或".join(dates)] if self.either and dates else dates),
            *(f"未{says_of(item)}" for item in self.dates_out),
            *(trait.wording for trait in self.traits),
            *([f"提到“{'、'.join(self.words)}”"] if self.words else []),
        ]
        return tuple(told)

    def narrows(self, other: Filters) -> bool:
        """Whether all that ``other`` is chosen by holds here too."""
        return set(other.parts) <= set(self.parts)


def says_of(item: DeadlineFilter) -> str:
    """What a measure with that due date does, in the words of an answer."""
    return _SAYS_OF_DATES.get(item.relation, f"写明{item.wording}")


def read_filters(question: Question, named: Named) -> Filters:
    """Every filter that ``question`` names: units with their roles, areas, dates and kinds, wanted or not."""
    areas_out = tuple(name for name in question.areas if _area_left_out(question.text, name, named))
    dates = question.dates
    absolute = tuple(item for item in dates if item.wording[:1].isdigit() or item.wording[1:2].isdigit())
    return Filters(
        units=tuple(
            UnitFilter(
                mention.units[0],
                _role_of(mention, question),
                left_out(question.text, mention.start, mention.end),
            )
            for mention in _certain(question)
        ),
        areas=tuple(name for name in question.areas if name not in areas_out),
        areas_out=areas_out,
        dates=absolute or dates,
        dates_out=question.dates_out,
        either=len(absolute) > 1 and _EITHER.search(question.text) is not None,
        traits=question.traits,
    )


def main_mention(question: Question) -> UnitMention | None:
    """The unit that the question is about: the first one that is more than a passing word."""
    strong = [m for m in question.mentions if m.strength != "weak" or question.role != "any"]
    return strong[0] if strong else None


def _certain(question: Question) -> list[UnitMention]:
    """The mentions of one unit each, the main one first; of none where it is not certain which unit that is."""
    main = main_mention(question)
    if main is None or len(main.units) != 1:
        return []
    named = {main.units[0]: main}
    for other in question.mentions:
        if len(other.units) == 1 and other.strength != "weak":
            named.setdefault(other.units[0], other)
    return list(named.values())


def _area_left_out(text: str, name: str, named: Named) -> bool:
    alias = next((alias for alias in named.aliases(name) if alias in text), "")
    start = text.find(alias)
    return bool(alias) and left_out(text, start, start + len(alias))


def _role_of(mention: UnitMention, question: Question) -> Role:
    """The role that is said right after a unit where several are named (口岸办牵头、海关配合), else the question's."""
    after = [other.start for other in question.mentions if other.start >= mention.end]
    said = question.text[mention.end : min(after, default=len(question.text))]
    own = _OWN_ROLE.match(said) if len(question.mentions) > 1 else None
    if own is None:
        return question.role
    return "support" if own["role"] in _SUPPORTS else "lead"


def distinct(items: Iterable[_Item]) -> tuple[_Item, ...]:
    """``items`` in their order, each once."""
    return tuple(dict.fromkeys(items))
