"""The dense side: each record as a whole and sentence by sentence, centred so that cosines mean something.

The vectors of a sentence model lie in a narrow cone (a wrong record has cosine 0.85, the right one 0.9),
and questions, records and single sentences lie off its axis in different directions. Their means are
subtracted before they are compared, which spreads the cosines and ranks better:
docs/decisions/0002-hybrid-retrieval.md has the figures.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qa.index.places import InFolder, Place, Put, file_of
from qa.index.stores import store_of
from qa.index.vectors import SHORTEST, Bytes, Floats, Halves, Ints, Rows, VectorStore, stream, unit

CENTRE = "centre.npy"
ROWS = "rows.npy"
CROWDING = "crowding.npy"

_NEIGHBOURS = 10
_SAMPLE = 16384
"""At most so many sentences, evenly spread, stand for all that is said when crowding is measured."""
_COMPARED = 2_000_000_000
"""Fewer do where there are so many records that more than this number of cosines would be computed."""
_BLOCK = 4096
_SUMMED = 65536
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
        cls,
        questions: Floats,
        records: Floats | Halves,
        sentences: Floats | Halves,
        counts: Ints,
        put: Put = store_of,
    ) -> Dense:
        """From sample questions (m, d), records (n, d), their sentences (s, d) in order and how many each has (n,).

        ``put`` stores the rows.
        """
        wholes, said = _Centred(records), _Centred(sentences)
        starts = len(records) + np.concatenate([[0], np.cumsum(counts)])
        store = put(_Joined(wholes, said))
        return cls(store, starts.astype(np.int64), _mean(questions), _crowding(wholes, said))

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

    def to_files(self) -> dict[str, Bytes]:
        """The content of the dense files, by name."""
        return {
            **file_of(self.store),
            CENTRE: _array(self.centre),
            ROWS: _array(self.starts),
            CROWDING: _array(self.crowding),
        }

    @classmethod
    def from_files(cls, files: Mapping[str, Bytes], place: Place | None = None) -> Dense:
        """Read what :meth:`to_files` wrote; the vectors are in ``place``, by default in the files."""
        starts, centre, crowding = (np.load(stream(files[name])) for name in (ROWS, CENTRE, CROWDING))
        return cls((place or InFolder()).open(files), starts, centre, crowding)


class _Centred:
    """The vectors (n, d) less their mean, at length 1, computed when they are asked for: of many, all would fill the memory."""

    def __init__(self, vectors: Floats | Halves) -> None:
        self._vectors = vectors
        self._mean = _mean(vectors)

    def __len__(self) -> int:
        return len(self._vectors)

    def __getitem__(self, rows: slice) -> Floats:
        return unit(self._vectors[rows] - self._mean)


class _Joined:
    """The rows of two, one after the other."""

    def __init__(self, first: Rows, second: Rows) -> None:
        self._first, self._second = first, second

    def __len__(self) -> int:
        return len(self._first) + len(self._second)

    def __getitem__(self, rows: slice) -> Floats:
        start, stop, step = rows.indices(len(self))
        border = len(self._first)
        here = self._first[start : min(stop, border) : step]
        there = max(start + len(here) * step - border, 0)
        return np.concatenate([here, self._second[there : max(stop - border, 0) : step]])


def _mean(vectors: Floats | Halves) -> Floats:
    """The mean (d,), drawn towards zero where few vectors leave it uncertain."""
    blocks = (vectors[start : start + _SUMMED] for start in range(0, len(vectors), _SUMMED))
    total = sum(
        (block.sum(axis=0, dtype=np.float32) for block in blocks), np.zeros(vectors.shape[1], np.float32)
    )
    mean: Floats = (total / (len(vectors) + _CAUTION)).astype(np.float32)
    return mean


def _crowding(records: Rows, sentences: Rows) -> Floats:
    """The crowding (n,) of records (n, d) among sentences (m, d)."""
    most = min(_SAMPLE, max(_NEIGHBOURS, _COMPARED // len(records)))
    sample = sentences[:: -(-len(sentences) // most)]
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
