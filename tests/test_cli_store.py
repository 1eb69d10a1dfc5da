"""QA_STORE on the command line: the same answers from Milvus, and one sentence where there is none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import Wence
from index.extras import needs_milvus
from qa.config import Settings
from qa.index.places import REFERENCE, VECTORS

QUESTIONS = ("高压客户办电要多久", "车位登记费多少钱", "市税务局负责哪些措施", "今天天气怎么样")


def answers(stdout: bytes) -> list[dict[str, object]]:
    found = [json.loads(line) for line in stdout.decode().splitlines()]
    return [{key: value for key, value in answer.items() if key != "elapsed_ms"} for answer in found]


@needs_milvus
def test_an_index_moves_into_milvus_with_one_line_and_answers_the_same(
    wence: Wence, settings: Settings, tmp_path: Path
) -> None:
    lines = "".join(json.dumps({"question": question}) + "\n" for question in QUESTIONS).encode()
    local = wence("batch", stdin=lines, timeout=300)
    index = shutil.copytree(settings.index_dir, tmp_path / "index")
    environ = {"QA_STORE": str(tmp_path / "库.db"), "QA_INDEX": str(index)}
    moved, again = (wence("batch", stdin=lines, env=environ, timeout=300) for _ in range(2))
    assert len(moved.stderr.decode().splitlines()) == 1
    assert again.stderr == b""
    assert answers(local.stdout) == answers(moved.stdout) == answers(again.stdout)
    assert (index / REFERENCE).exists()
    assert not (index / VECTORS).exists()


@pytest.mark.parametrize("command", [("ask", "办电要多久"), ("build",), ("batch",)])
def test_a_setting_that_is_no_address_is_wrong_usage(wence: Wence, command: tuple[str, ...]) -> None:
    run = wence(*command, env={"QA_STORE": "milvus"})
    assert run.returncode == 2
    assert run.stdout == b""
    assert run.stderr.decode().startswith("QA_STORE 应为 Milvus 的地址")
    assert len(run.stderr.decode().splitlines()) == 1


@needs_milvus
def test_a_milvus_that_is_not_there_is_one_line_and_leaves_the_index_alone(
    wence: Wence, settings: Settings, tmp_path: Path
) -> None:
    index = shutil.copytree(settings.index_dir, tmp_path / "index")
    environ = {"QA_STORE": "http://127.0.0.1:1", "QA_STORE_TOKEN": "root:Secret9", "QA_INDEX": str(index)}
    run = wence("ask", "办电要多久", env=environ, timeout=300)
    assert run.returncode == 1
    lines = run.stderr.decode().splitlines()
    assert lines[-1].startswith("连不上 QA_STORE 指定的 Milvus（http://127.0.0.1:1）")
    assert "Traceback" not in run.stderr.decode()
    assert (index / VECTORS).exists()
    debugged = wence("ask", "办电要多久", env={**environ, "QA_DEBUG": "1"}, timeout=300)
    assert b"Secret9" not in run.stderr + debugged.stderr + debugged.stdout
