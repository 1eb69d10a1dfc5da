"""The page at the root: in its own words, without notice of the toolkit, and the short links that start there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from qa.serve import links
from qa.serve.language import DEFAULT, TAGS, Language, language_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from qa.serve.shell import Shell

_PREVIEW = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*/>\s*')
_LANGUAGE = re.compile(r'<html\s+lang="[^"]*"')


def own_words(html: str, language: Language = DEFAULT) -> str:
    """The page's HTML under its own language and without Gradio's preview data, which names other hosts."""
    tag = TAGS[language]
    noted = "" if language == DEFAULT else f' data-language="{tag}"'
    return _LANGUAGE.sub(f'<html lang="{tag}"{noted}', _PREVIEW.sub("", html), count=1)


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

    def __init__(self, app: ASGIApp, shell: Shell | None = None) -> None:
        self._app = app
        self._shell = shell

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
        page = self._said(body.decode("utf-8"), _chosen(scope)).encode("utf-8")
        kept = [header for header in start["headers"] if header[0].lower() != b"content-length"]
        added = [(b"content-length", b"%d" % len(page)), (b"vary", b"cookie")]
        await send({**start, "headers": [*kept, *added]})
        await send({"type": "http.response.body", "body": page})

    def _said(self, html: str, language: Language) -> str:
        if self._shell is None or language == DEFAULT:
            return own_words(html)
        return self._shell.spoken(own_words(html, language), language)


def _chosen(scope: Scope) -> Language:
    from starlette.requests import HTTPConnection

    return language_of(HTTPConnection(scope).cookies)
