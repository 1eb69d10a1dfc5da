"""Recovery of small damaged tables, and of the committed corpus by its command."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qa.errors import WenceError
from qa.plan import Measure, Plan
from qa.read.annotation import Place, parse_annotation
from qa.read.order import cut, true_order
from qa.read.records import head_text, records_text
from qa.read.recover import Source, main, recover

AREA = "= task 1-2 area 1"


def recovered(text: str, *lines: str) -> Plan:
    pieces = cut(text)
    source = Source(pieces, true_order([piece.text for piece in pieces]))
    return recover(source, parse_annotation([(Place("a.txt", n), line) for n, line in enumerate(lines, 1)]))


def only(plan: Plan) -> Measure:
    (measure,) = plan.measures
    return measure


def test_cells_read_line_by_line_become_whole_names() -> None:
    plan = recovered(
        "一、办证1．快办（1）2020年市规划底前五日自然资办源局、市税务局结。",
        "0 {A 1:一、办证}{T 1:1．快办}{N 1.1:（1）}<1.1>2020年{L 1:市规划}"
        "底前五日{L 1:自然资}办{L 1:源局、市税务局}结。",
        AREA,
    )
    measure = only(plan)
    assert (measure.area, measure.task, measure.task_no, measure.measure_no) == ("办证", "快办", 1, 1)
    assert measure.text == "2020年底前五日办结。"
    assert measure.lead == ("市规划自然资源局", "市税务局")
    assert measure.deadlines == ("2020年底前",)


def test_a_cell_covers_its_task_its_measure_or_a_range() -> None:
    plan = recovered(
        "甲局（1）一。（2）二。（3）三乙局丙局。",
        "0 {L 1:甲局}{N 1.1:（1）}<1.1>一。",
        "1 {N 1.2:（2）}<1.2>二。",
        "2 {N 1.3:（3）}<1.3>三{S 1.1-1.2:乙局}{S 1.3:丙局}。",
        AREA,
    )
    assert [m.lead for m in plan.measures] == [("甲局",)] * 3
    assert [m.support for m in plan.measures] == [("乙局",), ("乙局",), ("丙局",)]


def test_a_title_printed_on_two_pages_counts_once() -> None:
    plan = recovered(
        "6．提6．提高活甲局（1）一跃度。",
        "0 {T 1#b:6．提}{T 1:6．提高活}{L 1:甲局}{N 1.1:（1）}<1.1>一{T 1:跃度}。",
        AREA,
    )
    assert only(plan).task == "提高活跃度"


def test_the_stump_of_a_cut_chain_is_no_unit() -> None:
    plan = recovered("甲局、市一。", "0 {L 1:甲局、市}<1>一。", "= cut 1 lead 市", AREA)
    assert only(plan).lead == ("甲局",)
    assert "lead" in only(plan).missing


def test_a_stump_that_is_not_named_is_told_by_the_whole_names() -> None:
    plan = recovered(
        "甲局、乙局一。丙局、甲局、乙二。",
        "0 {L 1.1:甲局、乙局}<1.1>一。",
        "1 {L 1.2:丙局、甲局、乙}<1.2>二。",
        "= cut 1.2 lead",
        AREA,
    )
    assert plan.measures[1].lead == ("甲局",)


def test_a_task_without_title_or_measure_keeps_its_number() -> None:
    plan = recovered("2．快办甲局一。", "0 {T 2:2．快办}{L 2:甲局}<2>一。", AREA)
    assert [(task.task_no, task.title, "task" in task.missing) for task in plan.tasks] == [
        (1, "", True),
        (2, "快办", False),
    ]


def test_a_lost_sentence_behind_a_measure_leaves_the_rest_of_it() -> None:
    text = "一甲局。二。三。四。一甲局。六。"
    lines = ("0 <1>一{L 1:甲局}。", "1 二。", "2 三。", "3 四。", "5 六。", "= 1 missing text", AREA)
    plan = recovered(text, *lines)
    assert (only(plan).text, plan.lost_sentences) == ("一。二。三。四。六。", 1)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("0 <1>一二。",), "a.txt第1行：第0句与源文件不同"),
        (("0 <1>一{L 1:甲局}。", "9 <2>没有。"), "源文件已经没有第9句"),
        (("# nothing",), "还有1句没有标注"),
        (("0 <1>一甲局。",), "措施1没有牵头单位"),
        (("0 <1>一{L 2.1:甲局}。", "= 1 missing lead"), "2.1没有对应的措施"),
        (("0 <1>一{L 1:甲局}。", "= 1 missing lead"), "却又说它已缺失"),
        (("0 <1>一{L 1:甲局}。", "! 8.1 存疑。"), "编号8.1没有对应的措施"),
        (("0 <1>一{L 1:甲局}。", "= document title 别的"), "源文件里没有“别的”"),
    ],
)
def test_an_annotation_that_does_not_fit_the_source_is_refused(lines: tuple[str, ...], message: str) -> None:
    with pytest.raises(WenceError, match=message):
        recovered("一甲局。", *lines)


def test_the_committed_corpus_is_what_source_and_annotation_give(corpus: Path, plan: Plan) -> None:
    (path,) = corpus.glob("yufubanfa-*.jsonl")
    assert path.read_text(encoding="utf-8") == records_text(plan)
    assert path.with_suffix(".json").read_text(encoding="utf-8") == head_text(plan)


def test_the_command_writes_the_corpus_again(corpus: Path, tmp_path: Path) -> None:
    for name in ("source", "annotation"):
        shutil.copytree(corpus / name, tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-m", "qa.read.recover", str(tmp_path)], capture_output=True, check=True, text=True
    )
    assert "186条记录" in done.stdout
    assert {path.name for path in tmp_path.iterdir()} == {
        "source",
        "annotation",
        "yufubanfa-2019-81.json",
        "yufubanfa-2019-81.jsonl",
    }


def test_a_corpus_without_source_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "应当正好有一个源文件" in line
