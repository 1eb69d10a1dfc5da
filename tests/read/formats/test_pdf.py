"""PDF files: paragraphs, running heads, and files that hold no text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from qa.errors import WenceError
from qa.read.formats.blocks import Paragraph
from qa.read.formats.pdf import PdfReader

Placed = tuple[float, float, str]
LONG = "为持续深化改革、完善措施，切实解决营商环境存在的突出问题，加快打造法治化、国际化、便利化的营商环境，制定本方案。"


def printed(path: Path, *pages: Sequence[Placed], encrypt: object = None) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(595, 842), encrypt=encrypt)
    for page in pages:
        canvas.setFont("STSong-Light", 12)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return path


def texts(path: Path) -> list[str]:
    return [block.text for block in PdfReader().read(path).blocks if isinstance(block, Paragraph)]


def body(top: float, text: str, indent: float = 24) -> list[Placed]:
    """A paragraph in lines of thirty characters, the first of them indented."""
    first, rest = text[:28], text[28:]
    lines = [rest[at : at + 30] for at in range(0, len(rest), 30)]
    return [(100 + indent, top, first), *((100, top - 20 * at, line) for at, line in enumerate(lines, 1))]


def test_lines_are_paragraphs_again(tmp_path: Path) -> None:
    page = [(220, 760, "甲市工作方案"), *body(720, LONG), *body(640, LONG), (124, 560, "一、开办企业")]
    assert texts(printed(tmp_path / "方案.pdf", page)) == ["甲市工作方案", LONG, LONG, "一、开办企业"]


def test_page_numbers_and_running_heads_are_left_out(tmp_path: Path) -> None:
    pages: list[list[Placed]] = [
        [(250, 810, "甲市人民政府公报"), *body(700, f"{name}{LONG}"), (280, 40, f"- {at} -")]
        for at, name in enumerate("子丑寅", 1)
    ]
    assert texts(printed(tmp_path / "方案.pdf", *pages)) == [f"{name}{LONG}" for name in "子丑寅"]


def test_a_paragraph_goes_on_over_a_page_break(tmp_path: Path) -> None:
    lines = body(120, LONG)
    first, second = lines[:1], [(x, 780 - 20 * at, text) for at, (x, _, text) in enumerate(lines[1:])]
    pages: list[list[Placed]] = [[*body(700, LONG), *first, (280, 40, "1")], [*second, (280, 40, "2")]]
    assert texts(printed(tmp_path / "方案.pdf", *pages)) == [LONG, LONG]


def test_a_scanned_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="扫描件"):
        PdfReader().read(printed(tmp_path / "方案.pdf", []))


def test_a_locked_document_is_refused(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "方案.pdf", [(100, 700, "甲")], encrypt=StandardEncryption("秘密".encode().hex())
    )
    with pytest.raises(WenceError, match="密码"):
        PdfReader().read(path)
