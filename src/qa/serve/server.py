"""The process that serves the page: the port claimed first, then one application on it."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import WenceError
from qa.serve.homepage import HomePage
from qa.serve.language_choice import LanguageChoice
from qa.serve.policy import content_policy

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from qa.serve.shell import Shell

_STATIC = Path(__file__).parent / "static"
_FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")
_MONOSPACE = ("ui-monospace", "Consolas", "monospace")
EMBED_VARIABLE = "QA_EMBED"
_SITE = re.compile(r"https?://(?:\*\.)?[\w.-]+(?::\d+)?")


def embedding_sites(text: str) -> tuple[str, ...]:
    """The sites that may show the conversation in a frame, from addresses separated by spaces.

    Raises:
        WenceError: one of them is not the address of a site.
    """
    sites = tuple(text.split())
    for site in sites:
        if not _SITE.fullmatch(site):
            raise WenceError(
                f"{EMBED_VARIABLE} 中的“{site}”不是网站地址，请写成 https://www.example.gov.cn，多个用空格隔开。"
            )
    return sites


def claim_port(host: str, port: int) -> socket.socket:
    """A socket that listens on ``host:port``, so that nothing heavy is loaded for a port that is taken.

    Whoever connects before the page is ready waits for it.

    Raises:
        WenceError: the port is taken, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Naming TCP lets asyncio switch off Nagle's algorithm, which would hold answers back by 40 ms.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(128)
    except (OSError, OverflowError) as error:
        bound.close()
        raise WenceError(
            f"无法使用 {host}:{port}，端口已被占用或地址不可用，请用 --port 或 QA_PORT 换一个端口。"
        ) from error
    return bound


def address(bound: socket.socket) -> str:
    """The page's address for a browser on this machine."""
    host, port = bound.getsockname()[:2]
    ip = ipaddress.ip_address(host)
    if ip.is_unspecified:
        ip = ipaddress.ip_address("127.0.0.1" if isinstance(ip, ipaddress.IPv4Address) else "::1")
    return f"http://{ip}:{port}/" if isinstance(ip, ipaddress.IPv4Address) else f"http://[{ip}]:{port}/"


class ResponseHeaders:
    """ASGI layer: security headers on each response that lacks them, and long caching of files named by content."""

    _FOR_EVER = ((b"cache-control", b"public, max-age=31536000, immutable"),)

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = (
            (b"content-security-policy", content_policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the exchange on, with the headers added to its response."""
        added = self._headers + (self._FOR_EVER if scope.get("path", "").startswith("/assets/") else ())

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                named = {name.lower() for name, _ in own}
                message["headers"] = [*own, *(header for header in added if header[0] not in named)]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def application(page: gr.Blocks, routes: Iterable[BaseRoute], shell: Shell) -> FastAPI:
    """One web application with the page at its root, which loads nothing from any other host.

    What ``routes`` answer goes before the page; ``shell`` puts around the page what Gradio does not bring.
    """
    import gradio as gr
    from fastapi import FastAPI

    app = FastAPI(title="Wence", docs_url=None, redoc_url=None, openapi_url=None)
    framed_by = embedding_sites(os.environ.get(EMBED_VARIABLE, ""))
    app.add_middleware(HomePage, shell=shell, framed_by=framed_by)
    app.add_middleware(LanguageChoice)
    app.add_middleware(ResponseHeaders)
    app.router.routes.extend(routes)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=gr.themes.Base(font=_FONTS, font_mono=_MONOSPACE),
        favicon_path=str(_STATIC / "favicon.svg"),
        max_file_size=1,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
    )
    return mounted


def serve_page(page: gr.Blocks, bound: socket.socket, routes: Iterable[BaseRoute], shell: Shell) -> None:
    """Serve ``page`` and ``routes`` on a claimed socket until the process is told to stop."""
    import uvicorn

    config = uvicorn.Config(
        application(page, routes, shell), log_level="warning", lifespan="on", timeout_graceful_shutdown=2
    )
    uvicorn.Server(config).run(sockets=[bound])
