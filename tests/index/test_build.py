"""An index folder is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.small import GramEncoder, small_corpus, small_plan
from qa.errors import WenceError
from qa.index.build import build_index, index_plans
from qa.index.contents import header, in_context, sentences
from qa.index.store import Index
from qa.plan import Document, Measure, Plan
from qa.retrieve.hybrid import Retriever


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return small_corpus(tmp_path / "corpus")


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_building_twice_gives_the_same_bytes(tmp_path: Path, corpus: Path) -> None:
    build_index(corpus, tmp_path / "a", GramEncoder())
    build_index(corpus, tmp_path / "b", GramEncoder())
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_progress_rises_to_the_whole(tmp_path: Path, corpus: Path) -> None:
    steps: list[tuple[int, int]] = []
    build_index(corpus, tmp_path / "index", GramEncoder(), lambda done, of: steps.append((done, of)))
    assert [done for done, _ in steps] == list(range(1, steps[-1][1] + 1))
    assert {of for _, of in steps} == {len(steps)}


def test_no_text_is_encoded_twice(tmp_path: Path, corpus: Path) -> None:
    encoder = GramEncoder()
    build_index(corpus, tmp_path / "index", encoder)
    assert len(encoder.encoded) == len(set(encoder.encoded))


def test_records_are_encoded_in_their_context_and_sentence_by_sentence() -> None:
    encoder = GramEncoder()
    index_plans([small_plan()], encoder)
    assert "获得电力 压减办电时间 高压客户办电时限压缩至22个工作日以内；" in encoder.encoded
    assert "附则 施行日期 本方案自印发之日起施行，有效期三年。" in encoder.encoded


def test_a_record_without_context_stands_alone() -> None:
    record = Measure("1", "", "只有正文。")
    assert header(record) == ""
    assert in_context(record, record.text) == "只有正文。"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "压缩办理时限。高压客户不超过20天；低压客户4天以内。",
            ["压缩办理时限。", "高压客户不超过20天；", "低压客户4天以内。"],
        ),
        ("不再核名。", ["不再核名。"]),
        ("好。压缩办理时限。", ["压缩办理时限。"]),
    ],
)
def test_a_text_is_cut_into_sentences_that_say_something(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_failed_write_leaves_the_old_index_and_no_rubbish(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(corpus, tmp_path / "index", GramEncoder())
    before = content(tmp_path / "index")
    write = Path.write_bytes

    def full_disk(path: Path, data: bytes) -> int:
        if path.name == "grams.npz":
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(WenceError, match="无法写入（No space left on device）"):
        build_index(corpus, tmp_path / "index", GramEncoder(version="2"))
    assert content(tmp_path / "index") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "index"]


def test_a_failed_swap_puts_the_old_index_back(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(corpus, tmp_path / "index", GramEncoder())
    rename = Path.rename

    def refuse_new(path: Path, target: Path) -> Path:
        if ".building-" in path.name:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(WenceError, match="Permission denied"):
        build_index(corpus, tmp_path / "index", GramEncoder(version="2"))
    monkeypatch.undo()
    Index.open(tmp_path / "index", encoder=GramEncoder())


def test_what_a_killed_build_left_is_removed(tmp_path: Path, corpus: Path) -> None:
    old, fresh = tmp_path / ".index.building-1", tmp_path / ".index.building-2"
    for path in (old, fresh):
        path.mkdir()
    os.utime(old, (0, 0))
    build_index(corpus, tmp_path / "index", GramEncoder())
    assert not old.exists()
    assert fresh.exists()


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "论文.docx").write_text("x")
    with pytest.raises(WenceError, match="不会覆盖"):
        build_index(corpus, tmp_path / "home", GramEncoder())
    assert (tmp_path / "home" / "论文.docx").read_text() == "x"


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "index").write_text("x")
    with pytest.raises(WenceError, match="不会覆盖"):
        build_index(corpus, tmp_path / "index", GramEncoder())
    assert (tmp_path / "index").read_text() == "x"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_folder_without_the_right_to_write_is_one_clear_line(tmp_path: Path, corpus: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    with pytest.raises(WenceError, match="无法写入"):
        build_index(corpus, shut / "index", GramEncoder())


def test_a_place_that_cannot_hold_a_folder_is_one_clear_line(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WenceError, match="无法写入"):
        build_index(corpus, tmp_path / "file" / "index", GramEncoder())


def test_a_plan_without_a_single_word_is_refused() -> None:
    with pytest.raises(WenceError, match="没有可以检索的文字"):
        index_plans([Plan(Document("", ""), measures=(Measure("1", "", "……"),))], GramEncoder())


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_plan_of_very_few_measures_can_be_asked(number: int) -> None:
    records = small_plan().measures[1 : number + 1]
    index = index_plans([Plan(Document("", ""), measures=records)], GramEncoder())
    index.self_test(GramEncoder())
    found = Retriever(index, GramEncoder()).search(records[0].text, number)
    assert found[0].measure == records[0]
