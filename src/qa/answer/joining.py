"""One answer of those that several plans give to the same question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.answer.compose import Voice, confirm, plain_source
from qa.answer.model import COMPLETE, Answer, Units
from qa.answer.named import told_apart
from qa.answer.question import Question
from qa.plan import Document

_ALSO = 0.4
"""A plan that answers with this confidence is named beside the one whose answer is given."""
_AS_GOOD = 0.1
_MOST = 3
"""So many documents answer side by side; the others are named."""
_TASKS = re.compile(r"目标任务共(\d+)项")


@dataclass(frozen=True, slots=True)
class Told:
    """What the plan of one document says to a question, and how the question reads in its words."""

    document: Document
    answer: Answer
    reading: Question

    @property
    def named(self) -> int:
        """How many kinds of things that stand in this plan the question names: areas, units."""
        return bool(self.reading.areas) + bool(self.reading.mentions)


def joined(question: str, told: Sequence[Told], voice: Voice) -> Answer:
    """The answer of the plan that is surest; lists of all plans together; a question back where the document decides."""
    answered = [each for each in told if each.answer.status == "answered"]
    if smalltalk := next((each for each in told if each.answer.intent == "smalltalk"), None):
        return smalltalk.answer
    if not answered:
        return _unanswered(question, told, voice)
    best = max(answered, key=lambda each: each.answer.confidence)
    if len(answered) == 1:
        return best.answer
    if best.reading.task is not None:
        return _which(question, answered, voice)
    if best.answer.intent in COMPLETE:
        return _complete(answered, voice)
    near = [each for each in answered if each.answer.confidence >= best.answer.confidence - _AS_GOOD]
    if (
        best.answer.intent == "document"
        and all(each.answer.intent == "document" for each in near)
        and near[1:]
    ):
        return _which(question, near, voice)
    return _beside(question, best, answered, voice)


def _beside(question: str, best: Told, answered: Sequence[Told], voice: Voice) -> Answer:
    """The surest answer with those that are as sure, and where else something is said of it."""
    also = [each for each in answered if each is not best and each.answer.confidence >= _ALSO]
    equal = [each for each in also if each.answer.confidence >= best.answer.confidence - _AS_GOOD][
        : _MOST - 1
    ]
    answer = _side_by_side([each for each in answered if each is best or each in equal], best, voice)
    also = [each for each in also if each not in equal]
    if not also:
        return answer
    places = "、".join(f"{each.document.number}{_clause(each.answer)}" for each in also)
    line = voice.say(f"另见{places}；要只查其中一份，请在问题里写明文号或城市。", f"See also {places}.")
    *lines, source = answer.answer.split("\n")
    return replace(
        answer,
        answer="\n".join([*lines, line, source]) if lines else f"{source}\n{line}",
        suggestions=(*answer.suggestions, *(_of(each.document, question) for each in also)),
    )


def _side_by_side(told: Sequence[Told], best: Told, voice: Voice) -> Answer:
    """Answers of several documents under their numbers, each with its own source.

    A fact names its clause by number alone: those of clauses whose number two of the documents have are left out.
    """
    if len(told) == 1:
        return best.answer
    first = [each.answer.citations[0] for each in (best, *told) if each.answer.citations]
    further = [citation for each in told for citation in each.answer.citations[1:_MOST]]
    citations = tuple({(c.measure.document, c.measure.measure_id): c for c in (*first, *further)}.values())
    held = Counter(citation.measure.measure_id for citation in citations)
    lines = [voice.say(f"{len(told)}份文件对此都有规定，分列如下：", f"{len(told)} documents speak of this:")]
    for each in told:
        lines += [f"{each.document.number}：", each.answer.answer]
    return replace(
        best.answer,
        answer="\n".join(lines),
        citations=citations,
        facts=tuple(fact for each in told for fact in each.answer.facts if held[fact.measure_id] == 1),
        suggestions=tuple(dict.fromkeys(s for each in told for s in each.answer.suggestions)),
    )


def _clause(answer: Answer) -> str:
    record = answer.citations[0].measure if answer.citations else None
    return f"第{record.measure_id}条" if record is not None and record.is_measure else ""


def _complete(answered: Sequence[Told], voice: Voice) -> Answer:
    """The complete answers of all plans that know most of what the question names, document by document."""
    lists = [each for each in answered if each.answer.intent in COMPLETE and each.answer.citations]
    most = max((each.named for each in lists), default=0)
    lists = [each for each in lists if each.named == most]
    if len(lists) < 2:
        return (lists or list(answered))[0].answer
    lines = []
    for each in lists:
        head, *items = each.answer.answer.split("\n")[:-1]
        lines += [f"{each.document.number}：{head}", *items]
    dated = "、".join(_dated(each.document) for each in lists)
    tail = plain_source(voice.say(f"{dated}现存文本", f"the surviving text of {dated}"), voice)
    return replace(
        lists[0].answer,
        answer="\n".join([_total(lists, voice), *lines, tail]),
        citations=tuple(citation for each in lists for citation in each.answer.citations),
    )


def _total(lists: Sequence[Told], voice: Voice) -> str:
    measures = sum(len(each.answer.citations) for each in lists)
    tasks = [_TASKS.search(each.answer.answer) for each in lists]
    number = len(lists)
    if all(tasks):
        total = sum(int(found.group(1)) for found in tasks if found)
        return voice.say(
            f"{number}份文件共{total}项目标任务（现存措施{measures}条），分列如下：",
            f"{total} tasks ({measures} surviving measures) in {number} documents:",
        )
    return voice.say(
        f"{number}份文件共{measures}条措施，分列如下：", f"{measures} measures in {number} documents:"
    )


def _which(question: str, told: Sequence[Told], voice: Voice) -> Answer:
    """The question back: which document is meant."""
    documents = [each.document for each in told]
    heads = told_apart(documents)
    text = f"{len(documents)}份文件对此各有内容，请问您问的是哪一份？{heads}。"
    return replace(
        told[0].answer, question=question, status="clarify",
        answer=f"Which document do you mean?\n{text}" if voice.english else text, facts=(),
        citations=(), suggestions=tuple(_of(document, question) for document in documents), confidence=0.5,
        units=Units(),
    )  # fmt: skip


def _unanswered(question: str, told: Sequence[Told], voice: Voice) -> Answer:
    """The question back where a plan asks back, what is nearest where one names that, else that none says it."""
    for status in ("clarify", "abstained"):
        found = [each.answer for each in told if each.answer.status == status]
        cited = [answer for answer in found if answer.citations or status == "clarify"]
        if cited:
            return max(cited, key=lambda answer: answer.confidence)
    first = max((each.answer for each in told), key=lambda answer: answer.confidence)
    heads = told_apart(each.document for each in told)
    text = (
        f"本次检索未找到与这个问题对应的条款：这里只收录{heads}，其中未载明这一事项；"
        f"现行规定请以12345热线或{voice.portal}答复为准。"
    )
    english = f"None of the plans held here answers this question. {confirm(voice.portal)}\n"
    suggestions = dict.fromkeys(s for each in told for s in each.answer.suggestions[:2])
    return replace(
        first,
        question=question,
        answer=f"{english}{text}" if voice.english else text,
        suggestions=tuple(suggestions),
    )


def _of(document: Document, question: str) -> str:
    """The question put to one document."""
    return f"{document.number}：{question}"


def _dated(document: Document) -> str:
    return f"{document.number}（{document.date}）" if document.date else document.number
