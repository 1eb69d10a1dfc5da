"""A second look at the first hits: does a record give what is asked, and is the talk about it?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa.answer.catalogue import Catalogue
from qa.answer.facts import has_attribute
from qa.answer.intent import asks_whether
from qa.answer.model import Intent
from qa.answer.question import Question
from qa.answer.wanted import asks_any_figure
from qa.extract.numerals import normalise_figures
from qa.plan import Measure
from qa.retrieve.hybrid import Hit

LOOK = 8
_OWN = 0.5
_GIVES = 0.12
_SAME_RECORD = 0.25
_SAME_TASK = 0.22
_SAME_AREA = 0.10
_ABOUT_ITSELF = 0.15
_NO_UNITS = 0.3
_SAYS = 0.15
_IN_AREA = 0.15
_OWN_NAME = 0.25
_NAMED = re.compile(r"“(?![零一二三四五六七八九十\d])([^”]{3,12})”")
"""A name in quotation marks; one that begins with a number (“一个窗口”) is a slogan that stands for many things."""
_SAID = re.compile(r"(?<![A-Za-z\d.])(\d+(?:\.\d+)?)(?=个?工作日|天|个?小时|元|块|%)")
"""Times, sums and shares that a question says (那三天里, 550元); the record that holds one is likely meant."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the talk is about: a record's position, or None at its beginning, and the new turn's own words.

    ``alone`` has the fused scores of the records that the new turn finds by itself.
    """

    anchor: int | None = None
    words: tuple[str, ...] = ()
    alone: Mapping[int, float] = field(default_factory=dict)


_SELF = re.compile(
    r"(?:这|本|该|此)(?:份|个|篇)?(?:工作)?(?:方案|文件|通知|计划)|方案(?:里|中|的|说|讲|称|提|反复|整体|全文|(?:一共|总共|共)?(?:涉及|分|有)(?:几|多少|哪))|整个方案|附件"
    r"|总体|全文|正文|文中|文内|文后|^(?:文件|通知|公文)(?:是|在|的|里|中|发|要|印)|\b(?:this|the) (?:plan|document)\b",
    re.IGNORECASE,
)


def itself(text: str) -> bool:
    """Whether ``text`` speaks of the plan as a whole (这个方案, 本文件, 附件)."""
    return bool(_SELF.search(text))


def rerank(question: Question, hits: Sequence[Hit], catalogue: Catalogue, context: Context) -> list[Hit]:
    """The hits in a better order; only the first ``LOOK`` and the talk's own records can move up."""
    intent = question.cues.attribute
    whole = itself(question.text)
    kinds: tuple[Intent, ...] = ("amount", "duration") if asks_any_figure(question.text) else (intent,)
    units = intent in ("lead", "support")
    figured = intent not in ("content", "lead", "support") and not asks_whether(question.text)

    said = {float(number) for number in _SAID.findall(normalise_figures(question.text))}
    most = max((_held(hit.measure, context) for hit in hits), default=0)

    def key(hit: Hit) -> float:
        value = hit.fused + (_ABOUT_ITSELF if whole and not hit.measure.is_measure else 0.0)
        if units and (not whole or context.anchor is not None) and not hit.measure.is_measure:
            value -= _NO_UNITS
        if said and said & {f.number for f in catalogue.figures(hit.position)}:
            value += _SAYS
        if figured and any(has_attribute(catalogue, hit.position, kind) for kind in kinds):
            value += _GIVES
        if hit.measure.area in question.areas:
            value += _IN_AREA
        if _says_own_name(question, hit.measure, catalogue):
            value += _OWN_NAME
        value += _OWN * context.alone.get(hit.position, 0.0)
        return value + _nearness(hit.position, catalogue, context, most)

    head = sorted(hits[:LOOK], key=key, reverse=True)
    if context.anchor is None:
        return [*head, *hits[LOOK:]]
    return sorted(hits, key=key, reverse=True)


def _says_own_name(question: Question, record: Measure, catalogue: Catalogue) -> bool:
    """Whether the question says a name that the record gives in quotation marks and few others have (“检查码”制度)."""
    names = (name for name in _NAMED.findall(record.text) if name in question.text)
    return bool(catalogue.telling(names))


def _held(record: Measure, context: Context) -> int:
    """How many of the new turn's own words stand in ``record``."""
    return sum(word in record.text for word in context.words)


def _nearness(position: int, catalogue: Catalogue, context: Context, most: int) -> float:
    """What a record gains by the talk: the record that it is about only if it holds the new words nearly as well as any."""
    if context.anchor is None:
        return 0.0
    here, there = catalogue.records[position], catalogue.records[context.anchor]
    if position == context.anchor:
        held = _held(here, context)
        return _SAME_RECORD if held >= most - 1 and (held or not context.words) else 0.0
    if here.document != there.document or not there.is_measure:
        return 0.0
    if here.task_no == there.task_no:
        return _SAME_TASK
    return _SAME_AREA if here.area == there.area else 0.0
