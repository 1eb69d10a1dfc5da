"""HTML of the page's parts, from templates that escape everything put into them.

The templates are the only place where markup is written: questions, answers and the text of
documents are data, and Jinja's autoescaping turns them into text whatever they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from qa.plan import Plan
from qa.serve import view
from qa.serve.clause_questions import clause_questions
from qa.serve.feedback import LONGEST_TEXT, REASONS
from qa.serve.session import Conversation, Exchange
from qa.serve.spoken import lines

if TYPE_CHECKING:
    from jinja2 import Environment

    from qa.serve.examples import ExampleGroup

LISTED = 10
"""Folded clauses shown before the rest goes under one more fold, which hides no fewer than three."""
_LABELS = {"answered": "参考回答", "abstained": "方案中未查到", "clarify": "请您确认", "error": "未能作答"}
_NEXT = {
    "answered": "您可能还想问",
    "abstained": "方案中可以查到",
    "clarify": "请选择您想问的",
    "error": "可以这样问",
}


class Renderer:
    """Writes the page's parts for a set of plans; today is asked for at each answer."""

    def __init__(self, plans: Sequence[Plan], today: Callable[[], date] = date.today) -> None:
        self._plans = tuple(plans)
        self._today = today
        self._documents = tuple(plan.document for plan in plans)

    def header(self) -> str:
        """The bar with the page's name and its tools."""
        return _part("header.html")

    def welcome(self) -> str:
        """What stands above the question box before the first question."""
        return _part("welcome.html", plans=self._plans)

    def examples(self, groups: Sequence[ExampleGroup]) -> str:
        """Questions to click, by audience."""
        return _part("examples.html", groups=groups)

    def footer(self) -> str:
        """What the answers are and are not."""
        return _part("footer.html", plans=self._plans)

    def feedback(self) -> str:
        """The form that opens under an answer or a clause, kept as a template."""
        return _part("feedback.html", reasons=REASONS, longest=LONGEST_TEXT)

    def conversation(self, conversation: Conversation) -> str:
        """All exchanges, oldest first."""
        return "".join(self.exchange(exchange) for exchange in conversation)

    def exchange(self, exchange: Exchange) -> str:
        """One exchange, as far as it has come."""
        answer = exchange.answer
        if answer is None:
            return _part("exchange.html", exchange=exchange, answer=None)
        grounds = view.grounds(answer)
        compact = tuple(citation for citation in answer.citations if citation not in grounds)
        said = lines(exchange.text[: exchange.shown], answer.facts)
        has_source = any(line.kind == "source" for line in said)
        return _part(
            "exchange.html",
            exchange=exchange,
            answer=answer,
            lines=said,
            facts=() if any(line.kind in ("item", "case") for line in said) else answer.facts,
            understood=view.understood(answer, exchange.question),
            label=_LABELS.get(answer.status, ""),
            suggestions_title=_NEXT.get(answer.status, ""),
            source="" if has_source else view.source_line(answer, self._documents),
            documents=self._documents,
            listing=view.is_listing(answer),
            open=grounds,
            compact=compact,
            listed=LISTED if len(compact) > LISTED + 2 else len(compact),
            follow_ups=view.follow_ups(answer),
            today=self._today(),
        )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("qa.serve"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        auto_reload=False,
    )
    for name in ("segments", "confidence_word", "chips", "losses", "breadcrumb", "copied_text", "shortened"):
        environment.filters[name] = getattr(view, name)
    environment.filters["clause_questions"] = clause_questions
    return environment


def _part(name: str, **values: object) -> str:
    return _environment().get_template(name).render(**values)
