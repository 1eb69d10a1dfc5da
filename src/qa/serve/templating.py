"""Templates that escape everything put into them.

They are the only place where markup is written: questions, answers and the text of documents are data, and
Jinja's autoescaping turns them into text whatever they hold.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from qa.serve import links, view
from qa.serve.clause_questions import clause_questions

if TYPE_CHECKING:
    from jinja2 import Environment

_FILTERS = ("segments", "confidence_word", "chips", "losses", "breadcrumb", "copied_text", "shortened")


def part(name: str, **values: object) -> str:
    """The template ``name`` filled with ``values``."""
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("qa.serve"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.filters.update({name: getattr(view, name) for name in _FILTERS})
    environment.filters["clause_questions"] = clause_questions
    environment.globals["links"] = links
    # Chinese takes half the room as itself; what could end a script element is escaped all the same.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment
