"""txtai with ``hybrid=True``: its own BM25 beside its vectors, with its own weights and tokeniser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from txtai import Embeddings

from bench.peers.given import Given, Vectors
from bench.peers.protocol import Clause


class System:
    """Hybrid search as `Embeddings` gives it; sentence-transformers puts the model's prompts before the texts."""

    def __init__(self, model: Path, folder: Path) -> None:
        self._path, self._folder = model, folder / "txtai"

    def load(self) -> None:
        """Open the model."""
        self._index = Embeddings(path=str(self._path), method="sentence-transformers", hybrid=True, gpu=False)

    def build(self, clauses: Sequence[Clause], vectors: str | None) -> None:
        """Encode and index."""
        if vectors:
            given, model = Given(vectors), self._index.model

            def transform(texts: Sequence[str]) -> Vectors:
                if given.knows(texts):
                    return given(texts)
                return np.asarray(model.encode(list(texts), category="query"), dtype=np.float32)

            self._index = Embeddings(method="external", transform=transform, hybrid=True)
        self._index.index((clause.id, clause.whole, None) for clause in clauses)

    def save(self) -> None:
        """Write the index."""
        self._index.save(str(self._folder))

    def open(self) -> None:
        """Read the index, which opens the model that it was made with."""
        self._index = Embeddings()
        self._index.load(str(self._folder))

    def ask(self, question: str, k: int) -> list[str]:
        """The best clauses by the fused score."""
        return [found for found, _ in self._index.search(question, k)]

    def add(self, clauses: Sequence[Clause]) -> None:
        """Insert what is new and write the index again."""
        self._index.upsert((clause.id, clause.whole, None) for clause in clauses)
        self.save()
