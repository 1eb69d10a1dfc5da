"""Small readings of an answer for the page: highlights, words for scores and losses, chips."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from qa.answer.model import Answer, Citation, Fact, Status
from qa.extract.deadlines import parse_deadline
from qa.plan import Document, Measure
from qa.serve.language import AS_WRITTEN, Words
from qa.serve.spoken import LISTINGS, Segment, cut

OPEN_CARDS = 3
"""Cited clauses shown whole; the further ones fold into a list."""
_WORD = re.compile(r"\w+")
SHOWN_QUESTION = 400
HIGH, MIDDLE = 0.75, 0.5
CONFIDENCE = ("高", "中", "低")
STATES = ("已过期", "未到期")
"""What has become of a deadline that lies behind, and of one that lies ahead."""
LABELS: Mapping[Status, str] = {
    "answered": "参考回答", "abstained": "方案中未查到", "clarify": "请您确认", "error": "未能作答",
}  # fmt: skip
"""What stands over an answer, by what became of the question."""

FIELDS = {
    "area": "领域", "task": "目标任务", "text": "措施内容", "lead": "牵头单位", "support": "配合单位",
    "deadlines": "完成时限", "measure_no": "措施序号", "task_no": "任务序号",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chip:
    """A deadline and what became of it by today: 已过期, 未到期 or nothing."""

    text: str
    state: str

    @property
    def passed(self) -> bool:
        """Whether the deadline lies behind."""
        return self.state == STATES[0]


def segments(citation: Citation, facts: Iterable[Fact]) -> tuple[Segment, ...]:
    """The clause's text cut at the verified figures; joined again it is the text, unchanged.

    A fact whose span does not hold its value is left out.
    """
    text, measure_id = citation.measure.text, citation.measure.measure_id
    spans = sorted({(f.start, f.end) for f in facts if f.measure_id == measure_id and _holds(text, f)})
    return cut(text, spans)


def confidence_word(score: float) -> str:
    """高, 中 or 低 for a calibrated score between 0 and 1."""
    if score >= HIGH:
        return CONFIDENCE[0]
    return CONFIDENCE[1] if score >= MIDDLE else CONFIDENCE[2]


def chip(deadline: str, today: date, issued: date | None = None, year: int | None = None) -> Chip:
    """The deadline with its state as of ``today``; no state where its day cannot be told.

    ``issued`` is the document's own day, from which 今年 and 印发之日起 count, ``year`` the one that its plan is for.
    """
    last = parse_deadline(deadline, issued, year)
    return Chip(deadline, "" if last is None else STATES[last >= today])


def chips(measure: Measure, today: date, documents: Iterable[Document]) -> tuple[Chip, ...]:
    """The record's deadlines as of ``today``."""
    number = measure.document
    document = next((document for document in documents if document.number == number), None)
    issued = date.fromisoformat(document.date) if document and document.date else None
    year = document.year if document else None
    return tuple(chip(deadline, today, issued, year) for deadline in measure.deadlines)


def losses(measure: Measure, words: Words = AS_WRITTEN) -> str:
    """The fields that the source has lost of this record, as one phrase; empty where it is whole."""
    return words("、").join(words(FIELDS[name]) if name in FIELDS else name for name in measure.missing)


def breadcrumb(measure: Measure, words: Words = AS_WRITTEN) -> tuple[str, ...]:
    """Where the record stands: area and task of a measure, section and title of a passage."""
    if measure.is_measure:
        return tuple(part for part in (measure.area, measure.task or words("（任务名称缺失）")) if part)
    return tuple(part for part in (measure.section, measure.title) if part)


def source_line(answer: Answer, documents: Iterable[Document]) -> str:
    """One line that names the documents of the cited clauses with number and date."""
    numbers = dict.fromkeys(citation.measure.document for citation in answer.citations)
    known = {document.number: document for document in documents}
    return "；".join(_named(number, known.get(number)) for number in numbers if number)


def sources(documents: Iterable[Document]) -> str:
    """The documents themselves, each with title, number and date."""
    return "；".join(_named(document.number, document) for document in documents)


def named(number: str, documents: Iterable[Document]) -> str:
    """The document of that number with its title and date."""
    return _named(number, next((d for d in documents if d.number == number), None))


def is_listing(answer: Answer) -> bool:
    """Whether the cited clauses are the answer themselves rather than what it rests on."""
    return answer.intent in LISTINGS


def grounds(answer: Answer) -> tuple[Citation, ...]:
    """The clauses that the answer rests on: the first, and those that hold one of its figures."""
    if is_listing(answer):
        return answer.citations if len(answer.citations) <= OPEN_CARDS else ()
    figured = {fact.measure_id for fact in answer.facts}
    held = (c for i, c in enumerate(answer.citations) if i == 0 or c.measure.measure_id in figured)
    return tuple(held)[:OPEN_CARDS]


def understood(answer: Answer, question: str) -> str:
    """The question as it was understood, where more than its punctuation differs from what was asked."""
    resolved = answer.resolved_question
    same = _WORD.findall(resolved) == _WORD.findall(question)
    return "" if same else resolved


def follow_ups(answer: Answer) -> tuple[str, ...]:
    """Questions that lead on from the clause of a direct answer: its task and its area."""
    if answer.status != "answered" or is_listing(answer) or not answer.citations:
        return ()
    return questions_from(answer.citations[0].measure)


def questions_from(measure: Measure) -> tuple[str, ...]:
    """Questions that lead on from a measure: its task and its area."""
    if not measure.is_measure:
        return ()
    task = (f"{measure.task}有哪些措施？",) if measure.task and "task" not in measure.missing else ()
    area = (f"{measure.area}方面有哪些措施？",) if measure.area else ()
    return task + area


def copied_text(answer: Answer, documents: Iterable[Document]) -> str:
    """What the copy button takes: the question, the answer, the clauses it rests on and the document."""
    asked = answer.resolved_question or answer.question
    clauses = [f"原文〔{c.measure.measure_id}〕{c.measure.text}" for c in grounds(answer)]
    source = source_line(answer, documents)
    return "\n".join(
        [f"问：{asked}", f"参考回答：{answer.answer}", *clauses, *([f"出处：{source}"] if source else [])]
    )


def copied_measure(measure: Measure, documents: Iterable[Document]) -> str:
    """What the copy button takes of a measure: its text, units, deadlines and document."""
    rows = (
        (f"措施〔{measure.measure_id}〕", measure.text),
        ("牵头单位：", "、".join(measure.lead)),
        ("配合单位：", "、".join(measure.support)),
        ("完成时限：", "、".join(measure.deadlines)),
        ("缺失：", losses(measure)),
        ("出处：", named(measure.document, documents)),
    )
    return "\n".join(title + value for title, value in rows if value)


def shortened(text: str, limit: int = SHOWN_QUESTION) -> str:
    """``text`` cut to ``limit`` characters with an ellipsis."""
    return text if len(text) <= limit else text[:limit] + "……"


def _holds(text: str, fact: Fact) -> bool:
    return fact.start < fact.end and text[fact.start : fact.end] == fact.value


def _named(number: str, document: Document | None) -> str:
    if document is None:
        return number
    title = f"《{document.title}》" if document.title else ""
    return f"{number}{title}" + (f"（{document.date}）" if document.date else "")
