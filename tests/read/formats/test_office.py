"""Word and Excel files: merged cells, automatic numbers, and values as the sheet shows them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qa.read.formats.blocks import Block, Cell, Content, Paragraph, Table
from qa.read.formats.sheet import SheetReader
from qa.read.formats.web import WebReader
from qa.read.formats.word import WordReader

Grid = tuple[int, list[tuple[int, int, int, int]]]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Columns of a table of up to six rows, each cut into cells at random: (row, column, height, width)."""
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 5))
    cells = []
    for column in range(columns):
        row = 0
        while row < rows:
            height = draw(st.integers(1, rows - row))
            cells.append((row, column, height, 1))
            row += height
    return rows, sorted(cells)


def shape(block: Block) -> list[tuple[int, int, int, int]]:
    assert isinstance(block, Table)
    return sorted((c.row, c.column, c.height, c.width) for c in block.cells)


def named(block: Block) -> dict[tuple[int, int], str]:
    assert isinstance(block, Table)
    return {(cell.row, cell.column): cell.text for cell in block.cells}


@settings(max_examples=15, deadline=None)
@given(grids())
def test_merged_cells_of_word_come_back(grid: Grid) -> None:
    rows, cells = grid
    document = Document()
    table = document.add_table(rows, max(cell[1] for cell in cells) + 1)
    for row, column, height, _ in cells:
        table.cell(row, column).text = f"{row}-{column}"
        table.cell(row, column).merge(table.cell(row + height - 1, column))
    (block,) = saved_word(document).blocks
    assert shape(block) == cells
    assert named(block) == {(row, column): f"{row}-{column}" for row, column, _, _ in cells}


@settings(max_examples=15, deadline=None)
@given(grids())
def test_merged_cells_of_excel_and_of_pages_come_back(grid: Grid) -> None:
    rows, cells = grid
    book = Workbook()
    lines: list[list[str]] = [[] for _ in range(rows)]
    for row, column, height, _ in cells:
        book.active.cell(row + 1, column + 1, f"{row}-{column}")
        book.active.merge_cells(None, row + 1, column + 1, row + height, column + 1)
        lines[row].append(f'<td rowspan="{height}">{row}-{column}</td>')
    (block,) = saved_sheet(book).blocks
    assert shape(block) == cells
    page = "<table>" + "".join(f"<tr>{''.join(line)}</tr>" for line in lines) + "</table>"
    (block,) = saved("页.html", page.encode(), WebReader()).blocks
    assert shape(block) == cells
    assert named(block) == {(row, column): f"{row}-{column}" for row, column, _, _ in cells}


def saved(name: str, data: bytes, reader: WebReader) -> Content:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return reader.read(path)


def saved_word(document: object) -> Content:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        document.save(f"{folder}/方案.docx")  # type: ignore[attr-defined]
        return WordReader().read(Path(folder) / "方案.docx")


def saved_sheet(book: Workbook) -> Content:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        book.save(f"{folder}/方案.xlsx")
        return SheetReader().read(Path(folder) / "方案.xlsx")


def test_values_are_those_that_the_sheet_shows() -> None:
    book = Workbook()
    sheet = book.active
    june = date(2024, 6, 30)
    shown = [(1.0, "General"), (0.95, "0%"), (june, "yyyy/m/d"), (june, "yyyy年m月"), (" 甲 ", "@")]
    for column, (value, form) in enumerate(shown, start=1):
        sheet.cell(1, column, value).number_format = form
    (block,) = saved_sheet(book).blocks
    assert list(named(block).values()) == ["1", "95%", "2024年6月30日", "2024年6月", "甲"]


def test_hidden_sheets_are_left_out_and_formulas_are_not_computed() -> None:
    book = Workbook()
    book.active.append(["甲", "=1+1"])
    book.create_sheet("隐藏").append(["乙"])
    book["隐藏"].sheet_state = "hidden"
    (block,) = saved_sheet(book).blocks
    assert named(block) == {(0, 0): "甲"}


def test_a_sheet_that_is_formatted_to_its_end_is_read_at_once() -> None:
    book = Workbook()
    book.active.append(["甲", "乙"])
    book.active.cell(1_000_000, 50).number_format = "@"
    (block,) = saved_sheet(book).blocks
    assert isinstance(block, Table)
    assert (block.height, block.width) == (1, 2)


_NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2．"/></w:lvl></w:abstractNum>"""


def test_numbers_that_word_writes_by_itself_are_read() -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"))))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, text in ((0, "开办企业"), (1, "甲"), (1, "乙"), (0, "获得电力"), (1, "丙")):
        paragraph = document.add_paragraph(text)
        properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(properties))
    read = [block.text for block in saved_word(document).blocks if isinstance(block, Paragraph)]
    assert read == ["一、开办企业", "1．甲", "2．乙", "二、获得电力", "1．丙"]


def test_lines_that_were_each_made_a_paragraph_are_put_together() -> None:
    text = "为持续深化改革、完善措施，切实解决营商环境存在的突出问题，加快打造法治化、国际化、便利化的营商环境，制定本方案。"
    paragraphs = [f"　　{n}.{text}（牵头单位：市民政局；配合单位：市财政局）" for n in range(1, 5)]
    document = Document()
    for paragraph in ("甲市工作方案", *paragraphs):
        for at in range(0, len(paragraph), 28):
            document.add_paragraph(paragraph[at : at + 28])
    read = [block.text for block in saved_word(document).blocks if isinstance(block, Paragraph)]
    assert read == ["甲市工作方案", *(paragraph.strip() for paragraph in paragraphs)]


def test_text_that_was_deleted_under_tracking_is_left_out() -> None:
    document = Document()
    paragraph = document.add_paragraph("甲")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>乙</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>丙</w:t></w:r></w:ins>"))
    (block,) = saved_word(document).blocks
    assert isinstance(block, Paragraph)
    assert block.text == "甲丙"


def test_headings_are_known_by_their_style() -> None:
    document = Document()
    document.add_heading("总体要求", 2)
    document.add_paragraph("深化改革。")
    assert [block.level for block in saved_word(document).blocks if isinstance(block, Paragraph)] == [2, 0]


def test_a_page_is_read_as_it_is_seen() -> None:
    page = """<html><head><title>题</title></head><body><script>var a = "甲";</script><nav>导航</nav>
    <p style="display:none">隐</p><h2>总&nbsp;则</h2><ol><li>甲<li>乙</ol><table><tr><td><p>框</p></td></tr></table>
    <table><tr><td>一<br>二</td><td></td></tr></table></body></html>"""
    blocks = saved("页.html", page.encode(), WebReader()).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["总则", "1.甲", "2.乙", "框"]
    assert next(block for block in blocks if isinstance(block, Paragraph)).level == 2
    cell = next(block for block in blocks if isinstance(block, Table)).at(0, 0)
    assert isinstance(cell, Cell)
    assert [line.text for line in cell.stretch.lines()] == ["一", "二"]
