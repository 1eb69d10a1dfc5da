"""A text that has not changed is never encoded twice, and the index is the same as one built from nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.quick import quick_builds
from index.small import NUMBER, GramEncoder, small_corpus
from qa.index.build import build_index
from qa.index.manifest import MANIFEST
from qa.index.memo import MEMO
from qa.index.store import Index, open_or_build

__all__ = ["quick_builds"]
FIXTURES = Path(__file__).parents[1] / "fixtures"
OTHER = FIXTURES / "other_city/corpus"


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def whole(quick_builds: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with earlier wordings and its index, side by side; tests work on copies."""
    folder = tmp_path_factory.mktemp("whole")
    small_corpus(folder / "corpus")
    (folder / "corpus/asked").mkdir()
    rows = [
        {"question": f"车位登记费第{number}问", "document": NUMBER, "measure_ids": ["6"] if number else []}
        for number in range(20)
    ]
    asked = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "corpus/asked/small.jsonl").write_text(asked, "utf-8")
    build_index(folder / "corpus", folder / "index", GramEncoder())
    return folder


@pytest.fixture
def built(tmp_path: Path, whole: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "whole")


def rebuilt(folder: Path, encoder: GramEncoder | None = None) -> list[str]:
    """The texts that building again encodes."""
    encoder = encoder or GramEncoder()
    build_index(folder / "corpus", folder / "index", encoder)
    return encoder.encoded


def fresh(folder: Path, encoder: GramEncoder | None = None) -> dict[str, bytes]:
    build_index(folder / "corpus", folder / "fresh", encoder or GramEncoder())
    return content(folder / "fresh")


def test_building_again_encodes_nothing_and_gives_the_same_bytes(built: Path) -> None:
    before = content(built / "index")
    assert rebuilt(built) == []
    assert content(built / "index") == before


def test_a_new_document_is_encoded_alone_and_gives_the_bytes_of_a_whole_build(built: Path) -> None:
    known = set(rebuilt(built, GramEncoder(version="2")))
    shutil.copytree(OTHER, built / "corpus", dirs_exist_ok=True)
    encoded = rebuilt(built, GramEncoder(version="2"))
    assert encoded
    assert known.isdisjoint(encoded)
    assert content(built / "index") == fresh(built, GramEncoder(version="2"))


def test_a_changed_sentence_is_encoded_with_its_record_and_what_is_derived_from_it(built: Path) -> None:
    path = next((built / "corpus").glob("*.jsonl"))
    path.write_text(path.read_text("utf-8").replace("3000个", "4000个"), "utf-8")
    encoded = rebuilt(built)
    assert 0 < len(encoded) <= 4
    assert all("4000个" in text for text in encoded)
    assert content(built / "index") == fresh(built)


def test_a_removed_document_leaves_no_trace(built: Path) -> None:
    before = content(built / "index")
    shutil.copytree(OTHER, built / "corpus", dirs_exist_ok=True)
    rebuilt(built)
    for path in OTHER.iterdir():
        (built / "corpus" / path.name).unlink()
    assert rebuilt(built) == []
    assert content(built / "index") == before


def test_a_stale_index_is_rebuilt_from_what_is_known(built: Path) -> None:
    shutil.copytree(OTHER, built / "corpus", dirs_exist_ok=True)
    encoder = GramEncoder()
    open_or_build(built / "corpus", built / "index", encoder, lambda _: None)
    assert not any("车位登记费第" in text for text in encoder.encoded)


def test_another_model_knows_nothing(built: Path) -> None:
    other = GramEncoder(version="2")
    assert len(rebuilt(built, other)) > 50
    assert content(built / "index") == fresh(built, GramEncoder(version="2"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("damage", [Path.unlink, cut, flip])
@pytest.mark.parametrize("name", [MEMO, MANIFEST])
def test_what_is_damaged_is_encoded_again(built: Path, name: str, damage: Callable[[Path], None]) -> None:
    before = content(built / "index")
    damage(built / "index" / name)
    assert len(rebuilt(built)) > 50
    assert content(built / "index") == before


def test_answering_neither_reads_nor_needs_what_is_kept_for_building(built: Path) -> None:
    (built / "index" / MEMO).unlink()
    index = Index.open(built / "index", corpus_dir=built / "corpus", encoder=GramEncoder())
    index.self_test(GramEncoder())
    assert len(index.contents.asked) == 20


def test_wordings_of_a_document_that_is_not_there_are_passed_over(built: Path) -> None:
    shutil.copytree(OTHER, built / "corpus", dirs_exist_ok=True)
    for path in (built / "corpus").glob("安府发*"):
        path.unlink()
    rebuilt(built)
    assert len(Index.open(built / "index").contents.asked) == 0
    assert (built / "corpus/asked/small.jsonl").exists()
