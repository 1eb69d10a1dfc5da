"""The documents that a corpus folder holds: which there are, what may come in, what leaves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.errors import WenceError
from qa.plan import Plan
from qa.read.corpus import load_plan, save_plan
from qa.read.incoming import plan_in

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Holding:
    """A plan and the file of its records in the corpus folder."""

    path: Path
    plan: Plan

    @property
    def name(self) -> str:
        """What a person calls it: the document's number, else the name of its file."""
        return self.plan.document.number or self.path.stem

    @property
    def files(self) -> tuple[Path, ...]:
        """The file of its records, and that of its head where there is one."""
        head = self.path.with_suffix(".json")
        return (self.path, head) if head.exists() else (self.path,)


def holdings(folder: Path) -> tuple[Holding, ...]:
    """What a corpus folder holds, in the order of the files' names; nothing is fine.

    Raises:
        WenceError: a file cannot be read.
    """
    return tuple(Holding(path, load_plan(path)) for path in sorted(folder.glob("*.jsonl")))


def admitted(paths: Sequence[Path], held: Sequence[Holding]) -> tuple[Plan, ...]:
    """Read the plans of files that are to stand beside those ``held``.

    Raises:
        WenceError: a file is no whole plan, or its document is held already; the message names the file.
    """
    known = {_bare(holding.name) for holding in held}
    plans = []
    for path in paths:
        plan = _whole(plan_in(path), path)
        number = plan.document.number
        if _bare(number) in known:
            raise WenceError(f"“{path.name}”无法收录：已收录{number}，请先用 remove {number} 移除。")
        known.add(_bare(number))
        plans.append(plan)
    return tuple(plans)


def put(plan: Plan, folder: Path) -> Holding:
    """Write a plan into a corpus folder, under a name that no other has."""
    stem = first = "-".join(re.findall(r"\w+", plan.document.number))[:_LONGEST_NAME]
    further = 1
    while (folder / f"{stem}.jsonl").exists():
        further += 1
        stem = f"{first}-{further}"
    return Holding(save_plan(plan, folder, stem), plan)


def called(name: str, held: Sequence[Holding]) -> Holding:
    """The document of that number, with whatever brackets it is written, or of that file's name.

    Raises:
        WenceError: there is none; the message lists those that there are.
    """
    found = [holding for holding in held if holding.path.stem == name]
    found = found or [holding for holding in held if _bare(holding.name) == _bare(name)]
    if len(found) == 1:
        return found[0]
    if found:
        stems = "、".join(holding.path.stem for holding in found)
        raise WenceError(f"有几个文件都是“{name}”，请写其中一个的文件名：{stems}。")
    there = "、".join(holding.name for holding in held)
    raise WenceError(
        f"没有收录“{name}”；现有：{there}。" if there else "语料库里还没有文件，请先用 add 收录。"
    )


def _whole(plan: Plan, path: Path) -> Plan:
    """The plan with a number for every record: the document's own, else its title stands for it."""
    if not plan.measures:
        raise WenceError(f"“{path.name}”无法收录：里面没有读到任何措施。")
    number = plan.document.number or plan.document.title
    if not re.search(r"\w", number):
        raise WenceError(f"“{path.name}”无法收录：既没有文号也没有标题，请补上后再试。")
    ids = [measure.measure_id for measure in plan.measures]
    if repeated := next((each for each in ids if ids.count(each) > 1), ""):
        raise WenceError(f"“{path.name}”无法收录：编号{repeated}出现了不止一次，请更正后再试。")
    others = {measure.document for measure in plan.measures} - {"", plan.document.number, number}
    if others:
        raise WenceError(f"“{path.name}”无法收录：混有另一份文件（{others.pop()}）的条目，请分成两个文件。")
    return replace(
        plan,
        document=replace(plan.document, number=number),
        measures=tuple(replace(measure, document=number) for measure in plan.measures),
    )


def _bare(number: str) -> str:
    """A number without its brackets and spaces, which people write in many ways."""
    return "".join(re.findall(r"\w+", number))
