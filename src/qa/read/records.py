"""Records and heads as JSON: the contract's names for the fields of a plan, written and read back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa.plan import Area, Document, Kind, Measure, Plan, Span, Task


class BadValueError(Exception):
    """A field has the wrong shape; the message is for the end of an error sentence."""


def derive_plan(measures: Sequence[Measure]) -> Plan:
    """A plan from its records alone: areas and tasks in order of number, the document by its number."""
    areas = {m.area_no: m.area for m in measures if m.area_no is not None}
    tasks: dict[int, Task] = {}
    for m in measures:
        if m.task_no is not None:
            missing = ("task",) if "task" in m.missing else ()
            tasks.setdefault(m.task_no, Task(m.task_no, m.area_no, m.task, missing))
    number = next((m.document for m in measures), "")
    return Plan(
        Document(number=number, title=""),
        tuple(Area(no, areas[no]) for no in sorted(areas)),
        tuple(tasks[no] for no in sorted(tasks)),
        tuple(measures),
    )


def records_text(plan: Plan) -> str:
    """The text of a plan's ``.jsonl`` file."""
    return "".join(json.dumps(record(m), ensure_ascii=False) + "\n" for m in plan.measures)


def head_text(plan: Plan) -> str:
    """The text of a plan's ``.json`` file."""
    d = plan.document
    head = {
        "number": d.number,
        "title": d.title,
        "date": d.date,
        "issuer": d.issuer,
        "areas": [{"area_no": a.area_no, "area": a.name} for a in plan.areas],
        "tasks": [
            {"task_no": t.task_no, "area_no": t.area_no, "task": t.title, "missing": list(t.missing)}
            for t in plan.tasks
        ],
        "lost_sentences": plan.lost_sentences,
    }
    return json.dumps(head, ensure_ascii=False, indent=1) + "\n"


def record(measure: Measure) -> dict[str, object]:
    """The contract's JSON object of one record, with ``section`` and ``title`` of passages and any ``serial``."""
    extra: dict[str, object] = {} if measure.serial is None else {"serial": measure.serial}
    if not measure.is_measure:
        extra |= {"section": measure.section, "title": measure.title}
    return {
        "measure_id": measure.measure_id,
        "kind": measure.kind,
        "document": measure.document,
        "area_no": measure.area_no,
        "area": measure.area,
        "task_no": measure.task_no,
        "task": measure.task,
        "measure_no": measure.measure_no,
        "text": measure.text,
        "lead": list(measure.lead),
        "support": list(measure.support),
        "deadlines": list(measure.deadlines),
        "source": {"spans": [list(span) for span in measure.spans]},
        "missing": list(measure.missing),
        "notes": list(measure.notes),
        **extra,
    }


def measure_of(value: object) -> Measure:
    """A record from its JSON object; only ``measure_id`` and ``text`` are required."""
    values = _object(value)
    measure_id, text = _text(values, "measure_id"), _text(values, "text")
    if not measure_id or not text:
        raise BadValueError("缺少 measure_id 或 text")
    source = _object(values.get("source") or {})
    return Measure(
        measure_id=measure_id,
        document=_text(values, "document"),
        text=text,
        kind=_kind(values),
        area_no=_number(values, "area_no"),
        area=_text(values, "area"),
        task_no=_number(values, "task_no"),
        task=_text(values, "task"),
        measure_no=_number(values, "measure_no"),
        lead=_texts(values, "lead"),
        support=_texts(values, "support"),
        deadlines=_texts(values, "deadlines"),
        spans=tuple(_span(pair) for pair in _list(source, "spans")),
        missing=_texts(values, "missing"),
        notes=_texts(values, "notes"),
        section=_text(values, "section"),
        title=_text(values, "title"),
        serial=_number(values, "serial"),
    )


def plan_of(value: object, measures: Sequence[Measure]) -> Plan:
    """A plan from its head's JSON object and its records; what the head lacks is derived."""
    head = _object(value)
    plan = derive_plan(measures)
    document = Document(
        number=_text(head, "number") or plan.document.number,
        title=_text(head, "title"),
        date=_text(head, "date"),
        issuer=_text(head, "issuer"),
    )
    areas = [_object(value) for value in _list(head, "areas")]
    tasks = [_object(value) for value in _list(head, "tasks")]
    return replace(
        plan,
        document=document,
        measures=tuple(m if m.document else replace(m, document=document.number) for m in measures),
        areas=tuple(Area(_number(a, "area_no") or 0, _text(a, "area")) for a in areas) or plan.areas,
        tasks=tuple(
            Task(_number(t, "task_no") or 0, _number(t, "area_no"), _text(t, "task"), _texts(t, "missing"))
            for t in tasks
        )
        or plan.tasks,
        lost_sentences=_number(head, "lost_sentences") or 0,
    )


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise BadValueError("应是一个JSON对象")
    return value


def _list(values: Mapping[str, object], name: str) -> list[object]:
    value = values.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadValueError(f"{name} 应是列表")
    return value


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadValueError(f"{name} 应是文字")
    return value


def _texts(values: Mapping[str, object], name: str) -> tuple[str, ...]:
    items = _list(values, name)
    if not all(isinstance(item, str) for item in items):
        raise BadValueError(f"{name} 应是文字的列表")
    return tuple(str(item) for item in items)


def _number(values: Mapping[str, object], name: str) -> int | None:
    value = values.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadValueError(f"{name} 应是整数")
    return value


def _kind(values: Mapping[str, object]) -> Kind:
    match values.get("kind", "measure"):
        case "measure":
            return "measure"
        case "passage":
            return "passage"
    raise BadValueError("kind 应是 measure 或 passage")


def _span(pair: object) -> Span:
    match pair:
        case [int() as start, int() as end] if 0 <= start < end:
            return start, end
    raise BadValueError("source.spans 应是[起,止]的列表")
