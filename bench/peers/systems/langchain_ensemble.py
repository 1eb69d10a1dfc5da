"""LangChain: FAISS and BM25 with jieba's words in an `EnsembleRetriever` of equal weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jieba
from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings

from bench.peers.given import Given
from bench.peers.protocol import Clause

_DEPTH = 10


class System:
    """Rank fusion of both retrievers; BM25 has no file of its own and no adding, so it is made anew each time."""

    def __init__(self, model: Path, folder: Path) -> None:
        self._path, self._folder = model, folder / "langchain"

    def load(self) -> None:
        """Open the model with its prompts."""
        self._embedding = HuggingFaceEmbeddings(
            model_name=str(self._path),
            model_kwargs={"device": "cpu"},
            encode_kwargs={"prompt_name": "document", "normalize_embeddings": True},
            query_encode_kwargs={"prompt_name": "query", "normalize_embeddings": True},
        )

    def build(self, clauses: Sequence[Clause], vectors: str | None) -> None:
        """Encode and index."""
        texts = [clause.whole for clause in clauses]
        ids = [clause.id for clause in clauses]
        data = [{"id": clause.id} for clause in clauses]
        if vectors:
            pairs = zip(texts, Given(vectors)(texts), strict=True)
            self._store = FAISS.from_embeddings(pairs, self._embedding, metadatas=data, ids=ids)
        else:
            self._store = FAISS.from_texts(texts, self._embedding, metadatas=data, ids=ids)
        self._join()

    def save(self) -> None:
        """Write vectors and documents."""
        self._store.save_local(str(self._folder))

    def open(self) -> None:
        """Open the model, read vectors and documents, and make BM25 anew."""
        self.load()
        self._store = FAISS.load_local(
            str(self._folder), self._embedding, allow_dangerous_deserialization=True
        )
        self._join()

    def ask(self, question: str, k: int) -> list[str]:
        """The best clauses by fused rank."""
        return [document.metadata["id"] for document in self._both.invoke(question)[:k]]

    def add(self, clauses: Sequence[Clause]) -> None:
        """Add what is new to the vectors, make BM25 anew and write all again."""
        self._store.add_documents(
            [Document(clause.whole, metadata={"id": clause.id}) for clause in clauses],
            ids=[clause.id for clause in clauses],
        )
        self._join()
        self.save()

    def _join(self) -> None:
        names = self._store.index_to_docstore_id
        documents = [self._store.docstore.search(names[row]) for row in range(len(names))]
        words = BM25Retriever.from_documents(documents, preprocess_func=jieba.lcut, k=_DEPTH)
        near = self._store.as_retriever(search_kwargs={"k": _DEPTH})
        self._both = EnsembleRetriever(retrievers=[words, near], weights=[0.5, 0.5], id_key="id")
