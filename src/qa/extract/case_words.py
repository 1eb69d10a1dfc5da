"""A measure's cases in words, as they are compared in meaning with a question."""

from __future__ import annotations

from collections import Counter

from qa.extract.figures import extract_figures
from qa.extract.model import Figure
from qa.plan import Measure


def described(record: Measure, figure: Figure) -> tuple[str, str]:
    """A figure's case in its own words after its task's name, and the clause that it stands in."""
    case = f"{record.task} {figure.context} {figure.subject} {figure.predicate}"
    return case.strip(), record.text[figure.clause_start : figure.clause_end]


def siblings_described(record: Measure) -> list[str]:
    """The descriptions of all figures of ``record`` that have siblings to be told from."""
    figures = extract_figures(record.text)
    families = Counter(map(_family, figures))
    return [text for f in figures if families[_family(f)] > 1 for text in described(record, f)]


def _family(figure: Figure) -> str:
    """The intent that a figure answers; fees and amounts stand in for each other."""
    return "amount" if figure.intent == "fee" else figure.intent
