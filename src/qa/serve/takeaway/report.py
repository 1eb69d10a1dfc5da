"""What a file to take away holds, whatever its format: a title, a head, an answer's parts and the measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa.answer.model import Answer
from qa.plan import Document, Measure, Plan
from qa.serve import view
from qa.serve.spoken import Line, lines, spoken
from qa.serve.takeaway.entry import Entry, entry

LONGEST_TITLE = 40
_NOW = "方案印发后政策可能已有调整，办事请以主管部门最新规定为准，可拨打12345政务服务便民热线咨询。"
_LIST_NOTE = f"措施内容为方案原文摘录；空白处原文未写明，“缺失”处现存底稿残缺，不作推测。{_NOW}"
_ANSWER_NOTE = f"答复由程序从方案原文摘录核对而成，为参考回答；所附条款为原文摘录。{_NOW}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an answer under its own heading, line by line."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a file says, as text that has not been made fit for any format yet.

    ``head`` are labels and values; ``caption`` stands over the ``entries``; ``documents`` are those that
    the entries come from, or that were searched where there are none.
    """

    title: str
    day: date
    documents: tuple[Document, ...]
    head: tuple[tuple[str, str], ...]
    caption: str
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...] = ()


def measures_report(measures: Sequence[Measure], plans: Sequence[Plan], query: str, today: date) -> Report:
    """A list of measures; ``query`` says in words how they were chosen.

    A short query that ends in 措施 is the title as well.
    """
    query = " ".join(query.split())
    named = query.endswith("措施") and len(query) <= LONGEST_TITLE
    documents = _documents(measures, plans)
    return Report(
        title=query if named else "措施清单",
        day=today,
        documents=documents,
        head=(
            *_sources(documents, plans),
            *((("查询", query),) if query else ()),
            ("条数", f"{len(measures)}条"),
            ("导出日期", today.isoformat()),
            ("说明", _LIST_NOTE),
        ),
        caption="措施",
        entries=tuple(entry(measure, today, documents) for measure in measures),
    )


def answer_report(answer: Answer, plans: Sequence[Plan], today: date) -> Report:
    """One answer: the question, how it was understood, what was said, and the clauses it rests on.

    The clauses of a list are its answer, so all of them are there.
    """
    listed = view.is_listing(answer)
    cited = [citation.measure for citation in (answer.citations if listed else view.grounds(answer))]
    documents = _documents(cited, plans)
    return Report(
        title=view.shortened(" ".join(answer.question.split()), LONGEST_TITLE) or "参考回答",
        day=today,
        documents=documents,
        head=(
            *_sources(documents, plans),
            ("导出日期", today.isoformat()),
            ("说明", _ANSWER_NOTE),
        ),
        caption="全部条款" if listed else "依据原文" if answer.status == "answered" else "相关原文",
        entries=tuple(entry(measure, today, documents) for measure in cited),
        sections=tuple(section for section in _sections(answer) if any(section.lines)),
    )


def _sections(answer: Answer) -> Iterator[Section]:
    yield Section("问题", (answer.question.strip(),))
    yield Section("如何理解您的问题", (view.understood(answer, answer.question),))
    said = lines(spoken(answer), answer.facts)
    yield Section(view.LABELS[answer.status], tuple(map(_sentence, said)))


def _sentence(line: Line) -> str:
    words = "".join(segment.text for segment in line.segments)
    match line.kind:
        case "case":
            return f"· {line.case}：{words}"
        case "item":
            return f"· {words}"
    return words


def _documents(measures: Sequence[Measure], plans: Sequence[Plan]) -> tuple[Document, ...]:
    known = {plan.document.number: plan.document for plan in plans}
    numbers = dict.fromkeys(measure.document for measure in measures)
    return tuple(known.get(number, Document(number, "")) for number in numbers or known)


def _sources(documents: Sequence[Document], plans: Sequence[Plan]) -> Iterator[tuple[str, str]]:
    """Each document's title, number and date as far as it has them, and what its copy has lost."""
    lost = {plan.document.number: plan.lost_sentences for plan in plans}
    for document in documents:
        told = (("文件", document.title), ("文号", document.number), ("印发日期", document.date))
        yield from (pair for pair in told if pair[1])
        if lost.get(document.number):
            yield "底稿", f"现存底稿缺{lost[document.number]}句，缺处如实标明，不作推测"
