"""Writes small plans as DOCX, XLSX, HTML or text, and tells what is read from them as a user would see it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from qa.plan import Measure, Plan
from qa.read.files import read_plan

Rows = Sequence[str]
"""Rows of a table as 甲|乙|丙; an empty field is an empty cell, and one text alone stands across the table."""


def _cells(row: str) -> list[str]:
    return [cell.replace("/", "\n") for cell in row.split("|")]


def docx(path: Path, *blocks: str | Rows) -> Plan:
    """A Word file of paragraphs and tables, read; / in a cell is a line break."""
    from docx import Document

    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        rows = [_cells(row) for row in block]
        table = document.add_table(0, max(map(len, rows)))
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1 < len(cells):
                cells[0].merge(cells[-1]).text = row[0]
                continue
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
    document.save(str(path / "方案.docx"))
    return read_plan(path / "方案.docx")


def xlsx(path: Path, sheets: dict[str, Rows]) -> Plan:
    """A workbook of these sheets, read; / in a cell is a line break, and nothing is merged."""
    from openpyxl import Workbook

    book = Workbook()
    for at, (name, rows) in enumerate(sheets.items()):
        sheet = book.active if at == 0 else book.create_sheet()
        sheet.title = name
        for row in rows:
            sheet.append([cell or None for cell in _cells(row)])
    book.save(path / "方案.xlsx")
    return read_plan(path / "方案.xlsx")


def html(path: Path, rows: Rows) -> Plan:
    """A web page of one table, read."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row.split("|")) + "</tr>" for row in rows
    )
    (path / "方案.html").write_text(f"<meta charset='utf-8'><table>{lines}</table>", "utf-8")
    return read_plan(path / "方案.html")


def txt(path: Path, *lines: str) -> Plan:
    """A text file of these lines, read."""
    (path / "方案.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return read_plan(path / "方案.txt")


def measures(plan: Plan) -> list[Measure]:
    return [measure for measure in plan.measures if measure.is_measure]


def told(plan: Plan) -> list[str]:
    """Each measure in one line: id, area, task, text, lead, support, deadlines and what is missing."""
    return [
        "|".join(
            (
                m.measure_id,
                m.area,
                m.task,
                m.text,
                *(",".join(x) for x in (m.lead, m.support, m.deadlines, m.missing)),
            )
        )
        for m in measures(plan)
    ]
