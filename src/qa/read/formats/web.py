"""Web pages: the text that a reader sees, and tables with their merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import WenceError
from qa.read.formats.blocks import Cell, Content, ContentBuilder
from qa.read.formats.plain import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_UNSEEN = frozenset(
    "head script style noscript template nav footer aside form button select textarea iframe object svg".split()
)
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd section article main header center blockquote pre hr "
    "table tbody thead tfoot tr td th caption body html fieldset figure".split()
)
_MOST_SPAN = 1000


@dataclass(frozen=True, slots=True)
class WebReader:
    """Reads HTML as it stands: scripts are left out, and no address in it is followed."""

    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".shtml")

    def read(self, path: Path) -> Content:
        """Paragraphs and tables of a page."""
        from lxml import etree, html

        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = html.document_fromstring(_text(path.read_bytes()), parser=parser)
        except (etree.LxmlError, ValueError):
            raise WenceError("网页里没有可读的内容，请重新另存网页后再试。") from None
        walk = _Walk(ContentBuilder())
        walk.into(root)
        walk.flush()
        return walk.builder.content()


def _text(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    name = named.group(1).decode("ascii", "replace").lower() if named else ""
    if name and not name.startswith(("utf", "gb")):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return _DECLARATION.sub("", decode(data))


@dataclass(slots=True)
class _Walk:
    """Goes through a page from top to bottom and gathers the text between the edges of its blocks."""

    builder: ContentBuilder
    _words: list[str] = field(default_factory=list)
    _level: int = 0

    def into(self, element: HtmlElement) -> None:
        """Read an element and all that it holds."""
        if not _is_seen(element):
            return
        if element.tag == "br":
            self._words.append("\n")
        elif element.tag == "table" and _is_grid(element):
            self.flush()
            self.builder.table(_cells(element, self.builder))
        elif element.tag in _BLOCKS:
            self.flush()
            heading = _HEADING.fullmatch(element.tag)
            self._level = int(heading.group(1)) if heading else 0
            self._words.append(_list_number(element))
            self._inside(element)
            self.flush()
        else:
            self._inside(element)

    def flush(self) -> None:
        """Write the text gathered so far as a paragraph."""
        self.builder.lines("".join(self._words), self._level)
        self._words.clear()
        self._level = 0

    def _inside(self, element: HtmlElement) -> None:
        self._words.append(_spaced(element.text))
        for child in element:
            self.into(child)
            self._words.append(_spaced(child.tail))


def _is_seen(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return False
    return not _HIDDEN.search(element.get("style") or "")


def _is_grid(table: HtmlElement) -> bool:
    """Whether a table is one, rather than a frame for laying out a page."""
    if table.find(".//table") is not None:
        return False
    return any(len(row.findall("td") + row.findall("th")) > 1 for row in table.iter("tr"))


def _cells(table: HtmlElement, builder: ContentBuilder) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    rows = list(table.iter("tr"))
    for row, element in enumerate(rows):
        column = 0
        for cell in element:
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            height = min(_span(cell, "rowspan") or len(rows), len(rows) - row)
            width = _span(cell, "colspan") or 1
            taken |= {(row + down, column + along) for down in range(height) for along in range(width)}
            yield Cell(row, column, builder.write(_cell_text(cell).strip()), height, width)
            column += width


def _span(cell: HtmlElement, name: str) -> int:
    """The value of ``rowspan`` or ``colspan``: 1 where it is missing or senseless."""
    value = (cell.get(name) or "1").strip()
    return min(int(value), _MOST_SPAN) if value.isascii() and value.isdigit() else 1


def _cell_text(cell: HtmlElement) -> str:
    words = [_spaced(cell.text)]
    for child in cell:
        if _is_seen(child):
            inner = _list_number(child) + _cell_text(child)
            words.append(f"\n{inner}\n" if child.tag in _BLOCKS or child.tag == "br" else inner)
        words.append(_spaced(child.tail))
    return "".join(words)


def _list_number(element: HtmlElement) -> str:
    """The number that a browser writes before an item of a numbered list."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol":
        return ""
    first = parent.get("start") or "1"
    start = int(first) if first.isascii() and first.isdigit() else 1
    return f"{start + sum(1 for _ in element.itersiblings('li', preceding=True))}. "


def _spaced(text: str | None) -> str:
    """A text as a browser shows it: any white space is one space."""
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")
