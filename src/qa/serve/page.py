"""The web page: one Gradio page over an assistant, and the process that serves it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Sequence
from importlib.resources import files
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING

from qa.serve.conversations import Conversations
from qa.serve.examples import ExampleGroup, answerable_examples
from qa.serve.feedback import FeedbackStore, Versions
from qa.serve.feedback_route import routes as feedback_routes
from qa.serve.gradio_loader import load_gradio
from qa.serve.language import DEFAULT, LANGUAGES, language_of
from qa.serve.render import Renderer
from qa.serve.server import address, claim_port, serve_page
from qa.serve.session import Asker, exchange_frames, repeated
from qa.serve.shell import TITLE, Shell
from qa.serve.site.assets import Assets
from qa.serve.site.routes import routes as site_routes
from qa.serve.site.site import Site
from qa.serve.takeaway.routes import routes as takeaway_routes
from qa.serve.typeahead import routes as typeahead_routes

if TYPE_CHECKING:
    import gradio as gr
    from starlette.routing import BaseRoute

    from qa.config import Settings

FEEDBACK_FILE = "feedback.sqlite3"


def build(assistant: Asker, examples: Sequence[ExampleGroup] | None = None) -> gr.Blocks:
    """The page over ``assistant``; each visitor's history lives in that visitor's session alone.

    ``examples`` are those to click on, found by asking where none are given.
    """
    found = answerable_examples(assistant) if examples is None else examples
    return _Page(load_gradio(), assistant, found).blocks


def routes(assistant: Asker, examples: Sequence[ExampleGroup], settings: Settings) -> list[BaseRoute]:
    """What is served beside the conversation: pages, files, questions to offer and a place for feedback."""
    questions = [question for group in examples for question in group.questions]
    store = FeedbackStore(settings.data_dir / FEEDBACK_FILE)
    versions = Versions.of(assistant.plans, settings.index_dir)
    site = Site(assistant.plans, Assets())
    return [
        *typeahead_routes(assistant.plans, questions),
        *feedback_routes(assistant, store, versions),
        *site_routes(site),
        *takeaway_routes(assistant, lambda: site.shelf),
    ]


def launch(
    settings: Settings, host: str = "127.0.0.1", port: int = 7860, notify: Callable[[str], None] | None = None
) -> None:
    """Open the assistant that ``settings`` name and serve its page until the process is told to stop.

    ``notify`` gets one line for each thing worth telling, the page's address last; by default they go
    to standard output.

    Raises:
        WenceError: the port is taken, or the assistant cannot be opened.
    """
    tell = notify or _to_standard_output
    with claim_port(host, port) as bound:
        warm_up = Thread(target=load_gradio, daemon=True)
        warm_up.start()
        assistant = _open_assistant(settings, tell)
        examples = answerable_examples(assistant)
        warm_up.join()
        page = build(assistant, examples)
        tell(f"网页已就绪：{address(bound)}（按 Ctrl+C 停止）")
        serve_page(page, bound, routes(assistant, examples, settings), Shell(assistant.plans, examples))


def _open_assistant(settings: Settings, notify: Callable[[str], None]) -> Asker:
    from qa.answer.assistant import Assistant

    return Assistant.open(settings, notify)


def _to_standard_output(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class _Page:
    """Components and the handlers that move a conversation forward.

    Conversations are not kept in Gradio's own session state: that holds a connection open for every
    tab, and browsers stop at six.
    """

    def __init__(self, gr: ModuleType, assistant: Asker, examples: Sequence[ExampleGroup]) -> None:
        self._gr = gr
        self._assistant = assistant
        render = Renderer(assistant.plans)
        self._renderers = {language: render.speaking(language) for language in LANGUAGES}
        self._talks = Conversations()
        parts = Shell(assistant.plans, examples).parts(DEFAULT)
        with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as self.blocks:
            self._header = self._area("header", **parts["header"])
            self._area("welcome", **parts["welcome"])
            self._past = self._area("past", '<div class="talk"></div>')
            self._current = self._area("current", **parts["current"])
            with gr.Row(elem_id="composer"):
                self._box = gr.Textbox(
                    **parts["question"], show_label=False, lines=1, max_lines=6,
                    container=False, elem_id="question", scale=1,
                    html_attributes=gr.InputHTMLAttributes(
                        enterkeyhint="send", autocomplete="off", spellcheck=False, lang="zh-CN"
                    ),
                )  # fmt: skip
                self._send = gr.Button(**parts["send"], variant="primary", elem_id="send", scale=0)
            self._examples = self._area("examples", **parts["examples"])
            self._area("footer", **parts["footer"])
            self._area("feedback", **parts["feedback"])
            self._connect()
        self.blocks.queue(default_concurrency_limit=None, api_open=False)

    def _area(self, name: str, value: str = "", **options: str) -> gr.HTML:
        return self._gr.HTML(
            value, elem_id=name, js_on_load=_static("bridge.js"), apply_default_css=False, **options
        )

    def _connect(self) -> None:
        """Join the handlers to the page; each sends the current exchange and nothing else.

        Skipped outputs and updates of properties cost Gradio several times what a plain value does, so
        the browser moves finished exchanges up, empties the box and hides the welcome by itself.
        """
        options = {
            "outputs": [self._current], "show_progress": "hidden", "api_visibility": "private",
            "concurrency_limit": None, "trigger_mode": "once", "postprocess": False,
        }  # fmt: skip
        typed, clicked, restored, reset = self._handlers()
        self._gr.on([self._box.submit, self._send.click], typed, [self._box], **options)
        for area in (self._past, self._current, self._examples):
            area.ask(clicked, None, **options)
        self._header.restore(restored, None, **options)
        self._header.reset(reset, None, **options)

    def _handlers(self) -> tuple[Callable[..., object], ...]:
        """What answers a typed question, a clicked one, a reloaded page and a new conversation.

        Gradio finds the event and the request by their annotations, which can be set only once it is
        imported.
        """

        async def typed(question: str, request: gr.Request) -> AsyncIterator[str]:
            async for html in self._exchange(question, request):
                yield html

        async def clicked(event: gr.EventData, request: gr.Request) -> AsyncIterator[str]:
            async for html in self._exchange(str(event.question), request):
                yield html

        async def restored(event: gr.EventData, request: gr.Request) -> str:
            questions = [question for question in event.questions if isinstance(question, str)]
            talk = await repeated(self._assistant, questions)
            self._talks.keep(request.session_hash, talk)
            return self._speaking(request).conversation(talk)

        async def reset(request: gr.Request) -> str:
            self._talks.keep(request.session_hash, ())
            return ""

        handlers = (typed, clicked, restored, reset)
        for handler in handlers:
            handler.__annotations__["request"] = self._gr.Request
        for handler in (clicked, restored):
            handler.__annotations__["event"] = self._gr.EventData
        return handlers

    def _speaking(self, request: gr.Request) -> Renderer:
        return self._renderers[language_of(request.cookies)]

    async def _exchange(self, question: str, request: gr.Request) -> AsyncIterator[str]:
        """Show the question at once, then its answer as it grows, and keep the complete exchange.

        An empty question shows the last exchange again.
        """
        session, render = request.session_hash, self._speaking(request)
        talk = self._talks.of(session)
        if not question.strip():
            yield render.conversation(talk[-1:])
            return
        async for exchange in exchange_frames(self._assistant, question, talk):
            if exchange.complete:
                self._talks.keep(session, (*talk, exchange))
            yield render.exchange(exchange)


def _static(name: str) -> str:
    return files("qa.serve").joinpath("static", name).read_text(encoding="utf-8")
