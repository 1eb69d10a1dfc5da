"""A report as a workbook and as comma-separated text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, time
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from qa.serve.takeaway.entry import COLUMNS
from qa.serve.takeaway.report import Report
from qa.serve.takeaway.text import inert, is_active, printable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_BOM = "\ufeff"
_WIDTHS = (8, 12, 18, 50, 16, 20, 13, 10, 11, 20, 20)
_LABEL_WIDTH, _VALUE_WIDTH = 18, 88
_LINE_HEIGHT, _MARGIN = 16, 4
_FONT = "宋体"


def to_csv(report: Report) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows the encoding; every field quoted and inert.

    The title, the head and an answer's parts come first, then an empty line and the table.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in ((report.title,), *_cover(report), (), COLUMNS, *(entry.cells for entry in report.entries)):
        writer.writerow([inert(printable(text)) for text in row])
    return (_BOM + file.getvalue()).encode("utf-8")


def to_xlsx(report: Report) -> bytes:
    """A workbook of two sheets: the head and an answer's parts, and the table with its header row frozen.

    A list opens on its table, an answer on what was said. Every cell is a string, never a formula; one
    that looks like a formula carries Excel's own mark for text, so that it stays text when it is edited.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator, book.properties.title = "问策", printable(report.title)
    book.properties.created = datetime.combine(report.day, time())
    _write_cover(book, report)
    _write_table(book, report)
    book.active = 1 if report.entries and not report.sections else 0
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cover(report: Report) -> list[tuple[str, str]]:
    rows = list(report.head)
    for section in report.sections:
        labels = (section.title, *("" for _ in section.lines[1:]))
        rows += zip(labels, section.lines, strict=True)
    return rows


def _write_cover(book: Workbook, report: Report) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.active
    sheet.title = "说明"
    top = Alignment(vertical="top", wrap_text=True)
    _write(sheet.cell(1, 1), report.title).font = Font(_FONT, 16, bold=True)
    for row, (label, value) in enumerate(_cover(report), 2):
        head = _write(sheet.cell(row, 1), label)
        head.font, head.alignment = Font(_FONT, 11, bold=True), top
        body = _write(sheet.cell(row, 2), value)
        body.font, body.alignment = Font(_FONT, 11), top
        sheet.row_dimensions[row].height = _height((value,), (_VALUE_WIDTH,))
    _set_widths(sheet, (_LABEL_WIDTH, _VALUE_WIDTH))
    _set_up_print(sheet, report, "portrait")


def _write_table(book: Workbook, report: Report) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    sheet = book.create_sheet(report.caption)
    line = Side("thin", "BFBFBF")
    border = Border(line, line, line, line)
    body, bold, fill = Font(_FONT, 11), Font(_FONT, 11, bold=True), PatternFill("solid", "E8EEF7")
    top, middle = Alignment(vertical="top", wrap_text=True), Alignment(vertical="center", wrap_text=True)
    for column, name in enumerate(COLUMNS, 1):
        cell = _write(sheet.cell(1, column), name)
        cell.font, cell.border, cell.alignment, cell.fill = bold, border, middle, fill
    for row, entry in enumerate(report.entries, 2):
        for column, text in enumerate(entry.cells, 1):
            cell = _write(sheet.cell(row, column), text)
            cell.font, cell.border, cell.alignment = body, border, top
        sheet.row_dimensions[row].height = _height(entry.cells, _WIDTHS)
    sheet.row_dimensions[1].height = 2 * _LINE_HEIGHT + _MARGIN
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _set_widths(sheet, _WIDTHS)
    _set_up_print(sheet, report, "landscape")


def _write(cell: Cell, text: str) -> Cell:
    text = printable(text)
    cell.value, cell.data_type = text, "s"
    if is_active(text):
        cell.quotePrefix = True
    return cell


def _set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _set_up_print(sheet: Worksheet, report: Report, orientation: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.left.text = printable(report.title).replace("&", "&&")
    sheet.oddFooter.center.text = "第&P页，共&N页"


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Points that a row of wrapped cells needs; not every program finds them by itself."""
    return _LINE_HEIGHT * max(map(_line_count, texts, widths)) + _MARGIN


def _line_count(text: str, width: int) -> int:
    """Lines of a cell of ``width`` columns, of which a Chinese character takes two."""
    room = width - 1
    columns = (sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n"))
    return sum(max(1, ceil(taken / room)) for taken in columns)
