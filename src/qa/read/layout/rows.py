"""Tables as rows of cells, and the parts of a table that page breaks have cut put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.read.formats.blocks import Cell, Table
from qa.read.formats.stretch import Stretch, joined
from qa.read.layout.columns import Columns, Row
from qa.read.layout.numbering import mark_at

_CONTINUED = re.compile(r"[（(]?(?:续上?表|接上表|上接表)\s*[\d一二三四五六七八九十]*[）)]?")
_WHOLE = re.compile(r"[。；;！？]$|[。；;！？][）)”〕】]$")


def rows_of(table: Table) -> list[Row]:
    """The rows but for those that only say 续表; a merged cell is the same object in each place that it covers."""
    rows = (tuple(table.at(row, column) for column in range(table.width)) for row in range(table.height))
    return [row for row in rows if not _only_says_that_it_goes_on(row)]


def _only_says_that_it_goes_on(row: Row) -> bool:
    texts = {cell.text for cell in row if cell is not None and not is_blank(cell)}
    return len(texts) == 1 and bool(_CONTINUED.fullmatch(texts.pop()))


def is_blank(cell: Cell | None) -> bool:
    """Whether a place holds no text."""
    return cell is None or not cell.stretch.text.strip()


def stitched(above: Sequence[Row], below: Sequence[Row], columns: Columns) -> list[Row]:
    """The rows on both sides of a page break.

    A page break prints a merged cell's text on one page only and leaves a blank on the other; and it may cut a
    row, so that the rest of each cell stands at the top of the next page.
    """
    if not above or not below or len(above[-1]) != len(below[0]) or len(set(map(id, above[-1]))) == 1:
        return [*above, *below]
    last, first = above[-1], below[0]
    if _is_rest_of(last, first, columns):
        pairs = [
            (old, new) for old, new in zip(last, first, strict=True) if old is not None and old is not new
        ]
        merged = {
            id(cell): _together(old, new) for old, new in pairs for cell in (old, new) if cell is not None
        }
        rows = [*above, *below[1:]]
        return [_replaced(row, merged) for row in rows]
    carried: dict[int, Cell] = {}
    for column, (old, new) in enumerate(zip(last, first, strict=True)):
        if new is None or old is None or not is_blank(new):
            continue
        if _carries(column, first, columns) or (
            _unit_goes_on(column, first, columns) and _is_always_filled(column, [*above, *below], new)
        ):
            carried[id(new)] = old
        elif _unit_goes_on(column, first, columns):
            carried[id(new)] = replace(new, doubt="page")
    return [*above, *(_replaced(row, carried) for row in below)]


def _is_rest_of(last: Row, first: Row, columns: Columns) -> bool:
    """Whether the first row of a page goes on with the last row of the page before."""
    named = (columns.number, columns.area, columns.task)
    if any(not is_blank(first[column]) for column in named if column is not None):
        return False
    rest, begun = first[columns.measure], last[columns.measure]
    if rest is None or is_blank(rest):
        return any(not is_blank(cell) for cell in first)
    return begun is not None and mark_at(rest.text) is None and not _WHOLE.search(begun.text)


def _carries(column: int, first: Row, columns: Columns) -> bool:
    """Whether a blank area, task or number at the top of a page stands for the cell above the break."""
    if column == columns.area:
        return True
    return column in (columns.number, columns.task) and (
        columns.task is None or is_blank(first[columns.task])
    )


def _unit_goes_on(column: int, first: Row, columns: Columns) -> bool:
    """Whether a blank at the top of a page is a cell of units or dates of a task that goes on."""
    goes_on = columns.task is not None and is_blank(first[columns.task])
    return goes_on and column in (*columns.lead, *columns.support, *columns.due)


def _is_always_filled(column: int, rows: Sequence[Row], but: Cell) -> bool:
    """Whether no other cell of a column is blank, so that this one can only be merged across the page break."""
    return all(cell is but or not is_blank(cell) for row in rows if (cell := row[column]) is not None)


def _together(old: Cell, new: Cell | None) -> Cell:
    if new is None or is_blank(new):
        return old
    if is_blank(old):
        return new
    line_break = Stretch("\n", (old.stretch.offsets[-1] + 1,))
    return replace(old, stretch=joined([old.stretch, line_break, new.stretch]))


def _replaced(row: Row, cells: dict[int, Cell]) -> Row:
    return tuple(cell if cell is None else cells.get(id(cell), cell) for cell in row)
