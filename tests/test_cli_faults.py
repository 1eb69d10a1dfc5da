"""What goes wrong around the assistant: each fault is one clear line and the right exit status."""

from __future__ import annotations

import json
import shutil
import socket
import time
from pathlib import Path

import pytest

from conftest import Completed, Wence
from qa.config import Settings

QUESTION = "高压客户办电要多久"


@pytest.fixture
def index(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the project's index that a test may damage."""
    folder = tmp_path / "索引"
    shutil.copytree(settings.index_dir, folder)
    return folder


def one_line(run: Completed) -> str:
    text = run.stderr.decode()
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    return text


def answer_of(run: Completed) -> str:
    assert run.returncode == 0, run.stderr.decode()
    return str(json.loads(run.stdout)["answer"])


def test_an_index_that_fits_is_used_without_a_word(wence: Wence, index: Path) -> None:
    run = wence("ask", QUESTION, "--json", "--index", str(index))
    assert "20个工作日" in answer_of(run)
    assert run.stderr == b""


def test_a_missing_index_is_built_with_one_line_that_says_so(wence: Wence, tmp_path: Path) -> None:
    run = wence("ask", QUESTION, "--json", "--index", str(tmp_path / "新" / "索引"))
    assert "20个工作日" in answer_of(run)
    assert "索引" in one_line(run)
    assert (tmp_path / "新" / "索引" / "manifest.json").is_file()


@pytest.mark.parametrize("name", ["manifest.json", "vectors.faiss"])
@pytest.mark.parametrize("fault", ["deleted", "truncated"])
def test_a_damaged_index_file_means_a_rebuild_and_the_same_answer(
    wence: Wence, index: Path, name: str, fault: str
) -> None:
    if fault == "deleted":
        (index / name).unlink()
    else:
        data = (index / name).read_bytes()
        (index / name).write_bytes(data[: len(data) // 2])
    run = wence("ask", QUESTION, "--json", "--index", str(index))
    assert "20个工作日" in answer_of(run)
    assert "重建" in one_line(run)
    assert wence("ask", QUESTION, "--json", "--index", str(index)).stderr == b""


def test_a_changed_corpus_means_a_rebuild(
    wence: Wence, index: Path, settings: Settings, tmp_path: Path
) -> None:
    corpus = tmp_path / "语料"
    corpus.mkdir()
    for path in settings.corpus_dir.glob("*.json*"):
        shutil.copy(path, corpus)
    (records,) = corpus.glob("*.jsonl")
    records.write_text(records.read_text("utf-8").replace("20个工作日", "19个工作日"), "utf-8")
    run = wence("ask", QUESTION, "--json", "--index", str(index), "--corpus", str(corpus))
    assert "19个工作日" in answer_of(run)
    assert "重建" in one_line(run)


def test_a_folder_that_cannot_be_written_is_named(wence: Wence, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    for command in (["build"], ["ask", QUESTION]):
        run = wence(*command, "--index", str(tmp_path / "文件" / "索引"))
        assert run.returncode == 1
        assert "无法写入" in run.stderr.decode().splitlines()[-1]
        assert "Traceback" not in run.stderr.decode()


def test_a_file_where_the_index_should_be_is_not_overwritten(wence: Wence, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("wichtig")
    run = wence("build", "--index", str(tmp_path / "文件"))
    assert run.returncode == 1
    one_line(run)
    assert (tmp_path / "文件").read_text() == "wichtig"


def test_a_folder_that_is_no_index_is_not_overwritten(wence: Wence, tmp_path: Path) -> None:
    (tmp_path / "信件").write_text("wichtig")
    run = wence("build", "--index", str(tmp_path))
    assert run.returncode == 1
    one_line(run)
    assert (tmp_path / "信件").read_text() == "wichtig"


@pytest.mark.parametrize("model", ["无此模型", "BAAI/no-such-model", "./models/none", "/无此目录/模型"])
def test_an_unknown_model_is_named(wence: Wence, model: str, tmp_path: Path) -> None:
    for command in (["ask", QUESTION], ["build"]):
        run = wence(*command, "--model", model, "--index", str(tmp_path / "索引"))
        assert (run.returncode, run.stdout) == (1, b"")
        assert model in one_line(run)


def test_a_folder_without_a_model_is_named(wence: Wence, tmp_path: Path) -> None:
    run = wence("ask", QUESTION, env={"QA_MODEL": str(tmp_path)})
    assert run.returncode == 1
    assert str(tmp_path) in one_line(run)


def test_a_missing_corpus_is_named(wence: Wence, tmp_path: Path) -> None:
    run = wence("build", "--corpus", str(tmp_path / "无"), "--index", str(tmp_path / "索引"))
    assert run.returncode == 1
    assert str(tmp_path / "无") in one_line(run)
    assert not (tmp_path / "索引").exists()


def test_a_taken_port_is_named_before_anything_heavy_is_loaded(wence: Wence) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        start = time.perf_counter()
        run = wence("serve", "--port", port)
    assert run.returncode == 1
    assert port in one_line(run)
    assert time.perf_counter() - start < 3


def test_an_address_of_another_machine_is_named(wence: Wence) -> None:
    run = wence("serve", "--host", "192.0.2.1", "--port", "7861")
    assert run.returncode == 1
    assert "192.0.2.1" in one_line(run)


def test_a_build_says_where_the_index_is(wence: Wence, tmp_path: Path) -> None:
    run = wence("build", "--index", str(tmp_path / "索引"))
    assert run.returncode == 0
    assert str(tmp_path / "索引") in run.stdout.decode()
    assert run.stderr == b""
    assert [path.name for path in tmp_path.iterdir()] == ["索引"]
