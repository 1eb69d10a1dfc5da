"""Questions to click on the empty page, by audience; only those that the plans at hand answer.

The candidates are written in ``examples.json``. Where too few of them are answered (another city's plan), the
plans' own tasks and units make up for them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from qa.plan import Plan
from qa.serve.session import Asker

SHOWN = 4

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ExampleGroup:
    """Questions for one audience and what binds them."""

    audience: str
    hint: str
    questions: tuple[str, ...]


def answerable_examples(asker: Asker) -> tuple[ExampleGroup, ...]:
    """At most ``SHOWN`` questions an audience, each answered by ``asker`` at this moment."""
    groups = (_answered(asker, group) for group in _candidates())
    return tuple(group for group in groups if group.questions)


def _answered(asker: Asker, group: ExampleGroup) -> ExampleGroup:
    kept: list[str] = []
    for question in _with_the_plans_own(group, asker.plans):
        if len(kept) == SHOWN:
            break
        if question not in kept and _is_answered(asker, question):
            kept.append(question)
    return ExampleGroup(group.audience, group.hint, tuple(kept))


def _is_answered(asker: Asker, question: str) -> bool:
    try:
        return asker.ask(question).status == "answered"
    except Exception:
        LOG.exception("an example failed and is left out")
        return False


def _with_the_plans_own(group: ExampleGroup, plans: Sequence[Plan]) -> Iterator[str]:
    yield from group.questions
    for plan in plans:
        yield from (f"{area.name}方面有哪些措施？" for area in plan.areas[:SHOWN])


def _candidates() -> tuple[ExampleGroup, ...]:
    text = files("qa.serve").joinpath("examples.json").read_text(encoding="utf-8")
    return tuple(ExampleGroup(g["audience"], g["hint"], tuple(g["questions"])) for g in json.loads(text))
