"""``POST /feedback``: a verdict from the page itself, on an answer that is asked for again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.answer.model import Answer
from qa.errors import WenceError
from qa.serve.feedback import Feedback, FeedbackStore, Versions
from qa.serve.language import language_of, words_of
from qa.serve.session import Asker, repeated

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

PATH = "/feedback"
LARGEST_BODY = 256 * 1024
"""Bytes of one feedback: the longest talk that the page keeps fits, a flood does not."""


class _RefusedError(WenceError):
    """A feedback that is not taken, with its HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def routes(asker: Asker, store: FeedbackStore, versions: Versions) -> list[BaseRoute]:
    """The way for feedback into ``store``."""
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    async def feedback(request: Request) -> Response:
        words = words_of(language_of(request.cookies))
        try:
            given = await _read(request, asker, versions)
            await asyncio.to_thread(store.add, given)
        except _RefusedError as refused:
            return JSONResponse({"error": words(str(refused))}, refused.status)
        except WenceError as failure:
            return JSONResponse({"error": words(str(failure))}, 503)
        return JSONResponse({"message": words("已收到，谢谢")}, 201)

    return [Route(PATH, feedback, methods=["POST"])]


async def _read(request: Request, asker: Asker, versions: Versions) -> Feedback:
    from pydantic import ValidationError

    from qa.serve.feedback_form import FeedbackForm, problem

    if not same_origin(request.headers):
        raise _RefusedError(403, "请在问策网页上提交意见。")
    try:
        form = FeedbackForm.model_validate_json(await _body(request))
    except ValidationError as fault:
        raise _RefusedError(422, problem(fault)) from None
    answer = await _answer(asker, form.questions)
    if form.measure and form.measure not in {cited.measure.measure_id for cited in answer.citations}:
        raise _RefusedError(422, "这条措施不在该答复中，请刷新网页后重试。")
    return Feedback(answer, form.verdict, versions, form.reason, form.text, form.measure)


def same_origin(headers: Mapping[str, str]) -> bool:
    """Whether a request comes from the page itself, or from a program that is no browser."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise _RefusedError(413, "提交的内容太长，请缩短后再发送。")
    return bytes(body)


async def _answer(asker: Asker, questions: tuple[str, ...]) -> Answer:
    """The answer that the last of ``questions`` gets; answers are the same each time they are asked for."""
    answer = (await repeated(asker, questions))[-1].answer
    if answer is None:
        raise _RefusedError(422, "这个问题没有得到答复，请重新提问后再反馈。")
    return answer
