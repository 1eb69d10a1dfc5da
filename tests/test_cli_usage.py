"""The command line before any model is loaded: help, wrong usage, places, pipes and interrupts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Wence

COMMANDS = ("ask", "batch", "search", "read", "build", "add", "remove", "list", "serve", "eval", "bench")
HEAVY = ("torch", "sentence_transformers", "transformers", "onnxruntime", "faiss", "gradio", "jieba", "numpy")


def one_line(stderr: bytes) -> str:
    text = stderr.decode()
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    return text.strip()


def test_help_comes_in_under_a_third_of_a_second(wence: Wence) -> None:
    def seconds(command: Callable[[], object]) -> float:
        start = time.perf_counter()
        command()
        return time.perf_counter() - start

    bare = min(seconds(lambda: subprocess.run([sys.executable, "-c", ""], check=True)) for _ in range(5))
    slow_machine = max(1, bare / 0.025)
    assert min(seconds(lambda: wence("--help")) for _ in range(5)) < 0.3 * slow_machine


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom qa.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]"


def test_help_lists_every_command_in_chinese(wence: Wence) -> None:
    page = wence("--help").stdout.decode()
    assert page.startswith("用法：wence")
    for command in COMMANDS:
        assert f"\n    {command} " in page


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(wence: Wence, command: str) -> None:
    run = wence(command, "--help")
    assert run.returncode == 0
    page = run.stdout.decode()
    assert page.startswith(f"用法：wence {command}")
    assert all(option in page for option in ("--index", "--model", "--corpus"))


def test_the_version_is_printed(wence: Wence) -> None:
    run = wence("--version")
    assert (run.returncode, run.stdout.decode().split()[0]) == (0, "wence")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "COMMAND"),
        (("frage",), "frage"),
        (("ask",), "QUESTION"),
        (("ask", ""), "为空"),
        (("ask", " \u3000\t"), "为空"),
        (("ask", "--quick", "多久"), "--quick"),
        (("add",), "FILE"),
        (("remove",), "DOC"),
        (("search", "多久", "-k"), "-k"),
        (("search", "多久", "-k", "0"), "正整数"),
        (("search", "多久", "-k", "many"), "many"),
        (("serve", "--port", "70000"), "65535"),
        (("serve", "--port", "http"), "http"),
        (("eval",), "--beir"),
        (("eval", "a.jsonl", "--beir", "b"), "同时"),
        (("list", "--corpus"), "--corpus"),
    ],
)
def test_wrong_usage_is_one_chinese_line_and_status_2(
    wence: Wence, arguments: tuple[str, ...], word: str
) -> None:
    run = wence(*arguments)
    line = one_line(run.stderr)
    assert (run.returncode, run.stdout) == (2, b"")
    assert word in line
    assert any("\u4e00" <= char <= "\u9fff" for char in line)


def test_text_in_another_encoding_is_refused_as_wrong_usage(wence: Wence) -> None:
    for run in (wence("ask", "办电多久".encode("gbk")), wence("ask", "-", stdin="办电多久".encode("gbk"))):
        assert run.returncode == 2
        assert "UTF-8" in one_line(run.stderr)


@pytest.mark.parametrize("before", [True, False])
def test_places_are_accepted_before_and_after_the_command(wence: Wence, tmp_path: Path, before: bool) -> None:
    option = ("--corpus", str(tmp_path / "无此目录"))
    run = wence(*option, "list") if before else wence("list", *option)
    assert run.returncode == 1
    assert "无此目录" in one_line(run.stderr)


def test_a_place_after_the_command_wins_over_one_before_and_over_the_environment(
    wence: Wence, tmp_path: Path
) -> None:
    arguments = ("--corpus", str(tmp_path / "前"), "list", "--corpus", str(tmp_path / "后"))
    assert "后" in one_line(wence(*arguments, env={"QA_CORPUS": str(tmp_path / "环境")}).stderr)
    assert "环境" in one_line(wence("list", env={"QA_CORPUS": str(tmp_path / "环境")}).stderr)


@pytest.mark.parametrize("content", [b"", b"{", b"[]\n", b"\xff\n", b'{"measure_id": "1.1"}\n'])
def test_a_damaged_corpus_is_named_with_its_file(wence: Wence, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "方案.jsonl").write_bytes(content)
    run = wence("list", "--corpus", str(tmp_path))
    assert run.returncode == 1
    assert "方案.jsonl" in one_line(run.stderr)


def test_a_reader_that_goes_away_is_met_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stdout:
        run = subprocess.run(
            [sys.executable, "-m", "qa", "list", "--json"],
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert (run.returncode, run.stderr) == (0, b"")


def test_a_question_file_that_cannot_be_read_is_named(wence: Wence, tmp_path: Path) -> None:
    questions = tmp_path / "题.jsonl"
    questions.mkdir()
    run = wence("eval", str(questions))
    assert run.returncode == 1
    assert "题.jsonl" in one_line(run.stderr)
