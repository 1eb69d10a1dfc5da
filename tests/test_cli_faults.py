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


@pytest.fixture(scope="session")
def corpus(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen measures of the real plan, so that a rebuild takes a moment only."""
    folder = tmp_path_factory.mktemp("语料")
    (records,) = settings.corpus_dir.glob("*.jsonl")
    lines = records.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if json.loads(line)["area"] == "获得电力"]
    (folder / "获得电力.jsonl").write_text("".join(kept), "utf-8")
    return folder


@pytest.fixture(scope="session")
def built(corpus: Path, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of ``corpus``."""
    from qa.index.build import build_index
    from qa.index.encoder import open_encoder

    folder = tmp_path_factory.mktemp("原件") / "索引"
    build_index(corpus, folder, open_encoder(settings.model))
    return folder


@pytest.fixture
def index(built: Path, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that index that a test may damage; the command line uses it by default."""
    folder = tmp_path / "索引"
    shutil.copytree(built, folder)
    monkeypatch.setenv("QA_INDEX", str(folder))
    monkeypatch.setenv("QA_CORPUS", str(corpus))
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
    run = wence("ask", QUESTION, "--json")
    assert "20个工作日" in answer_of(run)
    assert run.stderr == b""


def test_a_missing_index_is_built_with_one_line_that_says_so(wence: Wence, index: Path) -> None:
    new = index.parent / "新" / "索引"
    run = wence("ask", QUESTION, "--json", "--index", str(new))
    assert "20个工作日" in answer_of(run)
    assert "索引" in one_line(run)
    assert (new / "manifest.json").is_file()


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
    run = wence("ask", QUESTION, "--json")
    assert "20个工作日" in answer_of(run)
    assert "重建" in one_line(run)
    assert wence("ask", QUESTION, "--json").stderr == b""


def test_a_changed_corpus_means_a_rebuild(wence: Wence, index: Path, corpus: Path, tmp_path: Path) -> None:
    changed = tmp_path / "改动"
    shutil.copytree(corpus, changed)
    (records,) = changed.glob("*.jsonl")
    records.write_text(records.read_text("utf-8").replace("20个工作日", "19个工作日"), "utf-8")
    run = wence("ask", QUESTION, "--json", "--corpus", str(changed))
    assert "19个工作日" in answer_of(run)
    assert "重建" in one_line(run)


@pytest.mark.usefixtures("index")
def test_a_folder_that_cannot_be_written_is_named(wence: Wence, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    for command in (["build"], ["ask", QUESTION]):
        run = wence(*command, "--index", str(tmp_path / "文件" / "索引"))
        assert run.returncode == 1
        assert "无法写入" in run.stderr.decode().splitlines()[-1]
        assert "Traceback" not in run.stderr.decode()


@pytest.mark.usefixtures("index")
def test_a_file_where_the_index_should_be_is_not_overwritten(wence: Wence, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("wichtig")
    run = wence("build", "--index", str(tmp_path / "文件"))
    assert run.returncode == 1
    one_line(run)
    assert (tmp_path / "文件").read_text() == "wichtig"


@pytest.mark.usefixtures("index")
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
    assert time.perf_counter() - start < 10


def test_an_address_of_another_machine_is_named(wence: Wence) -> None:
    run = wence("serve", "--host", "192.0.2.1", "--port", "7861")
    assert run.returncode == 1
    assert "192.0.2.1" in one_line(run)


def test_a_build_says_where_the_index_is_and_leaves_nothing_else(wence: Wence, index: Path) -> None:
    run = wence("build")
    assert run.returncode == 0
    assert str(index) in run.stdout.decode()
    assert run.stderr == b""
    assert [path.name for path in index.parent.iterdir()] == [index.name]
