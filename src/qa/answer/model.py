"""The nouns of an answer, exactly as the public contract writes them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from qa.plan import Measure

Status = Literal["answered", "abstained", "clarify", "error"]
Intent = Literal[
    "duration", "deadline", "fee", "amount", "lead", "support", "unit_profile",
    "list", "count", "content", "overview", "document", "smalltalk",
]  # fmt: skip
COMPLETE: tuple[Intent, ...] = ("list", "count", "unit_profile", "overview")
"""Intents whose answers hold every record that they are about."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the same conversation and the answer that was given to it."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One verified figure, date or unit: ``citation.text[start:end] == value``."""

    kind: str
    subject: str
    value: str
    deadline: str
    measure_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Units:
    """Full names of the units that an answer is about; empty where the source has lost them."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A measure or passage that an answer rests on, with its calibrated score (0 to 1)."""

    measure: Measure
    score: float

    def to_json(self) -> dict[str, Any]:
        """The citation in the contract's shape, plus the record's own doubts and losses."""
        m = self.measure
        return {
            "measure_id": m.measure_id, "document": m.document, "area": m.area, "task": m.task,
            "text": m.text, "lead": list(m.lead), "support": list(m.support),
            "deadlines": list(m.deadlines), "missing": list(m.missing), "notes": list(m.notes),
            "kind": m.kind, "section": m.section, "title": m.title, "score": round(self.score, 4),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to one question (contract: "An Answer")."""

    question: str
    status: Status
    intent: Intent
    answer: str
    id: str | None = None
    resolved_question: str = ""
    facts: tuple[Fact, ...] = ()
    units: Units = field(default_factory=Units)
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.0
    elapsed_ms: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """One JSON-ready object in the contract's shape and key order."""
        return {
            "id": self.id, "question": self.question,
            "resolved_question": self.resolved_question or self.question,
            "status": self.status, "intent": self.intent, "answer": self.answer,
            "facts": [asdict(fact) for fact in self.facts],
            "units": {"lead": list(self.units.lead), "support": list(self.units.support)},
            "citations": [citation.to_json() for citation in self.citations],
            "suggestions": list(self.suggestions),
            "confidence": round(self.confidence, 4), "elapsed_ms": round(self.elapsed_ms, 3),
        }  # fmt: skip
