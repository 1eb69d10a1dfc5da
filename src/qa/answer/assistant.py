"""The assistant: one question in, one verified answer out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Self

from qa.answer.hearing import MAX_QUESTION
from qa.answer.library import Library
from qa.answer.model import Answer, Turn
from qa.answer.plan_desk import PlanDesk

if TYPE_CHECKING:
    from qa.config import Settings
    from qa.plan import Plan
    from qa.retrieve.hybrid import Hit, Retriever

__all__ = ["MAX_QUESTION", "Assistant"]


class Assistant:
    """Answers questions over one opened index. Safe to share between threads: it keeps no talk."""

    def __init__(self, retriever: Retriever, today: Callable[[], date] = date.today) -> None:
        self._retriever = retriever
        several = len(retriever.index.plans) > 1
        self._desk = Library(retriever, today) if several else PlanDesk(retriever, today)

    @classmethod
    def open(cls, settings: Settings, notify: Callable[[str], None] = lambda _: None) -> Self:
        """Open the index that ``settings`` name, rebuilding it where it is missing or stale.

        ``notify`` gets one line when that happens.
        """
        from qa.index.encoder import open_encoder
        from qa.index.places import place_at
        from qa.index.store import open_or_build
        from qa.retrieve.hybrid import Retriever

        place, encoder = place_at(settings.store), open_encoder(settings.model)
        index = open_or_build(settings.corpus_dir, settings.index_dir, encoder, notify, place=place)
        return cls(Retriever(index, encoder))

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that this assistant answers from."""
        return self._retriever.index.plans

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The ``k`` records nearest to ``query``, best first."""
        hearing = self._desk.hearing
        return self._retriever.search(hearing.mended(hearing.cleaned(query)), k)

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        """Answer ``question`` in the light of ``history`` (oldest turn first).

        Raises WenceError where the question is empty or too long.
        """
        start = time.perf_counter()
        answer = self._desk.ask(question, history)
        elapsed = (time.perf_counter() - start) * 1000
        return replace(answer, id=question_id, question=question, elapsed_ms=elapsed)
