"""A plan's tables: each row of a table with a known head is a measure, or several numbered ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from qa.read.formats.blocks import Block, Cell, Paragraph, Table
from qa.read.layout.blanks import filled_down
from qa.read.layout.columns import Columns, Row, head_at, says_first_leads
from qa.read.layout.drafts import Draft, Part
from qa.read.layout.duties import Duty, duty_of, has_labels, shared, split_duty
from qa.read.layout.names import is_container, is_list_title, is_sheet_of_part
from qa.read.layout.numbering import items, mark_at, to_number, unnumbered
from qa.read.layout.rows import is_blank, rows_of, stitched
from qa.read.layout.units_text import is_unit, units_of, without_people

_REMARK = re.compile(r"^[（(]?(?:注|备注|说明|填表|填报|制表|单位盖章|联系)")
_AGAIN = re.compile(r"[（(](?:续表?|共?\d+[项条个])[）)]$")
_NOTHING = re.compile(r"[\s/／—－\-–无]*")
_DONE = re.compile(r"完成$")
_SPLIT_ROLES = re.compile(r"牵头|配合|协办|主办")
_NO_LEAD = "表中这一行的牵头单位一栏是空的。"
_NO_TASK = "表中这一行的任务一栏是空的，也没有与上一行合并。"
_FIELDS = {"area": "领域", "task": "任务", "lead": "牵头单位", "support": "配合单位", "deadlines": "完成时限"}
_DOUBTS = {
    "page": "这一行在换页处，{}可能与上一页合并为一格，无法确认。",
    "blank": "表中这一行的{}一栏是空的，是否与上一行相同无法确认。",
}
_OPEN_ENDED = "原文的单位名单以“等”字结尾，可能不止这些单位。"


@dataclass(frozen=True, slots=True)
class Sorted:
    """The measures of a file's tables, and the paragraphs that stand outside them."""

    drafts: tuple[Draft, ...]
    around: tuple[Paragraph, ...]


def sort_tables(blocks: Sequence[Block]) -> Sorted:
    """Read every table that has a plan's head, or that goes on with one; the others are paragraphs."""
    sheets = {block.sheet for block in blocks if isinstance(block, Table) and _has_head(block)}
    sorting = _Sorting(any(says_first_leads(text) for text in _texts(blocks)), len(sheets) > 1)
    for block in blocks:
        if isinstance(block, Paragraph):
            sorting.around.append(block)
        else:
            sorting.table(block)
    sorting.finish()
    return Sorted(tuple(sorting.drafts), tuple(sorting.around))


def _has_head(table: Table) -> bool:
    rows = rows_of(table)
    return any(head_at(rows, at) for at in range(len(rows)))


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)


@dataclass(slots=True)
class _Sorting:
    """The state while going through a file: the columns in force and the rows gathered under them.

    ``by_sheets`` says that the plan stands on several sheets, so that a sheet's name may name an area.
    """

    first_leads: bool
    by_sheets: bool
    drafts: list[Draft] = field(default_factory=list)
    around: list[Paragraph] = field(default_factory=list)
    _columns: Columns | None = None
    _rows: list[Row] = field(default_factory=list)
    _area: Part | None = None
    _heading: tuple[Paragraph, Part | None] | None = None

    def table(self, table: Table) -> None:
        """Take in one table."""
        rows = rows_of(table)
        heads = [at for at in range(len(rows)) if head_at(rows, at)]
        if not heads:
            if self._columns and self._rows and len(rows[0]) == len(self._rows[0]):
                self._rows = stitched(self._rows, rows, self._columns)
            else:
                self.around += _flattened(rows)
            return
        before = _flattened(rows[: heads[0]])
        if before or not (table.continues and self._columns):
            self.finish()
            self.around += before
            self._area = self._heading_above() or (_area_of_sheet(table.sheet) if self.by_sheets else None)
        for at, stop in zip(heads, [*heads[1:], len(rows)], strict=True):
            self._under_head(rows, at, stop)

    def _under_head(self, rows: Sequence[Row], at: int, stop: int) -> None:
        head = head_at(rows, at)
        if head is None or at + head.height > stop:
            return
        if head.columns != self._columns:
            self._read_rows()
            self._columns = head.columns
        self._rows = stitched(self._rows, rows[at + head.height : stop], head.columns)

    def finish(self) -> None:
        """Read the rows gathered so far; a table that comes later stands by itself."""
        self._read_rows()
        self._columns = None

    def _read_rows(self) -> None:
        if self._columns and self._rows:
            first_leads = self._columns.shared and (self.first_leads or self._columns.first_leads)
            columns = self._columns
            rows = filled_down(self._rows, columns)
            if _counts_rows(rows, columns):
                serial = None if _has_numbered_tasks(rows, columns) else columns.number
                columns = replace(columns, number=None, serial=serial)
            reading = _Reading(columns, first_leads, self._area)
            for row in rows:
                self.around += reading.row(row)
            self.drafts += reading.drafts
            self._area = reading.area
        self._rows = []

    def _heading_above(self) -> Part | None:
        """The heading right above a table: the area of its rows."""
        above = self.around[-1] if self.around else None
        if above is None:
            return None
        if self._heading is None or self._heading[0] is not above:
            self._heading = above, _part_above(above)
        return self._heading[1]


def _part_above(above: Paragraph) -> Part | None:
    """The part of the plan that a paragraph right above a table names, None where it is no heading or names none."""
    mark = mark_at(above.text)
    title = unnumbered(above.stretch.solid()).text
    if (
        not (mark or above.level)
        or len(title) > 30
        or "。" in title
        or is_container(title)
        or is_list_title(title)
    ):
        return None
    return Part(title, mark.number if mark else None)


def _area_of_sheet(name: str) -> Part | None:
    if not is_sheet_of_part(name) or is_unit(name):
        return None
    mark = mark_at(name)
    return Part(name[mark.length :].strip(), mark.number) if mark else Part(name)


def _flattened(rows: Sequence[Row]) -> list[Paragraph]:
    """The text of a table that is no plan, one paragraph a line of each cell."""
    cells = {id(cell): cell for row in rows for cell in row if cell is not None}
    return [Paragraph(line) for cell in cells.values() for line in cell.stretch.lines()]


@dataclass(slots=True)
class _Reading:
    """Reads rows under one head; ``area`` is the one in force above the first row."""

    columns: Columns
    first_leads: bool
    area: Part | None
    drafts: list[Draft] = field(default_factory=list)
    _task: Part | None = None
    _heading_task: Part | None = None
    _cells: Row = ()

    def row(self, row: Row) -> list[Paragraph]:
        """Read one row; what is no part of the plan comes back as paragraphs."""
        filled = list({id(cell): cell for cell in row if cell is not None and not is_blank(cell)}.values())
        if not filled:
            return []
        if len(filled) == 1 and self._is_heading(filled[0], row):
            return self._heading(filled[0])
        self._measure(row)
        self._cells = row
        return []

    def _is_heading(self, cell: Cell, row: Row) -> bool:
        """Whether a row that holds one text is a heading or a remark rather than a measure."""
        if cell.width >= max(2, len(row) - 1):
            return True
        return cell is not row[self.columns.measure] or bool(_REMARK.match(cell.text))

    def _heading(self, cell: Cell) -> list[Paragraph]:
        text = cell.stretch.solid()
        if _REMARK.match(text.text) or len(text.text) > 60:
            return [Paragraph(line) for line in cell.stretch.lines()]
        mark = mark_at(text.text)
        title = _AGAIN.sub("", unnumbered(text).text).strip("。：:")
        part = Part(title, mark.number if mark else None)
        if self.columns.task is None and mark and mark.level == 2 and self.area is not None:
            self._heading_task = part
        elif self.area is None or self.area.title != title:
            self.area, self._heading_task = part, None
        self._task = None
        return []

    def _measure(self, row: Row) -> None:
        again = bool(self._cells) and row[self.columns.measure] is self._cells[self.columns.measure]
        if again and self.drafts and not is_blank(row[self.columns.measure]):
            self._more_units(row)
            return
        area, task = self._area_of(row), self._task_of(row)
        cell = row[self.columns.measure]
        if cell is None or is_blank(cell):
            self.drafts.append(Draft(task, None, area))
            return
        duty = self._duty(row)
        doubts = self._doubts(row)
        missing = tuple(doubts)
        notes = (*self._goal(row), *self._notes(task, duty, missing), *doubts.values())
        serial = _number(row[self.columns.serial]) if self.columns.serial is not None else None
        for number, item in items(cell.stretch):
            text, own = split_duty(item.solid()) if not self.columns.lead else (item.solid(), Duty())
            self.drafts.append(Draft(task, text, area, number, own.over(duty), notes, missing, serial))

    def _more_units(self, row: Row) -> None:
        """A measure that is merged over several rows has the units of all of them."""
        last = self.drafts[-1]
        more = [draft for draft in self.drafts if draft.task is last.task and draft.duty == last.duty]
        duty = self._duty(row)
        for at, draft in enumerate(self.drafts):
            if draft in more:
                self.drafts[at] = replace(draft, duty=draft.duty | duty)

    def _area_of(self, row: Row) -> Part | None:
        column = self.columns.area
        cell = row[column] if column is not None else None
        if column is None:
            return self.area
        if cell is None or is_blank(cell):
            self.area = None
        elif not (self._same(cell, column) or (self.area and self.area.title == _title(cell))):
            self.area = _part(cell)
        return self.area

    def _task_of(self, row: Row) -> Part:
        """The task of a row: that of the row above where both share a cell or a title."""
        if self._heading_task is not None:
            return self._heading_task
        column = self.columns.task
        cell = row[column] if column is not None else None
        number = row[self.columns.number] if self.columns.number is not None else None
        if column is not None and cell is not None and self._task is not None and self._same(cell, column):
            return self._task
        if column is None or cell is None or is_blank(cell):
            merged = number is not None and self._same(number, self.columns.number)
            if column is not None or not merged or self._task is None:
                self._task = Part("", _number(number))
            return self._task
        known = self._task is not None and self._task.title == _title(cell) != "" and self._in_one_area()
        if self._task is None or not known:
            part = _part(cell)
            self._task = part if part.number is not None else Part(part.title, _number(number))
        return self._task

    def _in_one_area(self) -> bool:
        return not self.drafts or self.drafts[-1].area is self.area

    def _same(self, cell: Cell, column: int | None) -> bool:
        return bool(self._cells) and column is not None and cell is self._cells[column]

    def _duty(self, row: Row) -> Duty:
        duty = Duty()
        for column in self.columns.lead:
            duty |= self._units(row[column], leads=True, people=column in self.columns.people)
        for column in self.columns.support:
            duty |= self._units(row[column], leads=False, people=column in self.columns.people)
        for column in self.columns.due:
            cell = row[column]
            if cell is not None and not _NOTHING.fullmatch(cell.text):
                duty |= Duty(due=(_DONE.sub("", cell.text).strip("。；"),))
        return replace(duty, support=tuple(name for name in duty.support if name not in duty.lead))

    def _units(self, cell: Cell | None, *, leads: bool, people: bool) -> Duty:
        if cell is None or _NOTHING.fullmatch(cell.text):
            return Duty()
        text = without_people(cell.stretch.text) if people else cell.stretch.text
        if leads and (has_labels(text) or (self.columns.shared and _SPLIT_ROLES.search(text))):
            return duty_of(text, first_leads=self.first_leads)
        units = units_of(text)
        if not leads:
            return Duty((), units.names, (), units.open_ended)
        if not self.columns.shared:
            return Duty(units.names, (), (), units.open_ended)
        return Duty(*shared(units, first_leads=self.first_leads), (), units.open_ended)

    def _goal(self, row: Row) -> Iterator[str]:
        """What columns of goals and of quarters say of the row: told beside the measure, whose own text stays as it is."""
        goal = () if self.columns.goal is None else ((self.columns.goal, "工作目标"),)
        for column, name in (*goal, *self.columns.stages):
            cell = row[column]
            if cell is not None and not _NOTHING.fullmatch(cell.text):
                yield f"表中这一行的{name}：{cell.text}"

    def _doubts(self, row: Row) -> dict[str, str]:
        """The fields of a row whose blanks may stand for the row above, each with a note that says so."""
        named = (
            (role, () if at is None else (at,))
            for role, at in (("area", self.columns.area), ("task", self.columns.task))
        )
        units = (
            ("lead", self.columns.lead),
            ("support", self.columns.support),
            ("deadlines", self.columns.due),
        )
        cells = ((role, row[column]) for role, columns in (*named, *units) for column in columns)
        return {
            role: _DOUBTS[cell.doubt].format(_FIELDS[role])
            for role, cell in cells
            if cell is not None and cell.doubt
        }

    def _notes(self, task: Part, duty: Duty, missing: Sequence[str]) -> tuple[str, ...]:
        blank_lead = self.columns.lead and not duty.lead and "lead" not in missing
        no_task = self.columns.task is not None and not task.title and "task" not in missing
        told = ((blank_lead, _NO_LEAD), (no_task, _NO_TASK), (duty.open_ended, _OPEN_ENDED))
        return tuple(note for applies, note in told if applies)


def _counts_rows(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether 序号 numbers the rows rather than the tasks, so that one task has several numbers."""
    task, number = columns.task, columns.number
    if task is None or number is None:
        return False
    return any(
        not is_blank(one[task])
        and _text(one[task]) == _text(two[task])
        and "" != _text(one[number]) != _text(two[number]) != ""
        for one, two in pairwise(rows)
    )


def _has_numbered_tasks(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether titles of tasks have numbers of their own, which then are those that readers name tasks by."""
    titles = (row[columns.task] for row in rows if columns.task is not None)
    return any(cell is not None and cell.width == 1 and mark_at(cell.text) for cell in titles)


def _text(cell: Cell | None) -> str:
    return cell.text if cell is not None else ""


def _title(cell: Cell) -> str:
    """The title in a cell; one that merging has written twice counts once."""
    lines = list(cell.stretch.lines())
    twice = len(lines) > 1 and len({line.text for line in lines}) == 1
    return unnumbered((lines[0] if twice else cell.stretch).solid()).text.strip("。：:")


def _part(cell: Cell) -> Part:
    mark = mark_at(cell.text)
    return Part(_title(cell), mark.number if mark else None)


def _number(cell: Cell | None) -> int | None:
    text = cell.text.strip(" .．、") if cell is not None else ""
    return to_number(text) if re.fullmatch(r"\d{1,3}|[一二三四五六七八九十]{1,3}", text) else None
