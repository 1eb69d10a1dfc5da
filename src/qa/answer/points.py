"""Answers about one matter: relevance first, then the fact, unit or sentence, then the wording."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answer import compose
from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice
from qa.answer.dialogue import Resolved
from qa.answer.evidence import Evidence
from qa.answer.facts import as_fact, figures_for
from qa.answer.model import Answer, Citation, Fact, Intent, Units
from qa.answer.point import FIGURE_INTENTS, Finding, find
from qa.answer.question import Question
from qa.answer.sentences import relevant
from qa.extract.model import Figure
from qa.plan import Measure
from qa.retrieve.hybrid import Hit

_ASKED = {
    "duration": ("办理时限", "a time limit"), "deadline": ("完成时限", "a deadline"), "fee": ("收费标准或价格", "a fee"),
    "amount": ("具体数值", "a figure"), "lead": ("牵头单位", "a lead unit"), "support": ("配合单位", "a supporting unit"),
}  # fmt: skip
_CITED = 5


class PointDesk:
    """Answers a question about one matter of the plan, or says plainly that it does not stand there."""

    def __init__(self, catalogue: Catalogue, evidence: Evidence) -> None:
        self._catalogue = catalogue
        self._evidence = evidence

    def answer(self, turn: Resolved, question: Question, voice: Voice) -> Answer:
        """Answer, ask back or abstain."""
        if not question.words and not turn.leaning:
            return self._ask_back(question)
        hits = self._evidence.hits(question, (turn.own,) if turn.leaning else ())
        if not hits or hits[0].score < self._evidence.threshold:
            return self._abstain(question, hits)
        finding = find(question, hits, self._catalogue)
        return self._word(question, finding, hits, voice)

    def _word(self, question: Question, finding: Finding, hits: Sequence[Hit], voice: Voice) -> Answer:
        record = self._catalogue.records[finding.positions[0]]
        scores = {hit.position: hit.score for hit in hits}
        citations = tuple(Citation(self._catalogue.records[i], scores.get(i, 0.0)) for i in finding.positions[:_CITED])
        document = self._catalogue.document(record)
        facts: tuple[Fact, ...] = ()
        deadlines: tuple[str, ...] = record.deadlines
        if finding.outcome == "facts":
            lines = self._fact_lines(record, finding.figures)
            facts = tuple(as_fact(f, record.measure_id, compose.full_subject(f)) for f in finding.figures)
            deadlines = tuple(f.deadline or (f.value if f.kind == "deadline" else "") for f in finding.figures)
        elif finding.outcome == "units":
            lines = [self._unit_sentence(record, finding.intent, voice)]
        elif finding.outcome == "content":
            lines = [relevant(question.search_text, record.text)]
        elif finding.outcome == "lost":
            lines = [self._lost_sentence(record, finding.intent)]
        else:
            return self._unstated(question, finding, citations)
        if record.is_measure and finding.outcome != "units":
            lines.append(compose.units_line(record, voice))
        lines.append(compose.source_line(document, record, deadlines, voice))
        intent: Intent = finding.intent if record.is_measure else "document"
        return Answer(
            question.text, "answered", intent, "\n".join(line for line in lines if line), facts=facts,
            units=Units(record.lead, record.support), citations=citations, confidence=citations[0].score,
            resolved_question=question.text,
        )  # fmt: skip

    @staticmethod
    def _fact_lines(record: Measure, figures: Sequence[Figure]) -> list[str]:
        if len(figures) == 1:
            figure = figures[0]
            if figure.kind == "deadline":
                return [f"{figure.value}：{compose.full_subject(figure) or record.text}。"]
            return [f"{compose.figure_line(record, figure)}。"]
        return [f"- {compose.figure_line(record, figure)}" for figure in figures]

    @staticmethod
    def _unit_sentence(record: Measure, intent: Intent, voice: Voice) -> str:
        del intent
        return compose.units_line(record, voice) + "。"

    @staticmethod
    def _lost_sentence(record: Measure, intent: Intent) -> str:
        what = _ASKED[intent][0] if intent in _ASKED else "相关内容"
        return f"这条措施的{what}在来源文本中缺失，无法确认。现存文字：{record.text}"

    def _unstated(self, question: Question, finding: Finding, citations: tuple[Citation, ...]) -> Answer:
        what = _ASKED[finding.intent][0] if finding.intent in _ASKED else "这一点"
        record = citations[0].measure
        text = f"本方案未载明这件事的{what}。相近的条款是第{record.measure_id}条（{record.task or record.area}），可作参考；{compose.WAY_ON}。"
        return Answer(
            question.text, "abstained", finding.intent, text, citations=citations[:3],
            suggestions=self._suggest(citations), confidence=0.5,
        )  # fmt: skip

    def _abstain(self, question: Question, hits: Sequence[Hit]) -> Answer:
        text = f"本次检索未找到与您的问题对应的条款，本方案未载明这一事项。{compose.WAY_ON}。"
        citations = tuple(Citation(hit.measure, hit.score) for hit in hits[:3])
        return Answer(
            question.text, "abstained", question.cues.attribute, text, suggestions=self._suggest(citations), confidence=0.2,
        )  # fmt: skip

    def _ask_back(self, question: Question) -> Answer:
        return Answer(
            question.text, "clarify", question.cues.attribute, "请补充要查的事项，例如办电、用水、不动产登记或招标投标。", confidence=0.3,
        )  # fmt: skip

    def _suggest(self, citations: Sequence[Citation]) -> tuple[str, ...]:
        """Questions that the nearest records can answer."""
        found: list[str] = []
        for citation in citations:
            record = citation.measure
            if not record.is_measure:
                continue
            name = record.task or record.area
            position = self._catalogue.records.index(record)
            figures = self._catalogue.figures(position)
            for intent in FIGURE_INTENTS:
                chosen = figures_for(intent, figures, record.text)
                if chosen and compose.full_subject(chosen[0]):
                    found.append(f"{compose.full_subject(chosen[0])}的{_ASKED[intent][0]}是什么？")
                    break
            else:
                found.append(f"{name}有哪些措施？")
        return tuple(dict.fromkeys(found))
