"""What batch does with lines that are already waiting, and with a partner that waits for it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import IO

import pytest

from qa.answer.assistant import Assistant
from qa.answer.model import Answer, Turn
from qa.config import Settings
from qa.errors import WenceError
from qa.evaluate.labelled import Question, load_questions
from qa.serve.batch import MAX_LINE_BYTES, answer_lines

PATIENCE = 10.0


def line(question: str, history: Sequence[Turn] = ()) -> bytes:
    turns = [{"question": turn.question, "answer": turn.answer} for turn in history]
    return json.dumps({"question": question, "history": turns}).encode() + b"\n"


def asked(replies: str) -> list[str]:
    return [json.loads(reply)["question"] for reply in replies.splitlines()]


class Slow:
    """An assistant whose answer to 先 comes only after ``other`` has happened, and never if it does not."""

    def __init__(self, other: Event) -> None:
        self.other = other
        self.seen: list[str] = []

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        self.seen.append(question)
        if question == "先":
            assert self.other.wait(PATIENCE)
        if question == "后":
            self.other.set()
        return Answer(question, "answered", "content", question)


@pytest.fixture
def pipe() -> Iterator[tuple[IO[bytes], io.BufferedReader]]:
    """Where a partner writes its lines, and where they are read."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb", buffering=0) as writer, os.fdopen(reading, "rb") as reader:
        yield writer, reader


class Watched(io.StringIO):
    """Takes replies and sets ``happened`` when the first of them is flushed."""

    def __init__(self, happened: Event) -> None:
        super().__init__()
        self.happened = happened

    def flush(self) -> None:
        self.happened.set()


def test_waiting_lines_are_answered_side_by_side_and_written_in_their_order() -> None:
    sink = io.StringIO()
    answer_lines(Slow(Event()), io.BytesIO(line("先") + line("后") + line("末")), sink)
    assert asked(sink.getvalue()) == ["先", "后", "末"]


def test_an_answer_is_out_before_a_later_line_of_the_same_read_is_done() -> None:
    flushed = Event()
    sink = Watched(flushed)
    answer_lines(Slow(flushed), io.BytesIO(line("头") + line("先")), sink)
    assert asked(sink.getvalue()) == ["头", "先"]


def test_a_whole_line_is_answered_while_the_next_is_only_half_there(
    pipe: tuple[IO[bytes], io.BufferedReader],
) -> None:
    writer, reader = pipe
    flushed = Event()
    sink = Watched(flushed)
    worker = Thread(target=answer_lines, args=(Slow(flushed), reader, sink))
    worker.start()
    second = line("第二问")
    writer.write(line("第一问") + second[:20])
    assert flushed.wait(PATIENCE)
    assert asked(sink.getvalue()) == ["第一问"]
    writer.write(second[20:])
    writer.close()
    worker.join(PATIENCE)
    assert asked(sink.getvalue()) == ["第一问", "第二问"]


def test_more_lines_than_one_read_takes_all_get_their_answers() -> None:
    questions = [f"问题{number}" for number in range(5000)]
    sink = io.StringIO()
    answer_lines(Slow(Event()), io.BytesIO(b"".join(map(line, questions))), sink)
    assert asked(sink.getvalue()) == questions


def test_lines_that_are_not_written_yet_are_not_all_answered_ahead() -> None:
    """A partner that reads slowly must not fill the memory with answers."""

    class Stuck(io.StringIO):
        def write(self, text: str, /) -> int:
            raise BrokenPipeError

    assistant = Slow(Event())
    with pytest.raises(BrokenPipeError):
        answer_lines(assistant, io.BytesIO(b"".join(line(str(number)) for number in range(1000))), Stuck())
    assert len(assistant.seen) < 100


def test_numbers_of_lines_go_on_over_several_reads() -> None:
    data = line("一") * 4000 + b"broken\n"
    sink = io.StringIO()
    answer_lines(Slow(Event()), io.BytesIO(data), sink)
    assert "第4001行" in json.loads(sink.getvalue().splitlines()[-1])["error"]


def test_an_endless_line_among_waiting_ones_is_one_error() -> None:
    sink = io.StringIO()
    answer_lines(
        Slow(Event()), io.BytesIO(line("前") + b"x" * (2 * MAX_LINE_BYTES) + b"\n" + line("末")), sink
    )
    statuses = [json.loads(reply)["status"] for reply in sink.getvalue().splitlines()]
    assert statuses == ["answered", "error", "answered"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["watched_first", "watched_turns"])
def test_waiting_lines_get_the_very_answers_that_each_gets_alone(
    settings: Settings, project_root: Path, name: str
) -> None:
    rows = load_questions(project_root / f"src/qa/evaluate/questions/{name}.jsonl")
    alone = Assistant.open(settings)
    sink = io.StringIO()
    answer_lines(
        Assistant.open(settings), io.BytesIO(b"".join(line(row.text, row.history) for row in rows)), sink
    )
    together = [json.loads(reply) for reply in sink.getvalue().splitlines()]
    for row, reply in zip(rows, together, strict=True):
        assert _lasting(reply) == _alone(alone, row)


def _alone(assistant: Assistant, row: Question) -> dict[str, object]:
    """What a line gets that comes alone."""
    try:
        return _lasting(json.loads(json.dumps(assistant.ask(row.text, row.history).to_json())))
    except WenceError as problem:
        return {"id": None, "status": "error", "error": str(problem)}


def _lasting(reply: dict[str, object]) -> dict[str, object]:
    """A reply without the time that it took."""
    return {key: value for key, value in reply.items() if key != "elapsed_ms"}
