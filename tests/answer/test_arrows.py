"""A plan with goals before and after an arrow, funds, rates and charges that others bear, on a city's taxes and trade."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.conftest import TODAY
from answer.talk import first_line, ids
from qa.answer.assistant import Assistant
from qa.index.build import index_plans
from qa.index.encoder import Encoder
from qa.read.corpus import load_corpus
from qa.retrieve.hybrid import Retriever


@pytest.fixture(scope="module")
def trade(project_root: Path, encoder: Encoder) -> Assistant:
    """A plan of three years for taxes, loans and trade, read from tables under headings."""
    plans = load_corpus(project_root / "tests/fixtures/eighth_city/corpus")
    return Assistant(Retriever(index_plans(plans, encoder), encoder), lambda: TODAY)


@pytest.mark.parametrize(
    ("question", "measure", "told"),
    [
        ("风险补偿资金池盘子有多大", "19", "5亿元"),
        ("补偿资金池的规模是多少", "19", "5亿元"),
        ("应急转贷日费率降到多少", "20", "万分之二"),
        ("小微贷款的抵押评估费谁出？", "27", "由银行承担"),
        ("小企业出口信保的保费由谁承担", "37", "由财政全额承担"),
        ("单户300万的担保费率多少", "18", "0.8%"),
        ("单户800万元的担保费率", "18", "1.2%"),
        ("采购合同几日内公告", "14", "2日内公告"),
        ("企业在科创板上市奖多少", "25", "800万元"),
        ("专利质押贷款的贴息一家一年最多给多少", "23", "30万元"),
        ("年纳税时间要降到多少小时", "1", "80小时"),
        ("海外仓建几个", "36", "8个"),
        ("创业担保贷款个人最高多少", "22", "30万元"),
        ("外国人工作许可几天", "41", "10个工作日"),
        ("出口通关要多久", "30", "1.2小时"),
    ],
)
def test_one_figure_is_told_of_the_case_that_is_asked_for(
    trade: Assistant, question: str, measure: str, told: str
) -> None:
    answer = trade.ask(question)
    assert ids(answer)[0] == measure
    assert told in first_line(answer)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("提升融资便利度那一章都有哪些改革事项", 14),
        ("促进跨境贸易便利化总共几项改革", 12),
        ("优化税费服务这一块有哪些措施", 15),
    ],
)
def test_a_chapter_is_listed_whole(trade: Assistant, question: str, count: int) -> None:
    assert len(trade.ask(question).citations) == count


def test_a_value_before_the_arrow_is_never_told_as_what_holds(trade: Assistant) -> None:
    for question in ("年纳税时间要多少小时", "一类企业出口退税几个工作日", "涉企收费还有多少项"):
        line = first_line(trade.ask(question))
        assert not any(old in line.split("（原为")[0] for old in ("110小时", "7个工作日→", "28项"))


@pytest.mark.parametrize("question", ["这个三年行动计划是几月几号印的", "本计划哪天印发的"])
def test_the_day_of_issue_is_no_number_of_the_document(trade: Assistant, question: str) -> None:
    assert "2022年3月18日" in first_line(trade.ask(question))


@pytest.mark.parametrize("question", ["本计划的文号和发文单位是啥", "这份计划是谁印发的，文号多少"])
def test_number_and_issuer_are_told_together(trade: Assistant, question: str) -> None:
    line = first_line(trade.ask(question))
    assert "宁政发〔2022〕9号" in line
    assert "宁滨市人民政府" in line


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("税务局、不对，商务局牵头哪几项", "市商务局"),
        ("财政局，说错了，科技局牵头的有哪些", "市科技局"),
        ("市金融办和财政局我分得清，只问财政局牵头哪几项", "市财政局"),
    ],
)
def test_a_unit_that_is_taken_back_at_once_counts_no_more(trade: Assistant, question: str, unit: str) -> None:
    answer = trade.ask(question)
    assert answer.citations
    assert all(citation.measure.lead == (unit,) for citation in answer.citations)


def test_the_place_of_the_plan_tells_nothing(trade: Assistant) -> None:
    plain, placed = (trade.ask(text) for text in ("留抵退税几天", "宁滨的留抵退税几天"))
    assert first_line(placed) == first_line(plain)
