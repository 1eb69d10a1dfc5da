"""Which encoder a name or a folder opens, and what a person reads when it opens none."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.models import copy_of_prepared, prepared_model, tiny_folder
from qa.config import DEFAULT_MODEL, Settings
from qa.errors import WenceError
from qa.index.encoder import open_encoder
from qa.index.onnx_encoder import OnnxEncoder
from qa.index.sentence_encoder import SentenceEncoder

SNAPSHOT = "0123456789abcdef0123456789abcdef01234567"
OPEN_AND_SAY = """
import sys
from qa.errors import WenceError
from qa.index.encoder import open_encoder
try:
    encoder = open_encoder(sys.argv[1])
    encoder.encode_queries(["办电"]), encoder.encode_passages(["办电", "开办"]), encoder.fingerprint
    loaded = sorted({name.partition(".")[0] for name in sys.modules} & {"torch", "transformers", "qa"})
    print(type(encoder).__name__, encoder.name, *loaded)
except WenceError as error:
    print(error)
"""


def open_in_a_new_process(model: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AND_SAY, model],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, **environment},
    )
    return done.stdout.strip()


def test_the_default_model_opens_without_torch_and_transformers() -> None:
    said = open_in_a_new_process(DEFAULT_MODEL, QA_MODELS=str(prepared_model().parent))
    assert said == f"OnnxEncoder {DEFAULT_MODEL} qa"


def test_the_settings_own_default_opens_the_prepared_model() -> None:
    prepared_model()
    assert isinstance(open_encoder(Settings.resolve(environ={}).model), OnnxEncoder)


def test_any_sentence_transformers_folder_opens(tmp_path: Path) -> None:
    encoder = open_encoder(str(tiny_folder(tmp_path / "别的模型")))
    assert isinstance(encoder, SentenceEncoder)
    assert (encoder.name, encoder.dimension) == ("别的模型", 32)


def test_a_model_in_the_local_cache_opens_by_its_name_without_network(tmp_path: Path) -> None:
    repository = tmp_path / "models--some--tiny-model"
    tiny_folder(repository / "snapshots" / SNAPSHOT)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(SNAPSHOT)
    said = open_in_a_new_process("some/tiny-model", HF_HUB_CACHE=str(tmp_path), HF_HUB_OFFLINE="1")
    assert said.startswith("SentenceEncoder some/tiny-model ")


@pytest.fixture
def silent_hub() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_an_unknown_name_fails_in_seconds_even_if_the_hub_hangs(silent_hub: str, tmp_path: Path) -> None:
    started = time.monotonic()
    said = open_in_a_new_process(
        "nobody/nothing", HF_ENDPOINT=silent_hub, HF_HUB_CACHE=str(tmp_path), HF_HUB_OFFLINE="0"
    )
    assert time.monotonic() - started < 15
    assert "nobody/nothing" in said
    assert "本地的模型文件夹" in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("model", "hint"),
    [
        ("", "--model"),
        ("/no/such/folder", "找不到模型文件夹"),
        ("./没有", "找不到模型文件夹"),
        ("C:\\models\\没有", "找不到模型文件夹"),
        ("没有这个模型", "既不是模型文件夹"),
        ("a/b/c", "既不是模型文件夹"),
        ("x" * 5000, "无法读取模型"),
        (__file__, "不是模型文件夹"),
    ],
)
def test_what_is_no_model_is_said_in_one_chinese_sentence(model: str, hint: str) -> None:
    with pytest.raises(WenceError, match=hint) as caught:
        open_encoder(model)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("。")
    assert len(str(caught.value)) < 250


def test_a_missing_default_model_is_answered_with_the_command_that_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_MODELS", str(tmp_path))
    for name in (DEFAULT_MODEL, str(tmp_path / DEFAULT_MODEL)):
        with pytest.raises(WenceError, match="make setup"):
            open_encoder(name)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="没有可用的模型"):
        open_encoder(str(tmp_path))


@pytest.mark.parametrize("name", ["model_int8.onnx", "tokenizer.json"])
def test_a_truncated_model_is_refused(tmp_path: Path, name: str) -> None:
    damaged = copy_of_prepared(tmp_path / "m") / name
    damaged.write_bytes(damaged.read_bytes()[:100_000])
    with pytest.raises(WenceError, match="已损坏"):
        open_encoder(str(damaged.parent))


def test_a_sentence_transformers_folder_with_broken_weights_is_refused(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path / "m")
    (folder / "model.safetensors").write_bytes(b"\x00")
    with pytest.raises(WenceError, match="无法打开"):
        open_encoder(str(folder))


def test_the_fingerprint_follows_graph_tokenizer_and_prompts(tmp_path: Path) -> None:
    original = OnnxEncoder(prepared_model()).fingerprint
    assert OnnxEncoder(copy_of_prepared(tmp_path / "same")).fingerprint == original
    changes = {
        "model_int8.onnx": b"\x92\x03\x00",
        "tokenizer.json": b"\n",
        "config_sentence_transformers.json": json.dumps({"prompts": {"query": "问："}}).encode(),
    }
    for name, change in changes.items():
        path = copy_of_prepared(tmp_path / name) / name
        path.write_bytes(change if name.startswith("config") else path.read_bytes() + change)
        assert OnnxEncoder(path.parent).fingerprint != original, name


def test_the_fingerprint_of_other_models_follows_their_weights(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path / "m")
    before = SentenceEncoder(folder).fingerprint
    assert SentenceEncoder(folder).fingerprint == before
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    assert SentenceEncoder(folder).fingerprint != before
