"""The side of earlier wordings: how near a question is to ones whose answer, or lack of one, is known.

Measured on questions that it does not hold (docs/decisions/0003-asked-questions.md), it brings three
points of hit@1 over dense and lexical evidence, and most of what tells a missing attribute from a given one.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qa.index.dense import Dense
from qa.index.vectors import Bytes, Floats, Ints, stream
from qa.plan import Measure
from qa.read.asked import AskedQuestion

VECTORS = "asked.npy"
AXES = "asked_axes.npy"
OWNERS = "asked_owners.npy"
UNASKED = -1.0

LEADING = 64
"""All wordings are compared along so many leading axes, which hold most of what tells them apart."""
EXACT = 128
"""So many of the nearest are then compared exactly."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Wordings as vectors (m, d), centred as questions.

    The first rows are answered, one row for each wording and record, in the order of the records; the others must
    be refused. ``axes`` (l, d) are the widest axes of all rows and ``leading`` (m, l) the rows along them,
    axis after axis in memory: so a product takes two thirds of the time. ``records`` are the records that have rows and
    ``firsts`` the first row of each; ``answered`` counts the answered rows.
    """

    vectors: Floats
    axes: Floats
    leading: Floats
    records: Ints
    firsts: Ints
    answered: int

    @classmethod
    def of(cls, vectors: Floats, axes: Floats, owners: Ints) -> Asked:
        """From rows (m, d) in their order and the record of each answered row, ascending."""
        records, firsts = np.unique(owners, return_index=True)
        leading = np.asfortranarray(vectors @ axes.T)
        return cls(vectors, axes, leading, records, firsts, len(owners))

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.vectors)

    @classmethod
    def build(
        cls, questions: Sequence[AskedQuestion], vectors: Floats, records: Sequence[Measure], dense: Dense
    ) -> Asked:
        """From wordings and their vectors (m, d) as the model gives them; unknown measure ids are passed over."""
        places = {(record.document, record.measure_id): place for place, record in enumerate(records)}
        pairs = sorted(
            (places[asked.document, measure_id], row)
            for row, asked in enumerate(questions)
            for measure_id in asked.measure_ids
            if (asked.document, measure_id) in places
        )
        answered = [row for _, row in pairs]
        order = [*answered, *sorted(set(range(len(questions))) - set(answered))]
        rows = [dense.query(vectors[row]) for row in order]
        stacked = (np.stack(rows) if rows else np.zeros((0, len(dense.centre)))).astype(np.float32)
        _, axes = np.linalg.eigh(stacked.T @ stacked)
        widest = np.ascontiguousarray(axes.T[::-1][:LEADING], dtype=np.float32)
        return cls.of(stacked, widest, np.array([place for place, _ in pairs], dtype=np.int64))

    def similarity(self, query: Floats, positions: Ints) -> tuple[Floats, float]:
        """Cosines of a centred question (d,) with what is nearest to it among the wordings.

        For each of the ascending ``positions`` that with the record's own nearest wording, and that with the
        nearest wording that must be refused; ``UNASKED`` where there is none.
        """
        found = np.full(len(positions), UNASKED, dtype=np.float32)
        if not len(self) or not len(positions):
            return found, UNASKED
        near = self._near(query)
        if self.answered:
            best = np.maximum.reduceat(near[: self.answered], self.firsts)
            place = np.minimum(np.searchsorted(positions, self.records), len(positions) - 1)
            inside = positions[place] == self.records
            found[place[inside]] = best[inside]
        return found, float(near[self.answered :].max()) if self.answered < len(self) else UNASKED

    def _near(self, query: Floats) -> Floats:
        """Cosines with all rows: exact for the ``EXACT`` nearest, close for the others."""
        near: Floats = self.leading @ (self.axes @ query)
        nearest = np.argpartition(near, -EXACT)[-EXACT:] if len(near) > EXACT else np.arange(len(near))
        near[nearest] = self.vectors.take(nearest, axis=0) @ query
        return near

    def to_files(self) -> dict[str, bytes]:
        """The content of the files, by name."""
        owners = np.repeat(self.records, np.diff([*self.firsts, self.answered]))
        return {
            VECTORS: _array(self.vectors.astype(np.float16)),
            AXES: _array(self.axes),
            OWNERS: _array(owners.astype(np.int64)),
        }

    @classmethod
    def from_files(cls, files: Mapping[str, Bytes]) -> Asked:
        """Read what :meth:`to_files` wrote."""
        vectors, axes, owners = (np.load(stream(files[name])) for name in (VECTORS, AXES, OWNERS))
        return cls.of(vectors.astype(np.float32), axes, owners)


def of_documents(wordings: Sequence[AskedQuestion], records: Sequence[Measure]) -> tuple[AskedQuestion, ...]:
    """The wordings asked of the documents of ``records``: those of a document that is not there say nothing."""
    numbers = {record.document for record in records}
    return tuple(wording for wording in wordings if wording.document in numbers)


def _array(values: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, values)
    return buffer.getvalue()
