"""``?lang=en`` on any page: the choice is kept in a cookie and leaves the address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from qa.serve.language import COOKIE, known

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

FIELD = "lang"
_YEAR = 365 * 24 * 60 * 60


class LanguageChoice:
    """ASGI layer that answers a choice of language with the same page in it, and passes everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one exchange; a language that the page does not speak is no choice."""
        if scope["type"] != "http" or scope["method"] != "GET" or not (headers := choice(scope)):
            await self._app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body"})


def choice(scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers that keep the language which an address asks for and lead to the same address without it."""
    if b"lang=" not in scope["query_string"]:
        return []
    query = parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
    language = known(dict(query).get(FIELD, ""))
    if language is None:
        return []
    # More than one slash at the start would lead to another host.
    path = "/" + quote(scope["path"].lstrip("/"))
    rest = urlencode([(name, value) for name, value in query if name != FIELD])
    cookie = f"{COOKIE}={language}; Max-Age={_YEAR}; Path=/; SameSite=Lax"
    return [
        (b"location", (f"{path}?{rest}" if rest else path).encode()),
        (b"set-cookie", cookie.encode()),
        (b"cache-control", b"no-store"),
    ]
