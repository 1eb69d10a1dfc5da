"""Saved files have a name that says what they are, on every system."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.plan import Document
from qa.serve.takeaway.naming import content_disposition, file_name
from qa.serve.takeaway.report import measures_report
from serve.scripted import DOCUMENT, HOSTILE, ScriptedAssistant, measure

REPORT = measures_report([measure()], ScriptedAssistant().plans, "市证照局牵头的措施", date(2031, 1, 1))
ANY_TEXT = st.text(st.characters(codec=None), max_size=400)


def test_a_file_is_named_after_what_it_holds_its_document_and_the_day() -> None:
    assert file_name(REPORT, "xlsx") == "市证照局牵头的措施-江府办〔2030〕7号-2031-01-01.xlsx"


def test_several_documents_are_counted() -> None:
    report = replace(REPORT, documents=(DOCUMENT, Document("江府〔2031〕1号", "另一方案")))
    assert file_name(report, "csv") == "市证照局牵头的措施-江府办〔2030〕7号等2件-2031-01-01.csv"


def test_a_report_without_a_document_is_named_all_the_same() -> None:
    assert file_name(replace(REPORT, title="", documents=()), "docx") == "措施清单-2031-01-01.docx"


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "C:\\x", HOSTILE, "a\r\nSet-Cookie: x", "\u202excod.exe"]
)
def test_no_title_leads_out_of_the_folder_or_the_header(title: str) -> None:
    name = file_name(replace(REPORT, title=title), "xlsx")
    assert not set(name.removesuffix(".xlsx")) & set('./\\:*?"<>|;%\r\n\u202e ')
    assert "\n" not in content_disposition(name)


@given(ANY_TEXT, ANY_TEXT)
def test_a_name_fits_every_file_system_and_survives_the_header(title: str, number: str) -> None:
    name = file_name(replace(REPORT, title=title, documents=(Document(number, ""),)), "xlsx")
    assert len(name.encode("utf-8")) <= 255
    header = content_disposition(name)
    assert header.isascii()
    assert unquote(header.partition("filename*=UTF-8''")[2]) == name


def test_a_browser_that_reads_no_chinese_names_gets_a_plain_one() -> None:
    assert content_disposition("措施.xlsx") == (
        "attachment; filename=\"wence.xlsx\"; filename*=UTF-8''%E6%8E%AA%E6%96%BD.xlsx"
    )
