"""Rows under a table's head become measures; what is not said is left empty, and what is doubtful is noted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa.read.formats.blocks import Cell, Paragraph
from qa.read.layout.beside import shared_goal, told_beside
from qa.read.layout.columns import Columns, Row
from qa.read.layout.drafts import Draft, Part
from qa.read.layout.duties import Duty, duty_of, has_labels, shared, split_duty
from qa.read.layout.numbering import items, mark_at, to_number, unnumbered
from qa.read.layout.rows import is_blank
from qa.read.layout.units_text import units_of, without_people

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


@dataclass(slots=True)
class RowReading:
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
        if self._goes_on(row, filled):
            self._more(row)
        elif len(filled) == 1 and self._is_heading(filled[0], row):
            return self._heading(filled[0])
        else:
            self._measure(row)
        self._cells = row
        return []

    def _goes_on(self, row: Row, filled: Sequence[Cell]) -> bool:
        """Whether a row only says more of the measure above it: it is merged with that, or fills further columns alone."""
        if not self.drafts or not self._cells:
            return False
        measure = row[self.columns.measure]
        if not is_blank(measure):
            return measure is self._cells[self.columns.measure]
        further = {id(row[column]) for column, _ in self.columns.beside}
        return all(id(cell) in further and cell.width < len(row) - 1 for cell in filled)

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
        area, task = self._area_of(row), self._task_of(row)
        cell = row[self.columns.measure]
        beside = told_beside(row, self.columns)
        if cell is None or (is_blank(cell) and not beside):
            self.drafts.append(Draft(task, None, area))
            return
        duty = self._duty(row)
        doubts = self._doubts(row)
        missing = tuple(doubts)
        notes = (*shared_goal(row, self.columns), *self._notes(task, duty, missing), *doubts.values())
        serial = _number(row[self.columns.serial]) if self.columns.serial is not None else None
        for number, item in items(cell.stretch):
            text, own = split_duty(item.solid()) if not self.columns.lead else (item.solid(), Duty())
            self.drafts.append(
                Draft(task, text, area, number, own.over(duty), notes, missing, serial, beside)
            )

    def _more(self, row: Row) -> None:
        """A measure that is merged over several rows has the units of all of them, and what their columns say."""
        last = self.drafts[-1]
        more = [draft for draft in self.drafts if draft.task is last.task and draft.duty == last.duty]
        duty = self._duty(row)
        beside = told_beside(row, self.columns, known=self._cells)
        for at, draft in enumerate(self.drafts):
            if draft in more:
                self.drafts[at] = replace(draft, duty=draft.duty | duty, beside=draft.beside + beside)

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
