"""sentence-transformers with a flat FAISS index: the semantic search that its documentation begins with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import faiss
from sentence_transformers import SentenceTransformer

from bench.peers.given import Given, Vectors
from bench.peers.protocol import Clause


class System:
    """Dense search alone; the model's own prompts stand before questions and clauses."""

    def __init__(self, model: Path, folder: Path) -> None:
        self._path, self._folder = model, folder
        self._ids: list[str] = []

    def load(self) -> None:
        """Open the model."""
        self._model = SentenceTransformer(str(self._path), device="cpu")

    def build(self, clauses: Sequence[Clause], vectors: str | None) -> None:
        """Encode and index."""
        self._index: faiss.Index = faiss.IndexFlatIP(self._model.get_embedding_dimension())
        self._take(clauses, Given(vectors) if vectors else None)

    def save(self) -> None:
        """Write index and ids."""
        faiss.write_index(self._index, str(self._folder / "stock.faiss"))
        (self._folder / "stock.json").write_text(json.dumps(self._ids), encoding="utf-8")

    def open(self) -> None:
        """Open the model, read index and ids."""
        self.load()
        self._index = faiss.read_index(str(self._folder / "stock.faiss"))
        self._ids = json.loads((self._folder / "stock.json").read_text(encoding="utf-8"))

    def ask(self, question: str, k: int) -> list[str]:
        """The nearest clauses."""
        vector = self._model.encode_query([question], normalize_embeddings=True)
        return [self._ids[row] for row in self._index.search(vector, k)[1][0] if row >= 0]

    def add(self, clauses: Sequence[Clause]) -> None:
        """Encode what is new, append it and write the index again."""
        self._take(clauses, None)
        self.save()

    def _take(self, clauses: Sequence[Clause], given: Given | None) -> None:
        texts = [clause.whole for clause in clauses]
        vectors: Vectors = (
            given(texts) if given else self._model.encode_document(texts, normalize_embeddings=True)
        )
        self._index.add(vectors)
        self._ids += [clause.id for clause in clauses]
