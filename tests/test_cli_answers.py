"""The command line as an owner or a clerk uses it, on the real plan with the real model."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from typing import Any

import pytest

from conftest import ROOT, Wence

ANSWER_KEYS = [
    "id", "question", "resolved_question", "status", "intent", "answer", "facts", "units", "citations",
    "suggestions", "confidence", "elapsed_ms",
]  # fmt: skip
POWER = "高压客户办电要多久？"
LONG = "高压客户办电要多久" * 12_000


def asked(wence: Wence, question: str) -> dict[str, Any]:
    run = wence("ask", "--json", "-", stdin=question.encode())
    assert (run.returncode, run.stderr) == (0, b"")
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def batched(wence: Wence, data: bytes) -> list[dict[str, Any]]:
    run = wence("batch", stdin=data)
    assert (run.returncode, run.stderr) == (0, b"")
    return [json.loads(line) for line in run.stdout.splitlines()]


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def test_an_owner_reads_the_figure_the_clause_and_the_units(wence: Wence) -> None:
    run = wence("ask", POWER)
    page = run.stdout.decode()
    assert (run.returncode, run.stderr) == (0, b"")
    assert "20个工作日以内" in page
    assert "依据：" in page
    assert "牵头：" in page


def test_the_json_of_an_answer_is_the_contracts(wence: Wence) -> None:
    answer = asked(wence, POWER)
    assert list(answer) == ANSWER_KEYS
    assert (answer["status"], answer["intent"]) == ("answered", "duration")
    texts = {citation["measure_id"]: citation["text"] for citation in answer["citations"]}
    assert answer["facts"]
    for fact in answer["facts"]:
        assert texts[fact["measure_id"]][fact["start"] : fact["end"]] == fact["value"]
    assert 0 <= answer["confidence"] <= 1
    assert answer["elapsed_ms"] > 0


def test_several_words_make_one_question(wence: Wence) -> None:
    run = wence("ask", "高压客户", "办电要多久", "--json")
    assert json.loads(run.stdout)["question"] == "高压客户 办电要多久"


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}, {"LANG": ""}]
)
def test_output_is_utf_8_whatever_the_locale(wence: Wence, locale: dict[str, str]) -> None:
    run = wence("ask", POWER, "--json", env=locale)
    assert run.returncode == 0
    assert json.loads(run.stdout.decode("utf-8"))["question"] == POWER


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>高压客户办电要多久",
        "高压\x00客户\x1b[31m办电\x07要多久",
        "高压客户办电要多久\u202e\u200b",
        "'; DROP TABLE measures; --",
        "😀" * 50,
        "\ufffe\uffff",
        "？？？",
    ],
)
def test_odd_characters_get_an_answer_or_one_clear_line(wence: Wence, question: str) -> None:
    run = wence("ask", "-", stdin=question.encode())
    assert b"Traceback" not in run.stderr
    assert run.stdout + run.stderr
    assert (run.returncode == 0) == (run.stderr == b"")
    assert not any(char < " " and char != "\n" for char in run.stdout.decode())
    assert "\u202e" not in run.stdout.decode()


def test_a_question_of_a_hundred_thousand_characters_is_refused_in_one_line(wence: Wence) -> None:
    run = wence("ask", "-", stdin=LONG.encode())
    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.decode().count("\n") == 1
    assert "太长" in run.stderr.decode()
    assert len(run.stderr.decode()) < 200


def test_search_ranks_measures_with_comparable_scores(wence: Wence) -> None:
    run = wence("search", "办电时限", "-k", "3", "--json")
    hits = json.loads(run.stdout)
    scores = [hit["score"] for hit in hits]
    assert len(hits) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert any("电" in hit["text"] for hit in hits)


def test_search_for_people_gives_rank_place_and_text(wence: Wence) -> None:
    lines = wence("search", "办电时限", "-k", "2").stdout.decode().splitlines()
    assert len(lines) == 4
    assert re.match(r" 1\. [01]\.\d\d  \[", lines[0])
    assert re.match(r" 2\. [01]\.\d\d  \[", lines[2])


def test_search_refuses_what_ask_refuses(wence: Wence) -> None:
    assert wence("search", " ").returncode == 2
    assert wence("search", "-", stdin=LONG.encode()).returncode == 1


def test_the_documents_are_listed_with_their_size(wence: Wence) -> None:
    (document,) = [json.loads(row) for row in wence("list", "--json").stdout.splitlines()]
    page = wence("list").stdout.decode()
    assert str(document["measures"]) in page
    assert document["number"] in page
    assert document["title"] in page


def test_a_batch_answers_in_order_and_goes_on_after_bad_lines(wence: Wence) -> None:
    data = (
        line(id="a", question=POWER)
        + "办电多久\n".encode("gbk")
        + b"{broken\n"
        + line(id="b", question="")
        + line(id="c", question=LONG)
        + line(id="d", question="<b>低压</b>\x00的呢？", history=[{"question": POWER, "answer": "…"}])
        + line(id="e", question=POWER)
    )
    answers = batched(wence, data)
    assert [answer["id"] for answer in answers] == ["a", None, None, "b", "c", "d", "e"]
    assert [answer["status"] == "error" for answer in answers] == [
        False,
        True,
        True,
        True,
        True,
        False,
        False,
    ]
    assert all(answer["error"] for answer in answers if answer["status"] == "error")
    assert answers[0]["answer"] == answers[-1]["answer"]


def test_a_follow_up_is_understood_from_its_history(wence: Wence) -> None:
    history = [{"question": POWER, "answer": "20个工作日以内。"}]
    (answer,) = batched(wence, line(id="q", question="低压的呢？", history=history))
    assert "低压" in answer["resolved_question"]
    assert "低压" in answer["citations"][0]["text"]


def test_the_same_question_gets_the_same_answer_alone_and_in_a_batch(wence: Wence) -> None:
    alone = asked(wence, POWER)
    (_, batch) = batched(wence, line(question="谁负责招标投标？") + line(question=POWER))
    for answer in (alone, batch):
        del answer["elapsed_ms"]
    assert alone == batch


def running_batch() -> subprocess.Popen[bytes]:
    """A run that hears interrupts, even where the tests themselves were started in the background."""
    command = [sys.executable, "-m", "qa", "batch"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
        )
    finally:
        signal.signal(signal.SIGINT, before)


def ask_now(process: subprocess.Popen[bytes], name: str) -> None:
    """Send one question and wait for its answer, standard input staying open."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line(id=name, question=POWER))
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == name


def test_a_line_is_answered_before_the_next_is_sent() -> None:
    process = running_batch()
    ask_now(process, "1")
    ask_now(process, "2")
    assert process.communicate(timeout=20) == (b"", b"")
    assert process.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT for a child process")
def test_an_interrupt_ends_the_run_quietly_with_status_130() -> None:
    process = running_batch()
    ask_now(process, "1")
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert process.communicate() == (b"", b"")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT for a child process")
def test_an_interrupt_among_waiting_lines_ends_the_run_quietly_and_soon() -> None:
    process = running_batch()
    ask_now(process, "1")
    assert process.stdin is not None
    process.stdin.write(b"".join(line(question=f"第{number}项任务要多久完成？") for number in range(500)))
    process.stdin.flush()
    assert process.stdout is not None
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
    output, errors = process.communicate()
    assert errors == b""
    assert len(output.splitlines()) < 500
