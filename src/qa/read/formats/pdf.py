"""PDF files that hold text: ruled tables by their lines, and paragraphs put together from the lines between."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import WenceError
from qa.read.formats.blocks import Cell, Content, ContentBuilder
from qa.read.formats.bounds import MOST_PAGES
from qa.read.formats.pdf_lines import Line, Word, lines_of, paragraphs

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table as RuledTable

_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·.]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[\s\-—–－·.]*"
)
_SAME_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class PdfReader:
    """Reads PDF files with a text layer; pictures of pages hold no text and are refused."""

    suffixes: tuple[str, ...] = (".pdf",)

    def read(self, path: Path) -> Content:
        """Paragraphs and tables, page by page."""
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException

        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        try:
            with pdfplumber.open(path) as document:
                if len(document.pages) > MOST_PAGES:
                    raise WenceError(f"超过 {MOST_PAGES} 页，请只保留方案正文和附表后重试。")
                pages = [_page(page) for page in document.pages]
        except PdfminerException as problem:
            locked = "Password" in repr(problem) or "Encryption" in repr(problem)
            why = "设有打开密码，请解除密码后重试" if locked else "不是完好的 PDF 文件，请重新另存后再试"
            raise WenceError(f"{why}。") from None
        if not any(page.words for page in pages):
            raise WenceError("是扫描件，里面没有文字；请先做文字识别（OCR），另存为 DOCX 或带文字的 PDF。")
        return _content(_without_running_heads(pages))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's words and its tables, each table as boxes in rows and columns."""

    words: tuple[Word, ...]
    tables: tuple[tuple[_Box, ...], ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell's edges on the page, and the rows and columns that it covers."""

    left: float
    top: float
    right: float
    bottom: float
    row: int
    column: int
    height: int
    width: int

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word is inside."""
        return self.left <= word.middle <= self.right and self.top <= word.centre <= self.bottom


def _page(page: Page) -> _Page:
    chars = page.dedupe_chars().chars
    words = tuple(
        Word(c["text"], c["x0"], c["x1"], c["top"], c["bottom"]) for c in chars if c.get("upright", True)
    )
    tables = tuple(_boxes(table) for table in page.find_tables(_settings(page)))
    page.close()
    return _Page(words, tuple(boxes for boxes in tables if len(boxes) > 3), float(page.height))


def _settings(page: Page) -> dict[str, Any]:
    """How to find tables: where a page break has cut a row, its upright lines end at an edge that is not drawn."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    ends = {min(e["top"] for e in upright), max(e["bottom"] for e in upright)} if upright else set()
    return {"explicit_horizontal_lines": sorted(ends)}


def _boxes(table: RuledTable) -> tuple[_Box, ...]:
    """The cells between the lines; one that covers several rows or columns is a merged cell."""
    cells: list[Any] = [cell for cell in table.cells if cell is not None]
    across = _edges([x for cell in cells for x in (cell[0], cell[2])])
    down = _edges([y for cell in cells for y in (cell[1], cell[3])])
    boxes = []
    for left, top, right, bottom in cells:
        column, row = _index(across, left), _index(down, top)
        height, width = _index(down, bottom) - row, _index(across, right) - column
        boxes.append(_Box(left, top, right, bottom, row, column, max(1, height), max(1, width)))
    return tuple(sorted(boxes, key=lambda box: (box.row, box.column)))


def _edges(values: Iterable[float]) -> list[float]:
    """Positions of lines; those that nearly meet are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME_EDGE:
            found.append(value)
    return found


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _without_running_heads(pages: Sequence[_Page]) -> list[_Page]:
    """Pages without page numbers and without the lines that stand at the edge of most pages."""
    edges = [_edge_lines(page) for page in pages]
    often = Counter(line.text for lines in edges for line in lines)
    kept = []
    for page, lines in zip(pages, edges, strict=True):
        running = [
            line
            for line in lines
            if _PAGE_NUMBER.fullmatch(line.text) or (len(pages) > 2 and often[line.text] > len(pages) / 2)
        ]
        gone = {word for line in running for word in line.words}
        kept.append(_Page(tuple(w for w in page.words if w not in gone), page.tables, page.height))
    return kept


def _edge_lines(page: _Page) -> list[Line]:
    """The first and the last line of a page, where they stand outside its tables."""
    frames = [_frame(boxes) for boxes in page.tables]
    outside = [word for word in page.words if not any(frame.holds(word) for frame in frames)]
    lines = lines_of(outside)
    found = [line for line in (lines[:1] + lines[-1:]) if line]
    return [line for line in found if line.top < page.height * 0.12 or line.top > page.height * 0.85]


def _content(pages: Sequence[_Page]) -> Content:
    builder = ContentBuilder()
    waiting: list[Line] = []
    after_table = False
    for page in pages:
        tables = sorted(page.tables, key=lambda boxes: _frame(boxes).top)
        rest = list(page.words)
        for boxes in tables:
            frame = _frame(boxes)
            inside = [word for word in rest if frame.holds(word)]
            above = [word for word in rest if word.centre < frame.top]
            rest = [word for word in rest if word.centre >= frame.top and not frame.holds(word)]
            waiting += lines_of(above)
            continues = after_table and not waiting
            _write(builder, waiting)
            builder.table(_cells(boxes, inside, builder), continues=continues)
            after_table = True
        below = lines_of(rest)
        waiting += below
        after_table = after_table and not below
    _write(builder, waiting)
    return builder.content()


def _frame(boxes: Sequence[_Box]) -> _Box:
    """The outer edges of a table."""
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    return _Box(left, top, right, bottom, 0, 0, 1, 1)


def _write(builder: ContentBuilder, waiting: list[Line]) -> None:
    for text in paragraphs(waiting):
        builder.paragraph(text)
    waiting.clear()


def _cells(boxes: Sequence[_Box], words: Sequence[Word], builder: ContentBuilder) -> Iterator[Cell]:
    for box in boxes:
        inside = [word for word in words if box.holds(word)]
        text = "\n".join(line.text for line in lines_of(inside))
        yield Cell(box.row, box.column, builder.write(text), box.height, box.width)
