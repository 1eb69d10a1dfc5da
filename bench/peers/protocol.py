"""What every measured system does, and the lines in which it is told to: only the standard library, any environment.

A worker reads one JSON object a line and writes one a line: ``{"do": "ask", "question": "…", "k": 10}`` is answered
by ``{"ids": ["11.1", …]}``, everything else by ``{}`` once it is done, a fault by ``{"error": "…"}``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Clause(NamedTuple):
    """One clause of the corpus: ``heading`` is its area and task, as every system indexes it before the text."""

    id: str
    heading: str
    text: str

    @property
    def whole(self) -> str:
        """What is indexed."""
        return f"{self.heading} {self.text}".strip()


class System(Protocol):
    """A system under measurement, made with the folder of the model and a folder of its own."""

    def load(self) -> None:
        """Open the model, as far as the system has one, to build with."""

    def build(self, clauses: Sequence[Clause], vectors: str | None) -> None:
        """Index ``clauses`` and keep the index open.

        ``vectors`` names files with the vectors of the clauses (`bench.peers.given`), so that nothing is encoded.
        """

    def save(self) -> None:
        """Write the index into the system's own folder."""

    def open(self) -> None:
        """Open the model and the index that was saved."""

    def ask(self, question: str, k: int) -> list[str]:
        """Ids of the ``k`` best clauses, best first."""

    def add(self, clauses: Sequence[Clause]) -> None:
        """Take one more document into the index that is open and into the saved one."""
