"""An annex that says who does each numbered measure, with or without a short title: 第3项　牵头单位：…；责任单位：…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.read.formats.blocks import Block, Paragraph
from qa.read.formats.stretch import Stretch, joined
from qa.read.layout.columns import Role, Row, role_of
from qa.read.layout.drafts import Draft
from qa.read.layout.duties import Duty, duty_of, is_note, label_at
from qa.read.layout.names import is_list_title
from qa.read.layout.numbering import mark_at, to_number
from qa.read.layout.rows import is_blank, rows_of
from qa.read.layout.units_text import starts_unit

_ONE = r"(?:\d{1,3}|[一二三四五六七八九十]{1,4})"
_SEVERAL = rf"{_ONE}(?:\s*[—－–\-~～至到和及、，,]\s*第?{_ONE}[项条]?)*"
_TOLD = re.compile(
    rf"第\s*(?P<listed>{_SEVERAL})\s*[项条](?:任务|措施|事项|工作|举措)?|"
    rf"(?:任务|措施|事项|举措|条目)(?P<named>{_SEVERAL})(?=[\s：:（(])|(?P<plain>\d{{1,3}})\s*(?:[．、]|\.(?!\d))"
)
_NUMBER = re.compile(rf"(?P<to>[—－–\-~～至到]\s*第?)?(?P<number>{_ONE})")
_AROUND = " 　\t:：，,；;。、"
_CUT = re.compile(r"[：:\s　（(〔\[]+")
_LONGEST_HEADING = 40
_LONGEST_NAME = 14
_SAYS_WHO: frozenset[Role | None] = frozenset({"lead", "unit", "support", "due", "people"})
_FEWEST = 3
_ALIKE = 0.5
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who does the measures of some numbers, as one line of an annex says it under its heading ``area``."""

    numbers: tuple[int, ...]
    title: str
    area: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class NumberedAnnex:
    """The lines of such an annex, and the paragraphs without it."""

    lines: tuple[Attribution, ...]
    rest: tuple[Paragraph, ...]


def numbered_annex(paragraphs: Sequence[Paragraph], *, first_leads: bool) -> NumberedAnnex:
    """Find the annex among a plan's paragraphs; no lines where there is none."""
    found = {
        at: line
        for at, paragraph in enumerate(paragraphs)
        if (line := _line(paragraph.stretch.text.strip(), first_leads=first_leads))
    }
    start = _start(paragraphs, sorted(found))
    if start is None:
        return NumberedAnnex((), tuple(paragraphs))
    area, lines, end = _bare(paragraphs[start - 1].text) if start else "", [], max(found) + 1
    for at in range(start, end):
        if at in found:
            lines.append(replace(found[at], area=area))
        else:
            area = _bare(paragraphs[at].text)
    rest = (*paragraphs[: _above(paragraphs, start)], *paragraphs[end:])
    return NumberedAnnex(tuple(lines), rest)


def _start(paragraphs: Sequence[Paragraph], places: Sequence[int]) -> int | None:
    """Where the last lines begin that have nothing but headings between them."""
    start = len(paragraphs)
    for at in reversed(places):
        between = paragraphs[at + 1 : start]
        if at != places[-1] and any(len(p.text) > _LONGEST_HEADING or "。" in p.text for p in between):
            break
        start = at
    return start if sum(at >= start for at in places) >= _FEWEST else None


def _above(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where the annex's own title and first heading begin above its first line."""
    while start:
        text = paragraphs[start - 1].text
        title = is_list_title(text) and not re.search(r"[：:。，]", text)
        again = any(paragraph.text == text for paragraph in paragraphs[: start - 1])
        if len(text) > _LONGEST_HEADING or not (title or again):
            break
        start -= 1
    return start


def _bare(heading: str) -> str:
    mark = mark_at(heading)
    return heading[mark.length :].strip() if mark else heading


def _line(text: str, *, first_leads: bool) -> Attribution | None:
    """A line that is a number, perhaps a short title, and the units; None for any other."""
    mark = _TOLD.match(text)
    if mark is None:
        return None
    title, note = _parted(text[mark.end() :].strip(_AROUND))
    if not note or len(title) > _LONGEST_HEADING or "。" in title:
        return None
    numbers = tuple(_numbers(mark["listed"] or mark["named"] or mark["plain"]))
    return Attribution(numbers, title, "", duty_of(note, first_leads=first_leads))


def _parted(text: str) -> tuple[str, str]:
    """A short title and the units behind it, which are empty where no units stand there."""
    label = label_at(text)
    cuts = [label] if label is not None else [0, *(match.end() for match in _CUT.finditer(text))]
    for cut in (*(at for at in cuts if starts_unit(text[at:])), *reversed(cuts)):
        note = _opened(text[cut:].strip(_AROUND))
        if is_note(note):
            return text[:cut].strip(_AROUND + "（(〔[《》"), note
    return text, ""


def _opened(note: str) -> str:
    """A note without the bracket that closes it, where it was opened before the note."""
    closes = note[-1:] in tuple("）)〕]") and sum(map(note.count, "（(〔[")) < sum(map(note.count, "）)〕]"))
    return note[:-1] if closes else note


def _numbers(text: str) -> Iterator[int]:
    """The numbers that 1、3—5 stands for."""
    last = 0
    for match in _NUMBER.finditer(text):
        number = to_number(match["number"])
        yield from range(last + 1 if match["to"] else number, number + 1)
        last = number


def with_lines(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each table of nothing but numbers, units and dates as lines: 第3项　牵头单位：…；完成时限：…."""
    found: list[Block] = []
    heads: Row | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            heads = None
            found.append(block)
            continue
        rows = rows_of(block)
        goes_on = block.continues and heads is not None and len(rows[0]) == len(heads)
        heads = rows[0] if _heads_numbers(rows[0]) else heads if goes_on else None
        if heads is None:
            found.append(block)
        else:
            found += [Paragraph(_spelled_out(heads, row)) for row in rows if not _heads_numbers(row)]
    return tuple(found)


def _heads_numbers(row: Row) -> bool:
    """Whether a row heads a column of numbers and columns of units, perhaps of dates, and no others."""
    roles = [role_of(cell.text) if cell and len(cell.text) <= _LONGEST_NAME else None for cell in row]
    return roles[0] == "number" and {*roles[1:]} <= _SAYS_WHO and not {"lead", "unit"}.isdisjoint(roles)


def _spelled_out(heads: Row, row: Row) -> Stretch:
    number, *cells = row
    parts = [Stretch.put_in("第"), number.stretch.solid() if number else Stretch(), Stretch.put_in("项")]
    for head, cell in zip(heads[1:], cells, strict=True):
        if head and cell and not is_blank(cell):
            colon, stop = Stretch.put_in("："), Stretch.put_in("；")
            parts += [head.stretch.solid(), colon, cell.stretch, stop]
    return joined(parts)


def lines_of(rows: Sequence[Draft]) -> tuple[Attribution, ...]:
    """The rows of a table as such lines, none where a row bears no number or says more than a title."""
    lines: list[Attribution] = []
    for row in rows:
        title = row.text.text if row.text else row.task.title
        number = row.number or row.serial or row.task.number
        if number is None or len(title) > _LONGEST_HEADING or "。" in title:
            return ()
        lines.append(Attribution((number,), title, row.area.title if row.area else "", row.duty))
    return tuple(lines)


def with_numbered(told: Sequence[Draft], lines: Sequence[Attribution]) -> tuple[Draft, ...] | None:
    """The measures with the duties of the lines that bear their numbers, or those of their tasks.

    None where the numbers are not those of different measures or tasks, where titles beside them tell of something
    else, or where most measures name their units themselves.
    """
    for by_task in (False, True):
        for by_area in (False, True):
            found = _found(told, lines, _places(told, by_task=by_task, by_area=by_area), by_area=by_area)
            if found and 2 * sum(bool(told[at].duty.lead) for at in found) <= len(found):
                return tuple(replace(d, duty=d.duty.over(found.get(at, Duty()))) for at, d in enumerate(told))
    return None


def _places(told: Sequence[Draft], *, by_task: bool, by_area: bool) -> dict[_Key, list[int]]:
    """Where the measures of a number stand; a number of several measures or tasks is none."""
    places: dict[_Key, list[int]] = {}
    for at, draft in enumerate(told):
        number = draft.task.number if by_task else draft.number
        area = draft.area.title if by_area and draft.area else ""
        if number is not None:
            places.setdefault((area, number), []).append(at)
    return {
        key: ats
        for key, ats in places.items()
        if len(ats) == 1 or (by_task and len({id(told[at].task) for at in ats}) == 1)
    }


def _found(
    told: Sequence[Draft], lines: Sequence[Attribution], places: Mapping[_Key, list[int]], *, by_area: bool
) -> dict[int, Duty]:
    """The duties by the places of the measures, empty where a line fits no measure."""
    found: dict[int, Duty] = {}
    for line in lines:
        keys = [(line.area if by_area else "", number) for number in line.numbers]
        ats = [at for key in keys for at in places.get(key, ())]
        if not all(key in places for key in keys) or not _tells_of(line.title, [told[at] for at in ats]):
            return {}
        for at in ats:
            found[at] = found.get(at, Duty()) | line.duty
    long = sum(len(text.text) for at in found if (text := told[at].text) is not None)
    return found if long > 2 * sum(len(line.title) for line in lines) else {}


def _tells_of(title: str, drafts: Sequence[Draft]) -> bool:
    """Whether at least half of a title's pairs of characters stand in the measures that it is said to be of."""
    pairs = {title[at : at + 2] for at in range(len(title) - 1)}
    text = "".join(draft.task.title + (draft.text.text if draft.text else "") for draft in drafts)
    return sum(pair in text for pair in pairs) >= _ALIKE * len(pairs)
