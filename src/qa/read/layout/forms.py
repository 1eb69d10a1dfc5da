"""Measures written as forms (任务：…, 措施：…, 牵头单位：…), in lines or as a card of labels and values, are rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.read.formats.blocks import Block, Cell, Paragraph, Table
from qa.read.formats.stretch import Stretch, joined
from qa.read.layout.columns import Role, role_of
from qa.read.layout.rows import is_blank

_FIELD = re.compile(r"[\s　]*(?P<label>[一-龥]{2,8})[\s　]*[:：]")
_LONGEST_LABEL = 10
Field = tuple[Role, Stretch, Stretch]
Form = dict[Role, Field]


def tabulated(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each run of forms or of cards among them as one table with the fields' names for its head."""
    found: list[Block] = []
    lines: list[tuple[Paragraph, Field]] = []
    cards: list[Form] = []
    for block in blocks:
        field = _field(block) if isinstance(block, Paragraph) else None
        card = _card(block) if isinstance(block, Table) else None
        if field is None:
            found += _settled(lines)
            lines = []
        if card is None:
            found += [_table(cards)] if cards else []
            cards = []
        if field is not None and isinstance(block, Paragraph):
            lines.append((block, field))
        elif card is not None:
            cards.append(card)
        else:
            found.append(block)
    return (*found, *_settled(lines), *([_table(cards)] if cards else []))


def _field(paragraph: Paragraph) -> Field | None:
    match = _FIELD.match(paragraph.stretch.text)
    role = role_of(match["label"]) if match else None
    if match is None or role in (None, "people", "other"):
        return None
    label = paragraph.stretch.cut(match.start("label"), match.end("label"))
    return role, label, paragraph.stretch.cut(match.end()).strip()


def _card(table: Table) -> Form | None:
    """The fields of a table in which a label stands before each value, None where it is no such table."""
    form: Form = {}
    for row in range(table.height):
        cells = table.row(row)
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            if is_blank(label) and is_blank(value):
                continue
            role = role_of(label.text) if len(label.text) <= _LONGEST_LABEL else None
            if role is None or label.row != row:
                return None
            before = form[role][2] if role in form else Stretch()
            form[role] = (role, label.stretch, joined([before, value.stretch]))
    whole = ("measure" in form or "task" in form) and ("lead" in form or "unit" in form)
    return form if whole else None


def _settled(run: Sequence[tuple[Paragraph, Field]]) -> Iterator[Block]:
    """A run as a table where every form of it says what is to be done, else as the paragraphs that it was."""
    forms: list[Form] = []
    for _, field in run:
        if not forms or field[0] in forms[-1]:
            forms.append({})
        forms[-1][field[0]] = field
    units = any(role in form for form in forms for role in ("lead", "unit"))
    if not units or not all("measure" in form or "task" in form for form in forms):
        yield from (paragraph for paragraph, _ in run)
        return
    yield _table(forms)


def _table(forms: Sequence[Form]) -> Table:
    heads = {role: label for form in reversed(forms) for role, label, _ in form.values()}
    cells = [Cell(0, column, label) for column, label in enumerate(heads.values())]
    for row, form in enumerate(forms, start=1):
        for column, role in enumerate(heads):
            cells.append(Cell(row, column, form[role][2] if role in form else Stretch()))
    return Table(tuple(cells))
