"""Documents come into the corpus and leave it with their index: all of a change, or nothing of it."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from index.quick import quick_builds
from index.small import NUMBER, GramEncoder, small_corpus, small_plan
from qa.errors import WenceError
from qa.index.build import build_index
from qa.index.store import Index, open_or_build
from qa.index.update import add_files, remove_document
from qa.plan import Document
from qa.read.corpus import load_corpus, load_plan, save_plan
from qa.read.holdings import called, holdings
from qa.read.lock import locked

__all__ = ["quick_builds"]
FIXTURES = Path(__file__).parents[1] / "fixtures"
OTHER = FIXTURES / "other_city/corpus/jiangzhou-2023-12.jsonl"
SECOND = FIXTURES / "second_city/corpus/yunlu-2024-17.jsonl"
OTHER_NUMBER = "江政办发〔2023〕12号"


@pytest.fixture(scope="module")
def whole(quick_builds: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    build_index(small_corpus(folder / "corpus"), folder / "index", GramEncoder())
    return folder


@pytest.fixture
def place(tmp_path: Path, whole: Path) -> Path:
    """A folder with a corpus of one plan and its index."""
    return shutil.copytree(whole, tmp_path / "place")


def content(place: Path) -> dict[str, bytes]:
    """Every file of corpus and index but the lock."""
    paths = (path for path in place.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}


def add(place: Path, *paths: Path) -> None:
    add_files(paths, place / "corpus", place / "index", GramEncoder)


def remove(place: Path, name: str) -> None:
    remove_document(name, place / "corpus", place / "index", GramEncoder)


def numbers(place: Path) -> list[str]:
    index = Index.open(place / "index", corpus_dir=place / "corpus", encoder=GramEncoder())
    return sorted(plan.document.number for plan in index.plans)


def test_an_added_document_stands_whole_in_corpus_and_index(place: Path) -> None:
    add(place, OTHER)
    assert numbers(place) == sorted([NUMBER, OTHER_NUMBER])
    assert load_plan(OTHER) in load_corpus(place / "corpus")


def test_several_documents_come_at_once_and_one_leaves_again(place: Path) -> None:
    before = content(place)
    add(place, OTHER, SECOND)
    assert len(numbers(place)) == 3
    remove(place, OTHER_NUMBER)
    remove(place, "云府发〔2024〕17号")
    assert content(place) == before


@pytest.mark.parametrize("name", [NUMBER, "安府发[2023]7号", "安府发（2023）7号", "安府发-2023-7号"])
def test_a_document_is_called_by_its_number_however_written_or_by_its_file(place: Path, name: str) -> None:
    assert called(name, holdings(place / "corpus")).plan.document.number == NUMBER


def test_the_files_of_a_corpus_that_are_no_plan_are_left_alone(place: Path) -> None:
    kept = {"source/a.txt": "原文", "annotation/b.txt": "批注", "README.md": "说明"}
    for name, text in kept.items():
        (place / "corpus" / name).parent.mkdir(exist_ok=True)
        (place / "corpus" / name).write_text(text, "utf-8")
    add(place, OTHER)
    remove(place, NUMBER)
    assert {name: (place / "corpus" / name).read_text("utf-8") for name in kept} == kept


def test_earlier_wordings_stay_when_their_document_leaves_and_serve_again_when_it_returns(
    place: Path,
) -> None:
    own = Path(shutil.copy(next((place / "corpus").glob("*.jsonl")), place / "own.jsonl"))
    shutil.copy(next((place / "corpus").glob("*.json")), place / "own.json")
    asked = place / "corpus/asked/small.jsonl"
    asked.parent.mkdir()
    row = {"question": "车位办证多少钱", "document": NUMBER, "measure_ids": ["6"]}
    asked.write_text(json.dumps(row) + "\n", "utf-8")
    add(place, OTHER)
    assert len(Index.open(place / "index").contents.asked) == 1
    remove(place, NUMBER)
    assert asked.exists()
    assert len(Index.open(place / "index").contents.asked) == 0
    add(place, own)
    assert len(Index.open(place / "index").contents.asked) == 1


def plan_file(folder: Path, *rows: dict[str, str], **head: str) -> Path:
    """A plan's two files, written by hand."""
    path = folder / "方案.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    path.with_suffix(".json").write_text(json.dumps(head), "utf-8")
    return path


def row(measure_id: str, document: str = "") -> dict[str, str]:
    return {"measure_id": measure_id, "text": "办结时限压缩至3个工作日。", "document": document}


@pytest.mark.parametrize(
    ("rows", "head", "told"),
    [
        ([row("1")], {}, "既没有文号也没有标题"),
        ([row("1")], {"number": NUMBER}, f"已收录{NUMBER}，请先用 remove"),
        ([row("1")], {"number": "安府发[2023]7号"}, "请先用 remove"),
        ([row("1"), row("1")], {"number": "x"}, "编号1重复"),
        ([row("1"), row("2", "乙号")], {"number": "甲号"}, "乙号"),
        ([], {"number": "甲号"}, "没有任何措施"),
    ],
)
def test_a_file_that_is_not_fit_is_named_with_the_reason_and_nothing_changes(
    place: Path, tmp_path: Path, rows: list[dict[str, str]], head: dict[str, str], told: str
) -> None:
    before = content(place)
    bad = plan_file(tmp_path, *rows, **head)
    with pytest.raises(WenceError, match=r"方案\.jsonl") as fault:
        add(place, OTHER, bad)
    assert told in str(fault.value)
    assert content(place) == before


def test_the_same_document_twice_in_one_call_is_refused(place: Path) -> None:
    with pytest.raises(WenceError, match="已收录江政办发"):
        add(place, OTHER, OTHER)
    assert numbers(place) == [NUMBER]


def test_another_format_is_refused_by_name_as_long_as_it_cannot_be_read(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "方案.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(WenceError, match=r"方案\.doc"):
        add(place, path)


def test_a_document_without_a_number_goes_by_its_title(place: Path, tmp_path: Path) -> None:
    add(place, plan_file(tmp_path, row("1"), row("2"), title="临江市便民方案"))
    index = Index.open(place / "index")
    assert [r.document for r in index.records if r.document != NUMBER] == ["临江市便民方案"] * 2
    remove(place, "临江市便民方案")
    assert numbers(place) == [NUMBER]


def test_documents_whose_numbers_read_alike_never_share_a_file(place: Path, tmp_path: Path) -> None:
    taken = place / "corpus/江政办发-2023-12号.jsonl"
    save_plan(replace(small_plan(), document=Document("手工", "手工放入")), taken.parent, taken.stem)
    before = taken.read_bytes()
    add(place, OTHER)
    assert taken.read_bytes() == before
    assert len(load_corpus(place / "corpus")) == 3


def test_the_last_document_cannot_be_removed(place: Path) -> None:
    before = content(place)
    with pytest.raises(WenceError, match="唯一的文件"):
        remove(place, NUMBER)
    assert content(place) == before


def test_a_document_that_is_not_there_is_told_with_those_that_are(place: Path) -> None:
    with pytest.raises(WenceError, match=f"没有收录“渝府发1号”；现有：{NUMBER}。"):
        remove(place, "渝府发1号")


def break_off(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("leaving", [False, True])
@pytest.mark.parametrize("broken", ["qa.index.update.build_index", "qa.index.build.replace_folder"])
def test_a_change_that_is_interrupted_changes_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch, leaving: bool, broken: str
) -> None:
    if leaving:
        add(place, OTHER)
    before = content(place)
    monkeypatch.setattr(broken, break_off)
    with pytest.raises(KeyboardInterrupt):
        remove(place, OTHER_NUMBER) if leaving else add(place, OTHER)
    monkeypatch.undo()
    assert content(place) == before
    open_or_build(place / "corpus", place / "index", GramEncoder(), pytest.fail)


def test_a_process_killed_before_the_index_leaves_a_whole_corpus_that_the_next_start_indexes(
    place: Path,
) -> None:
    save_plan(load_plan(OTHER), place / "corpus")
    lines: list[str] = []
    index = open_or_build(place / "corpus", place / "index", GramEncoder(), lines.append)
    assert len(index.plans) == 2
    assert lines[0].startswith("语料已有改动")


def test_records_are_never_there_without_their_head(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced = Path.replace

    def killed(path: Path, target: Path) -> Path:
        if target.suffix == ".jsonl":
            os._exit(9)
        return replaced(path, target)

    child = os.fork()
    if not child:
        monkeypatch.setattr(Path, "replace", killed)
        save_plan(load_plan(OTHER), place / "corpus")
    os.waitpid(child, 0)
    assert [plan.document.number for plan in load_corpus(place / "corpus")] == [NUMBER]
    add(place, OTHER)
    assert len(numbers(place)) == 2


def test_a_second_change_at_the_same_time_is_turned_away_and_changes_nothing(place: Path) -> None:
    before = content(place)
    with locked(place / "corpus"), pytest.raises(WenceError, match="另一个命令"):
        add(place, OTHER)
    assert content(place) == before
    add(place, OTHER)
    with pytest.raises(WenceError, match="找不到语料目录"):
        add(place / "nowhere", OTHER)


def test_the_model_is_not_opened_for_a_change_that_cannot_be_made(place: Path) -> None:
    def opened() -> GramEncoder:
        raise AssertionError("the model was opened")

    with pytest.raises(WenceError, match="没有收录"):
        remove_document("无此文件", place / "corpus", place / "index", opened)
    with pytest.raises(WenceError, match="无法读取"):
        add_files([place / "无此文件.jsonl"], place / "corpus", place / "index", opened)


def test_changes_from_two_processes_leave_both_documents_or_a_plain_refusal(place: Path) -> None:
    children = {}
    for path in (OTHER, SECOND):
        if not (child := os.fork()):
            try:
                add(place, path)
                os._exit(0)
            except WenceError:
                os._exit(3)
        children[child] = path
    ended = {path: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, path in children.items()}
    assert 0 in ended.values()
    assert set(ended.values()) <= {0, 3}
    assert len(numbers(place)) == 1 + list(ended.values()).count(0)
