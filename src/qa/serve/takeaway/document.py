"""A report as a Word document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from qa.serve.takeaway.entry import LOST, Entry
from qa.serve.takeaway.paper import SMALL, paper
from qa.serve.takeaway.report import Report
from qa.serve.takeaway.text import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LABEL_WIDTH, _VALUE_WIDTH = 28, 132


def to_docx(report: Report) -> bytes:
    """An A4 document: title, head, an answer's parts, then each measure under its own heading.

    The documents' numbers stand in the header, page numbers in the footer.
    """
    document = paper(report)
    _say(document.add_paragraph(style="Title"), report.title)
    _add_head(document, report)
    for section in report.sections:
        _say(document.add_paragraph(style="Heading 1"), section.title)
        for line in section.lines:
            _say(document.add_paragraph(), line)
    if report.entries:
        _say(document.add_paragraph(style="Heading 1"), f"{report.caption}（{len(report.entries)}条）")
    for entry in report.entries:
        _add_entry(document, entry)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_head(document: Document, report: Report) -> None:
    from docx.shared import Mm

    table = document.add_table(len(report.head), 2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, (_LABEL_WIDTH, _VALUE_WIDTH), strict=True):
        column.width = Mm(width)
    for row, pair in zip(table.rows, report.head, strict=True):
        for cell, text in zip(row.cells, pair, strict=True):
            cell.paragraphs[0].style = SMALL
            _say(cell.paragraphs[0], text)
        row.cells[0].paragraphs[0].runs[0].bold = True


def _add_entry(document: Document, entry: Entry) -> None:
    task = f"任务{LOST}" if entry.task == LOST else entry.task
    heading = " · ".join(filter(None, (entry.number, task)))
    _say(document.add_paragraph(style="Heading 2"), heading)
    text = document.add_paragraph()
    text.paragraph_format.keep_with_next = True
    _say(text, entry.text)
    passed = f"（{entry.passed}）" if entry.passed else ""
    facts = {
        "领域": entry.area, "牵头单位": entry.lead, "配合单位": entry.support,
        "完成时限": entry.deadlines + passed, "文号": entry.document,
    }  # fmt: skip
    doubts = {LOST: entry.losses, "存疑": entry.notes}
    for told in (facts, doubts):
        line = "；".join(f"{label}：{value}" for label, value in told.items() if value)
        if line:
            _say(document.add_paragraph(style=SMALL), line)


def _say(paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(printable(text))
