"""Lists, counts, unit profiles and area overviews: every record of the answer and no other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.catalogue import Catalogue
from qa.answer.compose import WAY_ON, Voice
from qa.answer.evidence import Evidence
from qa.answer.listing import Selection, holding, main_mention, quoted, select
from qa.answer.model import Answer, Citation, Intent
from qa.answer.naming import short_name
from qa.answer.question import Question
from qa.plan import Measure

_TRADE = re.compile(r"措施|举措|错施|任务|事项|条款|\bmeasures?\b|\btasks?\b", re.IGNORECASE)
_TASKS = re.compile(r"[项个条]?(?:目标)?任务|\btasks?\b", re.IGNORECASE)
_BLOCK = re.compile(r"方面|领域|板块|[这那一]块")
_AREAS = re.compile(r"(?:多少|几)个(?:重要)?(?:方面|领域|板块)")
_FULL_TEXT_UP_TO = 8


class ListDesk:
    """Answers what has to be complete: it filters all records and never searches."""

    def __init__(self, catalogue: Catalogue, evidence: Evidence) -> None:
        self._catalogue = catalogue
        self._evidence = evidence

    def answer(self, question: Question, voice: Voice) -> Answer | None:
        """A complete list, count, profile or overview, or None where the question asks for none."""
        ambiguous = self._ambiguous(question)
        if ambiguous is not None:
            return ambiguous
        intent = self._intent(question)
        if intent is None:
            return None
        selection = self._selection(question, intent)
        if selection is None:
            return None
        return self._reply(question, selection, intent, voice)

    def _ambiguous(self, question: Question) -> Answer | None:
        mention = main_mention(question)
        if mention is None or len(mention.units) < 2 or question.rest:
            return None
        names = "、".join(mention.units)
        return Answer(
            question.text, "clarify", "unit_profile", f"“{mention.text}”可能指{names}，请问您要查哪一个？",
            suggestions=tuple(question.text.replace(mention.text, unit) for unit in mention.units), confidence=0.5,
        )  # fmt: skip

    def _intent(self, question: Question) -> Intent | None:
        cues = question.cues
        mention = main_mention(question)
        trade = bool(_TRADE.search(question.text))
        filtered = mention is not None or bool(question.areas) or bool(question.dates)
        if cues.count and (filtered or trade or _AREAS.search(question.text)):
            return "count"
        if mention is not None and not question.rest and not question.areas and not question.dates:
            return "unit_profile"
        if mention is not None and not question.rest and (cues.listing or trade):
            return "list"
        asks_figure = any(a in ("duration", "fee", "amount") for a in cues.attributes)
        asks_unit = mention is None and any(a in ("lead", "support") for a in cues.attributes)
        if asks_figure or asks_unit:
            return None
        if cues.overview and (question.areas or not question.dates) and "deadline" not in cues.attributes:
            return "overview" if not (cues.listing and trade and not question.rest) else "list"
        if cues.listing and trade and (filtered or quoted(question.text) or question.rest):
            return "list"
        if question.areas and not question.rest and not cues.attributes:
            return "overview"
        return None

    def _selection(self, question: Question, intent: Intent) -> Selection | None:
        chosen = select(question, self._catalogue)
        if intent == "overview":
            return self._overview(question, chosen)
        if chosen is None:
            return self._by_words(question, intent)
        if question.rest and not (question.areas and intent == "overview"):
            words = list(quoted(question.text)) or question.rest.split()
            narrowed = holding(words, self._catalogue, chosen.positions)
            if narrowed and len(narrowed) < len(chosen.positions) and (question.areas or question.dates or chosen.unit):
                return Selection(narrowed, f"{chosen.described}、提到“{'、'.join(words)}”", chosen.unit)
        return chosen

    def _overview(self, question: Question, chosen: Selection | None) -> Selection | None:
        if question.areas:
            return None if self._one_record_holds(question.rest) else chosen
        if not _BLOCK.search(question.text) and self._one_record_holds(question.rest):
            return None
        area = self._evidence.area_of(question)
        if area is None:
            return None
        return Selection(self._catalogue.in_area([area]), f"{area}领域")

    def _one_record_holds(self, rest: str) -> bool:
        """Whether the words beside an area's name all stand in one record: then it is asked about that."""
        words = rest.split()
        return len(words) > 1 and bool(holding(words, self._catalogue, self._catalogue.measures))

    def _by_words(self, question: Question, intent: Intent) -> Selection | None:
        marked = quoted(question.text)
        words = list(marked) or question.rest.split()
        if not words:
            return self._everything(question) if intent == "count" else None
        found = holding(words, self._catalogue, self._catalogue.measures)
        if not found and not marked:
            joined = "".join(words)
            found = holding([joined], self._catalogue, self._catalogue.measures)
        if not found:
            return None
        return Selection(found, f"提到“{'、'.join(words)}”")

    def _everything(self, question: Question) -> Selection | None:
        return Selection(self._catalogue.measures, "全文现存") if _TRADE.search(question.text) else None

    def _reply(self, question: Question, selection: Selection, intent: Intent, voice: Voice) -> Answer:
        records = [self._catalogue.records[i] for i in selection.positions]
        head = self._head(question, selection, records, intent, voice)
        lines = [_line(record, full=len(records) <= _FULL_TEXT_UP_TO) for record in records]
        tail = f"参考回答，依据{'、'.join(sorted({self._dated(r) for r in records})) or '所载方案'}现存文本；{WAY_ON}。"
        text = "\n".join([head, *(f"- {line}" for line in lines), tail])
        return Answer(
            question.text, "answered", intent, text, citations=tuple(Citation(record, 1.0) for record in records),
            confidence=1.0 if records else 0.6,
        )  # fmt: skip

    def _dated(self, record: Measure) -> str:
        head = self._catalogue.document(record)
        return f"{head.number}（{head.date}）" if head.date else head.number

    def _head(self, question: Question, selection: Selection, records: Sequence[Measure], intent: Intent, voice: Voice) -> str:
        count = len(records)
        if question.cues.count and _TASKS.search(question.text) and not re.search(r"措施", question.text):
            tasks = len({(r.document, r.task_no) for r in records})
            return f"{selection.described}的目标任务共{tasks}项（现存措施{count}条）。"
        if not count:
            return f"本次检索未找到{selection.described}的措施（来源文本有缺损，不代表原方案没有）。"
        if intent == "unit_profile" and question.role == "any":
            sides = f"牵头{len(selection.lead)}条、配合{len(selection.support)}条"
            both = len(set(selection.lead) & set(selection.support))
            return f"{selection.unit}共涉及{count}条措施：{sides}{f'（其中{both}条兼有）' if both else ''}。"
        said = voice.say(f"{selection.described}的措施共{count}条：", f"{count} measures ({selection.described}):")
        return said


def _line(record: Measure, full: bool) -> str:
    name = short_name(record)
    if full:
        return f"{record.measure_id} {record.text}"
    return f"{record.measure_id} {name}"
