"""A table of duties behind a plan in paragraphs: its rows name the tasks by title and say who does them by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.read.layout.drafts import Draft
from qa.read.layout.sections import heading_of

_LONGEST_TITLE = 40
_SHORTEST_TITLE = 4
_MARKS = re.compile(r"[\W_]+")


def with_duties(told: Sequence[Draft], rows: Sequence[Draft]) -> tuple[Draft, ...] | None:
    """The measures of the paragraphs with the duties of the rows that bear their titles.

    None where the table is no such list: a row says more than a title, a title stands in no paragraph or in
    those of several tasks, or the paragraphs say no more than the table.
    """
    found: dict[int, Draft] = {}
    for row in rows:
        title = _key(row.text.text if row.text else row.task.title)
        if not _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE or (row.text and "。" in row.text.text):
            return None
        places = [at for at, draft in enumerate(told) if title in _titles(draft)]
        if len({id(told[at].task) for at in places}) != 1:
            return None
        found |= {at: _joint(found.get(at, told[at]), row) for at in places}
    if _length(list(found.values())) <= 2 * _length(rows):
        return None
    return tuple(found.get(at, draft) for at, draft in enumerate(told))


def _joint(draft: Draft, row: Draft) -> Draft:
    notes, missing = ((*a, *b) for a, b in ((draft.notes, row.notes), (draft.missing, row.missing)))
    beside = draft.beside + row.beside
    return replace(draft, duty=draft.duty.over(row.duty), notes=notes, missing=missing, beside=beside)


def _titles(draft: Draft) -> set[str]:
    heading = heading_of(draft.text)[0] if draft.text else ""
    return {_key(draft.task.title), _key(heading)} - {""}


def _key(title: str) -> str:
    return _MARKS.sub("", title)


def _length(drafts: Sequence[Draft]) -> int:
    return sum(len(draft.text.text) for draft in drafts if draft.text)
