"""Wence's whole answers, from the project's own index as it is installed: the clauses that an answer cites."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.peers.protocol import Clause
from qa.answer.assistant import Assistant
from qa.config import Settings


class System:
    """`Assistant.ask`; its index also holds the earlier wordings that the corpus comes with."""

    def __init__(self, model: Path, folder: Path) -> None:
        self._settings = Settings.resolve(model=str(model))

    def load(self) -> None:
        """Nothing: it is opened with its index."""

    def build(self, clauses: Sequence[Clause], vectors: str | None) -> None:
        """Nothing: the project's index is there."""

    def save(self) -> None:
        """Nothing."""

    def open(self) -> None:
        """Open model and index."""
        self._assistant = Assistant.open(self._settings)

    def ask(self, question: str, k: int) -> list[str]:
        """The clauses that the answer cites."""
        return [citation.measure.measure_id for citation in self._assistant.ask(question).citations[:k]]

    def add(self, clauses: Sequence[Clause]) -> None:
        """Nothing: the project's index stays as it is."""
