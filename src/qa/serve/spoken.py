"""An answer's text as the page says it: line by line, with the verified figures marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qa.answer.model import Answer, Fact

Kind = Literal["direct", "more", "item", "case", "source"]
LISTINGS = frozenset({"list", "count", "unit_profile", "overview"})
"""Intents whose cited clauses are the answer themselves, rather than what it rests on."""
LONGEST_CASE = 50
"""Characters before the colon up to which an item is a case and what holds for it."""
_ITEM = "- "
_SOURCE = re.compile(r"(?:参考回答|Reference answer)[，, ]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a clause's text, marked where a verified figure stands."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer's text: the direct answer, more of it, an item, one case of several, or the source.

    ``case`` is what stands before the colon of a case, ``segments`` all that follows it.
    """

    kind: Kind
    segments: tuple[Segment, ...]
    case: str = ""


def spoken(answer: Answer) -> str:
    """The answer's text as the page says it: without the lines that list the clauses shown below it."""
    cited = {citation.measure.measure_id for citation in answer.citations}
    lines = answer.answer.split("\n")
    items = [line for line in lines if line.startswith(_ITEM)]
    if answer.intent not in LISTINGS or not all(_names_one(item, cited) for item in items):
        return answer.answer
    return "\n".join(line.removesuffix("：") for line in lines if not line.startswith(_ITEM))


def lines(text: str, facts: Iterable[Fact]) -> tuple[Line, ...]:
    """The lines of an answer's text with the verified figures marked in them."""
    values = sorted({fact.value for fact in facts if fact.value}, key=len, reverse=True)
    marks = re.compile("|".join(map(re.escape, values))) if values else None
    kept: list[Line] = []
    for raw in filter(None, text.split("\n")):
        kind = _kind(raw, first=not kept)
        words = _SOURCE.sub("", raw, count=1) if kind == "source" else raw.removeprefix(_ITEM)
        case, words = words.split("：", 1) if kind == "case" else ("", words)
        kept.append(Line(kind, _split(words, marks if kind in ("direct", "item", "case") else None), case))
    return tuple(kept)


def cut(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """``text`` cut at rising ``spans``, which are marked; joined again it is ``text``."""
    pieces: list[Segment] = []
    at = 0
    for start, end in spans:
        if end > at:
            begin = max(start, at)
            pieces += [Segment(text[at:begin], marked=False), Segment(text[begin:end], marked=True)]
            at = end
    pieces.append(Segment(text[at:], marked=False))
    return tuple(segment for segment in pieces if segment.text)


def _kind(line: str, *, first: bool) -> Kind:
    if line.startswith(_ITEM):
        return "case" if 0 < line.find("：") - len(_ITEM) <= LONGEST_CASE else "item"
    if first:
        return "direct"
    return "source" if _SOURCE.match(line) else "more"


def _split(text: str, marks: re.Pattern[str] | None) -> tuple[Segment, ...]:
    return cut(text, (match.span() for match in marks.finditer(text)) if marks else ())


def _names_one(item: str, cited: Iterable[str]) -> bool:
    return item.removeprefix(_ITEM).split(" ", 1)[0] in cited
