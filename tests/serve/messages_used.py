"""Every message of the page, gathered from where it is said: templates, modules, scripts, and the words that modules hold."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

from qa.serve import feedback, feedback_form, render, session, shell, view
from qa.serve.script_words import said_by
from qa.serve.site import findings, pictures, routes, shelf, site

SERVE = Path(render.__file__).parent
CALLED = ("words", "_RefusedError", "WenceError")
"""What is called with a message: to say it, or to refuse something with it."""
SPEAKING_MODULES = (
    "feedback.py", "feedback_route.py", "shell.py", "view.py", "site/findings.py", "site/pictures.py", "site/query.py",
)  # fmt: skip


def messages_used() -> set[str]:
    """The Chinese texts of all messages that the page can say."""
    return {*_in_templates(), *_in_modules(), *_in_scripts(), *_held()}


def _in_templates() -> Iterator[str]:
    environment = Environment(autoescape=True)
    environment.filters.update(dict.fromkeys(("word", "losses", "breadcrumb"), str))
    for path in (SERVE / "templates").rglob("*.html"):
        tree = environment.parse(path.read_text("utf-8"))
        for _, _, texts in extract_from_ast(tree, ("_",), babel_style=False):
            yield from (text for text in texts or () if text)


def _in_modules() -> Iterator[str]:
    for name in SPEAKING_MODULES:
        for node in ast.walk(ast.parse((SERVE / name).read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLED:
                yield from (
                    one.value
                    for one in node.args
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )


def _in_scripts() -> Iterator[str]:
    for path in (SERVE / "static").glob("*.js"):
        yield from said_by(path.name)


def _held() -> Iterator[str]:
    for names in (
        view.FIELDS,
        view.LABELS,
        shelf.ROLES,
        shelf.DUES,
        shelf.STATES,
        shelf.FIGURES,
        shelf.ORDERS,
        shelf.FACETS,
    ):
        yield from names.values()
    yield from filter(None, render.NEXT.values())
    yield from (text for texts in findings.SAID.values() for text in texts)
    yield from (
        *pictures.QUARTERS, *feedback.REASONS, *feedback_form.SENTENCES.values(), feedback_form.UNREADABLE,
        *view.CONFIDENCE, *view.STATES, site.CAUTION, routes.NO_MEASURE, routes.NO_UNIT, session.BROKEN, shell.TITLE,
    )  # fmt: skip
    groups = json.loads(files("qa.serve").joinpath("examples.json").read_text("utf-8"))
    yield from (words for group in groups for words in (group["audience"], group["hint"]))
