"""Addresses of the pages beside the conversation and what answers each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qa.serve import links
from qa.serve.assets import FOLDER
from qa.serve.language import language_of
from qa.serve.policy import content_policy
from qa.serve.site.query import LONGEST, choice_of, order_of
from qa.serve.site.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

NO_MEASURE = "方案中没有这个编号的措施，请从措施清单里找。"
NO_UNIT = "方案中没有这个单位，请从单位列表里找，或换个名称。"


def routes(site: Site) -> list[BaseRoute]:
    """The routes of the pages, for putting before the conversation's own."""
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.routing import Route

    pages = _Pages(site)
    views: dict[str, Callable[[Request], Response]] = {
        links.BROWSE: pages.browse,
        "/measures/{measure_id:path}": pages.measure,
        links.UNITS: pages.units,
        links.UNITS + "/{name:path}": pages.unit,
        links.PICTURES: pages.pictures,
    }
    packed = [Middleware(GZipMiddleware, compresslevel=6)]
    return [
        *(Route(path, view, middleware=packed) for path, view in views.items()),
        Route(FOLDER + "{name:path}", pages.asset),
        Route("/widget.js", pages.widget),
    ]


class _Pages:
    """Endpoints; each translates an address into a page and nothing more."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def browse(self, request: Request) -> Response:
        query = request.query_params
        choice = choice_of(query, self._site.shelf)
        page = query.get("page", "1")
        site = self._speaking(request)
        return _html(site.browse(choice, order_of(query), int(page) if page.isdecimal() else 1))

    def measure(self, request: Request) -> Response:
        measure_id, document = request.path_params["measure_id"], request.query_params.get("d", "")
        site = self._speaking(request)
        return _found(site, site.measure(measure_id, document), NO_MEASURE)

    def units(self, request: Request) -> Response:
        words = request.query_params.get("q", "").strip()[:LONGEST]
        return _html(self._speaking(request).units(words))

    def unit(self, request: Request) -> Response:
        from starlette.responses import RedirectResponse

        name = request.path_params["name"]
        meant = self._site.shelf.unit_called(name)
        if len(meant) == 1 and meant[0] != name:
            return RedirectResponse(links.unit(meant[0]))
        site = self._speaking(request)
        return _found(site, site.unit(name), NO_UNIT)

    def pictures(self, request: Request) -> Response:
        return _html(self._speaking(request).pictures())

    def asset(self, request: Request) -> Response:
        return self._file(request, request.path_params["name"], "public, max-age=31536000, immutable")

    def widget(self, request: Request) -> Response:
        return self._file(request, "widget.js", "public, max-age=3600")

    def _file(self, request: Request, name: str, keeping: str) -> Response:
        from starlette.responses import Response

        assets = self._site.assets
        packed = "gzip" in request.headers.get("accept-encoding", "")
        try:
            content = assets.packed(name) if packed else assets.content(name)
        except KeyError:
            return Response(status_code=404)
        headers = {"cache-control": keeping, "vary": "accept-encoding"}
        if packed:
            headers["content-encoding"] = "gzip"
        return Response(content, media_type=assets.media_type(name), headers=headers)

    def _speaking(self, request: Request) -> Site:
        return self._site.speaking(language_of(request.cookies))


def _found(site: Site, page: str | None, otherwise: str) -> Response:
    return _html(site.missing(otherwise), 404) if page is None else _html(page)


def _html(page: str, status: int = 200) -> Response:
    from starlette.responses import HTMLResponse

    return HTMLResponse(page, status, {"content-security-policy": content_policy(), "vary": "cookie"})
