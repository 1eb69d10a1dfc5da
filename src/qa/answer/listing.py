"""Exact lists, counts and unit profiles: filters over all records, never the best k of a search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from qa.answer.catalogue import Catalogue
from qa.answer.columns import Columns, Mask, positions
from qa.answer.question import Question, Role
from qa.extract.deadlines import DeadlineFilter
from qa.extract.units import UnitMention
from qa.plan import Measure

_QUOTED = re.compile(r"[“\"「『'‘]([^”\"」』'’]{2,30})[”\"」』'’]")
_ASKS_UNITS = re.compile(
    r"(?:谁|哪[些个几家](?:家|个)?(?:单位|部门|机构)?)(?!工作|任务|措施|举措|事|活)[^，。、？?]{0,6}(?:牵头|配合|负责|协助|协同|帮)"
    r"|(?:牵头|配合|负责)的?(?:单位|部门)?(?:是|有)?(?:谁|哪[些个几](?:单位|部门|家))|[有是]哪[几些]家"
)
_OWN_ROLE = re.compile(
    r"(?:也|来|一并|同时|参与|作为|负责|需?要|得|应|须|打)*(?P<role>牵头|主责|主办|领头|配合|协助|协办)"
)
_DENIED_BEFORE = re.compile(
    r"(?:不是|不[由归]|并非|(?<![除])非|除[了开去掉]?|不[算含要]|不包括|排除|去掉|剔除|没有)(?:由|归|是)?[“\"]?$"
)
_DENIED_AFTER = re.compile(
    r"[”\"]?(?:并?不|没有?|未)(?:参与|牵头|配合|负责|管|涉及)|[”\"]?(?:牵头|配合|负责|参与)?的?(?:措施|任务)?(?:以外|之外|除外|不算)"
)
_BESIDE_AREA = re.compile(r"(?:除[了开去掉]?|不[算含要看]|不包括|排除|去掉|剔除|不是|不属于|非)$")
_NOT_COUNTED = re.compile(r"(?:那块|这块|那边|领域|方面|板块|里|的)*(?:不算|除外|不要|不看|排除|以外|之外)")
_EITHER = re.compile(r"或|年?[底前内]?前?(?:和|及|与|、|以及)20\d{2}|加上|都[列要算]")
_SUPPORTS = ("配合", "协助", "协办")
_SAYS_OF_DATES = {"any": "写明时限", "none": "没有写明时限", "passed": "时限已过", "open": "时限未到"}
_ROLE_WORDS: dict[Role, str] = {"lead": "牵头", "support": "配合", "any": "牵头或配合"}


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of a list in plan order and the words that say how they were chosen."""

    positions: tuple[int, ...]
    described: str
    unit: str = ""
    lead: tuple[int, ...] = ()
    support: tuple[int, ...] = ()
    filtered: bool = True


class Held(Protocol):
    """What a list is chosen from: a catalogue is one."""

    @property
    def columns(self) -> Columns:
        """The measures by what they are filtered by."""

    @property
    def records(self) -> Sequence[Measure]:
        """All records, which the columns count the positions of."""

    def aliases(self, name: str) -> tuple[str, ...]:
        """The words under which people speak of the area called ``name``, longest first."""


def select(question: Question, held: Held) -> Selection | None:
    """Apply every filter that ``question`` names (unit × role × area × deadline × kind), or None.

    None where it names none, or where subject words are left over that no filter explains.
    """
    parts: list[str] = []
    columns = held.columns
    chosen = columns.measures
    unit = ""
    for mention in _certain(question):
        name, role = mention.units[0], _role_of(mention, question)
        if _left_out(mention, question):
            chosen = chosen & ~_of_role(name, role, columns)
            parts.append(f"非{name}{_ROLE_WORDS[role]}")
            continue
        unit = unit or name
        chosen = chosen & _of_role(name, role, columns)
        parts.append(f"{name}{_ROLE_WORDS[role]}")
    if question.areas:
        within = columns.area.having(question.areas)
        beside = _areas_left_out(question, held)
        chosen = chosen & (~within if beside else within)
        parts.append(f"{'非' if beside else ''}{'、'.join(question.areas)}领域")
    absolute = tuple(
        item for item in question.dates if item.wording[:1].isdigit() or item.wording[1:2].isdigit()
    )
    among = chosen
    either = len(absolute) > 1 and _EITHER.search(question.text) is not None
    for place, item in enumerate(absolute or question.dates):
        found = _due(item, among if either else chosen, columns)
        chosen = chosen | found if either and place else found
        parts.append(_SAYS_OF_DATES.get(item.relation, f"写明{item.wording}"))
    for trait in question.traits:
        holds = [place for place in positions(chosen) if trait.holds(held.records[place])]
        chosen = np.zeros_like(chosen)
        chosen[holds] = True
        parts.append(trait.wording)
    if not parts:
        return None
    return Selection(
        positions(chosen), "、".join(parts), unit,
        positions(chosen & columns.lead.having((unit,))), positions(chosen & columns.support.having((unit,))),
    )  # fmt: skip


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


def _left_out(mention: UnitMention, question: Question) -> bool:
    """Whether the measures of a unit are the ones that are not wanted (不是税务局牵头的, 税务局没有参与的)."""
    text = question.text
    return bool(_DENIED_BEFORE.search(text[: mention.start]) or _DENIED_AFTER.match(text[mention.end :]))


def _areas_left_out(question: Question, held: Held) -> bool:
    """Whether the areas that are named are the ones that are not wanted (除了纳税领域)."""
    text = question.text
    for name in question.areas:
        alias = next((alias for alias in held.aliases(name) if alias in text), "")
        before, _, after = text.partition(alias) if alias else ("", "", "")
        if _BESIDE_AREA.search(before) or _NOT_COUNTED.match(after):
            return True
    return False


def _role_of(mention: UnitMention, question: Question) -> Role:
    """The role that is said right after a unit where several are named (口岸办牵头、海关配合), else the question's."""
    after = [other.start for other in question.mentions if other.start >= mention.end]
    said = question.text[mention.end : min(after, default=len(question.text))]
    own = _OWN_ROLE.match(said) if len(question.mentions) > 1 else None
    if own is None:
        return question.role
    return "support" if own["role"] in _SUPPORTS else "lead"


def everything(catalogue: Catalogue) -> Selection:
    """All measures that have survived."""
    return Selection(catalogue.measures, "全文现存", filtered=False)


def _of_role(unit: str, role: Role, columns: Columns) -> Mask:
    lead, support = columns.lead.having((unit,)), columns.support.having((unit,))
    return {"lead": lead, "support": support, "any": lead | support}[role]


def holding(words: Sequence[str], catalogue: Catalogue, among: Sequence[int]) -> tuple[int, ...]:
    """Positions of ``among`` whose text or task holds every one of ``words``."""
    return tuple(catalogue.texts.holding(words, among))


def quoted(text: str) -> tuple[str, ...]:
    """Words that the user put into quotation marks."""
    return tuple(_QUOTED.findall(text))


def main_mention(question: Question) -> UnitMention | None:
    """The unit that the question is about: the first one that is more than a passing word."""
    strong = [m for m in question.mentions if m.strength != "weak" or question.role != "any"]
    return strong[0] if strong else None


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
