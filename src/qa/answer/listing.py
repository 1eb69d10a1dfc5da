"""Exact lists, counts and unit profiles: filters over all records, never the best k of a search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.answer.catalogue import Catalogue
from qa.answer.columns import Columns, Mask, positions
from qa.answer.question import Question, Role
from qa.extract.deadlines import DeadlineFilter
from qa.extract.units import UnitMention

_QUOTED = re.compile(r"[“\"「『'‘]([^”\"」』'’]{2,30})[”\"」』'’]")
_OWN_ROLE = re.compile(
    r"(?:也|来|一并|同时|参与|作为|负责|需?要|得|应|须|打)*(?P<role>牵头|主责|主办|领头|配合|协助|协办)"
)
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


def select(question: Question, columns: Columns) -> Selection | None:
    """Apply every filter that ``question`` names (unit × role × area × deadline × words), or None.

    None where it names none, or where subject words are left over that no filter explains.
    """
    parts: list[str] = []
    chosen = columns.measures
    unit = ""
    mention = main_mention(question)
    if mention is not None and len(mention.units) == 1:
        unit = mention.units[0]
        role = _role_of(mention, question)
        chosen = chosen & _of_role(unit, role, columns)
        parts.append(f"{unit}{_ROLE_WORDS[role]}")
        for other in question.mentions:
            if (
                other is mention
                or len(other.units) != 1
                or other.strength == "weak"
                or other.units[0] == unit
            ):
                continue
            name = other.units[0]
            role = _role_of(other, question)
            chosen = chosen & _of_role(name, role, columns)
            parts.append(f"{name}{_ROLE_WORDS[role]}")
    if question.areas:
        chosen = chosen & columns.area.having(question.areas)
        parts.append("、".join(question.areas) + "领域")
    absolute = tuple(
        item for item in question.dates if item.wording[:1].isdigit() or item.wording[1:2].isdigit()
    )
    among = chosen
    either = len(absolute) > 1 and "或" in question.text
    for place, item in enumerate(absolute or question.dates):
        found = _due(item, among if either else chosen, columns)
        chosen = chosen | found if either and place else found
        parts.append(_SAYS_OF_DATES.get(item.relation, f"写明{item.wording}"))
    if not parts:
        return None
    return Selection(
        positions(chosen), "、".join(parts), unit,
        positions(chosen & columns.lead.having((unit,))), positions(chosen & columns.support.having((unit,))),
    )  # fmt: skip


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
