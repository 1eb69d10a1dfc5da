"""The page at the root: in its own words, without notice of the toolkit, and the short links that start there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from qa.serve import links

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PREVIEW = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*/>\s*')
_LANGUAGE = re.compile(r'<html\s+lang="[^"]*"')


def own_words(html: str) -> str:
    """The page's HTML in Chinese and without Gradio's preview data, which names other hosts."""
    return _LANGUAGE.sub('<html lang="zh-CN"', _PREVIEW.sub("", html), count=1)


def short_link(query: bytes) -> str:
    """Where ``?m=11.1`` leads: that measure's own page; empty for any other query.

    ``d`` names the document where several are at hand.
    """
    asked = dict(parse_qsl(query.decode("ascii", "replace")))
    if not asked.get("m"):
        return ""
    return links.measure_numbered(asked["m"], asked.get("d", ""))


class HomePage:
    """ASGI layer that rewrites the page at the root and passes everything else on as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one exchange; the root page is collected whole before it is sent."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        if leads := short_link(scope["query_string"]):
            await send(
                {"type": "http.response.start", "status": 307, "headers": [(b"location", leads.encode())]}
            )
            await send({"type": "http.response.body"})
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
