"""Questions offered while a visitor types: the plans' units and tasks, and the examples of the page."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from qa.plan import Plan
from qa.serve.jsontext import to_line

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

PATH = "/suggest.json"
MAX_AGE_SECONDS = 300

Kind = Literal["example", "unit", "task"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question to take, the words shown for it, and further names under which it is found."""

    kind: Kind
    text: str
    question: str
    names: tuple[str, ...] = ()


def suggestions(plans: Sequence[Plan], examples: Iterable[str] = ()) -> tuple[Suggestion, ...]:
    """The units with most measures first, then the examples, then the tasks that have measures."""
    shown = (Suggestion("example", question, question) for question in examples)
    unique: dict[str, Suggestion] = {}
    for suggestion in (*_units(plans), *shown, *_tasks(plans)):
        unique.setdefault(suggestion.question, suggestion)
    return tuple(unique.values())


def routes(plans: Sequence[Plan], examples: Iterable[str] = ()) -> list[BaseRoute]:
    """The suggestions as one JSON file, written when a browser first asks for it."""
    from starlette.responses import Response
    from starlette.routing import Route

    @cache
    def file() -> tuple[bytes, str]:
        body = to_line([asdict(suggestion) for suggestion in suggestions(plans, examples)]).encode()
        return body, f'"{hashlib.sha256(body).hexdigest()[:16]}"'

    async def suggest(request: Request) -> Response:
        body, tag = file()
        headers = {"etag": tag, "cache-control": f"max-age={MAX_AGE_SECONDS}"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="application/json", headers=headers)

    return [Route(PATH, suggest, methods=["GET"])]


def _units(plans: Sequence[Plan]) -> Iterator[Suggestion]:
    from qa.extract.units import UnitRegistry

    records = [record for plan in plans for record in plan.measures]
    leading = Counter(unit for record in records for unit in record.lead)
    named = leading + Counter(unit for record in records for unit in record.support)
    registry = UnitRegistry(sorted(named))
    for unit, _ in named.most_common():
        verb = "牵头" if unit in leading else "配合"
        names = tuple(name for name in registry.aliases(unit) if name != unit)
        yield Suggestion("unit", unit, f"{unit}{verb}哪些措施？", names)


def _tasks(plans: Sequence[Plan]) -> Iterator[Suggestion]:
    for plan in plans:
        held = {record.task_no for record in plan.measures}
        for task in plan.tasks:
            if task.title and "task" not in task.missing and task.task_no in held:
                yield Suggestion("task", task.title, f"{task.title}有哪些措施？")
