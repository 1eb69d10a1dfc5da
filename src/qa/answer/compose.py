"""Words an answer: the direct sentence first, cases in a table, units, deadline, source.

Every function here only arranges strings that stand in the record; it adds function words and no
figure, date or unit of its own. English questions get an English frame around the Chinese source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa.extract.deadlines import has_passed
from qa.extract.model import Figure
from qa.plan import Document, Measure

_WORD = 4
_LABEL = re.compile(r"[；：]|.→|→.")
"""Between the old value and the new one where they stand in columns of their own, or on both sides of an arrow."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*(?:%|‰|个|元|天|日|小时|家|次|种)")

CITED = re.compile(
    r"(?:依据|from )(?P<document>[^，。；（\s]{2,30})(?:（[^）]*）)?(?:第|, measure )(?P<number>\d+(?:\.\d+)*)(?:条措施|\.)"
)
"""How :func:`source_line` names the document and the clause of an answer."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The language of the frame, the day on which a deadline counts as passed or not, and the city's portal."""

    today: date
    english: bool = False
    portal: str = "当地政务服务网"

    def say(self, chinese: str, english: str) -> str:
        """``chinese``, or ``english`` for a question in English."""
        return english if self.english else chinese


def figure_line(record: Measure, figure: Figure) -> str:
    """One case as a clause: subject, value (with the value it replaces) and its deadline."""
    value = changed_value(record.text, figure)
    items = f"（{'、'.join(figure.items)}）" if figure.items and figure.items[0] not in value else ""
    subject = full_subject(figure)
    follows = figure.predicate
    repeated = follows in value or (len(follows) > _WORD and follows in subject)
    if follows and not repeated and len(follows) <= 24:
        value = f"{value}{follows}"
    deadline = f"（{figure.deadline}）" if figure.deadline and figure.deadline not in value else ""
    return f"{subject}：{value}{items}{deadline}" if subject else f"{value}{items}{deadline}"


def changed_value(text: str, figure: Figure) -> str:
    """The value, from the replaced value on where the text says so: 12个工作日缩减至7个工作日以内."""
    if figure.is_change and _LABEL.search(text[figure.before_end : figure.start]):
        return f"{figure.value}（原为{figure.before}）"
    if figure.is_change and 0 <= figure.before_start < figure.end:
        lead_in = text[max(0, figure.before_start - 1) : figure.before_start]
        start = figure.before_start - (1 if lead_in in "由从" and lead_in else 0)
        return text[start : figure.end]
    return figure.value


def full_subject(figure: Figure) -> str:
    """The case's own words, with the wider case before them where they are elliptic."""
    subject = figure.subject.strip("，、：；的 ")
    context = figure.context.strip("，、：；的 ")
    if not subject:
        return context
    if (
        context
        and not _FIGURE.search(context)
        and len(subject) <= 8
        and subject not in context
        and context not in subject
    ):
        return f"{context}，{subject}"
    return subject


def units_line(record: Measure, voice: Voice) -> str:
    """Lead and cooperating units; what the source has lost is called lost."""
    lead = unit_list(record, "lead", voice)
    support = unit_list(record, "support", voice)
    parts = []
    if lead:
        parts.append(voice.say(f"牵头单位：{lead}", f"Lead unit: {lead}"))
    if support:
        parts.append(voice.say(f"配合单位：{support}", f"Supporting units: {support}"))
    return voice.say("；", "; ").join(parts)


def none_listed(record: Measure, role: str, voice: Voice) -> list[str]:
    """The word that a measure has no unit of ``role``, where it is whole and has none."""
    if role in record.missing or (record.lead if role == "lead" else record.support):
        return []
    word = voice.say(*(("牵头", "lead") if role == "lead" else ("配合", "supporting")))
    return [voice.say(f"这条措施没有列{word}单位", f"This measure lists no {word} unit")]


def unit_list(record: Measure, role: str, voice: Voice) -> str:
    """The units of one role as the plan names them, with a plain word where some are lost."""
    names = "、".join(record.lead if role == "lead" else record.support)
    if role not in record.missing:
        return names
    if names:
        return voice.say(
            f"{names}（名单不完整，其余在来源文本中缺失）",
            f"{names} (the list is incomplete: the rest is lost in the source)",
        )
    return voice.say("来源文本中缺失，无法确认", "lost in the source text")


def deadline_state(deadline: str, voice: Voice) -> str:
    """Whether one deadline has passed: 2019年底前（已过）; the bare deadline where it can't be told."""
    passed = has_passed(deadline, voice.today)
    if passed is None:
        return deadline
    return f"{deadline}（{voice.say('已过', 'passed') if passed else voice.say('未到', 'not yet reached')}）"


def plain_source(dated: str, voice: Voice) -> str:
    """The line of origin for an answer from several clauses or the document itself; ``dated`` names the plan."""
    return voice.say(
        f"参考回答，依据{dated}；现行规定请以12345热线或{voice.portal}答复为准。",
        f"Reference answer from {dated}. {confirm(voice.portal)}",
    )


def confirm(portal: str) -> str:
    """Where to confirm what holds today, for English answers."""
    return f"Please confirm the present rule at 12345 or {portal}."


def source_line(document: Document, record: Measure, deadlines: Sequence[str], voice: Voice) -> str:
    """The one line of age and origin: number, date, clause, state of the deadline, way on."""
    dated = f"（{document.date}）" if document.date else ""
    number = f"{record.document}{dated}"
    clause = f"第{record.measure_id}条措施" if record.is_measure else (record.section or "正文")
    states = "、".join(deadline_state(deadline, voice) for deadline in dict.fromkeys(deadlines) if deadline)
    if voice.english:
        due = f" Deadline {states}." if states else ""
        where = f"measure {record.measure_id}" if record.is_measure else "the text of the plan"
        return f"Reference answer from {number}, {where}.{due} {confirm(voice.portal)}"
    due = f"时限{states}；" if states else ""
    return f"参考回答，依据{number}{clause}；{due}现行规定请以12345热线或{voice.portal}答复为准。"
