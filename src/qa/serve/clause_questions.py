"""Questions about one clause that its own record answers for sure, as they name it by its number."""

from __future__ import annotations

from dataclasses import dataclass

from qa.answer.model import Intent
from qa.plan import Measure

MOST = 3
_WORDS: tuple[tuple[Intent, str], ...] = (
    ("lead", "由谁牵头？"), ("deadline", "什么时候完成？"), ("duration", "要多久？"), ("fee", "收费多少？"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClauseQuestion:
    """What the page shows beside the clause, and the whole question that names it."""

    label: str
    question: str


def clause_questions(measure: Measure) -> tuple[ClauseQuestion, ...]:
    """At most ``MOST`` questions on what ``measure`` holds; none on a passage, which has no number."""
    if not measure.is_measure:
        return ()
    held = [words for intent, words in _WORDS if _holds(measure, intent)]
    return tuple(ClauseQuestion(words, f"第{measure.measure_id}条措施{words}") for words in held[:MOST])


def _holds(measure: Measure, intent: Intent) -> bool:
    if intent == "lead":
        return bool(measure.lead)
    from qa.answer.facts import figures_for
    from qa.extract.figures import extract_figures

    return bool(figures_for(intent, extract_figures(measure.text), measure.text))
