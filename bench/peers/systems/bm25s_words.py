"""bm25s over jieba's words: lexical search alone, no model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import bm25s
import jieba
from bm25s.tokenization import Tokenizer

from bench.peers.protocol import Clause


class System:
    """BM25 with the library's own settings; it adds nothing to an index, so that one is made anew."""

    def __init__(self, model: Path, folder: Path) -> None:
        self._folder = folder / "bm25s"
        self._clauses: list[Clause] = []

    def load(self) -> None:
        """Read jieba's dictionary."""
        jieba.initialize()

    def build(self, clauses: Sequence[Clause], vectors: str | None) -> None:
        """Index the words."""
        self._clauses = list(clauses)
        self._words = Tokenizer(splitter=jieba.lcut, stopwords=None)
        tokens = self._words.tokenize(
            [clause.whole for clause in clauses], return_as="tuple", show_progress=False
        )
        self._index = bm25s.BM25()
        self._index.index(tokens, show_progress=False)

    def save(self) -> None:
        """Write index, words and clauses."""
        self._index.save(self._folder)
        self._words.save_vocab(self._folder)
        (self._folder / "clauses.json").write_text(json.dumps(self._clauses), encoding="utf-8")

    def open(self) -> None:
        """Read dictionary, index, words and clauses."""
        self.load()
        self._index = bm25s.BM25.load(self._folder)
        self._words = Tokenizer(splitter=jieba.lcut, stopwords=None)
        self._words.load_vocab(self._folder)
        rows = json.loads((self._folder / "clauses.json").read_text(encoding="utf-8"))
        self._clauses = [Clause(*row) for row in rows]

    def ask(self, question: str, k: int) -> list[str]:
        """The clauses that share most words."""
        tokens = self._words.tokenize([question], update_vocab=False, show_progress=False)
        found, _ = self._index.retrieve(tokens, k=k, show_progress=False)
        return [self._clauses[place].id for place in found[0]]

    def add(self, clauses: Sequence[Clause]) -> None:
        """Make the index anew with what is new, and write it."""
        self.build([*self._clauses, *clauses], None)
        self.save()
