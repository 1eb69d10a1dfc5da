"""Files that were taken away, opened again by libraries and read as a person would."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
from docx import Document
from docx.document import Document as DocumentObject

from qa.plan import Measure, Plan
from qa.read.corpus import load_corpus
from qa.serve.takeaway.entry import COLUMNS

ROOT = Path(__file__).resolve().parents[3]
CORPORA = (ROOT / "corpus", *sorted((ROOT / "tests/fixtures").glob("*/corpus")))


def plan_of(corpus: Path) -> Plan:
    """The only plan of a corpus folder."""
    (plan,) = load_corpus(corpus)
    return plan


def rows_of(plan: Plan) -> list[Measure]:
    """The measures of a plan without the passages around them."""
    return [measure for measure in plan.measures if measure.is_measure]


def csv_rows(content: bytes) -> list[list[str]]:
    """All rows of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def csv_table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file below the names of the columns, by those names."""
    rows = csv_rows(content)
    start = rows.index(list(COLUMNS))
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[start + 1 :]]


def workbook(content: bytes) -> openpyxl.Workbook:
    """The workbook in an XLSX file."""
    return openpyxl.load_workbook(io.BytesIO(content))


def xlsx_table(content: bytes) -> list[dict[str, str]]:
    """The rows of the workbook's table by the names of the columns."""
    names, *rows = workbook(content).worksheets[1].iter_rows(values_only=True)
    return [dict(zip(names, (text or "" for text in row), strict=True)) for row in rows]


def xlsx_cover(content: bytes) -> list[tuple[str, str]]:
    """Labels and values of the workbook's first sheet, below its title."""
    _, *rows = workbook(content).worksheets[0].iter_rows(values_only=True)
    return [(label or "", value or "") for label, value in rows]


def word(content: bytes) -> DocumentObject:
    """The document in a DOCX file."""
    return Document(io.BytesIO(content))


def paragraphs(content: bytes, style: str) -> list[str]:
    """The texts of a DOCX file that stand in ``style``."""
    return [text.text for text in word(content).paragraphs if text.style and text.style.name == style]
