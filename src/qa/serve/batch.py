"""Questions in, answers out, as JSON lines: the translation between a pipe and an assistant.

A line is answered as soon as it has come in; lines that are already waiting are answered side by side and
written in their order (docs/decisions/0015-lines-side-by-side.md). A line that cannot be understood is answered by
``{"id": …, "status": "error", "error": …}`` in its place, and the rest go on.
"""

from __future__ import annotations

import codecs
import json
import logging
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BufferedIOBase
from typing import NoReturn, Protocol, TextIO

from qa.answer.model import Answer, Turn
from qa.cores import cores
from qa.errors import WenceError
from qa.serve.jsontext import to_line

LOG = logging.getLogger(__name__)
MAX_LINE_BYTES = 4 * 1024 * 1024
_READ_BYTES = 64 * 1024
"""What a pipe holds on Linux: one read takes all that is waiting."""
_AHEAD = 16
"""So many lines are begun before the first of them is written."""
Identity = str | int | float | None


class Answers(Protocol):
    """The part of an assistant that a batch needs."""

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        """Answer one question that follows the earlier ``history``."""


@dataclass(frozen=True, slots=True)
class Request:
    """One line of input: a question with the id to answer under and its earlier turns."""

    id: Identity
    question: str
    history: tuple[Turn, ...] = ()


class BadLineError(WenceError):
    """A line that is no question; ``id`` is the line's own id where that could be read."""

    def __init__(self, message: str, identity: Identity = None) -> None:
        super().__init__(message)
        self.id = identity


def answer_lines(assistant: Answers, source: BufferedIOBase, sink: TextIO) -> None:
    """Answer every line of ``source`` on ``sink``, in order, each one flushed; blank lines are skipped."""
    pool = ThreadPoolExecutor(cores() + 1, "answer")
    try:
        for lines in _numbered(_waiting_lines(source)):
            for reply in _replies(assistant, lines, pool):
                sink.write(reply + "\n")
                sink.flush()
    finally:
        pool.shutdown(cancel_futures=True)


def parse_line(line: bytes, number: int) -> Request:
    """Read one line of input (contract: "A question on batch's stdin").

    Raises:
        BadLineError: with a sentence that names the line's ``number`` and what is wrong with it.
    """
    record = _record(line, number)
    identity = record.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int | float | None):
        raise BadLineError(f"第{number}行的 id 应为字符串或数字。")
    question = record.get("question")
    if not isinstance(question, str):
        raise BadLineError(f"第{number}行缺少字符串字段 question。", identity)
    if not question.strip():
        raise BadLineError(f"第{number}行的问题为空，请写出要问的内容。", identity)
    return Request(identity, question, _history(record.get("history"), number, identity))


def _waiting_lines(source: BufferedIOBase) -> Iterator[list[bytes]]:
    """Lines of ``source``, those together that one read found waiting.

    Of one that is longer than the limit only a start beyond the limit is kept.
    """
    rest = b""
    while chunk := source.read1(_READ_BYTES):
        if len(rest) > MAX_LINE_BYTES and b"\n" not in chunk:
            continue
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            yield lines
    if rest:
        yield [rest]


def _numbered(groups: Iterator[list[bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    """The lines that are not blank, each with its number from 1 on."""
    number = 0
    for group in groups:
        if number == 0:
            group[0] = group[0].removeprefix(codecs.BOM_UTF8)
        yield [(place, line) for place, line in enumerate(group, start=number + 1) if line.strip()]
        number += len(group)


def _replies(assistant: Answers, lines: Sequence[tuple[int, bytes]], pool: Executor) -> Iterator[str]:
    """A reply to each numbered line, in order; a line that is alone is not handed to another thread."""
    if len(lines) == 1:
        number, line = lines[0]
        yield _reply(assistant, line, number)
        return
    begun: deque[Future[str]] = deque()
    for number, line in lines:
        if len(begun) == _AHEAD:
            yield begun.popleft().result()
        begun.append(pool.submit(_reply, assistant, line, number))
    while begun:
        yield begun.popleft().result()


def _record(line: bytes, number: int) -> dict[str, object]:
    if len(line) > MAX_LINE_BYTES:
        raise BadLineError(f"第{number}行超过 {MAX_LINE_BYTES // 1024 // 1024} MB，请拆分后重试。")
    try:
        record = json.loads(line.decode("utf-8"), strict=False, parse_constant=_refuse_constant)
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError:
        raise BadLineError(f"第{number}行不是 UTF-8 编码，请转换编码后重试。") from None
    except UnicodeEncodeError:
        raise BadLineError(f"第{number}行含有残缺的 Unicode 字符，请更正后重试。") from None
    except (ValueError, RecursionError):
        raise BadLineError(f"第{number}行不是有效的 JSON，请每行写一个 JSON 对象。") from None
    if not isinstance(record, dict):
        raise BadLineError(f'第{number}行应为一个 JSON 对象，例如 {{"id": "1", "question": "…"}}。')
    return record


def _history(value: object, number: int, identity: Identity) -> tuple[Turn, ...]:
    if value is None:
        return ()
    complaint = BadLineError(
        f"第{number}行的 history 应为列表，其中每项含字符串字段 question 和 answer。", identity
    )
    if not isinstance(value, list):
        raise complaint
    turns = []
    for item in value:
        question = item.get("question") if isinstance(item, dict) else None
        answer = item.get("answer") if isinstance(item, dict) else None
        if not isinstance(question, str) or not isinstance(answer, str | None):
            raise complaint
        turns.append(Turn(question, answer or ""))
    return tuple(turns)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _reply(assistant: Answers, line: bytes, number: int) -> str:
    identity: Identity = None
    try:
        request = parse_line(line, number)
        identity = request.id
        answer = assistant.ask(request.question, request.history).to_json()
        return to_line({**answer, "id": identity})
    except BadLineError as bad:
        return _error(bad.id, str(bad))
    except WenceError as problem:
        return _error(identity, str(problem))
    except Exception as fault:
        LOG.exception("line %d failed", number)
        return _error(
            identity, f"第{number}行处理时出现内部错误（{type(fault).__name__}），其余各行不受影响。"
        )


def _error(identity: Identity, message: str) -> str:
    return to_line({"id": identity, "status": "error", "error": message})
