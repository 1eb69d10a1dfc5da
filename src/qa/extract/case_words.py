"""A measure's cases in words, as they are compared in meaning with a question."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from qa.extract.figures import extract_figures
from qa.extract.model import Figure
from qa.plan import Measure


def described(record: Measure, figure: Figure) -> tuple[str, str]:
    """A figure's case in its own words after its task's name, and its own part of the clause."""
    case = f"{record.task} {figure.context} {figure.subject} {figure.predicate}"
    return case.strip(), stretch(record.text, figure)


def stretch(text: str, figure: Figure) -> str:
    """The part of its clause that is a figure's own: from the figure before it to the figure after it."""
    start, end = figure.clause_start, figure.clause_end
    for other in _figures(text):
        if start < other.end <= figure.start:
            start = other.end
        elif figure.end <= other.start < end:
            end = other.start
    return text[start:end]


def siblings_described(record: Measure) -> list[str]:
    """The descriptions of all figures of ``record`` that have siblings to be told from."""
    figures = _figures(record.text)
    families = Counter(map(_family, figures))
    return [text for f in figures if families[_family(f)] > 1 for text in described(record, f)]


_figures = lru_cache(maxsize=1024)(extract_figures)


def _family(figure: Figure) -> str:
    """The intent that a figure answers; fees and amounts stand in for each other."""
    return "amount" if figure.intent == "fee" else figure.intent
