"""A plan from a file that comes from outside the corpus, whatever its format."""

from __future__ import annotations

from pathlib import Path

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
    from qa.read.files import read_plan

    return read_plan(path)
