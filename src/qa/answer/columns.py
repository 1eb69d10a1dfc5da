"""The measures by what lists filter them by (units, areas, tasks, due dates), as arrays: a filter is a mask over all records.

Built once; a question then costs the same few array operations over ten measures as over a million (docs/scale.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from qa.plan import Measure

Mask = NDArray[np.bool_]
Places = NDArray[np.int32]
Key = TypeVar("Key", bound=Hashable)


class Column(Generic[Key]):
    """Where each value of one kind stands: positions, ascending, among ``size`` records."""

    def __init__(self, size: int, pairs: Iterable[tuple[int, Key]]) -> None:
        self._size = size
        held: defaultdict[Key, list[int]] = defaultdict(list)
        for position, key in pairs:
            held[key].append(position)
        self._held = {key: np.array(positions, dtype=np.int32) for key, positions in held.items()}

    def __contains__(self, key: Key) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[Key]:
        return iter(self._held)

    def among(self, key: Key, mask: Mask) -> Places:
        """Positions of the records in a mask that have ``key``."""
        places = self._held[key]
        return places[mask[places]]

    def having(self, keys: Iterable[Key]) -> Mask:
        """Which records have one of ``keys``."""
        mask = np.zeros(self._size, dtype=np.bool_)
        for key in keys:
            if key in self._held:
                mask[self._held[key]] = True
        return mask

    def where(self, fits: Callable[[Key], bool]) -> Mask:
        """Which records have a value that ``fits``; it is called once for each different value."""
        return self.having(key for key in self._held if fits(key))

    def at(self, key: Key) -> tuple[int, ...]:
        """Positions of the records that have ``key``."""
        return tuple(self._held[key].tolist()) if key in self._held else ()


class Columns:
    """The measures among ``records`` by lead and supporting unit, area, due date, task number and task.

    Masks are as long as ``records``; passages around the plan's table are in none of them.
    """

    def __init__(self, records: Sequence[Measure]) -> None:
        size = len(records)
        self.measures: Mask = np.fromiter((r.is_measure for r in records), dtype=np.bool_, count=size)
        rows = [(i, record) for i, record in enumerate(records) if record.is_measure]
        self.lead = Column(size, ((i, unit) for i, record in rows for unit in record.lead))
        self.support = Column(size, ((i, unit) for i, record in rows for unit in record.support))
        self.area = Column(size, ((i, record.area) for i, record in rows))
        self.due = Column(size, ((i, due) for i, record in rows for due in record.deadlines))
        self.task_no = Column(size, ((i, record.task_no) for i, record in rows))
        self.task = Column(size, ((i, (record.document, record.task_no)) for i, record in rows))
        self.dated = self.due.where(lambda _: True)


def positions(mask: Mask) -> tuple[int, ...]:
    """Positions of the records in a mask, ascending."""
    return tuple(np.flatnonzero(mask).tolist())
