"""The page around Gradio's: what stands on it before anything is asked, in each language.

Gradio brings the question box, its button and the way to the server and back. Everything else is written into the page
before it leaves, so that it is there at once and no component has to make it from a template in the browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qa.plan import Plan
from qa.serve.assets import Assets
from qa.serve.language import DEFAULT, Language, words_of
from qa.serve.render import Renderer

if TYPE_CHECKING:
    from qa.serve.examples import ExampleGroup

TITLE = "问策 · 政策方案问答"
Parts = Mapping[str, Mapping[str, str]]
"""Properties of Gradio's components, by the components' names."""
_CONFIG = re.compile(r"(?<=window\.gradio_config = )(?=\{)")
_HEAD = re.compile(r"(?=</head>)")
_BODY = re.compile(r"(?<=>)(?P<app>\s*<gradio-app\b.*)(?=</body>)", re.DOTALL)
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""In JSON these stand inside strings alone, where an escape means the same; a script element could end at them."""


class Shell:
    """The parts of the page around the talk, for a set of plans and their examples."""

    def __init__(self, plans: Sequence[Plan], examples: Sequence[ExampleGroup]) -> None:
        self._render = Renderer(plans)
        self._examples = tuple(examples)
        self._assets = Assets()

    def parts(self, language: Language) -> Parts:
        """What Gradio's components show at first."""
        words = words_of(language)
        return {
            "question": {"label": words("您的问题"), "placeholder": words("请输入您的问题")},
            "send": {"value": words("提问")},
        }

    def spoken(self, html: str, language: Language) -> str:
        """Gradio's page with its own parts in ``language``.

        It writes them into the page as JSON, once, in the default language; here they are replaced.
        """
        place = None if language == DEFAULT else _CONFIG.search(html)
        if place is None:
            return html
        config, end = json.JSONDecoder().raw_decode(html, place.start())
        parts = self.parts(language)
        for component in config["components"]:
            component["props"].update(parts.get(component["props"].get("elem_id", ""), {}))
        config["title"] = words_of(language)(TITLE)
        written = json.dumps(config, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
        return html[: place.start()] + written + html[end:]

    def around(self, html: str, language: Language) -> str:
        """Gradio's page with everything else of ours before, behind and around it."""
        render = self._render.speaking(language)
        head, assets = render.home_head(self._assets), self._assets
        html = _HEAD.sub(lambda _: head, html, count=1)
        return _BODY.sub(lambda body: render.home(self._examples, assets, body["app"]), html, count=1)
