"""Small readings of an answer for the page: highlights, words for scores and losses, chips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qa.answer.model import Answer, Citation, Fact
from qa.extract.deadlines import parse_deadline
from qa.plan import Document

OPEN_CARDS = 3
"""Cited clauses shown whole; the further ones fold into a list."""
FOLD_FROM = 6
"""From this many citations on, an answer is a list: every clause folds."""
SHOWN_QUESTION = 400
HIGH, MIDDLE = 0.75, 0.5

_FIELDS = {
    "area": "领域", "task": "目标任务", "text": "措施内容", "lead": "牵头单位", "support": "配合单位",
    "deadlines": "完成时限", "measure_no": "措施序号", "task_no": "任务序号",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a clause's text, marked where a verified figure stands."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A deadline and what became of it by today: 已过期, 未到期 or nothing."""

    text: str
    state: str

    @property
    def passed(self) -> bool:
        """Whether the deadline lies behind."""
        return self.state == "已过期"


def segments(citation: Citation, facts: Iterable[Fact]) -> tuple[Segment, ...]:
    """The clause's text cut at the verified figures; joined again it is the text, unchanged.

    A fact whose span does not hold its value is left out.
    """
    text, measure_id = citation.measure.text, citation.measure.measure_id
    spans = sorted({(f.start, f.end) for f in facts if f.measure_id == measure_id and _holds(text, f)})
    cut: list[Segment] = []
    at = 0
    for start, end in spans:
        if end > at:
            begin = max(start, at)
            cut += [Segment(text[at:begin], marked=False), Segment(text[begin:end], marked=True)]
            at = end
    cut.append(Segment(text[at:], marked=False))
    return tuple(segment for segment in cut if segment.text)


def confidence_word(score: float) -> str:
    """高, 中 or 低 for a calibrated score between 0 and 1."""
    if score >= HIGH:
        return "高"
    return "中" if score >= MIDDLE else "低"


def chip(deadline: str, today: date, issued: date | None = None) -> Chip:
    """The deadline with its state as of ``today``; no state where its day cannot be told.

    ``issued`` is the document's own day, from which 今年 and 印发之日起 count.
    """
    last = parse_deadline(deadline, issued)
    return Chip(deadline, "" if last is None else "已过期" if last < today else "未到期")


def chips(citation: Citation, today: date, documents: Iterable[Document]) -> tuple[Chip, ...]:
    """The clause's deadlines as of ``today``."""
    number = citation.measure.document
    dates = [document.date for document in documents if document.number == number and document.date]
    issued = date.fromisoformat(dates[0]) if dates else None
    return tuple(chip(deadline, today, issued) for deadline in citation.measure.deadlines)


def losses(citation: Citation) -> str:
    """The fields that the source has lost of this record, as one phrase; empty where it is whole."""
    names = [_FIELDS.get(name, name) for name in citation.measure.missing]
    return "、".join(names)


def breadcrumb(citation: Citation) -> tuple[str, ...]:
    """Where the clause stands: area and task of a measure, section and title of a passage."""
    measure = citation.measure
    if measure.is_measure:
        return tuple(part for part in (measure.area, measure.task or "（任务名称缺失）") if part)
    return tuple(part for part in (measure.section, measure.title) if part)


def source_line(answer: Answer, documents: Iterable[Document]) -> str:
    """One line that names the documents of the cited clauses with number and date."""
    numbers = dict.fromkeys(citation.measure.document for citation in answer.citations)
    known = {document.number: document for document in documents}
    return "；".join(_named(number, known.get(number)) for number in numbers if number)


def follow_ups(answer: Answer) -> tuple[str, ...]:
    """Questions about the same clause that it can answer: its units and its deadline."""
    if answer.status != "answered" or len(answer.citations) != 1:
        return ()
    measure = answer.citations[0].measure
    offers = (
        ("lead", bool(measure.lead), "由哪个单位牵头？"),
        ("support", bool(measure.support), "配合单位有哪些？"),
        ("deadline", bool(measure.deadlines), "什么时候完成？"),
    )
    if not measure.is_measure:
        return ()
    return tuple(words for intent, there, words in offers if there and intent != answer.intent)


def copied_text(answer: Answer, documents: Iterable[Document]) -> str:
    """What the copy button takes: the question, the answer, each clause and the document."""
    lines = [f"问：{answer.resolved_question or answer.question}", f"参考回答：{answer.answer}"]
    lines += [f"原文〔{c.measure.measure_id}〕{c.measure.text}" for c in answer.citations[:OPEN_CARDS]]
    source = source_line(answer, documents)
    return "\n".join([*lines, f"依据：{source}"] if source else lines)


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
