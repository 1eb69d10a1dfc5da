"""The first response in the page's own words: its language, and no notice of the toolkit in link previews."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PREVIEW = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*/>\s*')
_LANGUAGE = re.compile(r'<html\s+lang="[^"]*"')


def own_words(html: str) -> str:
    """The page's HTML in Chinese and without Gradio's preview data, which names other hosts."""
    return _LANGUAGE.sub('<html lang="zh-CN"', _PREVIEW.sub("", html), count=1)


class HomePage:
    """ASGI layer that rewrites the page at the root and passes everything else on as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one exchange; the root page is collected whole before it is sent."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        plain = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        await self._app({**scope, "headers": plain}, receive, collect)
        page = own_words(body.decode("utf-8")).encode("utf-8")
        kept = [header for header in start["headers"] if header[0].lower() != b"content-length"]
        await send({**start, "headers": [*kept, (b"content-length", b"%d" % len(page))]})
        await send({"type": "http.response.body", "body": page})
