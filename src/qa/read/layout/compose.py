"""From drafts to a plan: numbers for areas, tasks and measures, and the ids that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.plan import Area, Document, Measure, Plan, Task
from qa.read.due import find_deadlines
from qa.read.layout.drafts import Draft, Part, Passage


def compose(document: Document, passages: Sequence[Passage], drafts: Sequence[Draft]) -> Plan:
    """A plan of measures in the order of the file, passages first."""
    name = document.number or document.title
    areas = _numbered([draft.area for draft in drafts if draft.area is not None])
    tasks = _numbered([draft.task for draft in drafts])
    area_numbers = {id(area): number for area, number in areas}
    home = {id(draft.task): draft.area for draft in reversed(drafts)}
    measures = [_passage(at, passage, name) for at, passage in enumerate(passages, start=1)]
    by_task: dict[int, list[Draft]] = {id(task): [] for task, _ in tasks}
    for draft in drafts:
        if draft.whole():
            by_task[id(draft.task)].append(draft)
    groups = [by_task[id(task)] for task, _ in tasks]
    run_on, counted = _run_on(groups), any(task.number != number for task, number in tasks)
    for (_, number), own in zip(tasks, groups, strict=True):
        for item, draft in zip(_items(own, run_on=run_on), own, strict=True):
            area_no = area_numbers.get(id(draft.area))
            counts = run_on and counted and draft.serial is None
            told = replace(draft, serial=draft.number) if counts else draft
            measures.append(_measure(told, name, area_no, number, item))
    return Plan(
        document,
        tuple(Area(number, area.title) for area, number in areas),
        tuple(Task(number, area_numbers.get(id(home[id(task)])), task.title) for task, number in tasks),
        tuple(measures),
    )


def _numbered(parts: Sequence[Part]) -> list[tuple[Part, int]]:
    """Each part with its number: the printed ones where they rise throughout, else counted from one."""
    found = list({id(part): part for part in parts}.values())
    printed = [part.number for part in found]
    given = [number for number in printed if number is not None]
    rises = all(a < b for a, b in pairwise(given))
    if len(given) == len(found) and rises:
        return list(zip(found, given, strict=True))
    return [(part, number) for number, part in enumerate(found, start=1)]


def _items(drafts: Sequence[Draft], *, run_on: bool) -> list[int | None]:
    """The numbers of a task's measures: the printed ones, else counted; one without a number that is alone has none."""
    printed = [draft.number for draft in drafts if draft.number is not None]
    if len(printed) == len(drafts) and not run_on and all(a < b for a, b in pairwise(printed)):
        return list(printed)
    return [None] if len(drafts) == 1 else list(range(1, len(drafts) + 1))


def _run_on(groups: Sequence[Sequence[Draft]]) -> bool:
    """Whether the measures are numbered through all tasks, so that a number is no place within its task."""
    numbers = [[draft.number for draft in group if draft.number is not None] for group in groups]
    filled = [group for group in numbers if group]
    return len(filled) > 1 and all(a < b for a, b in pairwise(number for group in filled for number in group))


def _passage(at: int, passage: Passage, document: str) -> Measure:
    return Measure(
        measure_id=f"p{at}",
        document=document,
        text=passage.text.text,
        kind="passage",
        spans=passage.text.spans,
        section=passage.section,
        title=passage.title,
    )


def _measure(draft: Draft, document: str, area_no: int | None, task_no: int, item: int | None) -> Measure:
    whole = draft.whole()
    text = whole.text
    written = (text[start:end] for start, end in find_deadlines(text))
    return Measure(
        measure_id=f"{task_no}.{item}" if item else str(task_no),
        document=document,
        text=text,
        area_no=area_no,
        area=draft.area.title if draft.area is not None else "",
        task_no=task_no,
        task=draft.task.title,
        measure_no=item,
        lead=draft.duty.lead,
        support=draft.duty.support,
        deadlines=tuple(dict.fromkeys((*draft.duty.due, *written))),
        spans=whole.spans,
        missing=draft.missing,
        notes=draft.notes,
        serial=draft.serial,
    )
