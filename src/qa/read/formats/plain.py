"""Plain text: its encoding, its paragraphs, and tables with tabs or bars between the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from qa.errors import WenceError
from qa.read.formats.blocks import Block, Cell, Content, Paragraph, Table
from qa.read.formats.letters import settled
from qa.read.formats.stretch import Stretch
from qa.read.formats.wrapped import closes_bracket, starts_paragraph, width_of

_LINE = re.compile(r"[^\r\n]+")
_RULE = re.compile(r"[\s|:+\-—─═┼]*")


def decode(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB18030, which holds GBK and GB2312."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WenceError("文字编码无法识别，请另存为 UTF-8 编码的文本。")


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads text files; offsets are those of the file's own text, a byte order mark not counted."""

    suffixes: tuple[str, ...] = (".txt", ".text", ".md")

    def read(self, path: Path) -> Content:
        """Paragraphs and tables of a text file, whether or not its lines are broken."""
        text = settled(decode(path.read_bytes()))
        if "\x00" in text:
            raise WenceError("不是文本文件，请另存为文本、DOCX 或 PDF。")
        lines = [Stretch.at(match.group(), match.start()) for match in _LINE.finditer(text)]
        blocks: list[Block] = []
        for separator, group in groupby(lines, _separator):
            found = list(group)
            if separator and len(found) > 1:
                blocks.append(_table(found, separator))
            else:
                blocks += _paragraphs(text, found)
        return Content(text, tuple(blocks))


def _separator(line: Stretch) -> str:
    if line.text.count("\t") >= 2:
        return "\t"
    return "|" if line.text.strip().startswith("|") and line.text.count("|") >= 3 else ""


def _table(lines: list[Stretch], separator: str) -> Table:
    cells, row = [], 0
    for line in lines:
        if separator == "|" and _RULE.fullmatch(line.text):
            continue
        inner = line if separator == "\t" else _inside(line.strip())
        start = 0
        for column, text in enumerate(inner.text.split(separator)):
            cells.append(Cell(row, column, inner.cut(start, start + len(text)).strip()))
            start += len(text) + 1
        row += 1
    return Table(tuple(cells))


def _inside(line: Stretch) -> Stretch:
    return line.cut(1, len(line.text) - line.text.endswith("|"))


def _paragraphs(text: str, lines: list[Stretch]) -> Iterator[Paragraph]:
    width = width_of([line.text for line in lines])
    start = end = -1
    before = ""
    for at, line in enumerate(lines):
        blank_between = start >= 0 and text[end : line.offsets[0]].count("\n") > 1
        begins = blank_between or starts_paragraph(line.text, before, width)
        following = (one.text for one in islice(lines, at, None))
        if start < 0 or (begins and not closes_bracket(text[start:end], following)):
            yield from _between(text, start, end)
            start = line.offsets[0]
        end, before = line.offsets[-1] + 1, line.text
    yield from _between(text, start, end)


def _between(text: str, start: int, end: int) -> Iterator[Paragraph]:
    stretch = Stretch.at(text[start:end], start).strip() if start >= 0 else Stretch()
    if stretch:
        yield Paragraph(stretch)
