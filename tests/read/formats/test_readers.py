"""What holds for the reader of every format, and how a file that cannot be read is met."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import ROOT
from qa.errors import WenceError
from qa.read.files import READERS, read_content, read_plan
from qa.read.formats.blocks import Content, Paragraph, Table

PLANS = ROOT / "tests/fixtures/plans"
EXAMPLES = {
    ".txt": "haicheng.txt",
    ".html": "fenghe.html",
    ".docx": "luyang.docx",
    ".xlsx": "ninghe.xlsx",
    ".pdf": "baiyang.pdf",
}
_ENTITY = """<?xml version="1.0"?><!DOCTYPE w [<!ENTITY secret SYSTEM "file://{}">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&secret;</w:t>
</w:r></w:p></w:body></w:document>"""


def refusal(path: Path) -> str:
    with pytest.raises(WenceError) as problem:
        read_plan(path)
    message = str(problem.value)
    assert path.name in message
    assert "\n" not in message
    assert message.endswith(("。", "；"))
    return message


@pytest.fixture(params=sorted(EXAMPLES))
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=sorted(EXAMPLES))
def content(request: pytest.FixtureRequest) -> Content:
    """What the reader of a format takes from a plan of another city."""
    suffix = str(request.param)
    (reader,) = (reader for reader in READERS if suffix in reader.suffixes)
    return reader.read(PLANS / EXAMPLES[suffix])


def test_offsets_of_every_block_stand_in_the_text_form(content: Content) -> None:
    assert content.blocks
    for block in content.blocks:
        stretches = [cell.stretch for cell in block.cells] if isinstance(block, Table) else [block.stretch]
        for stretch in stretches:
            assert "".join(content.text[at] for at in stretch.offsets) == stretch.text


def test_no_two_cells_of_a_table_cover_one_place(content: Content) -> None:
    for block in content.blocks:
        if isinstance(block, Table):
            places = sum(cell.height * cell.width for cell in block.cells)
            assert places <= block.height * block.width
            assert len({id(block.at(r, c)) for r in range(block.height) for c in range(block.width)}) >= len(
                block.cells
            )


def test_paragraphs_are_not_blank(content: Content) -> None:
    assert all(block.text for block in content.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02\x03" * 50, b"PK\x03\x04 not a package", b"%PDF-1.7 cut off"]
)
def test_a_damaged_file_is_refused_in_one_sentence(suffix: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"损坏{suffix}"
    path.write_bytes(data)
    assert "文件" in refusal(path)


def test_half_a_file_is_refused_or_read_but_never_breaks(suffix: str, tmp_path: Path) -> None:
    whole = (PLANS / EXAMPLES[suffix]).read_bytes()
    path = tmp_path / f"半个{suffix}"
    path.write_bytes(whole[: len(whole) // 2])
    with suppress(WenceError):
        assert any(measure.is_measure for measure in read_plan(path).measures)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("方案.doc", "请另存为 DOCX 或 PDF"),
        ("方案.wps", "请另存为 DOCX 或 PDF"),
        ("方案.ofd", "请另存为 DOCX 或 PDF"),
        ("方案.xls", "请另存为 XLSX"),
        ("方案.jpg", "OCR"),
        ("方案.zip", "TXT、HTML、DOCX、PDF 或 XLSX"),
        ("方案", "TXT、HTML、DOCX、PDF 或 XLSX"),
    ],
)
def test_another_format_is_refused_with_what_to_do(name: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"something")
    assert hint in refusal(tmp_path / name)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "没有.docx")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "目录.txt").mkdir()
    assert "目录" in refusal(tmp_path / "目录.txt")


def test_text_without_a_plan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("关于放假的通知\n各单位：\n国庆节放假七天。\n", "utf-8")
    assert "没有找到工作方案的措施" in refusal(path)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_package_that_unfolds_without_end_is_refused(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"炸弹{suffix}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for at in range(6):
            package.writestr(f"word/{at}.xml", bytes(10 * 1024 * 1024))
    assert path.stat().st_size < 1_000_000
    assert "50 MB" in refusal(path)


def test_a_document_cannot_bring_in_another_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密", "utf-8")
    path = tmp_path / "方案.docx"
    with zipfile.ZipFile(PLANS / "luyang.docx") as whole, zipfile.ZipFile(path, "w") as changed:
        for item in whole.infolist():
            entity = _ENTITY.format(secret).encode()
            changed.writestr(item, entity if item.filename == "word/document.xml" else whole.read(item))
    assert "机密" not in read_content(path).text


def test_a_page_cannot_bring_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("机密", "utf-8")
    path = tmp_path / "方案.html"
    lines = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><p>&x;甲</p><iframe src="secret">乙</iframe>'
    path.write_text(lines, "utf-8")
    text = read_content(path).text
    assert "机密" not in text
    assert "甲" in text
