"""What every file format is read into: paragraphs and tables in order, and the text that they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, Protocol

from qa.read.formats.letters import settled
from qa.read.formats.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``level`` is that of the heading that it is marked as, 0 where it is none."""

    stretch: Stretch
    level: int = 0

    @property
    def text(self) -> str:
        """The paragraph in one line."""
        return self.stretch.solid().text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and the rows and columns that it covers; a merged cell is one cell.

    ``doubt`` marks a blank that may stand for the cell above: "page" at the top of a page that may cut a merged
    cell, "blank" where the column does not tell whether its blanks do.
    """

    row: int
    column: int
    stretch: Stretch
    height: int = 1
    width: int = 1
    doubt: Literal["", "page", "blank"] = ""

    @property
    def text(self) -> str:
        """The cell's text in one line."""
        return self.stretch.solid().text


@dataclass(frozen=True)
class Table:
    """A table; ``continues`` says that a page break alone parts it from the table before, ``sheet`` names its sheet."""

    cells: tuple[Cell, ...]
    continues: bool = False
    sheet: str = ""

    @cached_property
    def height(self) -> int:
        """The number of rows."""
        return max((cell.row + cell.height for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.width for cell in self.cells), default=0)

    @cached_property
    def _places(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.height)
            for column in range(cell.column, cell.column + cell.width)
        }

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place, None where the table has a hole."""
        return self._places.get((row, column))

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row, from left to right, each once."""
        found = (self.at(row, column) for column in range(self.width))
        return tuple(dict.fromkeys(cell for cell in found if cell is not None))


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Content:
    """A file's blocks and its text form, which the offsets of all stretches refer to."""

    text: str
    blocks: tuple[Block, ...]


class Reader(Protocol):
    """Reads files of one format; raises WenceError where a file of that format cannot be read."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of the names of such files, in lower case."""
        ...

    def read(self, path: Path) -> Content:
        """The file's paragraphs and tables; nothing in the file is run and nothing is fetched."""
        ...


@dataclass(slots=True)
class ContentBuilder:
    """Puts a text form together, one block after the other, for formats that are not plain text."""

    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def write(self, text: str) -> Stretch:
        """Add a piece of text on a line of its own and return where it stands."""
        text = settled(text)
        stretch = Stretch.at(text, self._length)
        self._parts.append(text + "\n")
        self._length += len(text) + 1
        return stretch

    def paragraph(self, text: str, level: int = 0) -> None:
        """Add a paragraph, unless it is blank."""
        if text.strip():
            self.blocks.append(Paragraph(self.write(text.strip()), level))

    def lines(self, text: str, level: int = 0) -> None:
        """Add a paragraph whose lines were broken by hand: one each, but for a line that a bracket runs through."""
        gathered = ""
        for line in text.split("\n"):
            gathered += ("\n" if gathered else "") + line
            if sum(gathered.count(char) for char in "（(〔") <= sum(gathered.count(char) for char in "）)〕"):
                self.paragraph(gathered, level)
                gathered = ""
        self.paragraph(gathered, level)

    def table(self, cells: Iterable[Cell], *, continues: bool = False, sheet: str = "") -> None:
        """Add a table, unless it has no cells."""
        found = tuple(cells)
        if found:
            self.blocks.append(Table(found, continues, sheet))

    def content(self) -> Content:
        """All that was added."""
        return Content("".join(self._parts), tuple(self.blocks))
