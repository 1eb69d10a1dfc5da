"""Blocks, names and sums of a small plan in paragraphs, asked for in other words than its headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.conftest import TODAY
from answer.talk import ids
from qa.answer.assistant import Assistant
from qa.index.build import index_plans
from qa.index.encoder import Encoder
from qa.retrieve.hybrid import Retriever
from read.small import txt

LINES = (
    "海州市提升公共服务工作方案",
    "一、提升公用设施接入水平",
    "（一）提升获得电力",
    "1.低压小微企业用电报装办理时间压减至12个工作日。（市经信局牵头，市供电公司配合）",
    "2.城市用户年均停电时间压减至2小时以内。（市经信局牵头）",
    "（二）提升用水用气",
    "3.用水报装办理时间不超过3个工作日。（市水务局牵头）",
    "4.用气报装申请材料由6份减至2份。（市燃气集团牵头）",
    "5.推行联合报装，设立不少于36个服务窗口。（市政务办牵头）",
    "二、优化政务服务",
    "（一）企业全生命周期“一件事”",
    "6.推行企业开办“一件事”，0.5个工作日内办结。（市市场监管局牵头）",
    "7.推行开餐馆“一件事”，食品经营许可9个工作日内发证。（市市场监管局牵头）",
    "（二）规范涉企检查",
    "8.推进部门联合抽查，同一企业同一事项每年检查不超过1次。（市市场监管局牵头）",
    "9.实行“检查码”制度，涉企检查须扫码登记，处罚轻微违法行为前先行提醒，初次违法的不予处罚。（市司法局牵头）",
    "10.企业获得授权发明专利每件奖励3000元。（市市场监管局牵头）",
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    plan = txt(Path(tmp_path_factory.mktemp("plan")), *LINES)
    return Assistant(Retriever(index_plans([plan], encoder), encoder), lambda: TODAY)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("用水用气这一块一共有哪些举措，都列出来", ["2.1", "2.2", "2.3"]),
        ("用水用气方面都有哪些措施", ["2.1", "2.2", "2.3"]),
        ("企业全生命周期有哪些一件事", ["3.1", "3.2"]),
        ("企业全生命周期一件事一共有几项", ["3.1", "3.2"]),
        ("规范涉企检查有哪些措施", ["4.1", "4.2", "4.3"]),
    ],
)
def test_a_task_is_listed_by_what_its_title_says(
    small: Assistant, question: str, expected: list[str]
) -> None:
    assert ids(small.ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("检查码制度谁来牵头", "4.2"),
        ("检查码是哪个部门负责", "4.2"),
        ("装气要准备几份材料？", "2.2"),
        ("想开个小饭馆，办证要多少天", "3.2"),
        ("首违不罚怎么规定的", "4.2"),
        ("第7项由谁牵头", "3.2"),
    ],
)
def test_a_measure_is_found_by_its_own_name_and_by_everyday_words(
    small: Assistant, question: str, measure: str
) -> None:
    assert ids(small.ask(question))[0] == measure


@pytest.mark.parametrize("question", ["第10条讲的是什么", "第10项谁牵头", "序号10的措施"])
def test_the_number_that_the_plan_prints_names_its_measure(small: Assistant, question: str) -> None:
    assert ids(small.ask(question)) == ["4.3"]


@pytest.mark.parametrize(
    "question", ["高新技术企业认定奖励多少", "瞪羚企业奖励多少", "公积金贷款最高能贷多少"]
)
def test_a_sum_of_something_else_is_no_answer(small: Assistant, question: str) -> None:
    assert small.ask(question).status == "abstained"
