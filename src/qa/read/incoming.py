"""A plan from a file that comes from outside the corpus, whatever its format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from qa.errors import WenceError
from qa.plan import Plan
from qa.read.corpus import load_plan

RECORDS = ".jsonl"


def plan_in(path: Path) -> Plan:
    """Read a plan: its records with their head beside them, or a document of any format that can be read.

    Raises:
        WenceError: the file cannot be read as a plan; the message names it.
    """
    if path.suffix.lower() == RECORDS:
        return load_plan(path)
    try:
        reader = import_module("qa.read.files")
    except ModuleNotFoundError:
        raise WenceError(f"“{path.name}”无法收录：目前只能收录整理好的方案（{RECORDS}）。") from None
    plan: Plan = reader.read_plan(path)
    return plan
