"""The dense side: each record as a whole and sentence by sentence, centred so that cosines mean something.

The vectors of a sentence model lie in a narrow cone (a wrong record has cosine 0.85, the right one 0.9),
and questions, records and single sentences lie off its axis in different directions. Their means are
subtracted before they are compared, which spreads the cosines and ranks better:
docs/decisions/0002-hybrid-retrieval.md has the figures.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qa.index.places import InFolder, Place, Put, file_of
from qa.index.vectors import SHORTEST, FlatVectors, Floats, Ints, VectorStore, unit

CENTRE = "centre.npy"
ROWS = "rows.npy"
CROWDING = "crowding.npy"

_NEIGHBOURS = 10
_SAMPLE = 16384
"""At most so many sentences, evenly spread, stand for all that is said when crowding is measured."""
_BLOCK = 4096
_CAUTION = 2
"""How many zero vectors the means are taken with: a corpus of one record has no centre of its own."""


@dataclass(frozen=True, slots=True)
class Dense:
    """Vectors of n records: rows 0 to n - 1 are the records, those of their sentences follow.

    The sentences of record i are rows ``starts[i]`` to ``starts[i + 1] - 1``, at least one for each
    record; ``starts`` has n + 1 entries. ``centre`` is the questions' mean vector (d,). A record's cosine
    with a question is the mean of that of the whole and that of its nearest sentence. ``crowding`` (n,) tells how
    near a record lies to what all records say: the mean of its nearest sentences' cosines, its own included, less the
    mean over the records (the local scaling of Conneau et al. 2018). A record near everything is found too often.
    """

    store: VectorStore
    starts: Ints
    centre: Floats
    crowding: Floats

    @classmethod
    def build(
        cls, questions: Floats, records: Floats, sentences: Sequence[Floats], put: Put = FlatVectors.of
    ) -> Dense:
        """From sample questions (m, d), records (n, d), and each record's sentences (at least 1, d); ``put`` stores the rows."""
        counts = [len(part) for part in sentences]
        wholes, said = _centred(records), _centred(np.concatenate(sentences))
        starts = len(records) + np.concatenate([[0], np.cumsum(counts)])
        rows = np.concatenate([wholes, said])
        return cls(put(rows), starts.astype(np.int64), _mean(questions), _crowding(wholes, said))

    @property
    def size(self) -> int:
        """How many records it holds."""
        return len(self.starts) - 1

    def query(self, vector: Floats) -> Floats:
        """A question's vector (d,) from the model as the store compares it."""
        centred = vector - self.centre
        scaled: Floats = centred / max(float(np.sqrt(centred @ centred)), SHORTEST)
        return scaled

    def cosines(self, query: Floats, positions: Ints | None = None) -> Floats:
        """Cosines of a :meth:`query` with the records at the given positions, or with all."""
        if positions is None:
            products = self.store.products(query)
            wholes, sentences = products[: self.size], products[self.size :]
            firsts = self.starts[:-1] - self.size
        else:
            counts = self.starts[positions + 1] - self.starts[positions]
            firsts = np.cumsum(counts) - counts
            rows = np.arange(int(counts.sum())) + np.repeat(self.starts[positions] - firsts, counts)
            wholes, sentences = self.store.products(query, positions), self.store.products(query, rows)
        if not len(wholes):
            return wholes
        found: Floats = 0.5 * (wholes + np.maximum.reduceat(sentences, firsts))
        return found

    def nearest(self, query: Floats, k: int) -> Ints:
        """Positions of the records that own the ``k`` nearest rows, ascending."""
        rows = self.store.nearest(query, k)
        owners = np.where(rows < self.size, rows, np.searchsorted(self.starts, rows, side="right") - 1)
        return np.unique(owners)

    def to_files(self) -> dict[str, bytes]:
        """The content of the dense files, by name."""
        return {
            **file_of(self.store),
            CENTRE: _array(self.centre),
            ROWS: _array(self.starts),
            CROWDING: _array(self.crowding),
        }

    @classmethod
    def from_files(cls, files: Mapping[str, bytes], place: Place | None = None) -> Dense:
        """Read what :meth:`to_files` wrote; the vectors are in ``place``, by default in the files."""
        starts, centre, crowding = (np.load(io.BytesIO(files[name])) for name in (ROWS, CENTRE, CROWDING))
        return cls((place or InFolder()).open(files), starts, centre, crowding)


def _mean(vectors: Floats) -> Floats:
    """The mean (d,), drawn towards zero where few vectors leave it uncertain."""
    mean: Floats = (vectors.sum(axis=0) / (len(vectors) + _CAUTION)).astype(np.float32)
    return mean


def _centred(vectors: Floats) -> Floats:
    centred: Floats = vectors - _mean(vectors)
    return unit(centred)


def _crowding(records: Floats, sentences: Floats) -> Floats:
    """The crowding (n,) of records (n, d) among sentences (m, d)."""
    sample = sentences[:: -(-len(sentences) // _SAMPLE)]
    nearest = min(_NEIGHBOURS, len(sample))
    blocks = (records[start : start + _BLOCK] @ sample.T for start in range(0, len(records), _BLOCK))
    found = np.concatenate(
        [np.partition(block, -nearest, axis=1)[:, -nearest:].mean(axis=1) for block in blocks]
    )
    crowding: Floats = (found - found.mean()).astype(np.float32)
    return crowding


def _array(values: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, values)
    return buffer.getvalue()
