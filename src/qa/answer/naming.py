"""Names for records in a list: the heading sentence of a measure, or the beginning of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.plan import Measure

_HEADING = re.compile(r"^[^。，；：]{2,22}。")
_SHORT = 34


def short_name(record: Measure) -> str:
    """What a list calls a record: its own heading, else its opening words.

    >>> short_name(Measure("11.1", "n", "压缩办理时限。2019年底前将高压客户的办电时限控制在20个工作日以内。"))
    '压缩办理时限'
    """
    named = heading(record)
    if named:
        return named
    text = record.text.rstrip("。")
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def heading(record: Measure) -> str:
    """The heading sentence of a measure without its full stop, empty where it has none."""
    found = _HEADING.match(record.text)
    return found.group()[:-1] if found and len(record.text) > found.end() else ""


def listed(records: Sequence[Measure]) -> str:
    """One line a record: its number, its name and, where they change, its task."""
    return "\n".join(f"{record.measure_id} {short_name(record)}" for record in records)
