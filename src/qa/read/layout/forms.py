"""Measures written as forms, one field a line (任务：…, 措施：…, 牵头单位：…), are rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.read.formats.blocks import Block, Cell, Paragraph, Table
from qa.read.formats.stretch import Stretch
from qa.read.layout.columns import Role, role_of

_FIELD = re.compile(r"[\s　]*(?P<label>[一-龥]{2,8})[\s　]*[:：]")
Field = tuple[Role, Stretch, Stretch]


def tabulated(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each run of forms among them as one table with the fields' names for its head."""
    found: list[Block] = []
    run: list[tuple[Paragraph, Field]] = []
    for block in blocks:
        field = _field(block) if isinstance(block, Paragraph) else None
        if field is not None and isinstance(block, Paragraph):
            run.append((block, field))
            continue
        found += _settled(run)
        run = []
        found.append(block)
    return (*found, *_settled(run))


def _field(paragraph: Paragraph) -> Field | None:
    match = _FIELD.match(paragraph.stretch.text)
    role = role_of(match["label"]) if match else None
    if match is None or role is None or role == "other":
        return None
    label = paragraph.stretch.cut(match.start("label"), match.end("label"))
    return role, label, paragraph.stretch.cut(match.end()).strip()


def _settled(run: Sequence[tuple[Paragraph, Field]]) -> Iterator[Block]:
    """A run as a table where every form of it says what is to be done, else as the paragraphs that it was."""
    forms: list[dict[Role, Field]] = []
    for _, field in run:
        if not forms or field[0] in forms[-1]:
            forms.append({})
        forms[-1][field[0]] = field
    units = any(role in form for form in forms for role in ("lead", "unit"))
    if not units or not all("measure" in form or "task" in form for form in forms):
        yield from (paragraph for paragraph, _ in run)
        return
    heads = {role: label for form in reversed(forms) for role, label, _ in form.values()}
    cells = [Cell(0, column, label) for column, label in enumerate(heads.values())]
    for row, form in enumerate(forms, start=1):
        for column, role in enumerate(heads):
            cells.append(Cell(row, column, form[role][2] if role in form else Stretch()))
    yield Table(tuple(cells))
