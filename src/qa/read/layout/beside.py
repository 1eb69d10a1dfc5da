"""Columns that say more of a measure than what it is, who does it and by when: 收费, 办理时限（改革前）, 量化目标, 适用对象.

Each becomes a sentence behind the measure's text, in the words of the table: the column's name, a colon and the cell.
Which columns these are is settled by what their cells say, as 办理时限 may head dates as well as durations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa.read.formats.blocks import Cell
from qa.read.formats.stretch import Stretch, joined
from qa.read.layout.columns import Columns, Row, role_of
from qa.read.layout.numbering import items
from qa.read.layout.rows import is_blank

_NOTHING = re.compile(r"[\s/／\\—－\-–]*")
_NO_REMARK = re.compile(r"[\s/／\\—－\-–]*无?[。]?")
_REMARKS = re.compile(r"备注|说明")
_BY_WHEN = re.compile(r"完成|节点|进度|时序|年度|截止|推进|落实|启动|计划|日期")
_BEFORE_OR_AFTER = re.compile(
    r"(?:改革|优化|压缩|压减|调整|整改|改造|提速|精简|整合|实施|执行)[前后]|法定|承诺|现行"
)
_DATED = re.compile(
    r"20\d{2}|(?<![\d个])1?\d月|[年月季]度?[底末]|年内|季度|半年|长期|持续|常态|全年|[今明本]年|每年|印发|出台|十[三四五六]五"
)
_SENTENCE = re.compile(r"[。；;]\s*$")
_AROUND = "。；;，,、 　\n"
_IN_BRACKETS = re.compile(r"[（(].*$")


def settled(columns: Columns, rows: Sequence[Row]) -> Columns:
    """The columns with those told apart that only the cells tell apart."""
    due = tuple(column for column in columns.due if _is_due(column, columns, rows))
    further = [(column, _name(column, columns)) for column in columns.due if column not in due]
    measure, task = columns.measure, columns.task
    if task is not None and _is_goal_of(task, columns, rows):
        further.append((measure, _name(measure, columns)))
        measure, task = task, None
    beside = tuple(sorted((*columns.beside, *further)))
    return replace(columns, measure=measure, task=task, due=due, beside=beside)


def told_beside(row: Row, columns: Columns, known: Iterable[Cell | None] = ()) -> Stretch:
    """What the further columns say of a row, in whole sentences; cells in ``known`` have been told before."""
    told = {id(cell) for cell in known} | {id(cell) for cell in _parts(row, columns)}
    parts: list[Stretch] = []
    before = ""
    for column, name in sorted((*columns.beside, *_own_goal(row, columns))):
        cell = row[column]
        if cell is None or id(cell) in told or _says_nothing(cell, name):
            continue
        told.add(id(cell))
        group = _IN_BRACKETS.sub("", columns.heads[column].text)
        if parts:
            parts.append(Stretch.put_in("；" if group == before else "。"))
        before = group
        parts += [columns.heads[column], Stretch.put_in("："), _bare(cell.stretch.solid())]
    return joined([*parts, Stretch.put_in("。")]) if parts else Stretch()


def shared_goal(row: Row, columns: Columns) -> Iterator[str]:
    """The goal that several measures share: a note beside each, as it is no measure's own."""
    if columns.goal is not None and not list(_own_goal(row, columns)):
        cell = row[columns.goal]
        if cell is not None and not _says_nothing(cell, ""):
            yield f"表中这一行的{_name(columns.goal, columns)}：{cell.text}"


def _own_goal(row: Row, columns: Columns) -> Iterator[tuple[int, str]]:
    goal = row[columns.goal] if columns.goal is not None else None
    measure = row[columns.measure]
    shared = goal is None or goal.height > 1 or (measure is not None and len(items(measure.stretch)) > 1)
    if columns.goal is not None and not shared:
        yield columns.goal, _name(columns.goal, columns)


def _parts(row: Row, columns: Columns) -> Iterator[Cell | None]:
    """The cells of a row that are told elsewhere."""
    single = (columns.measure, columns.area, columns.task)
    for column in (*single, *columns.lead, *columns.support, *columns.due):
        if column is not None:
            yield row[column]


def _is_due(column: int, columns: Columns, rows: Sequence[Row]) -> bool:
    """Whether a column says by when: its name says so, or at least half of its cells hold dates."""
    name = _name(column, columns)
    if _BEFORE_OR_AFTER.search(name):
        return False
    filled = [cell.text for cell in _cells(column, rows)]
    dated = sum(bool(_DATED.search(text)) for text in filled)
    return bool(_BY_WHEN.search(name)) or 2 * dated >= len(filled)


def _is_goal_of(task: int, columns: Columns, rows: Sequence[Row]) -> bool:
    """Whether a column of goals was taken for the measures though the tasks beside it say what is to be done."""
    if role_of(_name(columns.measure, columns)) != "goal":
        return False
    tasks, goals = _cells(task, rows), _cells(columns.measure, rows)
    sentences = sum(bool(_SENTENCE.search(cell.text)) for cell in tasks)
    return 2 * sentences > len(tasks) or sum(len(cell.text) for cell in tasks) > sum(
        len(cell.text) for cell in goals
    )


def _cells(column: int, rows: Sequence[Row]) -> list[Cell]:
    found = {id(cell): cell for row in rows if (cell := row[column]) is not None and not is_blank(cell)}
    return [cell for cell in found.values() if not _NOTHING.fullmatch(cell.text)]


def _says_nothing(cell: Cell, name: str) -> bool:
    return bool((_NO_REMARK if _REMARKS.search(name) else _NOTHING).fullmatch(cell.text))


def _name(column: int, columns: Columns) -> str:
    return columns.heads[column].text if column < len(columns.heads) else ""


def _bare(stretch: Stretch) -> Stretch:
    """A cell's text without the stops around it."""
    left = len(stretch.text) - len(stretch.text.lstrip(_AROUND))
    return stretch.cut(left, max(left, len(stretch.text.rstrip(_AROUND))))
