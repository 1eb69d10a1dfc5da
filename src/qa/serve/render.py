"""HTML of the conversation's parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from qa.extract.language import detect_english
from qa.plan import Plan
from qa.serve import view
from qa.serve.assets import TALK_SCRIPTS, Assets
from qa.serve.feedback import LONGEST_TEXT, REASONS
from qa.serve.language import DEFAULT, Language
from qa.serve.links import HOME
from qa.serve.session import Conversation, Exchange
from qa.serve.spoken import lines
from qa.serve.takeaway.formats import FORMATS
from qa.serve.templating import part

if TYPE_CHECKING:
    from qa.serve.examples import ExampleGroup

LISTED = 10
"""Folded clauses shown before the rest goes under one more fold, which hides no fewer than three."""
NEXT = {
    "answered": "您可能还想问",
    "abstained": "方案中可以查到",
    "clarify": "请选择您想问的",
    "error": "可以这样问",
}


class Renderer:
    """Writes the page's parts for a set of plans; today is asked for at each answer."""

    def __init__(
        self, plans: Sequence[Plan], today: Callable[[], date] = date.today, language: Language = DEFAULT
    ) -> None:
        self._plans = tuple(plans)
        self._today = today
        self._documents = tuple(plan.document for plan in plans)
        self._language = language

    def speaking(self, language: Language) -> Renderer:
        """The same parts with their own words in ``language``."""
        return Renderer(self._plans, self._today, language)

    def home_head(self, assets: Assets) -> str:
        """What the conversation's page says of itself, and the style sheets that it loads."""
        return self._part("home_head.html", assets=assets)

    def home(self, groups: Sequence[ExampleGroup], assets: Assets, app: str = "") -> str:
        """The conversation's page before the first question: the bar, the welcome, questions to click, the footer.

        ``app`` is the markup of what takes a question; it is put in as it is.
        """
        return self._part(
            "home.html", app=app, assets=assets, here=HOME, address=HOME, scripts=("tools.js", *TALK_SCRIPTS),
            plans=self._plans, groups=groups, reasons=REASONS, longest=LONGEST_TEXT,
        )  # fmt: skip

    def conversation(self, conversation: Conversation) -> str:
        """All exchanges, oldest first."""
        return "".join(self.exchange(exchange) for exchange in conversation)

    def exchange(self, exchange: Exchange) -> str:
        """One exchange, as far as it has come."""
        answer = exchange.answer
        if answer is None:
            return self._part("exchange.html", exchange=exchange, answer=None)
        grounds = view.grounds(answer)
        compact = tuple(citation for citation in answer.citations if citation not in grounds)
        said = lines(exchange.text[: exchange.shown], answer.facts)
        has_source = any(line.kind == "source" for line in said)
        return self._part(
            "exchange.html",
            exchange=exchange,
            answer=answer,
            in_english=detect_english(exchange.question),
            lines=said,
            facts=() if any(line.kind in ("item", "case") for line in said) else answer.facts,
            understood=view.understood(answer, exchange.question),
            label=view.LABELS[answer.status],
            suggestions_title=NEXT.get(answer.status, ""),
            source="" if has_source else view.source_line(answer, self._documents),
            documents=self._documents,
            listing=view.is_listing(answer),
            open=grounds,
            compact=compact,
            listed=LISTED if len(compact) > LISTED + 2 else len(compact),
            follow_ups=view.follow_ups(answer),
            kept_as=[(extension, writer.name) for extension, writer in FORMATS.items()],
            today=self._today(),
        )

    def _part(self, name: str, **values: object) -> str:
        return part(name, self._language, **values)
