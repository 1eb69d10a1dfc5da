"""The last gate: every figure, date and unit of an answer stands in what it cites.

Strings are compared without white space. What fails turns the answer into an abstention, since an
answer with a hole in it is worse than none.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from qa.answer.model import Answer, Units

LOG = logging.getLogger(__name__)
_FIGURE = re.compile(
    r"\d+(?:\.\d+)?\s*(?:个?工作日|小时|个?月(?!\d)|天|%|元|千伏安?|年底前|月底前|年前|个环节|个阶段|万人次|公里|万平方米|种|家|次|个(?!工作日)|倍|吨)"
)
_EXEMPT = ("list", "count", "unit_profile", "overview", "smalltalk")


def unsupported(answer: Answer) -> tuple[str, ...]:
    """Figures and units of ``answer`` that stand in no cited record, task title or document head."""
    if answer.status != "answered":
        return ()
    evidence = _closed("|".join(
        part
        for c in answer.citations for part in (c.measure.text, c.measure.task, c.measure.area, c.measure.document, c.measure.title,
                     *c.measure.due_apart)
    ))  # fmt: skip
    wrong = []
    if answer.intent not in _EXEMPT:
        wrong += [
            figure for figure in _FIGURE.findall(answer.answer) if not _stands(_closed(figure), evidence)
        ]
    cited = {unit for c in answer.citations for unit in (*c.measure.lead, *c.measure.support)}
    wrong += [unit for unit in (*answer.units.lead, *answer.units.support) if unit not in cited]
    for fact in answer.facts:
        text = next((c.measure.text for c in answer.citations if c.measure.measure_id == fact.measure_id), "")
        if text[fact.start : fact.end] != fact.value:
            wrong.append(fact.value)
    return tuple(wrong)


def _closed(text: str) -> str:
    return "".join(text.split())


def _stands(figure: str, evidence: str) -> bool:
    """Whether ``figure`` stands in ``evidence`` as a whole number: 2个工作日 is no part of 12个工作日."""
    at = evidence.find(figure)
    while at > 0 and (evidence[at - 1].isdigit() or evidence[at - 1] == "."):
        at = evidence.find(figure, at + 1)
    return at >= 0


def verified(answer: Answer) -> Answer:
    """``answer``, or an abstention in its place where a figure or unit cannot be found in its evidence."""
    wrong = unsupported(answer)
    if not wrong:
        return answer
    LOG.warning("answer withheld: %d unsupported strings", len(wrong))
    return replace(
        answer, status="abstained", facts=(), units=Units(),
        answer="检索到了相关条款，但未能逐字核对答案，因此不作回答，请直接阅读下方条款原文，或咨询12345热线。",
    )  # fmt: skip
