"""Exact lists, counts and unit profiles: filters over all records, never the best k of a search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer.catalogue import Catalogue
from qa.answer.question import Question
from qa.extract.deadlines import DeadlineFilter
from qa.extract.units import UnitMention

_QUOTED = re.compile(r"[“\"「『'‘]([^”\"」』'’]{2,30})[”\"」』'’]")
_COMPLETION = re.compile(r"完成|截止|到期|实现|前|底|内|期限|要求|deadline|due|by", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of a list in plan order and the words that say how they were chosen."""

    positions: tuple[int, ...]
    described: str
    unit: str = ""
    lead: tuple[int, ...] = ()
    support: tuple[int, ...] = ()


def select(question: Question, catalogue: Catalogue) -> Selection | None:
    """Apply every filter that ``question`` names (unit × role × area × deadline × words), or None.

    None where it names none, or where subject words are left over that no filter explains.
    """
    parts: list[str] = []
    chosen = set(catalogue.measures)
    unit = ""
    lead: set[int] = set()
    support: set[int] = set()
    mention = main_mention(question)
    if mention is not None and len(mention.units) == 1:
        unit = mention.units[0]
        lead, support = set(catalogue.by_lead.get(unit, ())), set(catalogue.by_support.get(unit, ()))
        by_role = {"lead": lead, "support": support, "any": lead | support}
        chosen &= by_role[question.role]
        parts.append({"lead": f"{unit}牵头", "support": f"{unit}配合", "any": f"{unit}牵头或配合"}[question.role])
        for other in question.mentions:
            if other is not mention and len(other.units) == 1 and other.strength != "weak":
                name = other.units[0]
                chosen &= set(catalogue.by_lead.get(name, ())) | set(catalogue.by_support.get(name, ()))
                parts.append(f"{name}参与")
    if question.areas:
        chosen &= set(catalogue.in_area(question.areas))
        parts.append("、".join(question.areas) + "领域")
    for item in question.dates:
        if _COMPLETION.search(question.text):
            chosen = {i for i in chosen if any(_due(item, d) for d in catalogue.records[i].deadlines)}
            parts.append(f"写明{item.wording}")
    if not parts:
        return None
    ordered = tuple(i for i in catalogue.measures if i in chosen)
    return Selection(
        ordered, "、".join(parts), unit,
        tuple(i for i in ordered if i in lead), tuple(i for i in ordered if i in support),
    )  # fmt: skip


def holding(words: Sequence[str], catalogue: Catalogue, among: Sequence[int]) -> tuple[int, ...]:
    """Positions of ``among`` whose text or task holds every one of ``words``."""
    return tuple(
        i for i in among
        if all(word in catalogue.records[i].text or word in catalogue.records[i].task for word in words)
    )  # fmt: skip


def quoted(text: str) -> tuple[str, ...]:
    """Words that the user put into quotation marks."""
    return tuple(_QUOTED.findall(text))


def main_mention(question: Question) -> UnitMention | None:
    """The unit that the question is about: the first one that is more than a passing word."""
    strong = [m for m in question.mentions if m.strength != "weak"]
    return strong[0] if strong else None


def _due(item: DeadlineFilter, deadline: str) -> bool:
    """A wording that the plan itself uses (2019年底前) means exactly that wording, else the date counts."""
    wording = re.sub(r"^[到至截在于]+", "", item.wording)
    if re.search(r"(?:底|末|月底|年底)前$|年前$", wording):
        return wording in deadline or deadline in wording
    return item.matches(deadline)
