"""An index whose vectors lie in Milvus answers as one in a folder does, and no fault of Milvus makes it answer otherwise."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.extras import needs_milvus
from index.quick import quick_builds
from index.small import GramEncoder, small_corpus
from qa.config import StoreAddress
from qa.errors import WenceError
from qa.index.build import build_index
from qa.index.manifest import StaleIndexError
from qa.index.milvus_place import MilvusPlace
from qa.index.milvus_reference import Reference
from qa.index.milvus_vectors import ROW, VECTOR
from qa.index.places import REFERENCE, VECTORS, InFolder, StoreError
from qa.index.store import Index, open_or_build

__all__ = ["quick_builds"]

pytestmark = [needs_milvus, pytest.mark.usefixtures("quick_builds")]

QUESTIONS = ("车位登记费", "5G基站", "好差评", "DN40的水表", "")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return small_corpus(tmp_path / "corpus")


@pytest.fixture
def built(tmp_path: Path, corpus: Path, lite: MilvusPlace) -> Path:
    build_index(corpus, tmp_path / "index", GramEncoder(), place=lite)
    return tmp_path / "index"


def change(corpus: Path, old: str = "550元", new: str = "660元") -> None:
    path = next(corpus.glob("*.jsonl"))
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def reference(index_dir: Path) -> Reference:
    return Reference.from_bytes((index_dir / REFERENCE).read_bytes())


def collections(place: MilvusPlace) -> set[str]:
    return set(place._client.list_collections())


def check_same_evidence(one: Index, other: Index) -> None:
    for question in QUESTIONS:
        vector = GramEncoder().encode_queries([question])[0]
        left, right = one.evidence(question, vector), other.evidence(question, vector)
        assert left.positions.tolist() == right.positions.tolist()
        assert left.values == pytest.approx(right.values, abs=1e-5)


def test_the_folder_holds_a_reference_in_place_of_the_vectors(built: Path, lite: MilvusPlace) -> None:
    names = {path.name for path in built.iterdir()}
    assert REFERENCE in names
    assert VECTORS not in names
    assert collections(lite) == {reference(built).collection}


@pytest.mark.parametrize("most", [1024, 1])
def test_it_finds_what_an_index_in_a_folder_finds(
    built: Path, corpus: Path, lite: MilvusPlace, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("qa.index.contents.ALL_CANDIDATES", most)
    monkeypatch.setattr("qa.index.contents.DENSE_CANDIDATES", 5)
    monkeypatch.setattr("qa.index.contents.LEXICAL_CANDIDATES", 2)
    build_index(corpus, built.with_name("local"), GramEncoder())
    opened = Index.open(built, corpus_dir=corpus, encoder=GramEncoder(), place=lite)
    check_same_evidence(opened, Index.open(built.with_name("local")))


def test_building_again_without_change_makes_nothing_new(
    built: Path, corpus: Path, lite: MilvusPlace
) -> None:
    before = {path.name: path.read_bytes() for path in built.iterdir() if path.is_file()}
    build_index(corpus, built, GramEncoder(), place=lite)
    assert {path.name: path.read_bytes() for path in built.iterdir() if path.is_file()} == before
    assert collections(lite) == {reference(built).collection}


def test_a_program_that_runs_goes_on_answering_after_the_next_build(
    built: Path, corpus: Path, lite: MilvusPlace
) -> None:
    running = lite.open({REFERENCE: (built / REFERENCE).read_bytes()})
    everything = running.products(np.ones(256, dtype=np.float32))
    change(corpus)
    build_index(corpus, built, GramEncoder(), place=lite)
    running = lite.open({REFERENCE: running.to_bytes()})
    assert running.products(np.ones(256, dtype=np.float32)).tolist() == everything.tolist()


def test_of_many_builds_the_last_collection_and_the_one_before_are_kept(
    built: Path, corpus: Path, lite: MilvusPlace
) -> None:
    names = [reference(built).collection]
    for old, new in (("550元", "660元"), ("660元", "770元"), ("770元", "880元")):
        change(corpus, old, new)
        build_index(corpus, built, GramEncoder(), place=lite)
        names.append(reference(built).collection)
        assert collections(lite) == set(names[-2:])
    change(corpus, "880元", "770元")
    build_index(corpus, built, GramEncoder(), place=lite)
    assert reference(built).collection == names[-2]
    assert collections(lite) == set(names[-2:])


def test_a_build_that_fails_leaves_the_old_collection_alone_and_none_of_its_own(
    built: Path, corpus: Path, lite: MilvusPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = collections(lite)
    change(corpus)

    def full(*_: object) -> None:
        raise WenceError("磁盘已满。")

    monkeypatch.setattr("qa.index.build.replace_folder", full)
    with pytest.raises(WenceError, match="磁盘已满"):
        build_index(corpus, built, GramEncoder(), place=lite)
    assert collections(lite) == before
    Index.open(built, place=lite).self_test(GramEncoder())


def test_two_indexes_with_the_same_content_share_a_collection(
    built: Path, corpus: Path, lite: MilvusPlace
) -> None:
    other = built.with_name("other")
    build_index(corpus, other, GramEncoder(), place=lite)
    assert collections(lite) == {reference(built).collection}
    check_same_evidence(Index.open(built, place=lite), Index.open(other, place=lite))


def drop(place: MilvusPlace, name: str) -> None:
    place._client.drop_collection(name)


def lose_rows(place: MilvusPlace, name: str) -> None:
    place._client.delete(name, ids=[1, 2, 5])


def empty(place: MilvusPlace, name: str) -> None:
    place._client.delete(name, filter=f"{ROW} >= 0")


def alter(place: MilvusPlace, name: str) -> None:
    place._client.upsert(name, [{ROW: 0, VECTOR: [1.0] + [0.0] * 255}])


def add_rows(place: MilvusPlace, name: str) -> None:
    place._client.upsert(name, [{ROW: 10_000, VECTOR: [1.0] * 256}])


def exchange(place: MilvusPlace, name: str) -> None:
    place._client.drop_collection(name)
    place._client.create_collection(name, dimension=8)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (drop, "没有索引的集合"),
        (lose_rows, "实有"),
        (empty, "实有0行"),
        (alter, "已被改动"),
        (add_rows, "实有"),
        (exchange, "不是索引的集合"),
    ],
)
def test_a_collection_that_is_not_what_it_was_is_noticed_and_put_right_with_one_line(
    built: Path, corpus: Path, lite: MilvusPlace, damage: Callable[[MilvusPlace, str], None], reason: str
) -> None:
    build_index(corpus, built.with_name("local"), GramEncoder())
    damage(lite, reference(built).collection)
    with pytest.raises(StaleIndexError, match=reason):
        Index.open(built, place=lite)
    lines: list[str] = []
    index = open_or_build(corpus, built, GramEncoder(), lines.append, place=lite)
    assert len(lines) == 1
    assert reason in lines[0]
    check_same_evidence(index, Index.open(built.with_name("local")))
    open_or_build(corpus, built, GramEncoder(), pytest.fail, place=lite)


def test_an_index_in_the_folder_moves_to_milvus_and_back_with_one_line_each(
    tmp_path: Path, corpus: Path, lite: MilvusPlace
) -> None:
    folder = tmp_path / "index"
    build_index(corpus, folder, GramEncoder())
    lines: list[str] = []
    for place, word in ((lite, "还不在"), (InFolder(), "QA_STORE 没有设置")):
        index = open_or_build(corpus, folder, GramEncoder(), lines.append, place=place)
        assert word in lines.pop()
        assert lines == []
        index.self_test(GramEncoder())


def test_a_search_that_finds_nothing_is_noticed_when_the_index_is_opened(
    built: Path, lite: MilvusPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lite._client, "search", lambda *_, **__: [[]])
    with pytest.raises(StaleIndexError, match="检索不到"):
        Index.open(built, place=lite)


def test_a_folder_that_another_program_uses_is_one_sentence(tmp_path: Path, built: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    other = tmp_path / "另一个.db"
    other.mkdir()
    with (other / "LOCK").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="没有别的程序正在使用"):
            Index.open(built, place=MilvusPlace(StoreAddress(str(other))))


def test_a_copied_folder_and_database_answer_elsewhere(
    tmp_path: Path, built: Path, corpus: Path, lite: MilvusPlace
) -> None:
    from milvus_lite.server_manager import server_manager_instance

    build_index(corpus, tmp_path / "local", GramEncoder())
    server_manager_instance.release_server(str(tmp_path / "向量 库.db"))
    database = str(shutil.copytree(tmp_path / "向量 库.db", tmp_path / "copy.db"))
    folder = shutil.copytree(built, tmp_path / "copy")
    opened = Index.open(folder, place=MilvusPlace(StoreAddress(database)))
    check_same_evidence(opened, Index.open(tmp_path / "local"))
    server_manager_instance.release_server(database)
