"""From a finding to an Answer: the direct sentence, units, source, and every kind of not answering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer import compose
from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice
from qa.answer.facts import as_fact, figures_for
from qa.answer.intent import asks_also, asks_content
from qa.answer.model import Answer, Citation, Fact, Intent, Units
from qa.answer.naming import short_name
from qa.answer.point import FIGURE_INTENTS, Finding
from qa.answer.question import Question
from qa.answer.sentences import relevant
from qa.extract.model import Figure
from qa.extract.scope import exclusions
from qa.plan import Measure
from qa.retrieve.hybrid import Hit

_ASKED = {
    "duration": "办理时限", "deadline": "完成时限", "fee": "收费标准或价格", "amount": "具体数值",
    "lead": "牵头单位", "support": "配合单位",
}  # fmt: skip
_IN_ENGLISH = {
    "duration": "time limit", "deadline": "deadline", "fee": "fee or price", "amount": "figure", "lead": "lead unit",
    "support": "supporting units",
}  # fmt: skip
_CITED = 5
_OUTSIDE = re.compile(r"(?:等(?:特殊)?情况|等)?(?:之外|以外|外)")
_TIMES = ("时间", "时限", "期限")


class Writer:
    """Words findings over one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def word(
        self, question: Question, finding: Finding, hits: Sequence[Hit], probability: float, voice: Voice
    ) -> Answer:
        """The answer that ``finding`` supports."""
        record = self._catalogue.records[finding.positions[0]]
        citations = self._cite(finding.positions[:_CITED], hits, probability)
        if finding.outcome == "unstated":
            return self._unstated(question, finding, citations, probability)
        deadlines: tuple[str, ...] = record.deadlines
        facts: tuple[Fact, ...] = ()
        if finding.outcome == "facts":
            told = relevant(question.search_text, record.text)
            whole = not record.is_measure and all(figure.value in told for figure in finding.figures)
            lines = [told] if whole else _fact_lines(record, finding.figures)
            facts = tuple(as_fact(f, record.measure_id, compose.full_subject(f)) for f in finding.figures)
            given = tuple(f.value if f.kind == "deadline" else f.deadline for f in finding.figures)
            deadlines = given if any(given) else record.due_apart
        elif finding.outcome == "due":
            due = "、".join(record.due_apart)
            lines = [f"{due}。" if voice.english else f"完成时限：{due}。"]
        elif finding.outcome == "units":
            lines = [
                *(f"{said}。" for said in compose.none_listed(record, finding.intent, voice)),
                f"{compose.units_line(record, voice)}。",
            ]
        elif finding.outcome == "lost":
            lines = [_lost_sentence(record, finding.intent)]
        else:
            lines = [relevant(question.search_text, record.text)]
        if voice.english:
            lines = _in_english(lines, finding)
        if finding.outcome in ("facts", "units") and asks_content(question.text):
            told = relevant(question.search_text, record.text)
            lines += [told] if self._adds(question, finding, record, told) else []
        if "text" in record.missing and finding.outcome in ("facts", "content"):
            lines.append(
                voice.say(
                    "这条措施的文字在来源文本中有缺失，以上只是现存部分。",
                    "Part of this clause is lost in the source text.",
                )
            )
        if record.is_measure and finding.outcome in ("facts", "due", "content"):
            lines.append(compose.units_line(record, voice))
        lines.append(compose.source_line(self._catalogue.document(record), record, deadlines, voice))
        return Answer(
            question.text, "answered", finding.intent if record.is_measure else "document",
            "\n".join(line for line in lines if line), facts=facts, units=Units(record.lead, record.support),
            citations=citations, confidence=probability,
        )  # fmt: skip

    def member(self, answer: Answer, unit: str, voice: Voice) -> Answer:
        """``answer``, which tells the units of a measure, with the word first whether ``unit`` is among them."""
        record = answer.citations[0].measure
        roles = [role for role in ("lead", "support") if unit in getattr(record, role)]
        if not roles and {"lead", "support"} & set(record.missing):
            return answer
        said = "、".join("牵头" if role == "lead" else "配合" for role in roles)
        english = " and ".join("a lead" if role == "lead" else "a supporting" for role in roles)
        told = voice.say(
            f"{unit}是这条措施的{said}单位。" if roles else f"这条措施的牵头、配合单位中没有{unit}。",
            f"{unit} is {english} unit of this measure." if roles else f"{unit} is no unit of this measure.",
        )
        return replace(answer, answer=f"{told}\n{answer.answer}")

    def _adds(self, question: Question, finding: Finding, record: Measure, told: str) -> bool:
        """Whether a sentence says more than the chosen figures, and no figure of a case that was not asked for."""
        if not any(figure.value in told for figure in finding.figures):
            return True
        chosen = {figure.value for figure in finding.figures}
        figures = self._catalogue.figures(self._catalogue.position(record))
        others = {figure.value for figure in figures if figure.intent == finding.intent} - chosen
        return asks_also(question.text) and not any(value in told for value in others)

    def _cite(
        self, positions: Sequence[int], hits: Sequence[Hit], probability: float
    ) -> tuple[Citation, ...]:
        scores = {hit.position: hit.score for hit in hits}
        first = max(scores.get(positions[0], 0.0), probability)
        return tuple(
            Citation(self._catalogue.records[i], first if i == positions[0] else min(scores.get(i, 0.0), first))
            for i in positions
        )  # fmt: skip

    def _unstated(
        self, question: Question, finding: Finding, citations: tuple[Citation, ...], probability: float
    ) -> Answer:
        what = finding.wanted or _ASKED.get(finding.intent, "这一点")
        record = citations[0].measure
        text = (
            f"{self._catalogue.called}未载明这件事的{what}。方案与此最接近的是第{record.measure_id}条（{_where(record)}），"
            f"原文见所附条款；{self._catalogue.way_on}。"
        )
        named = _IN_ENGLISH.get(finding.intent, "point") if not finding.wanted else "point"
        text = self._framed(
            question, f"The plan does not state this {named}; nearest is measure {record.measure_id}.", text
        )
        return Answer(
            question.text, "abstained", finding.intent, text, citations=citations[:3], suggestions=self.suggest(citations),
            confidence=probability,
        )  # fmt: skip

    def elsewhere(self, question: Question, hits: Sequence[Hit], place: str) -> Answer:
        """The answer to a question about another place or year than the plans'."""
        heads = "、".join(
            f"《{plan.document.title}》（{plan.document.number}）" for plan in self._catalogue.plans
        )
        text = f"这里只收录{heads}，其中未载明{place}的规定；请向当地主管部门或政务服务热线12345查询。"
        text = self._framed(
            question, f"Only these plans are held here; they say nothing about {place}.", text
        )
        near = self._cite([hit.position for hit in hits[:3]], hits, 0.0) if hits else ()
        return Answer(
            question.text, "abstained", question.cues.attribute, text, suggestions=self.suggest(near), confidence=0.2,
        )  # fmt: skip

    def outside(self, question: Question, hits: Sequence[Hit], excluded: str) -> Answer:
        """The answer where the nearest clause leaves the case out in so many words."""
        citations = self._cite([hits[0].position], hits, hits[0].score)
        text = (
            f"{self._catalogue.called}未载明这种情形：最接近的第{hits[0].measure.measure_id}条写明“{excluded}”，"
            f"不能据此回答；{self._catalogue.way_on}。"
        )
        text = self._framed(
            question, "The nearest measure leaves this case out, so it gives no answer.", text
        )
        return Answer(
            question.text, "abstained", question.cues.attribute, text, citations=citations, suggestions=self.suggest(citations),
            confidence=0.6,
        )  # fmt: skip

    def abstain(self, question: Question, hits: Sequence[Hit], probability: float) -> Answer:
        """The plain refusal: nothing in the plan is near enough."""
        text = f"本次检索未找到与这个问题对应的条款，{self._catalogue.called}未载明这一事项；{self._catalogue.way_on}。"
        text = self._framed(question, "Nothing in the plan was found that answers this question.", text)
        near = tuple(Citation(hit.measure, hit.score) for hit in hits[:3])
        return Answer(
            question.text, "abstained", question.cues.attribute, text, suggestions=self.suggest(near), confidence=probability,
        )  # fmt: skip

    def ask_back(self, question: Question) -> Answer:
        """The question back where nothing but the asking was said."""
        areas = [area.name for area in self._catalogue.areas]
        asked = _ASKED.get(question.cues.attribute, "内容")
        text = f"请补充要查的事项，我才能查它的{asked}。方案涉及的领域有：{'、'.join(areas)}。"
        text = self._framed(question, "Please say which matter you ask about.", text)
        return Answer(
            question.text, "clarify", question.cues.attribute, text,
            suggestions=tuple(f"{name}有哪些措施？" for name in areas[:4]), confidence=0.3,
        )  # fmt: skip

    def which(self, question: Question, positions: Sequence[int]) -> Answer:
        """The question back where it fits several matters: which one is meant."""
        records = [self._catalogue.records[i] for i in positions]
        names = "；".join(f"{r.task or short_name(r)}（第{r.measure_id}条）" for r in records)
        text = f"这个问题对应方案里几件不同的事，请问您要查哪一件？{names}。"
        return Answer(
            question.text, "clarify", question.cues.attribute, self._framed(question, "Which of these matters do you mean?", text),
            citations=tuple(Citation(record, 0.5) for record in records),
            suggestions=tuple(f"{r.task or short_name(r)}：{question.text}" for r in records), confidence=0.5,
        )  # fmt: skip

    def _framed(self, question: Question, english: str, chinese: str) -> str:
        """The Chinese sentence, after an English one where the question is in English."""
        if not question.english:
            return chinese
        return f"{english} {compose.confirm(self._catalogue.portal)}\n{chinese}"

    def suggest(self, citations: Sequence[Citation]) -> tuple[str, ...]:
        """Questions that the nearest records can answer."""
        found: list[str] = []
        for record in (citation.measure for citation in citations):
            if not record.is_measure:
                continue
            figures = self._catalogue.figures(self._catalogue.position(record))
            asked = next(
                (
                    _suggested(compose.full_subject(chosen[0]), intent)
                    for intent in FIGURE_INTENTS
                    if (chosen := figures_for(intent, figures, record.text))
                    and intent != "deadline"
                    and compose.full_subject(chosen[0])
                ),
                f"{record.task or record.area}有哪些措施？",
            )
            found.append(asked)
        return tuple(dict.fromkeys(found))


def _suggested(subject: str, intent: Intent) -> str:
    """A question for one figure; a subject that is a time itself (审批时间) needs no second word for it."""
    return f"{subject}是多少？" if subject.endswith(_TIMES) else f"{subject}的{_ASKED[intent]}是什么？"


def _where(record: Measure) -> str:
    return record.task or record.area or record.title or record.section


def _fact_lines(record: Measure, figures: Sequence[Figure]) -> list[str]:
    if len(figures) > 1:
        return [f"- {compose.figure_line(record, figure)}{_but(record, figure)}" for figure in figures]
    figure = figures[0]
    if figure.kind == "deadline":
        return [f"{figure.value}：{compose.full_subject(figure) or record.text.rstrip('。')}。"]
    return [f"{compose.figure_line(record, figure)}{_but(record, figure)}。"]


def _but(record: Measure, figure: Figure) -> str:
    """The exception that the figure's sentence begins with (除企业自理报关外), in brackets; '' where it has none."""
    sentence = max(record.text.rfind(mark, 0, figure.start) for mark in "。；") + 1
    before = record.text[sentence : figure.start]
    found = next((item for item in exclusions(before) if item.start == 1), None)
    outside = _OUTSIDE.match(before, found.end) if found else None
    return f"（{before[: outside.end()]}）" if outside else ""


def _in_english(lines: list[str], finding: Finding) -> list[str]:
    """The answer's lines with an English word before the Chinese source that says what they are."""
    if finding.outcome == "content":
        return [f"The plan says: {lines[0]}", *lines[1:]]
    if finding.outcome == "lost":
        return [f"The source has lost this {_IN_ENGLISH.get(finding.intent, 'part')}: {lines[0]}", *lines[1:]]
    if finding.outcome == "units":
        return lines
    named = _IN_ENGLISH[finding.intent].capitalize()
    return [f"{named}: {lines[0]}"] if len(lines) == 1 else [f"{named}, case by case:", *lines]


def _lost_sentence(record: Measure, intent: Intent) -> str:
    what = _ASKED.get(intent, "其余内容")
    return f"这条措施的{what}在来源文本中缺失，无法确认。现存文字：{record.text}"
