"""The manifest knows what an index was built from and notices every change of its files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from qa.errors import WenceError
from qa.index.calibrate import Calibration
from qa.index.manifest import (
    FORMAT,
    MANIFEST,
    FileMark,
    Manifest,
    StaleIndexError,
    corpus_files,
    corpus_hash,
)

SCALE = Calibration(0.1, 0.2, 0.3, 0.4, 0.5)


def written(folder: Path, **changes: object) -> Manifest:
    """A small index folder whose manifest has these values changed, under a seal that is right again."""
    (folder / "a.bin").write_bytes(b"abc")
    manifest = Manifest(
        format=FORMAT, model="m", model_fingerprint="f", dimension=2, records=1, corpus="c", dictionary="d",
        calibration=SCALE, calibrations=(SCALE,), files={"a.bin": FileMark.of(b"abc")},
        memo=FileMark.of(b""),
    )  # fmt: skip
    values = {**json.loads(manifest.to_json()), **changes}
    del values["seal"]
    seal = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps({**values, "seal": seal}), "utf-8")
    return manifest


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    manifest = written(tmp_path)
    assert Manifest.read(tmp_path) == manifest
    assert manifest.load_files(tmp_path) == {"a.bin": b"abc"}


@pytest.mark.parametrize("damage", [b"ab", b"abd", b"abcd", b"", None])
def test_any_change_of_a_file_is_noticed(tmp_path: Path, damage: bytes | None) -> None:
    manifest = written(tmp_path)
    if damage is None:
        (tmp_path / "a.bin").unlink()
    else:
        (tmp_path / "a.bin").write_bytes(damage)
    with pytest.raises(StaleIndexError, match=r"a\.bin"):
        manifest.load_files(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", f'{{"format": {FORMAT}}}', "\udcff"])
def test_a_broken_manifest_is_called_broken(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(StaleIndexError, match="损坏"):
        Manifest.read(tmp_path)


def test_another_format_is_called_so(tmp_path: Path) -> None:
    written(tmp_path, format=FORMAT + 1)
    with pytest.raises(StaleIndexError, match="格式"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"), [("0.3", "0.8"), ('"m"', '"n"'), ('"dimension": 2', '"dimension": 3')]
)
def test_a_manifest_altered_anywhere_is_called_broken(tmp_path: Path, old: str, new: str) -> None:
    written(tmp_path)
    text = (tmp_path / MANIFEST).read_text("utf-8")
    assert old in text
    (tmp_path / MANIFEST).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(StaleIndexError, match="损坏"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [{"calibration": {}}, {"calibrations": [{}]}, {"files": {"a.bin": 3}}, {"memo": 3}, {"extra": 1}],
)
def test_a_manifest_with_wrong_fields_is_called_broken(tmp_path: Path, changes: dict[str, object]) -> None:
    written(tmp_path, **changes)
    with pytest.raises(StaleIndexError, match="损坏"):
        Manifest.read(tmp_path)


def test_a_stale_index_is_an_error_that_says_how_to_mend_it() -> None:
    error = StaleIndexError("语料已有改动")
    assert isinstance(error, WenceError)
    assert error.reason == "语料已有改动"
    assert "wence build" in str(error)


def test_the_corpus_hash_follows_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "一号.jsonl").write_text("{}\n", "utf-8")
    first = corpus_hash(corpus_files(tmp_path))
    (tmp_path / "README.md").write_text("x", "utf-8")
    assert corpus_hash(corpus_files(tmp_path)) == first
    (tmp_path / "一号.json").write_text("{}", "utf-8")
    second = corpus_hash(corpus_files(tmp_path))
    (tmp_path / "一号.jsonl").rename(tmp_path / "二号.jsonl")
    (tmp_path / "一号.json").rename(tmp_path / "二号.json")
    assert len({first, second, corpus_hash(corpus_files(tmp_path))}) == 3
