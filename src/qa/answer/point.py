"""One clause, one answer: from ranked records to the facts, units or sentences that are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.answer.catalogue import Catalogue
from qa.answer.facts import figures_for, has_attribute, meant
from qa.answer.model import Intent
from qa.answer.question import Question
from qa.extract.model import Figure
from qa.retrieve.hybrid import Hit

Outcome = Literal["facts", "units", "content", "lost", "unstated"]
FIGURE_INTENTS: tuple[Intent, ...] = ("duration", "deadline", "fee", "amount")
_NEAR = 0.12
_LOOK = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """What the evidence says to one question.

    ``positions`` are the records to cite, the one that the answer rests on first. ``figures`` belong to
    ``positions[0]``. ``outcome`` "unstated" means that the record covers the subject and not the
    attribute; "lost" that the source has lost it.
    """

    outcome: Outcome
    intent: Intent
    positions: tuple[int, ...]
    figures: tuple[Figure, ...] = ()


def find(question: Question, hits: Sequence[Hit], catalogue: Catalogue, words: str = "") -> Finding:
    """Pick the record and its facts for a question whose ``hits`` are relevant (best first, not empty)."""
    intents = question.cues.attributes or ("content",)
    first = _main_intent(intents)
    positions = [hit.position for hit in hits[:_LOOK]]
    if first in ("lead", "support"):
        return _units(first, positions, catalogue)
    if first in FIGURE_INTENTS:
        found = _figures(question, first, hits, catalogue, words)
        if found is not None:
            return found
        for other in intents[1:]:
            if other in FIGURE_INTENTS:
                found = _figures(question, other, hits, catalogue, words)
                if found is not None:
                    return found
        return _without_figure(question, first, positions, catalogue)
    return Finding("content", "content", tuple(positions))


def _main_intent(intents: tuple[Intent, ...]) -> Intent:
    if "support" in intents and "lead" in intents:
        return "lead"
    return intents[0]


def _units(intent: Intent, positions: list[int], catalogue: Catalogue) -> Finding:
    record = catalogue.records[positions[0]]
    if not record.is_measure:
        return Finding("content", "document", tuple(positions))
    names = record.lead if intent == "lead" else record.support
    if not names:
        return Finding("lost" if intent in record.missing else "unstated", intent, tuple(positions))
    return Finding("units", intent, tuple(positions))


def _figures(question: Question, intent: Intent, hits: Sequence[Hit], catalogue: Catalogue, words: str) -> Finding | None:
    """The best record that gives ``intent``: the first, or one that scores nearly as well."""
    top = hits[0]
    for hit in hits[:_LOOK]:
        if hit.score < top.score - _NEAR:
            break
        if not has_attribute(catalogue, hit.position, intent):
            continue
        record = catalogue.records[hit.position]
        figures = figures_for(intent, catalogue.figures(hit.position), record.text)
        chosen = meant(question, figures, record.text, words)
        rest = [other.position for other in hits[:_LOOK] if other.position != hit.position]
        return Finding("facts", intent, (hit.position, *rest), chosen)
    return None


def _without_figure(question: Question, intent: Intent, positions: list[int], catalogue: Catalogue) -> Finding:
    record = catalogue.records[positions[0]]
    if "text" in record.missing:
        return Finding("lost", intent, tuple(positions))
    return Finding("unstated", intent, tuple(positions))
