"""What lists call a measure, and which sentences of a long clause are quoted."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answer.naming import heading, listed, short_name
from qa.answer.sentences import relevant, split
from qa.plan import Measure

LONG = (
    "推行联合抽查。建立部门联席会议制度，完善抽查工作细则，统一抽查标准和文书格式，减少对企业的打扰。"
    "抽查结果在作出之日起公示，接受社会监督，企业可以通过网上平台随时查询。"
    "对信用好的企业降低抽查比例，对失信企业提高抽查频次；监管信息与金融机构共享，用于授信审批。"
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("压缩办理时限。2024年底前压缩至20个工作日。", "压缩办理时限"),
        ("降低印章刻制费用。", "降低印章刻制费用"),
        ("对申请变更登记的，免征登记费。", "对申请变更登记的，免征登记费"),
        ("一" * 60, "一" * 34 + "…"),
    ],
)
def test_a_measure_is_called_by_its_heading_or_its_opening_words(text: str, name: str) -> None:
    assert short_name(Measure("1", "n", text)) == name


def test_a_measure_of_one_sentence_has_no_heading() -> None:
    assert heading(Measure("1", "n", "降低印章刻制费用。")) == ""
    assert heading(Measure("1", "n", "抵押登记压缩至2个工作日，一般登记压缩至3个工作日。后面还有。")) == ""


def test_a_list_has_one_line_a_measure() -> None:
    records = [Measure("1.1", "n", "压缩办理时限。到2024年。"), Measure("1.2", "n", "降低费用。")]
    assert listed(records).splitlines() == ["1.1 压缩办理时限", "1.2 降低费用"]


def test_a_short_clause_is_quoted_whole() -> None:
    assert relevant("随便", "抵押登记压缩至2个工作日。一般登记压缩至3个工作日。").endswith("3个工作日。")


def test_of_a_long_clause_the_sentence_that_answers_is_quoted() -> None:
    quoted = relevant("抽查结果多久公示，企业能查询吗", LONG)
    assert "抽查结果在作出之日起公示" in quoted
    assert len(quoted) < len(LONG)


def test_a_long_clause_is_quoted_whole_where_nothing_in_it_is_named() -> None:
    assert relevant("xyz", LONG) == LONG


@settings(deadline=None)
@given(st.text(alphabet="抽查结果公示企业信用监管金融", max_size=20))
def test_every_piece_that_is_quoted_stands_in_the_clause(asked: str) -> None:
    assert all(piece in LONG for piece in relevant(asked, LONG).split("…"))


@settings(deadline=None)
@given(st.text(alphabet="一二，。；！？", max_size=40))
def test_sentences_cover_a_text_without_overlaps(text: str) -> None:
    spans = split(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
