"""Addresses of the files to take away: a list of measures, and an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from qa.serve.session import KEPT_EXCHANGES, Asker, repeated
from qa.serve.site.query import choice_of, described, order_of
from qa.serve.site.shelf import Shelf
from qa.serve.takeaway.formats import FORMATS
from qa.serve.takeaway.naming import content_disposition, file_name
from qa.serve.takeaway.report import Report, answer_report, measures_report

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

_LARGEST = 200_000
"""Bytes of a talk's questions that are read."""
_NO_FORMAT = "只能导出为 xlsx、csv 或 docx，请改正地址后重试。"
_NO_TALK = "没有收到要导出的问题，请回到问答页面重新提问后再导出。"


def routes(
    asker: Asker, shelf: Callable[[], Shelf], today: Callable[[], date] = date.today
) -> list[BaseRoute]:
    """The routes of the files; ``shelf`` is called when the first list is asked for."""
    from starlette.routing import Route

    files = _Files(asker, shelf, today)
    return [
        Route("/export/measures.{extension}", files.measures),
        Route("/export/answer.{extension}", files.answer, methods=["POST"]),
    ]


class _Files:
    def __init__(self, asker: Asker, shelf: Callable[[], Shelf], today: Callable[[], date]) -> None:
        self._asker = asker
        self._shelf = shelf
        self._today = today

    def measures(self, request: Request) -> Response:
        choice = choice_of(request.query_params, self._shelf())
        entries = self._shelf().chosen(choice, order_of(request.query_params))
        measures = [entry.measure for entry in entries]
        return _file(request, measures_report(measures, self._asker.plans, described(choice), self._today()))

    async def answer(self, request: Request) -> Response:
        """The last answer of a talk; the talk is asked again, so that nothing rests on what a browser sends."""
        from starlette.concurrency import run_in_threadpool

        questions = await _questions(request)
        talk = await repeated(self._asker, questions[-KEPT_EXCHANGES:])
        if not talk or talk[-1].answer is None:
            return _refusal(talk[-1].failure if talk else _NO_TALK)
        report = answer_report(talk[-1].answer, self._asker.plans, self._today())
        return await run_in_threadpool(_file, request, report)


async def _questions(request: Request) -> Sequence[str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return ()
    try:
        sent = json.loads(parse_qs(body.decode("utf-8")).get("questions", ["[]"])[0])
    except ValueError:
        return ()
    return (
        tuple(one for one in sent if isinstance(one, str) and one.strip()) if isinstance(sent, list) else ()
    )


def _file(request: Request, report: Report) -> Response:
    from starlette.responses import Response

    extension = request.path_params["extension"]
    writer = FORMATS.get(extension)
    if writer is None:
        return _refusal(_NO_FORMAT, 404)
    named = {"content-disposition": content_disposition(file_name(report, extension))}
    return Response(writer.write(report), media_type=writer.media_type, headers=named)


def _refusal(sentence: str, status: int = 400) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(sentence, status)
