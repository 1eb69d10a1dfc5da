"""A plan's tables: which rows stand under which head, and what stands above and between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from qa.read.formats.blocks import Block, Cell, Paragraph, Table
from qa.read.layout.beside import settled
from qa.read.layout.blanks import filled_down
from qa.read.layout.columns import Columns, Row, head_at, says_first_leads
from qa.read.layout.drafts import Draft, Part
from qa.read.layout.names import is_container, is_list_title, is_sheet_of_part
from qa.read.layout.numbering import mark_at, unnumbered
from qa.read.layout.rows import is_blank, rows_of, stitched
from qa.read.layout.table_rows import RowReading
from qa.read.layout.titles import Title, titles_of
from qa.read.layout.units_text import is_unit

# How many paragraphs back a table's title may repeat a heading, the title and what leads in to the table included.
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Sorted:
    """The measures of a file's tables, and the paragraphs that stand outside them."""

    drafts: tuple[Draft, ...]
    around: tuple[Paragraph, ...]


def sort_tables(blocks: Sequence[Block]) -> Sorted:
    """Read every table that has a plan's head, or that goes on with one; the others are paragraphs."""
    sheets = {block.sheet for block in blocks if isinstance(block, Table) and _has_head(block)}
    sorting = _Sorting(any(says_first_leads(text) for text in _texts(blocks)), len(sheets) > 1)
    titles = titles_of(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            sorting.around.append(block)
        else:
            sorting.table(block, titles.get(at))
    sorting.finish()
    return Sorted(tuple(sorting.drafts), tuple(sorting.around))


def _has_head(table: Table) -> bool:
    rows = rows_of(table)
    return any(head_at(rows, at) for at in range(len(rows)))


def _heads(rows: Sequence[Row]) -> Iterator[int]:
    """Where heads begin; the second row of a head is none by itself."""
    free = 0
    for at in range(len(rows)):
        if at >= free and (head := head_at(rows, at)):
            free = at + head.height
            yield at


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
    _title: Part | None = None
    _heading: tuple[Paragraph, Part | None] | None = None

    def table(self, table: Table, title: Title | None = None) -> None:
        """Take in one table, whose title names the area of rows that nothing else names one for."""
        rows = rows_of(table)
        heads = list(_heads(rows))
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
            self._title = self._area_titled(title.name) if title and title.name else None
            if title:
                del self.around[-title.lines :]
            above = None if title else self._heading_above()
            self._area = above or (_area_of_sheet(table.sheet) if self.by_sheets else None)
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
            columns = settled(self._columns, self._rows)
            first_leads = columns.shared and (self.first_leads or columns.first_leads)
            rows = filled_down(self._rows, columns)
            if _counts_rows(rows, columns):
                serial = None if _has_numbered_tasks(rows, columns) else columns.number
                columns = replace(columns, number=None, serial=serial)
            reading = RowReading(columns, first_leads, self._area)
            for row in rows:
                self.around += reading.row(row)
            titled = self._title is not None and not any(draft.area for draft in reading.drafts)
            self.drafts += [replace(draft, area=self._title) if titled else draft for draft in reading.drafts]
            self._area = reading.area
        self._rows = []

    def _area_titled(self, name: str) -> Part:
        """What a table's title names: the part of the plan whose heading it repeats, else itself."""
        near = (_part_above(paragraph) for paragraph in reversed(self.around[-_NEAR:]))
        return next((part for part in near if part and part.title in name), Part(name))

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
