"""Wence's own search, over an index of the clauses and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.peers.given import Given
from bench.peers.protocol import Clause
from qa.answer.assistant import Assistant
from qa.index.build import build_index, index_plans
from qa.index.encoder import Encoder, Progress, Vectors, open_encoder
from qa.index.store import Index
from qa.index.update import add_files
from qa.plan import Document, Measure, Plan
from qa.read.corpus import save_plan
from qa.retrieve.hybrid import Retriever


class System:
    """`Assistant.search`, as the command ``search`` gives it."""

    def __init__(self, model: Path, folder: Path) -> None:
        self._path = model
        self._corpus, self._index, self._incoming = (
            folder / name for name in ("corpus", "index", "incoming")
        )

    def load(self) -> None:
        """Open the model."""
        self._encoder = open_encoder(str(self._path))

    def build(self, clauses: Sequence[Clause], vectors: str | None) -> None:
        """Encode and index; what is built without vectors stands in the system's folder at once."""
        plan = _plan("原号〔2019〕1号", clauses)
        if vectors:
            self._open(index_plans([plan], _Known(self._encoder, Given(vectors))))
            return
        self._corpus.mkdir()
        save_plan(plan, self._corpus, "plan")
        build_index(self._corpus, self._index, self._encoder)
        self._open(Index.open(self._index))

    def save(self) -> None:
        """Nothing: building has written the index."""

    def open(self) -> None:
        """Open the model, read the index."""
        self.load()
        self._open(Index.open(self._index))

    def ask(self, question: str, k: int) -> list[str]:
        """The best clauses."""
        return [hit.measure.measure_id for hit in self._assistant.search(question, k)]

    def add(self, clauses: Sequence[Clause]) -> None:
        """Take a plan's file in, as the command ``add`` does, and open the index again."""
        self._incoming.mkdir(exist_ok=True)
        number = f"增号〔2020〕{len(list(self._corpus.glob('*.jsonl')))}号"
        path = save_plan(_plan(number, clauses), self._incoming, "incoming")
        add_files([path], self._corpus, self._index, lambda: self._encoder)
        self._open(Index.open(self._index))

    def _open(self, index: Index) -> None:
        self._assistant = Assistant(Retriever(index, self._encoder))


class _Known:
    """An encoder that looks up what is given and encodes the rest."""

    def __init__(self, encoder: Encoder, given: Given) -> None:
        self._encoder, self._given = encoder, given
        self.name, self.dimension, self.fingerprint = encoder.name, encoder.dimension, encoder.fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self._given(texts) if self._given.knows(texts) else self._encoder.encode_passages(texts)


def _plan(number: str, clauses: Sequence[Clause]) -> Plan:
    measures = tuple(
        Measure(
            measure_id=clause.id, document=number, text=clause.text, area=clause.heading, area_no=1,
            task_no=place, measure_no=1,
        )
        for place, clause in enumerate(clauses, start=1)
    )  # fmt: skip
    return Plan(Document(number, "工作方案"), measures=measures)
