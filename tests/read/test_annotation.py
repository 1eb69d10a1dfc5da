from __future__ import annotations

from pathlib import Path

import pytest

from qa.errors import WenceError
from qa.read.annotation import Annotation, Place, load_annotation, parse_annotation


def parse(*lines: str) -> Annotation:
    return parse_annotation([(Place("front.txt", number), line) for number, line in enumerate(lines, 1)])


def test_tags_cut_a_sentence_into_fragments_that_say_what_they_are() -> None:
    (sentence,) = parse("3 {A 1:一、办证}{N 2.1:（1）}<2.1>五日{L 2:市甲}办结。").sentences
    assert [(f.role, f.key, f.text) for f in sentence.fragments] == [
        ("area", "1", "一、办证"),
        ("number", "2.1", "（1）"),
        ("text", "2.1", "五日"),
        ("lead", "2", "市甲"),
        ("text", "2.1", "办结。"),
    ]
    assert sentence.text == "一、办证（1）五日市甲办结。"
    assert all(sentence.text[f.start : f.end] == f.text for f in sentence.fragments)


def test_a_sentence_goes_on_with_the_measure_left_open_before_it() -> None:
    sentences = parse("1 后一句。", "0 <7>前一句。").sentences
    assert [s.fragments[0].key for s in sentences] == ["7", "7"]


def test_a_suffix_names_a_second_cell_or_the_order_within_one() -> None:
    (sentence,) = parse("0 {S 7#b:甲局}{L 7#2:乙}<7>文。").sentences
    assert [(f.cell, f.rank) for f in sentence.fragments] == [("b", 0), ("", 2), ("", 0)]


def test_blank_lines_and_comments_say_nothing() -> None:
    annotation = parse("# why", "", "0 <7>文。")
    assert (len(annotation.sentences), annotation.directives) == (1, ())


@pytest.mark.parametrize(
    ("line", "kind", "key", "value"),
    [
        ("= 63.3 missing lead support", "missing", "63.3", "lead support"),
        ("= cut 43 lead 市", "cut", "43", "lead 市"),
        ("= cell 16 none support", "none", "16", "support"),
        ("= task 66 missing task", "missing-task", "66", "task"),
        ("= task 1-4 area 1", "area", "1-4", "1"),
        ("= area 14 alias 劳动力市场监管", "alias", "14", "劳动力市场监管"),
        ("= section p9 组织保障|加强组织领导", "section", "p9", "组织保障|加强组织领导"),
        ("! 43.1-43.2 存疑。", "note", "43.1-43.2", "存疑。"),
    ],
)
def test_a_directive_is_a_judgement_about_a_key(line: str, kind: str, key: str, value: str) -> None:
    (directive,) = parse(line).directives
    assert (directive.kind, directive.key, directive.value) == (kind, key, value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x <7>文。", "行首"),
        ("0", "行首"),
        ("0 没有措施。", "没有打开任何措施"),
        ("0 <7>文{L 7:甲。", "看不懂"),
        ("0 <7>文}。", "看不懂"),
        ("0 {Q 7:甲}<7>文。", "看不懂"),
        ("0 {L seven.1:甲}<7>文。", "编号不对"),
        ("0 <七>文。", "编号不对"),
        ("= 63.3 missing colour", "看不懂指令"),
        ("= cut 43 owner", "看不懂指令"),
    ],
)
def test_a_malformed_line_is_named_by_file_and_number(line: str, message: str) -> None:
    with pytest.raises(WenceError, match=f"front.txt第2行：.*{message}"):
        parse("# first", line)


def test_a_sentence_annotated_twice_is_refused() -> None:
    with pytest.raises(WenceError, match=r"front\.txt第2行：第5句标注了两次"):
        parse("5 <7>文。", "5 <7>文。")


def test_all_files_of_a_folder_make_one_annotation(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("1 后。\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("0 <7>前。\n! 7 存疑。\n", encoding="utf-8")
    annotation = load_annotation(tmp_path)
    assert [s.position for s in annotation.sentences] == [0, 1]
    assert annotation.directives[0].place == Place("a.txt", 2)


def test_a_folder_without_annotation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="没有标注"):
        load_annotation(tmp_path)
