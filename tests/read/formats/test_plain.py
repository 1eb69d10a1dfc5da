"""Text files: any usual encoding, broken lines put together, tables with tabs or bars."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.read.formats.blocks import Content, Paragraph, Table
from qa.read.formats.plain import PlainReader
from qa.read.formats.stretch import Stretch

LONG = "为持续深化改革、完善措施，切实解决营商环境存在的突出问题，加快打造法治化、国际化、便利化的营商环境，制定本方案。"


def read(tmp_path: Path, data: bytes) -> Content:
    path = tmp_path / "方案.txt"
    path.write_bytes(data)
    return PlainReader().read(path)


def texts(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_any_usual_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    assert texts(read(tmp_path, "一、开办企业\n压缩时间。".encode(encoding))) == [
        "一、开办企业",
        "压缩时间。",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_broken_lines_are_one_paragraph_and_offsets_stay_true(end: str, tmp_path: Path) -> None:
    lines = [
        "甲市工作方案",
        *(f"    {LONG}"[at : at + 24] for at in range(0, len(LONG) + 4, 24)),
        "    一、开办企业",
    ]
    content = read(tmp_path, end.join(lines * 2).encode())
    assert texts(content)[:3] == ["甲市工作方案", LONG, "一、开办企业"]
    paragraph = content.blocks[1]
    assert isinstance(paragraph, Paragraph)
    solid = paragraph.stretch.solid()
    assert "".join(content.text[at] for at in solid.offsets) == LONG


def test_lines_that_are_not_broken_stay_apart(tmp_path: Path) -> None:
    assert texts(read(tmp_path, f"{LONG}\n{LONG}\n短句\n{LONG}\n".encode())) == [LONG, LONG, "短句", LONG]


@pytest.mark.parametrize("width", [20, 26, 38])
def test_text_broken_after_so_many_letters_is_whole_paragraphs_again(width: int, tmp_path: Path) -> None:
    paragraphs = [
        f"　　{n}.{LONG}2024年6月30日前由3个部门办结12项（牵头单位：市民政局；配合单位：市财政局、市税务局）"
        for n in range(1, 9)
    ]
    lines = [text[at : at + width] for text in paragraphs for at in range(0, len(text), width)]
    assert texts(read(tmp_path, "\n".join(lines).encode())) == [text.strip() for text in paragraphs]


def test_a_bracket_that_runs_over_lines_is_in_one_paragraph_but_a_slip_swallows_nothing(
    tmp_path: Path,
) -> None:
    note = ("当日办结。（牵头单位：市甲局；", "配合单位：市乙局；", "完成时限：长期）", "其他。")
    assert texts(read(tmp_path, "\n".join(note).encode())) == ["".join(note[:3]), "其他。"]
    slip = ("当日办结（含受理。", "二、降低费用", "（一）免费装表（含线路）。", "其他）。")
    assert texts(read(tmp_path, "\n".join(slip).encode())) == list(slip)


@pytest.mark.parametrize(
    "lines", ["序号\t任务\t措施\n1\t压减\t甲", "|序号|任务|措施|\n|---|---|---|\n|1|压减|甲|"]
)
def test_tabs_and_bars_part_the_columns_of_a_table(lines: str, tmp_path: Path) -> None:
    (table,) = read(tmp_path, lines.encode()).blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in table.row(row)] for row in range(table.height)] == [
        ["序号", "任务", "措施"],
        ["1", "压减", "甲"],
    ]


def test_radicals_that_look_like_characters_are_those_characters(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "⼈⺠政府⻔户⽹站".encode())) == ["人民政府门户网站"]


@given(st.text("甲乙，a1 %\n\t\u3000", max_size=40))
def test_a_text_in_one_line_keeps_its_letters_and_their_places(text: str) -> None:
    solid = Stretch.at(text, 7).solid()
    assert "".join(solid.text.split()) == "".join(text.split())
    assert "\n" not in solid.text
    for char, offset in zip(solid.text, solid.offsets, strict=True):
        assert text[offset - 7] == char or char == " "
    covered = [at for start, end in solid.spans for at in range(start, end)]
    assert covered == list(solid.offsets)
