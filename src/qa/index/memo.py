"""What earlier builds have encoded: a text that has not changed is never encoded twice.

The vectors stand beside the index in a file of their own, which answering neither reads nor checks:
docs/decisions/0010-incremental-index.md.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from qa.index.manifest import FileMark, Manifest, StaleIndexError
from qa.index.vectors import Floats

if TYPE_CHECKING:
    from qa.index.encoder import Encoder, Progress

MEMO = "memo.npz"
Kind = Literal["query", "passage"]
_KEY_BYTES = 16


def load_memo(index_dir: Path) -> dict[bytes, Floats]:
    """The vectors that the index of a folder was built from, by key; none where they are missing or damaged."""
    try:
        manifest = Manifest.read(index_dir)
        data = (index_dir / MEMO).read_bytes()
    except (StaleIndexError, OSError):
        return {}
    if FileMark.of(data) != manifest.memo:
        return {}
    with np.load(io.BytesIO(data)) as arrays:
        keys, vectors = arrays["keys"], arrays["vectors"]
    return dict(zip(map(bytes, keys), vectors, strict=True))


class Remembering:
    """An encoder that computes only the texts that ``known`` does not hold, each of them once.

    A key is made of the model's fingerprint, the kind and the text, so that another model finds nothing.
    """

    def __init__(self, encoder: Encoder, known: Mapping[bytes, Floats]) -> None:
        self._encoder = encoder
        self._known = known
        self._used: dict[bytes, Floats] = {}

    @property
    def name(self) -> str:
        """The model's name."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The number of components of a vector."""
        return self._encoder.dimension

    @property
    def fingerprint(self) -> str:
        """The model's fingerprint."""
        return self._encoder.fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Vectors of questions, shape ``(len(texts), dimension)``."""
        return self._recall("query", texts, self._encoder.encode_queries)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Floats:
        """Vectors of passages, shape ``(len(texts), dimension)``; ``progress`` counts those known as done."""

        def encode(unknown: Sequence[str]) -> Floats:
            before = len(texts) - len(unknown)
            report = None if progress is None else lambda done: progress(before + done)
            return self._encoder.encode_passages(unknown, report)

        return self._recall("passage", texts, encode)

    def to_bytes(self) -> bytes:
        """The content of the file with every vector that was asked for, and no other."""
        keys = sorted(self._used)
        vectors = np.array([self._used[key] for key in keys], dtype=np.float32)
        buffer = io.BytesIO()
        np.savez(
            buffer,
            keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), _KEY_BYTES),
            vectors=vectors.reshape(len(keys), self.dimension),
        )
        return buffer.getvalue()

    def _recall(self, kind: Kind, texts: Sequence[str], encode: Callable[[Sequence[str]], Floats]) -> Floats:
        keys = [self._key(kind, text) for text in texts]
        unknown = {
            key: text
            for key, text in zip(keys, texts, strict=True)
            if key not in self._used and key not in self._known
        }
        if unknown:
            self._used.update(zip(unknown, encode(list(unknown.values())), strict=True))
        for key in keys:
            if key not in self._used:
                self._used[key] = self._known[key]
        found = np.array([self._used[key] for key in keys], dtype=np.float32)
        return found.reshape(len(texts), self.dimension)

    def _key(self, kind: Kind, text: str) -> bytes:
        content = f"{self.fingerprint}\0{kind}\0{text}".encode()
        return hashlib.blake2b(content, digest_size=_KEY_BYTES).digest()
