"""The measures' cases as vectors, made when the index is built, so that telling cases apart encodes nothing but the question."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa.extract.case_words import siblings_described
from qa.index.vectors import Bytes, Floats, stream
from qa.plan import Measure

if TYPE_CHECKING:
    from qa.index.encoder import Encoder

TEXTS = "cases.json"
VECTORS = "cases.npy"
MOST_RECORDS = 1024
"""Beyond so many records cases are encoded when they are first asked for."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Descriptions of cases, each once, and the model's vectors (n, d) of them as passages."""

    texts: tuple[str, ...]
    vectors: Floats

    @classmethod
    def build(cls, records: Sequence[Measure], encoder: Encoder) -> Cases:
        """Encode the cases of all records."""
        few = records if len(records) <= MOST_RECORDS else ()
        texts = tuple(dict.fromkeys(text for record in few for text in siblings_described(record)))
        return cls(texts, encoder.encode_passages(texts))

    def by_text(self) -> Mapping[str, Floats]:
        """The vector (d,) of each description."""
        return dict(zip(self.texts, self.vectors, strict=True))

    def to_files(self) -> dict[str, bytes]:
        """The content of the files, by name; half precision is enough to compare."""
        buffer = io.BytesIO()
        np.save(buffer, self.vectors.astype(np.float16))
        return {TEXTS: json.dumps(self.texts, ensure_ascii=False).encode(), VECTORS: buffer.getvalue()}

    @classmethod
    def from_files(cls, files: Mapping[str, Bytes]) -> Cases:
        """Read what :meth:`to_files` wrote."""
        vectors = np.load(stream(files[VECTORS])).astype(np.float32)
        return cls(tuple(json.loads(bytes(files[TEXTS]))), vectors)
