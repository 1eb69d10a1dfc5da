"""Writes a plan as cities publish theirs: one table with merged cells, or numbered paragraphs with notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from qa.plan import Measure, Plan

HEAD = ("领域", "目标任务", "工作措施", "牵头单位", "配合单位")
DUE = "完成时限"
_CN = "零一二三四五六七八九十"
_PAGE = (842.0, 595.0)
_MARGIN, _SIZE, _LEADING = 40.0, 9.0, 13.0
_WIDTHS = (60.0, 90.0, 302.0, 110.0, 130.0, 70.0)


@dataclass(frozen=True)
class Block:
    """A cell of the table and the rows that it covers."""

    column: int
    first: int
    height: int
    text: str


def chinese(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("" if tens == 1 else _CN[tens]) + "十") + (
        _CN[ones] if ones or not tens else ""
    )


def measures_of(plan: Plan) -> list[Measure]:
    return [measure for measure in plan.measures if measure.is_measure]


def head_of(measures: Sequence[Measure]) -> tuple[str, ...]:
    """The names of the columns; dates have one where they do not stand in the text."""
    return (*HEAD, DUE) if any(measure.due_apart for measure in measures) else HEAD


def notice(plan: Plan) -> list[str]:
    """The paragraphs before the table."""
    d = plan.document
    year, month, day = d.date.split("-")
    return [
        f"{d.issuer}关于印发{d.title}的通知",
        d.number,
        "各有关单位：",
        f"《{d.title}》已经市政府同意，现印发给你们，请认真贯彻执行。",
        d.issuer,
        f"{year}年{int(month)}月{int(day)}日",
        d.title,
        "一、总体要求",
        "以市场主体的期待和诉求为导向，深化改革。",
        "附件",
        f"{d.title}任务分工表",
    ]


def blocks_of(measures: Sequence[Measure]) -> list[Block]:
    """The body of the table: areas, tasks and equal units of one task are merged cells."""
    blocks: list[Block] = []
    dated = DUE in head_of(measures)
    for row, m in enumerate(measures):
        blocks.append(Block(2, row, 1, (f"（{m.measure_no}）" if m.measure_no else "") + m.text))
        if dated:
            blocks.append(Block(5, row, 1, "".join(m.due_apart)))
    for no, rows in groupby(range(len(measures)), key=lambda row: measures[row].area_no):
        covered = list(rows)
        name = f"{chinese(no)}、{measures[covered[0]].area}" if no else ""
        blocks.append(Block(0, covered[0], len(covered), name))
    for task, rows in groupby(range(len(measures)), key=lambda row: measures[row].task_no):
        covered = list(rows)
        blocks.append(Block(1, covered[0], len(covered), f"{task}．{measures[covered[0]].task}"))
        for column, role in ((3, "lead"), (4, "support")):
            for units, same in groupby(covered, key=lambda row: getattr(measures[row], role)):
                run = list(same)
                blocks.append(Block(column, run[0], len(run), "、".join(units)))
    return sorted(blocks, key=lambda block: (block.first, block.column))


def write_docx(plan: Plan, path: Path) -> None:
    from docx import Document

    measures = measures_of(plan)
    document = Document()
    for line in notice(plan):
        document.add_paragraph(line)
    head = head_of(measures)
    table = document.add_table(len(measures) + 1, len(head))
    cells = table._cells
    for column, name in enumerate(head):
        cells[column].text = name
    for block in blocks_of(measures):
        top = cells[(block.first + 1) * len(head) + block.column]
        top.text = block.text
        if block.height > 1:
            top.merge(cells[(block.first + block.height) * len(head) + block.column])
    document.save(str(path))


def write_xlsx(plan: Plan, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    lines = notice(plan)
    for row, line in enumerate(lines, 1):
        sheet.cell(row, 1, line)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(HEAD))
    top = len(lines) + 1
    for column, name in enumerate(head_of(measures_of(plan)), 1):
        sheet.cell(top, column, name)
    for block in blocks_of(measures_of(plan)):
        row, column = top + 1 + block.first, block.column + 1
        sheet.cell(row, column, block.text or None)
        if block.height > 1:
            sheet.merge_cells(
                start_row=row, end_row=row + block.height - 1, start_column=column, end_column=column
            )
    book.save(path)


def write_html(plan: Plan, path: Path) -> None:
    measures = measures_of(plan)
    rows: list[list[str]] = [[] for _ in measures]
    for block in blocks_of(measures):
        span = f' rowspan="{block.height}"' if block.height > 1 else ""
        rows[block.first].append(f"<td{span}>{escape(block.text)}</td>")
    head = "".join(f"<th>{name}</th>" for name in head_of(measures))
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in notice(plan))
    page = f'<html><head><meta charset="utf-8"></head><body>{lines}<table><tr>{head}</tr>{body}</table></body></html>'
    path.write_text(page, "utf-8")


def write_txt(plan: Plan, path: Path) -> None:
    """Areas 一、, tasks （一）, measures 1. with their units in brackets; no table."""
    lines = notice(plan)[:-4]
    for area, in_area in groupby(measures_of(plan), key=lambda m: (m.area_no, m.area)):
        lines.append(f"{chinese(area[0] or 0)}、{area[1]}")
        for at, (_, group) in enumerate(groupby(in_area, key=lambda m: m.task_no), 1):
            measures = list(group)
            lines.append(f"（{chinese(at)}）{measures[0].task}")
            for m in measures:
                number = f"{m.measure_no}. " if m.measure_no else ""
                note = f"牵头单位：{'、'.join(m.lead)}" if m.lead else ""
                note += f"；配合单位：{'、'.join(m.support)}" if m.support else ""
                note += f"；完成时限：{m.due_apart[0]}" if m.due_apart else ""
                lines.append(f"{number}{m.text}" + (f"（{note.strip('；')}）" if note else ""))
    path.write_bytes(("\r\n".join(f"　　{line}" for line in lines) + "\r\n").encode("gb18030"))


def write_pdf(plan: Plan, path: Path) -> None:
    """A ruled table over many pages, the head on each; a merged cell that a page break cuts is printed once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=_PAGE, invariant=1)
    canvas.setFont("STSong-Light", _SIZE)
    y = _PAGE[1] - _MARGIN
    for line in notice(plan):
        for part in _wrapped(line, 600.0):
            canvas.drawString(_MARGIN, y - _LEADING, part)
            y -= _LEADING
    measures = measures_of(plan)
    blocks = blocks_of(measures)
    heights = _row_heights(blocks, len(measures))
    for page, rows in enumerate(_pages(heights, y - 20)):
        if page:
            canvas.showPage()
            canvas.setFont("STSong-Light", _SIZE)
        _head(canvas, head_of(measures), y - 20 if page == 0 else _PAGE[1] - _MARGIN)
        _draw(canvas, blocks, heights, rows, y - 20 if page == 0 else _PAGE[1] - _MARGIN)
    canvas.save()


def _wrapped(text: str, width: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for char in text:
        wide = _SIZE * (0.5 if char.isascii() else 1)
        if used + wide > width:
            lines, line, used = [*lines, line], "", 0.0
        line, used = line + char, used + wide
    return [*lines, line]


def _row_heights(blocks: Sequence[Block], rows: int) -> list[float]:
    """Each row is as high as the texts that begin in it, so that no page break cuts a text."""
    heights = [0.0] * rows
    for block in blocks:
        needed = len(_wrapped(block.text, _WIDTHS[block.column] - 6)) * _LEADING + 8
        heights[block.first] = max(heights[block.first], needed)
    return heights


def _pages(heights: Sequence[float], room: float) -> Iterator[range]:
    first, left = 0, room - _MARGIN - 22
    for row, height in enumerate(heights):
        if height > left and row > first:
            yield range(first, row)
            first, left = row, _PAGE[1] - 2 * _MARGIN - 22
        left -= height
    yield range(first, len(heights))


def _head(canvas, names: Sequence[str], top: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    for column, name in enumerate(names):
        left = _MARGIN + sum(_WIDTHS[:column])
        canvas.rect(left, top - 22, _WIDTHS[column], 22)
        canvas.drawString(left + 3, top - 15, name)


def _draw(canvas, blocks: Sequence[Block], heights: Sequence[float], rows: range, top: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    lefts = [_MARGIN + sum(_WIDTHS[:column]) for column in range(len(_WIDTHS))]
    tops = {rows.start: top - 22}
    for row in rows:
        tops[row + 1] = tops[row] - heights[row]
    for block in blocks:
        covered = [row for row in range(block.first, block.first + block.height) if row in rows]
        if not covered:
            continue
        above, below = tops[covered[0]], tops[covered[-1] + 1]
        canvas.rect(lefts[block.column], below, _WIDTHS[block.column], above - below)
        if covered[0] == block.first:
            for at, line in enumerate(_wrapped(block.text, _WIDTHS[block.column] - 6)):
                canvas.drawString(lefts[block.column] + 3, above - 4 - _LEADING * at - _SIZE, line)
