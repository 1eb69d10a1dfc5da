"""What the conversation's page shows before anything is asked, in each language.

Gradio writes its components, with their first values, into the page as JSON. That page is made once, in the
default language; for another one the values are replaced on the way to the browser, so that nothing flashes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.plan import Plan
from qa.serve.language import Language, Words, words_of
from qa.serve.render import Renderer

if TYPE_CHECKING:
    from qa.serve.examples import ExampleGroup

TITLE = "问策 · 政策方案问答"
Parts = Mapping[str, Mapping[str, str]]
"""Properties of the components, by the components' names."""
_CONFIG = re.compile(r"(?<=window\.gradio_config = )(?=\{)")
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""In JSON these stand inside strings alone, where an escape means the same; a script element could end at them."""


class Shell:
    """The parts of the page around the talk, for a set of plans and their examples."""

    def __init__(self, plans: Sequence[Plan], examples: Sequence[ExampleGroup]) -> None:
        self._render = Renderer(plans)
        self._examples = tuple(examples)
        self._translated = lru_cache(maxsize=8)(self._translate)

    def parts(self, language: Language) -> Parts:
        """What each component shows at first."""
        words, render = words_of(language), self._render.speaking(language)
        return {
            "header": {"value": render.header()},
            "welcome": {"value": render.welcome()},
            "current": {"html_template": _live(words)},
            "question": {"label": words("您的问题"), "placeholder": words("请输入您的问题")},
            "send": {"value": words("提问")},
            "examples": {"value": render.examples(self._examples)},
            "footer": {"value": render.footer()},
            "feedback": {"value": render.feedback()},
        }

    def spoken(self, html: str, language: Language) -> str:
        """The page as Gradio wrote it, saying its parts in ``language``."""
        return self._translated(html, language)

    def _translate(self, html: str, language: Language) -> str:
        place = _CONFIG.search(html)
        if place is None:
            return html
        config, end = json.JSONDecoder().raw_decode(html, place.start())
        parts = self.parts(language)
        for component in config["components"]:
            component["props"].update(parts.get(component["props"].get("elem_id", ""), {}))
        config["title"] = words_of(language)(TITLE)
        written = json.dumps(config, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
        return html[: place.start()] + written + html[end:]


def _live(words: Words) -> str:
    return f'<div role="log" aria-live="polite" aria-label="{words("最新答复")}">${{value}}</div>'
