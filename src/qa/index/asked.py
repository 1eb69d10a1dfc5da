"""The side of earlier wordings: how near a question is to ones whose answer, or lack of one, is known.

Measured on questions that it does not hold (docs/decisions/0003-asked-questions.md), it brings three
points of hit@1 over dense and lexical evidence, and most of what tells a missing attribute from a given one.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.index.dense import Dense
from qa.index.vectors import Floats, Ints
from qa.plan import Measure
from qa.read.asked import AskedQuestion

VECTORS = "asked.npy"
AXES = "asked_axes.npy"
OWNERS = "asked_owners.npy"
UNASKED = -1.0

LEADING = 128
"""All wordings are compared along so many leading axes, which hold most of what tells them apart."""
EXACT = 64
"""So many of the nearest are then compared along all axes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Wordings, centred as questions, along their ``axes`` (d, d), the widest first.

    ``leading`` (m, l) and ``rest`` (m, d - l) are their vectors; ``owners`` (2, k) pairs a row with a record that
    answers it. Rows without an owner are questions that must be refused; ``refused`` (m,) marks them. ``records`` are
    the owners without repeats and ``firsts`` where each begins in ``owners``.
    """

    axes: Floats
    leading: Floats
    rest: Floats
    owners: Ints
    refused: NDArray[np.bool_]
    records: Ints
    firsts: Ints

    @classmethod
    def of(cls, vectors: Floats, axes: Floats, owners: Ints) -> Asked:
        """From vectors (m, d) along ``axes`` and owners; the owners are put into the order of their records."""
        ordered = owners[:, np.argsort(owners[1], kind="stable")]
        refused = np.ones(len(vectors), dtype=bool)
        refused[ordered[0]] = False
        records, firsts = np.unique(ordered[1], return_index=True)
        leading, rest = (np.ascontiguousarray(part) for part in np.split(vectors, [LEADING], axis=1))
        return cls(axes, leading, rest, ordered, refused, records, firsts)

    def __len__(self) -> int:
        """The number of wordings."""
        return len(self.leading)

    @classmethod
    def build(
        cls, questions: Sequence[AskedQuestion], vectors: Floats, records: Sequence[Measure], dense: Dense
    ) -> Asked:
        """From wordings and their vectors (m, d) as the model gives them; unknown measure ids are passed over."""
        places = {(record.document, record.measure_id): place for place, record in enumerate(records)}
        pairs = [
            (row, places[asked.document, measure_id])
            for row, asked in enumerate(questions)
            for measure_id in asked.measure_ids
            if (asked.document, measure_id) in places
        ]
        rows = [dense.query(vector) for vector in vectors]
        stacked = (np.stack(rows) if rows else np.zeros((0, len(dense.centre)))).astype(np.float32)
        _, axes = np.linalg.eigh(stacked.T @ stacked)
        axes = np.ascontiguousarray(axes.T[::-1], dtype=np.float32)
        return cls.of(stacked @ axes.T, axes, np.array(pairs, dtype=np.int64).reshape(-1, 2).T)

    def similarity(self, query: Floats, positions: Ints) -> tuple[Floats, Floats]:
        """Cosines of a centred question (d,) with what is nearest to it among the wordings.

        For each of the ascending ``positions`` that with the record's own nearest wording, and, the same
        for all, that with the nearest wording that must be refused; ``UNASKED`` where there is none.
        """
        found = np.full(len(positions), UNASKED, dtype=np.float32)
        refused = np.full(len(positions), UNASKED, dtype=np.float32)
        if not len(self) or not len(positions):
            return found, refused
        near = self._near(query)
        if self.refused.any():
            refused[:] = near[self.refused].max()
        if self.owners.size:
            best = np.maximum.reduceat(near[self.owners[0]], self.firsts)
            place = np.minimum(np.searchsorted(positions, self.records), len(positions) - 1)
            inside = positions[place] == self.records
            found[place[inside]] = best[inside]
        return found, refused

    def _near(self, query: Floats) -> Floats:
        """Cosines with all wordings: exact for the ``EXACT`` nearest, close for the others.

        ``einsum`` keeps to one thread; ``@`` on so many rows would wait for threads that the model holds.
        """
        turned = self.axes @ query
        near: Floats = np.einsum("nd,d->n", self.leading, turned[:LEADING])
        nearest = np.argpartition(near, -EXACT)[-EXACT:] if len(near) > EXACT else np.arange(len(near))
        near[nearest] += self.rest[nearest] @ turned[LEADING:]
        return near

    def to_files(self) -> dict[str, bytes]:
        """The content of the files, by name."""
        vectors = np.concatenate([self.leading, self.rest], axis=1).astype(np.float16)
        return {VECTORS: _array(vectors), AXES: _array(self.axes), OWNERS: _array(self.owners)}

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> Asked:
        """Read what :meth:`to_files` wrote."""
        vectors, axes, owners = (np.load(io.BytesIO(files[name])) for name in (VECTORS, AXES, OWNERS))
        return cls.of(vectors.astype(np.float32), axes, owners)


def _array(values: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, values)
    return buffer.getvalue()
