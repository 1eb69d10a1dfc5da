"""Names of units are told apart in cells and notes, however narrow the column was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from qa.read.corpus import load_corpus
from qa.read.layout.units_text import units_of

CITIES = sorted((ROOT / "tests/fixtures").glob("*/corpus"))
NAMES = sorted(
    {
        name
        for corpus in (ROOT / "corpus", *CITIES)
        for plan in load_corpus(corpus)
        for measure in plan.measures
        for name in (*measure.lead, *measure.support)
    }
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市财政局、市税务局", ["市财政局", "市税务局"]),
        ("市财政局，市税务局；人行营管部", ["市财政局", "市税务局", "人行营管部"]),
        ("市公安局\n市税务局", ["市公安局", "市税务局"]),
        ("市公安局\n财政局\n人力资源社会保障局", ["市公安局", "财政局", "人力资源社会保障局"]),
        ("市住房城乡建设局\n海州供电公司", ["市住房城乡建设局", "海州供电公司"]),
        ("市水务集团\n新奥燃气公司\n市委党校", ["市水务集团", "新奥燃气公司", "市委党校"]),
        ("市人力资源社会保障局 市委党校　海州海关", ["市人力资源社会保障局", "市委党校", "海州海关"]),
        ("高新区\n管委会", ["高新区管委会"]),
        ("市城市管理局\n综合行政执法支队", ["市城市管理局综合行政执法支队"]),
        ("市人力资源社\n会保障局", ["市人力资源社会保障局"]),
        ("市住房\n城乡建\n委", ["市住房城乡建委"]),
        ("市政府办\n公室", ["市政府办公室"]),
        ("市委\n组织部", ["市委组织部"]),
        ("国家税务总局\n白杨市税务局", ["国家税务总局白杨市税务局"]),
        ("市自然资\n源和规划\n局、市人\n防办", ["市自然资源和规划局", "市人防办"]),
        ("各区县（自\n治县）人民\n政府", ["各区县（自治县）人民政府"]),
        ("各县（市、\n区）人民政府", ["各县（市、区）人民政府"]),
        ("市商务局，各县、市、区政府", ["市商务局", "各县、市、区政府"]),
        ("市教委　市财政局", ["市教委", "市财政局"]),
        ("市 教 委", ["市教委"]),
        ("州委编办及州直相关单位", ["州委编办", "州直相关单位"]),
        ("市文化和旅游局", ["市文化和旅游局"]),
        ("市财政局和市税务局", ["市财政局", "市税务局"]),
        ("市市场监管局等有关部门按职责分工负责", ["市市场监管局"]),
        ("市高级人民法院等", ["市高级人民法院"]),
        ("市公安局（下同）", ["市公安局"]),
        ("市财政局、市财政局", ["市财政局"]),
        ("/", []),
        ("无", []),
        ("", []),
    ],
)
def test_units_are_named_as_written(text: str, names: list[str]) -> None:
    assert list(units_of(text).names) == names


def test_a_remark_beside_a_unit_says_that_it_leads() -> None:
    units = units_of("市财政局、市发展改革委（牵头）")
    assert (units.names, units.leading) == (("市财政局", "市发展改革委"), ("市发展改革委",))


def test_a_list_that_ends_with_and_so_on_says_that_there_are_more() -> None:
    assert units_of("市教委、市财政局等部门").open_ended
    assert not units_of("市教委、市财政局").open_ended


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True), st.integers(3, 9))
def test_a_column_of_any_width_does_not_change_the_names(names: list[str], width: int) -> None:
    text = "、".join(names)
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    assert list(units_of("\n".join(lines)).names) == names


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
def test_one_name_a_line_is_one_unit_a_line(names: list[str]) -> None:
    assert list(units_of("\n".join(names)).names) == names
    assert list(units_of(" ".join(names)).names) == names
