"""The corpus folder: a ``<name>.jsonl`` of records a plan, and an optional ``<name>.json`` head beside it."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path

from qa.errors import WenceError
from qa.plan import Measure, Plan
from qa.read.records import BadValueError, derive_plan, head_text, measure_of, plan_of, records_text


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
        return plan_of(json.loads(_read(head)), measures)
    except (BadValueError, json.JSONDecodeError) as error:
        raise WenceError(f"方案文件头“{head}”无法读取：{_why(error)}。") from error


def save_plan(plan: Plan, folder: Path, name: str = "") -> Path:
    """Write a plan's records and head; without ``name`` the files are named after the document's number.

    The head comes first: records are never there without it.

    Returns:
        The path of the ``.jsonl`` file.
    """
    stem = name or "-".join(re.findall(r"\w+", plan.document.number or plan.document.title)) or "plan"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.jsonl"
    write_text(path.with_suffix(".json"), head_text(plan))
    write_text(path, records_text(plan))
    return path


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
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WenceError(f"文件“{path}”无法读取：{_why(error)}。") from error


def _load_measures(path: Path) -> tuple[Measure, ...]:
    measures: dict[str, Measure] = {}
    for number, line in enumerate(_read(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            measure = measure_of(json.loads(line))
            if measure.measure_id in measures:
                raise BadValueError(f"编号{measure.measure_id}重复")
        except (BadValueError, json.JSONDecodeError) as error:
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
