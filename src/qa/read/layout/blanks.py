"""Cells that were left blank below a value instead of being merged with it: what they stand for, by the evidence.

A column that merges cells anywhere tells by merging where a value goes on, so its blanks are left alone. In any other
column of areas or tasks (of numbers, where the table has neither) a blank below a value means the same, unless the
column writes equal values out at least as often as it is blank: then it is in doubt. Units and dates follow their
task. A blank beside a task that goes on means the value above where the column is blank nowhere else. It means nothing
where a fourth of the other rows are blank too, as such a column has blanks for want of units. In between, and for
supporting units beside a lead of the row's own, it is in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.read.formats.blocks import Cell
from qa.read.layout.columns import Columns, Row
from qa.read.layout.rows import is_blank

_OFTEN = 4


def filled_down(rows: Sequence[Row], columns: Columns) -> list[Row]:
    """The rows that hold anything, with the cell above for each blank that stands for it and doubtful blanks marked."""
    return _Filling([list(row) for row in rows if not all(map(is_blank, row))], columns).filled()


class _Filling:
    """Fills the rows of one table in place; ``_goes_on`` marks those whose task is that of the row above."""

    def __init__(self, rows: list[list[Cell | None]], columns: Columns) -> None:
        self._rows = rows
        self._columns = columns
        named = [column for column in (columns.area, columns.task) if column is not None]
        self._groups = named or ([columns.number] if columns.number is not None else [])
        self._units = (*columns.lead, *columns.support, *columns.due)
        self._goes_on = [False] * len(rows)
        self._plain = [not is_blank(row[columns.measure]) and not self._is_heading(row) for row in rows]

    def filled(self) -> list[Row]:
        if self._groups:
            self._own_lead = [self._leads_itself(at) for at in range(len(self._rows))]
            self._carry_groups()
            for column in self._units:
                if not self._merges(column):
                    self._carry_units(column)
        return [tuple(row) for row in self._rows]

    def _is_heading(self, row: Sequence[Cell | None]) -> bool:
        filled = list({id(cell): cell for cell in row if cell is not None and not is_blank(cell)}.values())
        if len(filled) != 1:
            return False
        wide = filled[0].width >= max(2, len(row) - 1)
        return wide or not any(row[at] is filled[0] for at in (self._columns.measure, *self._units))

    def _leads_itself(self, at: int) -> bool:
        row, above = self._rows[at], self._rows[max(0, at - 1)]
        return any(
            not is_blank(row[column]) and row[column] is not above[column] for column in self._columns.lead
        )

    def _carry_groups(self) -> None:
        open_to = {column: not self._merges(column) for column in (*self._groups, self._columns.measure)}
        in_doubt = {column for column in self._groups if self._writes_out(column)}
        above: dict[int, Cell] = {}
        for at, row in enumerate(self._rows):
            if self._is_heading(row):
                above.clear()
            elif open_to[self._columns.measure] and self._has_only_units(at):
                for column in (*self._groups, self._columns.measure):
                    row[column] = self._rows[at - 1][column]
            else:
                for place, column in enumerate(self._groups):
                    cell, known = row[column], above.get(column)
                    if cell is not None and not is_blank(cell):
                        self._goes_on[at] = known is cell and cell.height == 1
                        if known is not cell:
                            above = {kept: above[kept] for kept in self._groups[:place] if kept in above}
                            above[column] = cell
                    elif self._plain[at] and known is not None and open_to[column]:
                        self._goes_on[at] = column not in in_doubt
                        row[column] = _doubted(cell) if column in in_doubt else known

    def _has_only_units(self, at: int) -> bool:
        """Whether a row goes on with the units of the measure above it and says nothing else."""
        if (
            not at
            or is_blank(self._rows[at - 1][self._columns.measure])
            or self._is_heading(self._rows[at - 1])
        ):
            return False
        filled = {column for column, cell in enumerate(self._rows[at]) if not is_blank(cell)}
        return filled <= {*self._units}

    def _carry_units(self, column: int) -> None:
        others = [
            row[column] for at, row in enumerate(self._rows) if self._plain[at] and not self._goes_on[at]
        ]
        empty = sum(map(is_blank, others))
        if _OFTEN * empty >= max(1, len(others)):
            return
        for at, row in enumerate(self._rows):
            if self._goes_on[at] and self._plain[at] and is_blank(row[column]):
                above = self._rows[at - 1][column]
                apart = column in self._columns.support and self._own_lead[at]
                doubtful = bool(empty) or apart or is_blank(above)
                row[column] = _doubted(row[column]) if doubtful else above

    def _merges(self, column: int) -> bool:
        cells = (row[column] for row in self._rows)
        return any(cell is not None and cell.height > 1 and not is_blank(cell) for cell in cells)

    def _writes_out(self, column: int) -> bool:
        """Whether a column repeats a value in a cell of its own at least as often as it is blank."""
        cells = [row[column] for at, row in enumerate(self._rows) if self._plain[at]]
        again = sum(
            one is not two and one is not None and two is not None and one.text == two.text != ""
            for one, two in pairwise(cells)
        )
        return 0 < again >= sum(map(is_blank, cells))


def _doubted(cell: Cell | None) -> Cell | None:
    return cell if cell is None or cell.doubt else replace(cell, doubt="blank")
