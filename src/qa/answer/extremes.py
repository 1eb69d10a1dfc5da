"""The shortest, longest, earliest or latest of several figures: 用气各环节里哪一步最快, 最早到期的是哪条."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice, figure_line, full_subject, plain_source
from qa.answer.evidence import Evidence
from qa.answer.facts import as_fact, figures_for
from qa.answer.model import Answer, Citation, Fact, Units
from qa.answer.naming import short_name
from qa.answer.question import Question
from qa.answer.ranking import itself
from qa.extract.deadlines import parse_deadline
from qa.extract.model import Figure
from qa.plan import Measure

_WORD = r"最(?P<{}>[快短慢长久早晚迟先])"
_ASKED = re.compile(
    rf"(?:里头?|里面|里边|当中|其中|几[种类样])[^。？?]{{0,12}}{_WORD.format('among')}的"
    rf"|哪(?:一|几)?(?:[个种类步项条样件]|环节|阶段)[^，。？?]{{0,14}}{_WORD.format('which')}"
    rf"|{_WORD.format('first')}[^，。？?]{{0,10}}的[^，。？?]{{0,8}}(?:哪|什么|多少|几)"
)
_LEAST = "快短早先"
_DATES = "早晚迟先"
_STEPS = re.compile(r"环节|步骤?|阶段")
_ALL = re.compile(r"所有|全部|整个|全文|这么多")
_COMMON = frozenset(
    "审批 办理 业务 事项 环节 时间 时限 期限 完成 完成期限 手续 登记 阶段 步骤 项目 到期".split()
)
_SHOWN = 8
_DAYS = {
    "工作日": 1.4,
    "天": 1.0,
    "日": 1.0,
    "小时": 1 / 24,
    "分钟": 1 / 1440,
    "月": 30.0,
    "年": 365.0,
    "周": 7.0,
}
"""Calendar days of each unit of time."""
_SAID = {
    "快": "最短",
    "短": "最短",
    "慢": "最长",
    "长": "最长",
    "久": "最长",
    "早": "最早",
    "先": "最早",
    "晚": "最晚",
    "迟": "最晚",
}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One figure or due date of the record at ``position``; ``value`` is what it is compared by, in days."""

    position: int
    value: float
    line: str
    fact: Fact | None = None


class ExtremesDesk:
    """Compares the time limits or due dates of an area, or of the whole plan."""

    def __init__(self, catalogue: Catalogue, evidence: Evidence) -> None:
        self._catalogue = catalogue
        self._evidence = evidence

    def answer(self, question: Question, voice: Voice) -> Answer | None:
        """The first or last of what is compared, with all that equal it; None where nothing is to be compared."""
        asked = _ASKED.search(question.text)
        scope = self._scope(question) if asked else None
        if asked is None or scope is None:
            return None
        word = next(found for found in asked.groupdict().values() if found)
        intent: Literal["deadline", "duration"] = "deadline" if word in _DATES else "duration"
        within, called = scope
        steps = _STEPS.search(question.text) is not None
        found = self._due(within) if intent == "deadline" else self._durations(within, steps)
        found = self._about(question, found, called)
        if len(found) < 2:
            return None
        values = [candidate.value for candidate in found]
        best = min(values) if word in _LEAST else max(values)
        chosen = [candidate for candidate in found if candidate.value == best]
        what = "完成时限" if intent == "deadline" else "办理时限"
        named = {"最短": "shortest", "最长": "longest", "最早": "earliest", "最晚": "latest"}[_SAID[word]]
        head = voice.say(
            f"{called}中写明的{what}，{_SAID[word]}的是：", f"{named.capitalize()} of those given:"
        )
        return self._reply(question, head, chosen, intent, voice)

    def _scope(self, question: Question) -> tuple[tuple[int, ...], str] | None:
        """The measures to compare, and what they are called together."""
        names = question.areas or self._catalogue.area_names(" ".join(question.official))
        if not names and (itself(question.text) or _ALL.search(question.text)):
            return self._catalogue.measures, "全文"
        if not names and self._catalogue.telling(question.rest.split()):
            found = self._evidence.area_of(question)
            names = () if found is None else (found,)
        return (self._catalogue.in_area(names), f"{'、'.join(names)}领域") if names else None

    def _about(self, question: Question, found: Sequence[_Candidate], called: str) -> list[_Candidate]:
        """Those that hold most of what the question names beside the area, all where these are too few to compare."""
        said = (word for word in question.words.split() if len(word) > 1 and self._catalogue.knows(word))
        words = [word for word in said if word not in _COMMON and word not in called]
        records = self._catalogue.records
        counts = [sum(w in f"{records[c.position].task}{c.line}" for w in words) for c in found]
        held = [c for c, count in zip(found, counts, strict=True) if count == max(counts)]
        return held if len(held) > 1 else list(found)

    def _durations(self, within: Sequence[int], steps: bool) -> list[_Candidate]:
        """The time limits of ``within``; of ``steps`` alone, without the totals."""
        found = []
        for position in within:
            record = self._catalogue.records[position]
            for figure in figures_for("duration", self._catalogue.figures(position), record.text):
                days = _in_days(figure)
                if days is not None and not (steps and "总" in figure.subject):
                    subject = full_subject(figure)
                    fact = as_fact(figure, record.measure_id, subject)
                    found.append(_Candidate(position, days, figure_line(record, figure), fact))
        return found

    def _due(self, within: Sequence[int]) -> list[_Candidate]:
        found = []
        for position in within:
            record = self._catalogue.records[position]
            issued = self._catalogue.document(record).date
            for deadline in record.deadlines:
                due = parse_deadline(deadline, date.fromisoformat(issued) if issued else None)
                if due is not None:
                    found.append(_Candidate(position, due.toordinal(), f"{deadline}：{short_name(record)}"))
        return found

    def _reply(
        self,
        question: Question,
        head: str,
        chosen: Sequence[_Candidate],
        intent: Literal["deadline", "duration"],
        voice: Voice,
    ) -> Answer:
        records: dict[int, Measure] = {c.position: self._catalogue.records[c.position] for c in chosen}
        lines = [f"- 第{records[c.position].measure_id}条 {c.line}" for c in chosen[:_SHOWN]]
        more = (
            [voice.say(f"（共{len(chosen)}处）", f"({len(chosen)} in all)")] if len(chosen) > _SHOWN else []
        )
        source = plain_source(self._catalogue.dated(records.values()), voice)
        single = next(iter(records.values())) if len(records) == 1 else None
        return Answer(
            question.text, "answered", intent, "\n".join([head, *lines, *more, source]),
            facts=tuple(c.fact for c in chosen if c.fact is not None),
            units=Units(single.lead, single.support) if single else Units(),
            citations=tuple(Citation(record, 0.9) for record in records.values()), confidence=0.9,
        )  # fmt: skip


def _in_days(figure: Figure) -> float | None:
    """How long a figure is in calendar days, 0 for 立等可取; None where its unit is no time."""
    if figure.number is None:
        return 0.0
    return next((figure.number * days for unit, days in _DAYS.items() if unit in figure.unit), None)
