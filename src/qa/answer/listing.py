"""Exact lists, counts and unit profiles: filters over all records, never the best k of a search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from qa.answer.catalogue import Catalogue
from qa.answer.columns import Columns, Mask, positions
from qa.answer.filters import Filters
from qa.answer.question import Role
from qa.answer.texts import Texts
from qa.extract.deadlines import DeadlineFilter
from qa.plan import Measure

_QUOTED = re.compile(r"[“\"「『'‘]([^”\"」』'’]{2,30})[”\"」』'’]")
_ASKS_UNITS = re.compile(
    r"(?:谁|哪[些个几家](?:家|个)?(?:单位|部门|机构)?)(?!工作|任务|措施|举措|事|活)[^，。、？?]{0,6}(?:牵头|配合|负责|协助|协同|帮)"
    r"|(?:牵头|配合|负责)的?(?:单位|部门)?(?:是|有)?(?:谁|哪[些个几](?:单位|部门|家))|[有是]哪[几些]家|(?:牵头|配合|责任)(?:单位|部门|方)(?:都|分别|各)*(?:是|有)(?:哪些|哪几|啥|什么|谁)?(?:[？?]?$)|谁(?:来|在|去)?(?:牵头|配合|负责)"
)
_EVERYTHING = "全文现存"


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of a list in plan order and the words that say how they were chosen.

    ``lead`` and ``support`` are those of them in which the list's unit has that role.
    """

    positions: tuple[int, ...]
    described: str
    unit: str = ""
    lead: tuple[int, ...] = ()
    support: tuple[int, ...] = ()


class Held(Protocol):
    """What a list is chosen from: a catalogue is one."""

    @property
    def columns(self) -> Columns:
        """The measures by what they are filtered by."""

    @property
    def records(self) -> Sequence[Measure]:
        """All records, which the columns count the positions of."""

    @property
    def texts(self) -> Texts:
        """What finds words in the records."""

    def in_task(self, task_no: int) -> tuple[int, ...]:
        """Positions of the measures of task ``task_no``."""


def select(filters: Filters, held: Held) -> Selection:
    """The measures that pass ``filters``: all that have survived where there are none."""
    columns = held.columns
    chosen = columns.measures
    if filters.task is not None:
        chosen = chosen & _only(held.in_task(filters.task.task_no), chosen)
    for unit in filters.units:
        having = _of_role(unit.name, unit.role, columns)
        chosen = chosen & (~having if unit.out else having)
    if filters.areas:
        chosen = chosen & columns.area.having(filters.areas)
    if filters.areas_out:
        chosen = chosen & ~columns.area.having(filters.areas_out)
    among = chosen
    for place, item in enumerate(filters.dates):
        found = _due(item, among if filters.either else chosen, columns)
        chosen = chosen | found if filters.either and place else found
    for item in filters.dates_out:
        chosen = chosen & ~_due(item, chosen, columns)
    for trait in filters.traits:
        chosen = _only([i for i in positions(chosen) if trait.holds(held.records[i])], chosen)
    if filters.words:
        chosen = _only(tuple(held.texts.holding(filters.words, positions(chosen))), chosen)
    name = filters.unit.name if filters.unit else ""
    return Selection(
        positions(chosen), "、".join(filters.parts) or _EVERYTHING, name,
        positions(chosen & columns.lead.having((name,))), positions(chosen & columns.support.having((name,))),
    )  # fmt: skip


def _only(places: Sequence[int], like: Mask) -> Mask:
    mask = np.zeros_like(like)
    mask[list(places)] = True
    return mask


def _of_role(unit: str, role: Role, columns: Columns) -> Mask:
    lead, support = columns.lead.having((unit,)), columns.support.having((unit,))
    return {"lead": lead, "support": support, "any": lead | support}[role]


def holding(words: Sequence[str], catalogue: Catalogue, among: Sequence[int]) -> tuple[int, ...]:
    """Positions of ``among`` whose text or task holds every one of ``words``."""
    return tuple(catalogue.texts.holding(words, among))


def quoted(text: str) -> tuple[str, ...]:
    """Words that the user put into quotation marks."""
    return tuple(_QUOTED.findall(text))


def _due(item: DeadlineFilter, among: Mask, columns: Columns) -> Mask:
    """A wording that the plan itself uses (2019年底前) means exactly that wording, else the date counts."""
    if item.relation == "none":
        return among & ~columns.dated
    if item.relation == "passed":
        later = _due(replace(item, relation="open"), among, columns)
        return among & columns.due.where(item.matches) & ~later
    wording = re.sub(r"^[到至截在于]+", "", item.wording)
    if wording.endswith("前"):
        exact = among & columns.due.where(lambda due: wording in due)
        if exact.any() or wording in columns.due:
            return exact
    return among & columns.due.where(item.matches)


def asks_which_units(text: str) -> bool:
    """Whether ``text`` asks for units and not for what units do (哪几家在配合民政局)."""
    return bool(_ASKS_UNITS.search(text))
