"""Every format opens again and holds what the report says."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from qa.serve.takeaway.entry import COLUMNS
from qa.serve.takeaway.formats import FORMATS
from qa.serve.takeaway.report import Report, answer_report, measures_report
from qa.serve.takeaway.text import printable
from serve.scripted import DOCUMENT, HOSTILE, ScriptedAssistant, answered, measure
from serve.takeaway.opened import (
    CORPORA,
    csv_rows,
    csv_table,
    paragraphs,
    plan_of,
    rows_of,
    word,
    workbook,
    xlsx_cover,
    xlsx_table,
)

TODAY = date(2031, 1, 1)
PLANS = ScriptedAssistant().plans
ATTACKS = (
    "=HYPERLINK(\"http://x\",\"点我\")", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "\x00=1", " =1",
    "#N/A", "a;=1", HOSTILE, "\ud800坏\ufffe字",
)  # fmt: skip


def written(report: Report, extension: str) -> bytes:
    return FORMATS[extension].write(report)


def table(report: Report) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row.cells, strict=True)) for row in report.entries]


def whole_plan(corpus: Path) -> Report:
    plan = plan_of(corpus)
    return measures_report(rows_of(plan), [plan], "全部措施", TODAY)


def attacked(text: str) -> Report:
    record = replace(
        measure(text, text),
        area=text,
        task=text,
        lead=(text,),
        support=(text,),
        deadlines=(text,),
        notes=(text,),
    )
    answer = replace(answered(text, replace(measure(), text="换发3个工作日内")), answer=text)
    listed = measures_report([record], PLANS, text, TODAY)
    return replace(listed, sections=answer_report(answer, PLANS, TODAY).sections)


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.parent.name)
def test_the_tables_of_every_citys_plan_come_back_word_for_word(corpus: Path) -> None:
    report = whole_plan(corpus)
    assert csv_table(written(report, "csv")) == table(report)
    assert xlsx_table(written(report, "xlsx")) == table(report)


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.parent.name)
def test_the_document_of_every_citys_plan_has_a_heading_and_the_text_of_every_measure(corpus: Path) -> None:
    report = whole_plan(corpus)
    content = written(report, "docx")
    headings = paragraphs(content, "Heading 2")
    assert [heading.split(" · ")[0] for heading in headings] == [row.number for row in report.entries]
    assert paragraphs(content, "Normal") == [row.text for row in report.entries]


def test_title_and_head_stand_at_the_top_of_every_format() -> None:
    report = measures_report([measure()], PLANS, "市证照局牵头的措施", TODAY)
    rows = csv_rows(written(report, "csv"))
    assert rows[0] == [report.title]
    assert [tuple(row) for row in rows[1 : len(report.head) + 1]] == list(report.head)
    content = written(report, "xlsx")
    assert workbook(content).worksheets[0]["A1"].value == report.title
    assert xlsx_cover(content) == list(report.head)
    content = written(report, "docx")
    assert paragraphs(content, "Title") == [report.title]
    (head,) = word(content).tables
    assert [tuple(cell.text for cell in row.cells) for row in head.rows] == list(report.head)


def test_an_answer_stands_in_every_format_line_by_line() -> None:
    answer = replace(answered("要多久？"), answer="分两种：\n- 一般换发：3个工作日内\n- 加急办理")
    report = answer_report(answer, PLANS, TODAY)
    said = [
        ("问题", "要多久？"),
        ("参考回答", "分两种："),
        ("", "· 一般换发：3个工作日内"),
        ("", "· 加急办理"),
    ]
    assert xlsx_cover(written(report, "xlsx"))[-4:] == said
    rows = csv_rows(written(report, "csv"))
    end = rows.index([])
    assert [tuple(row) for row in rows[end - 4 : end]] == said
    assert paragraphs(written(report, "docx"), "Heading 1") == ["问题", "参考回答", "依据原文（1条）"]


def test_a_list_opens_on_its_table_and_an_answer_on_what_was_said() -> None:
    listed, said = measures_report([measure()], PLANS, "", TODAY), answer_report(answered("问"), PLANS, TODAY)
    assert workbook(written(listed, "xlsx")).active.title == "措施"
    assert workbook(written(said, "xlsx")).active.title == "说明"


def test_the_workbooks_header_row_is_frozen_filtered_and_printed_on_every_page() -> None:
    sheet = workbook(written(measures_report([measure()] * 3, PLANS, "", TODAY), "xlsx")).worksheets[1]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B2", "A1:K4", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert all(cell.font.bold for cell in sheet[1])
    assert all(cell.alignment.wrap_text for row in sheet for cell in row)


@pytest.mark.parametrize("text", ATTACKS)
def test_no_cell_of_a_workbook_is_anything_but_text(text: str) -> None:
    book = workbook(written(attacked(text), "xlsx"))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    active = [cell for cell in cells if cell.value.strip()[:1] in tuple("=+-@＝")]
    assert all(cell.quotePrefix for cell in active)


@pytest.mark.parametrize("text", ATTACKS)
def test_no_field_of_a_csv_file_starts_a_formula(text: str) -> None:
    fields = [field for row in csv_rows(written(attacked(text), "csv")) for field in row]
    assert not [field for field in fields if field.strip()[:1] in tuple("=+-@＝")]
    assert not [field for field in fields if ";=" in field]


@pytest.mark.parametrize("text", ATTACKS)
def test_hostile_text_is_text_in_a_document(text: str) -> None:
    content = written(attacked(text), "docx")
    assert printable(text) in paragraphs(content, "Normal")


def test_excel_knows_the_encoding_and_the_line_ends_of_a_csv_file() -> None:
    content = written(measures_report([measure()], PLANS, "", TODAY), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")


def test_an_empty_selection_is_a_file_without_rows() -> None:
    report = measures_report([], PLANS, "市气象局牵头的措施", TODAY)
    assert csv_table(written(report, "csv")) == []
    assert xlsx_table(written(report, "xlsx")) == []
    assert workbook(written(report, "xlsx")).active.title == "说明"
    assert paragraphs(written(report, "docx"), "Heading 2") == []


def test_units_deadline_losses_and_doubts_stand_under_a_measure_in_small() -> None:
    record = replace(measure(), support=(), task="", missing=("support", "task"), notes=("名称被截断。",))
    content = written(measures_report([record], PLANS, "", TODAY), "docx")
    assert paragraphs(content, "Heading 2") == ["3.1 · 任务缺失"]
    assert paragraphs(content, "附注") == [
        "领域：证照服务；牵头单位：市证照局；配合单位：缺失；完成时限：2030年底前（已过期）；文号：江府办〔2030〕7号",
        "缺失：配合单位、目标任务；存疑：名称被截断。",
    ]


def test_a_document_is_a4_with_its_number_above_and_page_numbers_below() -> None:
    (section,) = word(written(measures_report([measure()], PLANS, "", TODAY), "docx")).sections
    assert [round((size or 0) / Mm(1)) for size in (section.page_width, section.page_height)] == [210, 297]
    assert section.header.paragraphs[0].text == DOCUMENT.number
    fields = section.footer.paragraphs[0].paragraph_format.element.findall(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_chinese_text_is_set_in_song_and_headings_in_hei_whatever_the_theme() -> None:
    styles = word(written(measures_report([measure()], PLANS, "", TODAY), "docx")).styles.element
    fonts = {
        name: [font.attrib for font in styles.xpath(f"{path}//w:rFonts")]
        for name, path in (("body", "w:docDefaults"), ("heading", "w:style[@w:styleId='Heading1']"))
    }
    assert [font[qn("w:eastAsia")] for font in fonts["body"] + fonts["heading"]] == ["宋体", "黑体"]
    assert not [name for font in fonts["body"] + fonts["heading"] for name in font if "Theme" in str(name)]


@pytest.mark.parametrize("extension", FORMATS)
def test_a_whole_plan_is_written_within_a_second_of_work(extension: str) -> None:
    report = whole_plan(CORPORA[0])
    written(answer_report(answered("问"), PLANS, TODAY), extension)
    start = time.process_time()
    assert written(report, extension)
    assert time.process_time() - start < 1
