"""What an index folder keeps of vectors that lie in Milvus: where they are and how they are known again."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass

import numpy as np

from qa.index.vectors import Floats, Ints, Rows

SCHEMA = 1
"""Raised whenever the collections are laid out otherwise."""

_SAMPLES = 16
_BLOCK = 65536
_NAME = re.compile(r"wence_[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Reference:
    """The collection that holds the vectors, its shape, and the hash of a few rows spread evenly over it.

    ``collection`` is named after the content: other vectors have another collection. ``replaces`` is the collection
    that the index had before, empty if none; it stays for programs that are still answering from it.
    """

    collection: str
    rows: int
    dimension: int
    sample: str
    replaces: str = ""

    @classmethod
    def of(cls, vectors: Rows, before: Reference | None = None) -> Reference:
        """The reference to vectors (n, d) that take the place of those that the index had ``before``."""
        rows, dimension = len(vectors), vectors[:1].shape[1]
        content = hashlib.sha256(f"{SCHEMA}\0{rows}\0{dimension}\0".encode())
        for start in range(0, rows, _BLOCK):
            content.update(_data(vectors[start : start + _BLOCK]))
        name = f"wence_{content.hexdigest()[:32]}"
        sample = np.concatenate([vectors[row : row + 1] for row in samples(rows).tolist()])
        replaces = ""
        if before is not None:
            replaces = before.replaces if before.collection == name else before.collection
        return cls(name, rows, dimension, hash_of(sample), replaces)

    def to_bytes(self) -> bytes:
        """The content of the reference's file."""
        return (json.dumps({"schema": SCHEMA, **asdict(self)}, indent=1) + "\n").encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Reference:
        """Read what :meth:`to_bytes` wrote.

        Raises:
            ValueError: it is no reference, or one of another layout.
        """
        try:
            values = json.loads(data)
            schema = values.pop("schema")
            found = cls(**values)
            names = [found.collection, *([found.replaces] if found.replaces else [])]
            fitting = schema == SCHEMA and all(map(_NAME.fullmatch, names))
            fitting = fitting and found.rows > 0 and found.dimension > 0
        except (KeyError, TypeError, AttributeError):
            fitting = False
        if not fitting:
            raise ValueError("not a reference to a collection")
        return found


def samples(rows: int) -> Ints:
    """The numbers of the rows that are hashed, ascending."""
    return np.unique(np.linspace(0, rows - 1, _SAMPLES).astype(np.int64))


def hash_of(vectors: Floats) -> str:
    """The SHA-256 of vectors (n, d)."""
    return hashlib.sha256(_data(vectors)).hexdigest()


def _data(vectors: Floats) -> bytes:
    return np.ascontiguousarray(vectors, dtype="<f4").tobytes()
