"""The page at the root: in its own words, without notice of the toolkit, and the short links that start there."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from qa.serve import links
from qa.serve.language import DEFAULT, TAGS, Language, language_of
from qa.serve.policy import content_policy, inline_scripts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from qa.serve.shell import Shell

_PREVIEW = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*/>\s*')
_LANGUAGE = re.compile(r'<html\s+lang="[^"]*"')
_KEPT = 8
"""Pages kept as they were written: one for each language and address under which this server is known."""


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


@dataclass(frozen=True, slots=True)
class _Written:
    """The page as it leaves: plain, in gzip, and what a browser may do with it."""

    plain: bytes
    packed: bytes
    policy: str


class HomePage:
    """ASGI layer that rewrites the page at the root and passes everything else on as it is.

    Gradio's page starts by scripts that stand in the page. They alone are allowed to, each named by its hash in
    the page's policy; the hashes are taken before anything of ours, and so anything of a plan's, joins the page.
    """

    def __init__(self, app: ASGIApp, shell: Shell, framed_by: Sequence[str] = ()) -> None:
        self._app = app
        self._shell = shell
        self._framed_by = tuple(framed_by)
        self._written = lru_cache(maxsize=_KEPT)(self._write)

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
        written = self._written(body.decode("utf-8"), _chosen(scope))
        packs = any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
        page = written.packed if packs else written.plain
        kept = [header for header in start["headers"] if header[0].lower() != b"content-length"]
        added = [
            (b"content-length", b"%d" % len(page)),
            (b"content-security-policy", written.policy.encode()),
            (b"vary", b"cookie, accept-encoding"),
            *([(b"content-encoding", b"gzip")] if packs else []),
        ]
        await send({**start, "headers": [*kept, *added]})
        await send({"type": "http.response.body", "body": page})

    def _write(self, html: str, language: Language) -> _Written:
        said = own_words(self._shell.spoken(html, language), language)
        policy = content_policy(inline_scripts(said), self._framed_by)
        page = self._shell.around(said, language).encode("utf-8")
        return _Written(page, gzip.compress(page, mtime=0), policy)


def _chosen(scope: Scope) -> Language:
    from starlette.requests import HTTPConnection

    return language_of(HTTPConnection(scope).cookies)
