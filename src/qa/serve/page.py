"""The web page: one Gradio page over an assistant, and the process that serves it."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING

from qa.serve.assets import Assets
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
            with gr.Row(elem_id="composer"):
                self._box = gr.Textbox(
                    **parts["question"], show_label=False, lines=1, max_lines=6,
                    container=False, elem_id="question", scale=1,
                    html_attributes=gr.InputHTMLAttributes(
                        enterkeyhint="send", autocomplete="off", spellcheck=False, lang="zh-CN"
                    ),
                )  # fmt: skip
                self._send = gr.Button(**parts["send"], variant="primary", elem_id="send", scale=0)
            self._asked = gr.Textbox(elem_id="asked", visible="hidden")
            self._restored = gr.Textbox(elem_id="restored", visible="hidden")
            self._reset = gr.Button("", elem_id="reset", visible="hidden")
            self._reply = gr.Button("", elem_id="reply", visible="hidden")
            self._connect()
        self.blocks.queue(default_concurrency_limit=None, api_open=False)

    def _connect(self) -> None:
        """Join the handlers to the page; each sends the current exchange and nothing else.

        Exchanges travel as a button's text: the components that show HTML make it from templates by compiling them in
        the browser, which our policy forbids. Skipped outputs and updates of properties cost Gradio several times what
        a plain value does, so the browser moves finished exchanges up, empties the box and hides the welcome by itself.
        """
        options = {
            "outputs": [self._reply], "show_progress": "hidden", "api_visibility": "private",
            "concurrency_limit": None, "trigger_mode": "once", "postprocess": False,
        }  # fmt: skip
        asked, restored, reset = self._handlers()
        self._gr.on([self._box.submit, self._send.click], asked, [self._box], **options)
        self._asked.submit(asked, [self._asked], **options)
        self._restored.submit(restored, [self._restored], **options)
        self._reset.click(reset, None, **options)

    def _handlers(self) -> tuple[Callable[..., object], ...]:
        """What answers a question, a reloaded page and a new conversation.

        Gradio finds the request by its annotation, which can be set only once it is imported.
        """

        async def asked(question: str, request: gr.Request) -> AsyncIterator[str]:
            async for html in self._exchange(question, request):
                yield html

        async def restored(questions: str, request: gr.Request) -> str:
            talk = await repeated(self._assistant, _listed(questions))
            self._talks.keep(request.session_hash, talk)
            return self._speaking(request).conversation(talk)

        async def reset(request: gr.Request) -> str:
            self._talks.keep(request.session_hash, ())
            return ""

        handlers = (asked, restored, reset)
        for handler in handlers:
            handler.__annotations__["request"] = self._gr.Request
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


def _listed(text: str) -> list[str]:
    """The texts of a JSON list; nothing where it is something else."""
    try:
        listed = json.loads(text)
    except ValueError:
        return []
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
