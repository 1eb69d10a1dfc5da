"""The titles that stand above tables (附件2, 区县任务分工表): where a file has several tables, they tell their rows apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa.read.formats.blocks import Block, Paragraph, Table
from qa.read.layout.columns import Row, head_at
from qa.read.layout.names import is_list_title
from qa.read.layout.numbering import mark_at
from qa.read.layout.rows import is_blank, rows_of

_ANNEX = re.compile(r"附[件表]\s*[\d一二三四五六七八九十]*")
_LONGEST = 40
_LINES = 2


@dataclass(frozen=True, slots=True)
class Title:
    """A table's title in one line, empty where it does not tell the table from others.

    ``lines`` of the paragraphs above the head are it, or of the table's own rows where ``own``.
    """

    name: str
    lines: int
    own: bool


def titles_of(blocks: Sequence[Block]) -> Mapping[int, Title]:
    """The titles of a file's tables by their places among the blocks."""
    found = {at: title for at in range(len(blocks)) if (title := _title(blocks, at)) is not None}
    names = [title.name for title in found.values()]
    if len(set(names)) == len(names) > 1:
        return found
    return {at: replace(title, name="") for at, title in found.items() if title.own}


def _title(blocks: Sequence[Block], at: int) -> Title | None:
    """The title right above a table's head; the first lines of a file are the plan's own title."""
    table = blocks[at]
    if not isinstance(table, Table) or table.continues:
        return None
    rows = rows_of(table)
    head = next((row for row in range(len(rows)) if head_at(rows, row)), None)
    if head is None:
        return None
    lines = [_line(row) for row in rows[:head]]
    own = bool(lines)
    if not own:
        above = blocks[max(0, at - _LINES) : at]
        lines = [block.text if isinstance(block, Paragraph) else "" for block in above]
    kept: list[str] = []
    for line in reversed(lines):
        if len(kept) == _LINES or not _is_title(line) or (kept and not _ANNEX.fullmatch(line)):
            break
        kept.insert(0, line)
    if not kept or (at if own else at - len(kept)) <= 0:
        return None
    if own and not _ANNEX.match(kept[0]) and _ANNEX.fullmatch(table.sheet):
        kept.insert(0, table.sheet)
        return Title(" ".join(kept), len(kept) - 1, own)
    return Title(" ".join(kept), len(kept), own)


def _line(row: Row) -> str:
    """The text of a row that holds one."""
    cells = {id(cell): cell for cell in row if cell is not None and not is_blank(cell)}
    return next(iter(cells.values())).text if len(cells) == 1 else ""


def _is_title(line: str) -> bool:
    short = 0 < len(line) <= _LONGEST and not re.search("[。；，]", line)
    return short and is_list_title(line) and (mark_at(line) is None or bool(_ANNEX.match(line)))
