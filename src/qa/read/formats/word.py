"""Word files (DOCX): paragraphs with the numbers that Word writes by itself, and tables with merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import WenceError
from qa.read.formats.blocks import Cell, Content, ContentBuilder
from qa.read.formats.bounds import check_package
from qa.read.formats.word_numbers import AutoNumbers
from qa.read.formats.wrapped import rejoined

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " "}
_UNSEEN = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "drawing", "pict")
)
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads DOCX files; text that tracked changes have deleted is left out."""

    suffixes: tuple[str, ...] = (".docx", ".docm")

    def read(self, path: Path) -> Content:
        """Paragraphs and tables of a document."""
        from docx import Document
        from docx.opc.exceptions import OpcError
        from lxml.etree import LxmlError

        check_package(path)
        try:
            document = Document(str(path))
        except (OpcError, LxmlError, KeyError, ValueError):
            raise WenceError("不是完好的 DOCX 文件，请用办公软件打开后重新另存。") from None
        return _Walk(ContentBuilder(), AutoNumbers.of(document), _heading_levels(document)).read(document)


def _heading_levels(document: Document) -> dict[str, int]:
    """The level of every style that is a heading, by the style's id."""
    found = ((style.style_id, _HEADING.fullmatch(style.name or "")) for style in document.styles)
    return {style: int(match.group(1)) for style, match in found if match}


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through the body of a document from top to bottom."""

    builder: ContentBuilder
    numbers: AutoNumbers
    levels: dict[str, int]

    def read(self, document: Document) -> Content:
        waiting: list[tuple[str, int]] = []
        for element in _blocks(document.element.body):
            if element.tag == f"{_W}tbl":
                self._write(waiting)
                self.builder.table(self._cells(element))
            else:
                style = element.find(f"{_W}pPr/{_W}pStyle")
                waiting.append((self._text(element), self.levels.get(_value(style), 0)))
        self._write(waiting)
        return self.builder.content()

    def _write(self, waiting: list[tuple[str, int]]) -> None:
        for lines, level in rejoined(waiting):
            if len(lines) == 1:
                self.builder.lines(lines[0], level)
            else:
                self.builder.paragraph("\n".join(lines), level)
        waiting.clear()

    def _text(self, paragraph: Element) -> str:
        return self.numbers.next(paragraph) + "".join(_words(paragraph))

    def _cells(self, table: Element) -> Iterator[Cell]:
        """Cells in reading order, once the rows below have told how far each of them reaches."""
        cells: list[Cell] = []
        above: dict[int, int] = {}
        for row, element in enumerate(_found(table, "tr")):
            column = _number(element.find(f"{_W}trPr/{_W}gridBefore"), 0)
            for cell in _found(element, "tc"):
                width = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merge is not None and _value(merge) != "restart" and column in above:
                    at = above[column]
                    cells[at] = replace(cells[at], height=row - cells[at].row + 1)
                else:
                    text = "\n".join(self._text(p) for p in cell.iter(f"{_W}p"))
                    above[column] = len(cells)
                    cells.append(Cell(row, column, self.builder.write(text.strip()), 1, width))
                column += width
        return iter(cells)


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, those inside content controls included."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child)


def _found(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside content controls included."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _found(child, name)


def _words(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[str(child.tag)]
        elif child.tag not in _UNSEEN:
            yield from _words(child)


def _value(element: Element | None) -> str:
    return "" if element is None else str(element.get(f"{_W}val") or "")


def _number(element: Element | None, default: int) -> int:
    value = _value(element)
    return int(value) if value.isascii() and value.isdigit() else default
