"""Spreadsheets (XLSX): every visible sheet is one table, with its merged ranges and the values as shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import WenceError
from qa.read.formats.blocks import Cell, Content, ContentBuilder
from qa.read.formats.bounds import MOST_CELLS, check_package

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class SheetReader:
    """Reads XLSX files; of a formula the value that was saved with it is taken, and nothing is computed."""

    suffixes: tuple[str, ...] = (".xlsx", ".xlsm")

    def read(self, path: Path) -> Content:
        """One table a sheet, in the order of the sheets."""
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

        check_package(path)
        try:
            book = load_workbook(path, data_only=True, keep_links=False)
        except (InvalidFileException, KeyError, ValueError, TypeError):
            raise WenceError("不是完好的 XLSX 文件，请用办公软件打开后重新另存。") from None
        builder = ContentBuilder()
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                builder.table(_cells(sheet, builder), sheet=sheet.title.strip())
        return builder.content()


def _cells(sheet: Worksheet, builder: ContentBuilder) -> Iterator[Cell]:
    rows, columns = _used(sheet)
    spans = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    covered = {
        (row, column)
        for (top, left), (height, width) in spans.items()
        for row in range(top, min(top + height, rows + 1))
        for column in range(left, min(left + width, columns + 1))
    } - set(spans)
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            if (row, column) not in covered:
                height, width = spans.get((row, column), (1, 1))
                text = _shown(sheet.cell(row, column))
                stretch = builder.write(text.strip())
                fitted = min(height, rows - row + 1), min(width, columns - column + 1)
                yield Cell(row - 1, column - 1, stretch, *fitted)


def _used(sheet: Worksheet) -> tuple[int, int]:
    """The last row and column that hold something; the rest of a sheet is only formatted."""
    rows = columns = 0
    most_columns = min(sheet.max_column, _MOST_COLUMNS)
    most_rows = min(sheet.max_row, MOST_CELLS // max(1, most_columns))
    for row in sheet.iter_rows(max_row=most_rows, max_col=most_columns):
        for cell in row:
            if cell.value not in (None, ""):
                rows, columns = max(rows, cell.row), max(columns, cell.column)
    for area in sheet.merged_cells.ranges:
        if area.min_row <= rows and area.min_col <= columns:
            columns = max(columns, min(area.max_col, most_columns))
            rows = max(rows, min(area.max_row, most_rows))
    return rows, columns


def _shown(cell: SheetCell) -> str:
    """A value as the sheet shows it: dates in Chinese, whole numbers without a decimal point."""
    value, form = cell.value, str(cell.number_format or "")
    if value is None or isinstance(value, (bool, time)):
        return ""
    if isinstance(value, (datetime, date)):
        month = f"{value.year}年{value.month}月"
        return month if "d" not in form.lower() else f"{month}{value.day}日"
    if isinstance(value, float) and "%" in form:
        return f"{value * 100:.10g}%"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
