"""Files of labelled questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.answer.model import Turn
from qa.errors import WenceError
from qa.evaluate.labelled import load_questions

ROW = {
    "id": "b1", "question": "低压的呢？", "type": "lead", "answerable": True,
    "gold_texts": ["甲"], "all_texts": ["甲", "乙"],
    "must": [["4个", "四个"], "工作日"], "must_not": ["20个"], "lead": ["市能源局"],
    "history": [{"question": "高压？", "answer": "20个工作日"}],
}  # fmt: skip


def file(folder: Path, *rows: object) -> Path:
    path = folder / "题.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n\n" for row in rows), "utf-8-sig")
    return path


def test_every_label_is_read(tmp_path: Path) -> None:
    (question,) = load_questions(file(tmp_path, ROW))
    assert (question.id, question.text, question.kind, question.answerable) == (
        "b1",
        "低压的呢？",
        "lead",
        True,
    )
    assert (question.gold, question.complete) == ({"甲"}, {"甲", "乙"})
    assert (question.must, question.must_not) == ((("4个", "四个"), ("工作日",)), ("20个",))
    assert (question.lead, question.support) == ({"市能源局"}, None)
    assert question.history == (Turn("高压？", "20个工作日"),)


def test_labels_that_are_not_given_ask_for_nothing(tmp_path: Path) -> None:
    (question,) = load_questions(file(tmp_path, {"id": "b2", "question": "多久？"}))
    assert (question.must, question.must_not, question.gold, question.lead) == ((), (), frozenset(), None)


@pytest.mark.parametrize(
    "row", [[], 5, {"id": "a"}, {"id": "a", "question": "x", "must": "y"}, {"question": "x"}]
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, row: object) -> None:
    with pytest.raises(WenceError, match="第3行"):
        load_questions(file(tmp_path, ROW, row))


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="没有题目"):
        load_questions(file(tmp_path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="无此文件"):
        load_questions(tmp_path / "无此文件.jsonl")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "题.jsonl"
    path.write_bytes('{"id": "1", "question": "多久"}'.encode("gbk"))
    with pytest.raises(WenceError, match="UTF-8"):
        load_questions(path)
