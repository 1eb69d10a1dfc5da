"""The corpus folder: a ``<name>.jsonl`` of records a plan, and an optional ``<name>.json`` head beside it."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qa.errors import WenceError
from qa.plan import Area, Document, Kind, Measure, Plan, Span, Task


class _BadValueError(Exception):
    """A record's field has the wrong shape; the message is for the end of an error sentence."""


def load_corpus(folder: Path) -> tuple[Plan, ...]:
    """Read every ``*.jsonl`` of a folder, in the order of names; heads that are missing are derived.

    Raises:
        WenceError: no such folder, no plan in it, or a file or line that cannot be read.
    """
    if not folder.is_dir():
        raise WenceError(f"找不到语料目录“{folder}”；请用 --corpus 指定。")
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise WenceError(f"语料目录“{folder}”里没有任何方案（*.jsonl）；请先运行 make corpus 或 add。")
    return tuple(load_plan(path) for path in paths)


def load_plan(path: Path) -> Plan:
    """Read one plan: the records of ``path`` and the head in the ``.json`` file of the same name."""
    measures = _load_measures(path)
    head = path.with_suffix(".json")
    if not head.exists():
        return derive_plan(measures)
    try:
        return _plan_of(_object(json.loads(_read(head))), measures)
    except (_BadValueError, json.JSONDecodeError) as error:
        raise WenceError(f"方案文件头“{head}”无法读取：{_why(error)}。") from error


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


def save_plan(plan: Plan, folder: Path, name: str = "") -> Path:
    """Write a plan's records and head; without ``name`` the files are named after the document's number.

    Returns:
        The path of the ``.jsonl`` file.
    """
    stem = name or "-".join(re.findall(r"\w+", plan.document.number or plan.document.title)) or "plan"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.jsonl"
    write_text(path, records_text(plan))
    write_text(path.with_suffix(".json"), head_text(plan))
    return path


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
        "areas": [{"area_no": a.area_no, "area": a.name, "alias": a.alias} for a in plan.areas],
        "tasks": [
            {"task_no": t.task_no, "area_no": t.area_no, "task": t.title, "missing": list(t.missing)}
            for t in plan.tasks
        ],
        "lost_sentences": plan.lost_sentences,
    }
    return json.dumps(head, ensure_ascii=False, indent=1) + "\n"


def record(measure: Measure) -> dict[str, object]:
    """The contract's JSON object of one record; passages have ``section`` and ``title`` in addition."""
    extra = {} if measure.is_measure else {"section": measure.section, "title": measure.title}
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


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WenceError(f"文件“{path}”无法读取：{_why(error)}。") from error


def _load_measures(path: Path) -> tuple[Measure, ...]:
    measures: dict[str, Measure] = {}
    for number, line in enumerate(_read(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            measure = measure_of(_object(json.loads(line)))
            if measure.measure_id in measures:
                raise _BadValueError(f"编号{measure.measure_id}重复")
        except (_BadValueError, json.JSONDecodeError) as error:
            raise WenceError(f"方案文件“{path}”第{number}行无法读取：{_why(error)}。") from error
        measures[measure.measure_id] = measure
    if not measures:
        raise WenceError(f"方案文件“{path}”里没有任何措施；请换用完好的文件。")
    return tuple(measures.values())


def _why(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"不是合法的JSON（第{error.colno}个字符）"
        case UnicodeDecodeError():
            return "不是UTF-8编码"
        case OSError():
            return error.strerror or "系统拒绝"
    return str(error)


def measure_of(values: Mapping[str, object]) -> Measure:
    """A record from its JSON object; only ``measure_id`` and ``text`` are required."""
    measure_id, text = _text(values, "measure_id"), _text(values, "text")
    if not measure_id or not text:
        raise _BadValueError("缺少 measure_id 或 text")
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
    )


def _plan_of(head: Mapping[str, object], measures: tuple[Measure, ...]) -> Plan:
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
        areas=tuple(Area(_number(a, "area_no") or 0, _text(a, "area"), _text(a, "alias")) for a in areas)
        or plan.areas,
        tasks=tuple(
            Task(_number(t, "task_no") or 0, _number(t, "area_no"), _text(t, "task"), _texts(t, "missing"))
            for t in tasks
        )
        or plan.tasks,
        lost_sentences=_number(head, "lost_sentences") or 0,
    )


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _BadValueError("应是一个JSON对象")
    return value


def _list(values: Mapping[str, object], name: str) -> list[object]:
    value = values.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _BadValueError(f"{name} 应是列表")
    return value


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _BadValueError(f"{name} 应是文字")
    return value


def _texts(values: Mapping[str, object], name: str) -> tuple[str, ...]:
    items = _list(values, name)
    if not all(isinstance(item, str) for item in items):
        raise _BadValueError(f"{name} 应是文字的列表")
    return tuple(str(item) for item in items)


def _number(values: Mapping[str, object], name: str) -> int | None:
    value = values.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise _BadValueError(f"{name} 应是整数")
    return value


def _kind(values: Mapping[str, object]) -> Kind:
    match values.get("kind", "measure"):
        case "measure":
            return "measure"
        case "passage":
            return "passage"
    raise _BadValueError("kind 应是 measure 或 passage")


def _span(pair: object) -> Span:
    match pair:
        case [int() as start, int() as end] if 0 <= start < end:
            return start, end
    raise _BadValueError("source.spans 应是[起,止]的列表")
