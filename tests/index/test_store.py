"""An index is opened only if it is whole and fits; otherwise it is rebuilt, and one line says so."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.small import GramEncoder, small_corpus, small_plan
from qa.errors import WenceError
from qa.index.build import build_index, index_plans
from qa.index.manifest import MANIFEST, SNAPSHOT, FileMark, Manifest, StaleIndexError
from qa.index.memo import MEMO
from qa.index.store import Index, open_or_build
from qa.index.vectors import Floats

FILES = [
    "dictionary.txt", "vectors.faiss", "centre.npy", "rows.npy", "crowding.npy", "asked.npy", "asked_axes.npy", "asked_owners.npy",
    "cases.json", "cases.npy",
    "words.txt", "words.npz", "grams.txt", "grams.npz",
    f"{SNAPSHOT}/安府发-2023-7号.jsonl", f"{SNAPSHOT}/安府发-2023-7号.json",
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus and its index, side by side; tests work on copies."""
    folder = tmp_path_factory.mktemp("whole")
    build_index(small_corpus(folder / "语料 库"), folder / "索引", GramEncoder())
    return folder


@pytest.fixture
def corpus(tmp_path: Path, whole: Path) -> Path:
    return shutil.copytree(whole / "语料 库", tmp_path / "语料 库")


@pytest.fixture
def built(tmp_path: Path, whole: Path) -> Path:
    return shutil.copytree(whole / "索引", tmp_path / "索引")


def found(index: Index, question: str) -> str:
    evidence = index.evidence(question, GramEncoder().encode_queries([question])[0])
    best = int(np.argmax(evidence.dense + evidence.grams))
    return index.records[int(evidence.positions[best])].measure_id


def test_an_opened_index_holds_the_plan_and_finds_its_measures(built: Path, corpus: Path) -> None:
    index = Index.open(built, corpus_dir=corpus, encoder=GramEncoder())
    assert index.plans == (small_plan(),)
    assert index.records == small_plan().measures
    assert found(index, "车位登记费") == "6"
    assert index.segmenter.words("好差评制度")


def test_answering_needs_no_corpus_folder(built: Path, corpus: Path) -> None:
    for path in corpus.iterdir():
        path.unlink()
    corpus.rmdir()
    lines: list[str] = []
    index = open_or_build(corpus, built, GramEncoder(), lines.append)
    assert found(index, "5G基站") == "7"
    assert lines == []


def test_the_files_of_an_index_are_those_that_its_manifest_names(built: Path) -> None:
    present = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert present == {*FILES, MANIFEST, MEMO}
    assert set(json.loads((built / MANIFEST).read_text("utf-8"))["files"]) == set(FILES)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
@pytest.mark.parametrize("damage", [Path.unlink, cut, flip])
def test_any_damage_of_any_file_is_noticed(built: Path, name: str, damage: Callable[[Path], None]) -> None:
    Index.open(built)
    damage(built / name)
    with pytest.raises(StaleIndexError):
        Index.open(built)


def test_a_damaged_index_is_rebuilt_with_one_line_and_answers_as_before(built: Path, corpus: Path) -> None:
    before = found(Index.open(built), "DN40的水表")
    cut(built / "vectors.faiss")
    lines: list[str] = []
    index = open_or_build(corpus, built, GramEncoder(), lines.append)
    assert lines == [f"索引文件vectors.faiss已损坏，正在由“{corpus}”重建索引……"]
    assert found(index, "DN40的水表") == before
    open_or_build(corpus, built, GramEncoder(), pytest.fail)


def test_files_that_agree_with_the_manifest_but_not_with_each_other_are_noticed(built: Path) -> None:
    manifest = Manifest.read(built)
    (built / "dictionary.txt").write_text("只有词没有频率", "utf-8")
    marks = {**manifest.files, "dictionary.txt": FileMark.of((built / "dictionary.txt").read_bytes())}
    (built / MANIFEST).write_text(replace(manifest, files=marks).to_json(), "utf-8")
    with pytest.raises(StaleIndexError, match="无法读取"):
        Index.open(built)
    (built / MANIFEST).write_text(replace(manifest, records=3).to_json(), "utf-8")
    (built / "dictionary.txt").write_text(
        index_plans([small_plan()], GramEncoder()).segmenter.dictionary, "utf-8"
    )
    with pytest.raises(StaleIndexError, match="彼此不一致"):
        Index.open(built)


def test_a_changed_corpus_is_noticed(built: Path, corpus: Path) -> None:
    path = next(corpus.glob("*.jsonl"))
    path.write_text(path.read_text("utf-8").replace("550元", "660元"), "utf-8")
    with pytest.raises(StaleIndexError, match="语料已有改动"):
        Index.open(built, corpus_dir=corpus)
    index = open_or_build(corpus, built, GramEncoder(), lambda _: None)
    assert "660元" in index.records[6].text


def test_another_version_of_the_model_is_noticed(built: Path, corpus: Path) -> None:
    other = GramEncoder(version="2")
    with pytest.raises(StaleIndexError, match="另一个模型"):
        Index.open(built, encoder=other)
    lines: list[str] = []
    open_or_build(corpus, built, other, lines.append)
    assert len(lines) == 1
    Index.open(built, encoder=other)


def test_a_missing_index_is_built_with_one_line(tmp_path: Path, corpus: Path) -> None:
    lines: list[str] = []
    open_or_build(corpus, tmp_path / "a" / "b", GramEncoder(), lines.append)
    assert len(lines) == 1
    assert lines[0].startswith("还没有索引")


def test_without_corpus_or_index_the_error_names_the_corpus(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="nowhere"):
        open_or_build(tmp_path / "nowhere", tmp_path / "index", GramEncoder(), lambda _: None)


class Deaf(GramEncoder):
    """A model whose every vector is the same."""

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        return np.full((len(texts), self.dimension), self.dimension**-0.5, dtype=np.float32)


def test_a_model_that_understands_nothing_fails_the_self_test(tmp_path: Path, corpus: Path) -> None:
    with pytest.raises(WenceError, match="语义检索"):
        open_or_build(corpus, tmp_path / "index", Deaf(), lambda _: None)


def test_a_dead_lexical_side_fails_the_self_test(monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_plans([small_plan()], GramEncoder())
    index.self_test(GramEncoder())
    monkeypatch.setattr("qa.index.contents.grams", str.split)
    monkeypatch.setattr("qa.index.tokenize.Segmenter.words", lambda _, text: text.split())
    with pytest.raises(StaleIndexError, match="字词检索"):
        index.self_test(GramEncoder())


def test_a_large_corpus_is_searched_through_candidates_and_finds_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = index_plans([small_plan()], GramEncoder())
    questions = ["车位登记费", "5G基站", "好差评", "DN40的水表"]
    everywhere = [found(index, question) for question in questions]
    monkeypatch.setattr("qa.index.contents.ALL_CANDIDATES", 1)
    monkeypatch.setattr("qa.index.contents.DENSE_CANDIDATES", 4)
    monkeypatch.setattr("qa.index.contents.LEXICAL_CANDIDATES", 3)
    assert [found(index, question) for question in questions] == everywhere


def test_opening_takes_no_longer_than_a_blink(built: Path) -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        Index.open(built)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5


@pytest.mark.skipif(os.name == "nt", reason="a folder's rights work differently there")
def test_the_index_is_readable_by_everyone_on_the_machine(built: Path) -> None:
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in built.rglob("*") if path.is_file())


def test_large_files_are_mapped_and_checked_as_those_that_are_read(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found(Index.open(built), "DN40的水表")
    monkeypatch.setattr("qa.index.manifest.MAPPED_FROM", 1)
    assert found(Index.open(built), "DN40的水表") == before
    flip(built / "grams.npz")
    with pytest.raises(StaleIndexError, match=r"grams\.npz"):
        Index.open(built)
