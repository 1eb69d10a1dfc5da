"""The web page: one Gradio page over an assistant, and the process that serves it."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any

from qa.serve.examples import answerable_examples
from qa.serve.render import Renderer
from qa.serve.server import address, claim_port, serve_page
from qa.serve.session import KEPT_EXCHANGES, Asker, Conversation, exchange_frames, repeated

if TYPE_CHECKING:
    import gradio as gr

    from qa.config import Settings

Update = tuple[Any, ...]
"""Values for conversation, past, current, question box, welcome and examples, as Gradio takes them."""
TITLE = "问策 · 政策方案问答"
_PLACEHOLDER = "请输入您的问题"
_LIVE = '<div role="log" aria-live="polite" aria-label="最新答复">${value}</div>'


def build(assistant: Asker) -> gr.Blocks:
    """The page over ``assistant``; each visitor's history lives in that visitor's session alone."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio as gr

    return _Page(gr, assistant).blocks


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
        warm_up = Thread(target=_load_gradio, daemon=True)
        warm_up.start()
        assistant = _open_assistant(settings, tell)
        warm_up.join()
        page = build(assistant)
        tell(f"网页已就绪：{address(bound)}（按 Ctrl+C 停止）")
        serve_page(page, bound)


def _open_assistant(settings: Settings, notify: Callable[[str], None]) -> Asker:
    from qa.answer.assistant import Assistant

    return Assistant.open(settings, notify)


def _load_gradio() -> None:
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio  # noqa: F401


def _to_standard_output(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class _Page:
    """Components and the handlers that move a conversation forward."""

    def __init__(self, gr: ModuleType, assistant: Asker) -> None:
        self._gr = gr
        self._assistant = assistant
        self._render = Renderer(assistant.plans)
        examples = self._render.examples(answerable_examples(assistant))
        with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as self.blocks:
            self._conversation = gr.State(())
            self._header = self._area(self._render.header(), "header")
            self._welcome = self._area(self._render.welcome(), "welcome")
            self._past = self._area("", "past")
            self._current = self._area("", "current", html_template=_LIVE)
            with gr.Row(elem_id="composer"):
                self._box = gr.Textbox(
                    label="您的问题", show_label=False, placeholder=_PLACEHOLDER, lines=1, max_lines=6,
                    container=False, elem_id="question", scale=1,
                    html_attributes=gr.InputHTMLAttributes(
                        enterkeyhint="send", autocomplete="off", spellcheck=False, lang="zh-CN"
                    ),
                )  # fmt: skip
                self._send = gr.Button("提问", variant="primary", elem_id="send", scale=0)
            self._examples = self._area(examples, "examples")
            self._area(self._render.footer(), "footer")
            self._connect()
        self.blocks.queue(default_concurrency_limit=None, api_open=False)

    def _area(self, value: str, name: str, **options: str) -> gr.HTML:
        return self._gr.HTML(
            value, elem_id=name, js_on_load=_static("bridge.js"), apply_default_css=False, **options
        )

    def _connect(self) -> None:
        options = {
            "outputs": [
                self._conversation, self._past, self._current, self._box, self._welcome, self._examples,
            ],
            "show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None,
            "trigger_mode": "once",
        }  # fmt: skip
        typed = [self._box, self._conversation]
        self._gr.on([self._box.submit, self._send.click], self._typed, typed, **options)
        for area in (self._past, self._current, self._examples):
            area.ask(self._click_handler(), [self._conversation], **options)
        self._header.reset(self._reset, None, **options)
        self._header.restore(self._restore_handler(), None, **options)

    async def _typed(self, question: str, conversation: Conversation) -> AsyncIterator[Update]:
        """Answer what stands in the question box; an empty box changes nothing."""
        if question.strip():
            async for update in self._exchange(question, conversation):
                yield update
        else:
            yield (self._gr.skip(),) * 6

    def _click_handler(self) -> Callable[..., AsyncIterator[Update]]:
        """Answers a question that was clicked anywhere on the page.

        Gradio finds the event by its annotation, which can only be set once Gradio is imported.
        """

        async def clicked(conversation: Conversation, event: gr.EventData) -> AsyncIterator[Update]:
            async for update in self._exchange(str(event.question), conversation):
                yield update

        clicked.__annotations__["event"] = self._gr.EventData
        return clicked

    def _restore_handler(self) -> Callable[..., Awaitable[Update]]:
        """Asks again what this browser tab had asked before it was reloaded."""

        async def restored(event: gr.EventData) -> Update:
            questions = [question for question in event.questions if isinstance(question, str)]
            conversation = await repeated(self._assistant, questions)
            if not conversation:
                return (self._gr.skip(),) * 6
            past = self._render.conversation(conversation[:-1])
            current = self._render.exchange(conversation[-1], len(conversation))
            hidden = self._gr.update(visible=False)
            return conversation, past, current, self._gr.skip(), hidden, hidden

        restored.__annotations__["event"] = self._gr.EventData
        return restored

    async def _exchange(self, question: str, conversation: Conversation) -> AsyncIterator[Update]:
        gr, skip = self._gr, self._gr.skip()
        number = len(conversation) + 1
        hidden = gr.update(visible=False)
        first = True
        async for exchange in exchange_frames(self._assistant, question, conversation):
            html = self._render.exchange(exchange, number)
            kept = (*conversation, exchange)[-KEPT_EXCHANGES:] if exchange.complete else skip
            if first:
                yield skip, self._render.conversation(conversation), html, "", hidden, hidden
                first = False
            else:
                yield kept, skip, html, skip, skip, skip

    def _reset(self) -> Update:
        """Start over: forget this visitor's conversation and show the empty page."""
        shown = self._gr.update(visible=True)
        return (), "", "", "", shown, shown


def _static(name: str) -> str:
    return files("qa.serve").joinpath("static", name).read_text(encoding="utf-8")
