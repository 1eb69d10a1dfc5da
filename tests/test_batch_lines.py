"""How a line on batch's standard input is understood, and how a reply is written."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer.model import Answer, Turn
from qa.errors import WenceError
from qa.serve.batch import MAX_LINE_BYTES, BadLineError, Request, answer_lines, parse_line
from qa.serve.jsontext import to_line


class Echo:
    """An assistant that repeats the question, for watching the pipe alone."""

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        if question == "太长":
            raise WenceError("问题太长，请缩短。")
        if question == "坏":
            raise ZeroDivisionError
        return Answer(question, "answered", "content", f"{len(history)}:{question}")


def replies(data: bytes) -> list[dict[str, Any]]:
    sink = io.StringIO()
    answer_lines(Echo(), io.BytesIO(data), sink)
    return [json.loads(line) for line in sink.getvalue().split("\n") if line]


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def test_a_question_with_history_is_read_whole() -> None:
    history = [{"question": "高压多久？", "answer": "20个工作日"}, {"question": "谁管？"}]
    request = parse_line(line(id="q1", question="低压的呢？", history=history), 1)
    turns = (Turn("高压多久？", "20个工作日"), Turn("谁管？", ""))
    assert request == Request("q1", "低压的呢？", turns)


@pytest.mark.parametrize("identity", ["q1", 7, 1.5, None, ""])
def test_an_answer_carries_the_id_just_as_it_was_given(identity: object) -> None:
    assert replies(line(id=identity, question="多久？"))[0]["id"] == identity


def test_a_question_without_an_id_is_answered_under_null() -> None:
    assert replies(line(question="多久？"))[0]["id"] is None


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"not json", "JSON"),
        (b'{"id": "q1", "question": "x"', "JSON"),
        (b"[1, 2]", "对象"),
        (b'"text"', "对象"),
        (b"null", "对象"),
        (b"{}", "question"),
        (line(id="q1"), "question"),
        (line(question=5), "question"),
        (line(question=None), "question"),
        (line(question=""), "为空"),
        (line(question=" \t　"), "为空"),
        (line(question="x", id=True), "id"),
        (line(question="x", id=["a"]), "id"),
        (line(question="x", history="前面"), "history"),
        (line(question="x", history=["前面"]), "history"),
        (line(question="x", history=[{"answer": "只有答"}]), "history"),
        (line(question="x", history=[{"question": "问", "answer": 5}]), "history"),
        ("多久".encode("gbk"), "UTF-8"),
        (b'{"question": "\xff\xfe"}', "UTF-8"),
        (b'{"question": "\\ud800"}', "Unicode"),
        (b'{"question": "x", "id": NaN}', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"question": "x", "id": ' + b"9" * 5000 + b"}", "JSON"),
        (b'{"question": "' + b"x" * MAX_LINE_BYTES + b'"}', "MB"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_question_is_named_with_its_fault(data: bytes, complaint: str) -> None:
    with pytest.raises(BadLineError) as caught:
        parse_line(data, 3)
    assert str(caught.value).startswith("第3行")
    assert complaint in str(caught.value)


def test_a_bad_line_is_answered_in_its_place_and_the_rest_go_on() -> None:
    found = replies(b'{"id":"a","question":"1"}\nbroken\n\xff\n{"id":"b"}\n{"id":"c","question":"2"}\n')
    assert [(reply["id"], reply["status"]) for reply in found] == [
        ("a", "answered"), (None, "error"), (None, "error"), ("b", "error"), ("c", "answered"),
    ]  # fmt: skip
    assert found[3].keys() == {"id", "status", "error"}


def test_a_refused_or_failing_question_is_an_error_under_its_own_id() -> None:
    found = replies(
        line(id="a", question="太长")
        + b"\n"
        + line(id="b", question="坏")
        + b"\n"
        + line(id="c", question="好")
    )
    assert [reply["status"] for reply in found] == ["error", "error", "answered"]
    assert [reply["id"] for reply in found] == ["a", "b", "c"]
    assert found[0]["error"] == "问题太长，请缩短。"
    assert "Traceback" not in found[1]["error"]


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + line(id="a", question="1") + b"\r\n\r\n   \n" + line(id="b", question="2")
    assert [reply["id"] for reply in replies(data)] == ["a", "b"]


def test_an_endless_line_is_one_error_and_the_next_is_answered() -> None:
    data = b'{"id":"a","question":"' + b"x" * (3 * MAX_LINE_BYTES) + b'"}\n' + line(id="b", question="2")
    assert [reply["status"] for reply in replies(data)] == ["error", "answered"]


def test_no_input_gives_no_output() -> None:
    assert replies(b"") == []
    assert replies(b"\n\n") == []


@given(st.binary(max_size=200))
def test_no_bytes_at_all_can_break_the_pipe(data: bytes) -> None:
    wanted = sum(bool(part.strip()) for part in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    assert len(replies(data)) == wanted


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_comes_back_unharmed(text: str) -> None:
    assert replies(line(question=text))[0]["answer"] == f"0:{text}"


def test_figures_that_json_cannot_hold_are_written_as_null() -> None:
    value = {"a": float("nan"), "b": [float("inf"), 1.5], "c": (float("-inf"),)}
    assert json.loads(to_line(value)) == {"a": None, "b": [None, 1.5], "c": [None]}


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\n", "\r", "\x0b"])
def test_one_reply_is_one_line_for_every_reader(mark: str) -> None:
    written = to_line({"question": f"一{mark}二"})
    assert len(written.splitlines()) == 1
    assert json.loads(written) == {"question": f"一{mark}二"}


def test_chinese_is_written_as_chinese() -> None:
    assert to_line({"答": "多久"}) == '{"答": "多久"}'
