"""Several questions in one: where to part them, and one answer made of their answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qa.answer.intent import asks_content, asks_whether, read_cues
from qa.answer.model import COMPLETE, Answer, Citation, Units

_THAT_UNIT = r"[这那该](?:个|家)?(?:部门|单位|局|委|机构)(?:还|又|另|一共|总共|都)"
_PART = re.compile(
    rf"(?<=[？?])\s*|[；;]\s*|(?:^|(?<=[，,。]))(?=(?:另外|还有|顺便|再问|还想问))|(?<=[，,])(?={_THAT_UNIT})"
)
_OF_THAT_UNIT = re.compile(_THAT_UNIT)
_BESIDE = re.compile(r"除[了开去]?[^，,]{1,12}[，,](?:还有|另外)")
_PRONOUN = re.compile(r"它们?|他们|这家|该")
_PIECE = re.compile(r"[^，,、；;。？?\s]*[\u4e00-\u9fff]{2}[^，,、；;。？?\s]*")
_COUNTS = re.compile(
    r"几(?:天|日|年|元|块|万|份|次|回|家|条|项|成|折|步|趟|个?(?:工作日|环节|小时|月|部门|百分点))|多[少久长大]|好[多久]"
    r"|是否|能否|(\w)[不没]\1|[要收免]\w{0,6}[吗不]$"
)
"""A figure is asked for; 几个医生 and 额度不够 in a story ask for none."""
_ASKS = re.compile(r"[谁哪啥何吗呢]|什么|怎")
_DENIES = re.compile(r"(?:不是|没有?|不|别)(?:想|要)?问|^不是")
_MARKS = "，,、；;。 "
_FIGURES = ("duration", "fee", "amount")
_MOST = 3
_SHORTEST = 4
_NUMERALS = "一二三"


@dataclass(frozen=True, slots=True)
class Parts:
    """The questions of one text.

    ``of_one`` where they ask several figures of one subject, ``apart`` where one thing is asked of several.
    """

    texts: tuple[str, ...]
    of_one: bool = False
    apart: bool = False


def parts_of(text: str, telling: Callable[[str], bool], leaning: bool) -> Parts:
    """The questions that ``text`` asks one after the other; ``text`` alone where it is one.

    ``telling`` says whether a part names a subject; ``leaning`` that there was talk before.
    """
    subjects = _subjects(text, telling, leaning)
    if len(subjects) > 1:
        return Parts(subjects)
    figures = _figures(text)
    return Parts(figures, of_one=len(figures) > 1)


def _subjects(text: str, telling: Callable[[str], bool], leaning: bool) -> tuple[str, ...]:
    """The questions of ``text`` about subjects of their own.

    Parted only where each part asks for something and each later one names a subject of its own
    (``telling``); attributes of one subject (几天？谁负责？) belong together. ``leaning`` parts a first half
    that leans on the talk before (低压的呢？谁负责？).
    """
    if _BESIDE.match(text):
        return (text,)
    parts = tuple(part.strip(" ，,。") for part in _PART.split(text) if part.strip(" ，,。？?"))
    if not 1 < len(parts) <= _MOST or any(len(part) < _SHORTEST for part in parts):
        return (text,)
    asking = [bool(read_cues(part).attributes or _OF_THAT_UNIT.match(part)) for part in parts]
    if leaning and _PRONOUN.match(parts[-1]):
        return (text,)
    if leaning:
        return parts if asking[-1] and not asking[0] else (text,)
    named = all(telling(part) or (place and _OF_THAT_UNIT.match(part)) for place, part in enumerate(parts))
    return parts if named and all(asking) else (text,)


def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of ``text`` that ask something, each with the words before it that ask nothing."""
    clauses: list[str] = []
    start = 0
    for piece in _PIECE.finditer(text):
        words = piece.group()
        said = read_cues(words).attributes or asks_content(words) or asks_whether(words)
        if said and (_COUNTS.search(words) or _ASKS.search(words)):
            clauses.append(text[start : piece.end()].strip(_MARKS))
            start = piece.end()
    return tuple(clauses[:_MOST])


def _figures(text: str) -> tuple[str, ...]:
    """The figures that ``text`` asks (要几天，收多少钱), a part for each; alone where it asks for one.

    The subject, and the units and the deadline that every answer gives, stay with the first.
    """
    if _DENIES.search(text):
        return (text,)
    starts = [0]
    asked: set[str] = set()
    for piece in _PIECE.finditer(text):
        asked_for = read_cues(piece.group()).attributes[:1] if _COUNTS.search(piece.group()) else ()
        figures = [attribute for attribute in asked_for if attribute in _FIGURES]
        if figures and asked and asked.isdisjoint(figures):
            starts.append(piece.start())
        asked.update(figures)
    ends = [*starts[1:], len(text)]
    parts = tuple(text[start:end].strip(_MARKS) for start, end in zip(starts, ends, strict=True))
    return parts if 1 < len(parts) <= _MOST else (text,)


def together(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer of several: their texts numbered, their evidence joined, the kind of the first that is no list.

    A list beside another answer is cited whole; lists alone are cited in plan order.
    """
    told = [answer for answer in answers if answer.status == "answered"]
    first = next((a for a in told if a.intent not in COMPLETE), told[0] if told else answers[0])
    rested = {answer.citations[0].measure.measure_id for answer in told if answer.citations}
    if len(rested) == 1 and len(told) == len(answers) and first.intent not in COMPLETE:
        return replace(
            told[-1],
            question=question,
            facts=tuple(dict.fromkeys(f for a in told for f in a.facts)),
            answer=_lines(told),
        )
    text = "\n".join(_numbered(i, answer.answer) for i, answer in enumerate(answers))
    cited: dict[str, Citation] = {}
    for answer in told:
        most = None if answer.intent in COMPLETE else max(1, 5 // len(told))
        for citation in answer.citations[:most]:
            cited.setdefault(citation.measure.measure_id, citation)
    citations = tuple(cited.values())
    if first.intent in COMPLETE:
        citations = tuple(sorted(citations, key=_place))
    of_units = [answer for answer in told if answer.intent in ("lead", "support")] or [first]
    units = Units(
        tuple(dict.fromkeys(unit for answer in of_units for unit in answer.units.lead)),
        tuple(dict.fromkeys(unit for answer in of_units for unit in answer.units.support)),
    )
    return replace(
        first, question=question, resolved_question=question, answer=text, citations=citations, units=units,
        confidence=min(a.confidence for a in answers),
        facts=tuple(fact for answer in told for fact in answer.facts),
        suggestions=tuple(dict.fromkeys(s for answer in answers for s in answer.suggestions)),
    )  # fmt: skip


def _numbered(place: int, text: str) -> str:
    """The text of one answer among several; cases in a list stay lines of their own."""
    return f"{_NUMERALS[place]}、" + ("\n" if text.startswith("- ") else "") + text


def _place(citation: Citation) -> tuple[int, int]:
    return citation.measure.task_no or 0, citation.measure.measure_no or 0


def _lines(answers: Sequence[Answer]) -> str:
    """The lines of answers about one record, each once, the last answer's source at the end."""
    last = answers[-1].answer.splitlines()
    before = [line for answer in answers[:-1] for line in answer.answer.splitlines()[:-1]]
    lines = {line.rstrip("。"): line for line in [*before, *last]}
    return "\n".join(lines.values())
