"""What the public contract promises of every answer, checked field by field."""

from __future__ import annotations

import re
from typing import Any, get_args

from qa.answer.model import Answer, Intent, Status
from qa.plan import Measure

KEYS = [
    "id", "question", "resolved_question", "status", "intent", "answer", "facts", "units", "citations",
    "suggestions", "confidence", "elapsed_ms",
]  # fmt: skip
FACT_KEYS = {"kind", "subject", "value", "deadline", "measure_id", "start", "end"}
CITATION_KEYS = {"measure_id", "document", "area", "task", "text", "lead", "support", "score"}
LISTED = re.compile(r"^- \d+(?:\.\d+)? ", re.MULTILINE)
COMPLETE = ("list", "count", "unit_profile")
FIGURE = re.compile(
    r"\d+(?:\.\d+)?\s*(?:个?工作日|小时|天|%|‰|元|年底前|月底前|个环节|万人次|公里|万平方米|千伏安)"
)


def breaches(answer: Answer, records: tuple[Measure, ...]) -> list[str]:
    """What ``answer`` breaks of the contract, in words; nothing where it keeps all of it."""
    shape = answer.to_json()
    return [*_shape(shape), *_evidence(answer, records), *_refusal(answer, records), *_order(answer, records)]


def _shape(shape: dict[str, Any]) -> list[str]:
    found = []
    if list(shape) != KEYS:
        found.append(f"keys {list(shape)}")
    if shape["status"] not in get_args(Status) or shape["intent"] not in get_args(Intent):
        found.append(f"status {shape['status']}, intent {shape['intent']}")
    if not shape["answer"].strip() or not shape["resolved_question"].strip():
        found.append("empty text")
    if any(set(fact) != FACT_KEYS for fact in shape["facts"]):
        found.append("fact keys")
    if any(not set(citation) >= CITATION_KEYS for citation in shape["citations"]):
        found.append("citation keys")
    if set(shape["units"]) != {"lead", "support"}:
        found.append("unit keys")
    scores = [shape["confidence"], *(citation["score"] for citation in shape["citations"])]
    if not all(0 <= score <= 1 for score in scores) or shape["elapsed_ms"] < 0:
        found.append(f"scores {scores}")
    return found


def _evidence(answer: Answer, records: tuple[Measure, ...]) -> list[str]:
    found = []
    cited = {citation.measure.measure_id: citation.measure for citation in answer.citations}
    if any(measure not in records for measure in cited.values()):
        found.append("a citation is no record of the plan")
    for fact in answer.facts:
        if fact.measure_id not in cited:
            found.append(f"fact of {fact.measure_id}, which is not cited")
        elif cited[fact.measure_id].text[fact.start : fact.end] != fact.value:
            found.append(f"offsets of {fact.value}")
    names = {unit for record in records for unit in (*record.lead, *record.support)}
    if not names >= {*answer.units.lead, *answer.units.support}:
        found.append(f"units {answer.units}")
    if answer.status == "answered" and answer.citations and answer.intent not in COMPLETE:
        said = re.sub(r"\s", "", LISTED.sub("", answer.answer))
        held = re.sub(r"\s", "", "".join(f"{m.text}{m.task}{m.document}" for m in cited.values()))
        found += [f"figure {figure}" for figure in FIGURE.findall(said) if figure not in held]
    return found


def _refusal(answer: Answer, records: tuple[Measure, ...]) -> list[str]:
    if answer.status != "abstained":
        return []
    found = []
    if answer.facts or answer.units.lead or answer.units.support:
        found.append("a refusal with facts or units")
    if FIGURE.search(answer.answer):
        found.append("a refusal with a figure")
    if any(unit in answer.answer for r in records for unit in (*r.lead, *r.support)):
        found.append("a refusal with a unit")
    if "不存在" in answer.answer:
        found.append("a refusal that claims too much")
    return found


def _order(answer: Answer, records: tuple[Measure, ...]) -> list[str]:
    if answer.intent not in COMPLETE or answer.status != "answered":
        return []
    places = [records.index(citation.measure) for citation in answer.citations]
    return [] if places == sorted(set(places)) else ["a list out of plan order, or with a measure twice"]
