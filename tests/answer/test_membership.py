"""Talks about one measure in which a unit is asked after, by name or by pointing at it."""

from __future__ import annotations

import pytest

from answer.talk import Talk, first_line, ids
from qa.answer.assistant import Assistant
from qa.answer.model import Turn

MEMBERS = [
    ("主城中小微企业用水多少钱一吨", "发改委不参与吗", "市发展改革委", "配合单位"),
    ("接水提速哪个牵头", "公安局也在里头？是牵头还是配合", "市公安局", "配合单位"),
    ("破产财产网上拍卖谁牵头", "税务局参与没？配合的一共哪几家", "重庆市税务局", "配合单位"),
    ("公务员诚信档案谁牵头建", "纪委也配合？配合的都有谁", "市纪委监委机关", "配合单位"),
    ("高压客户办电要多久", "经信委是牵头吗", "市经济信息委", "牵头单位"),
    ("高压客户办电要多久", "能源局管不管", "市能源局", "没有"),
    ("携号转网谁牵头", "税务局也掺和？", "重庆市税务局", "没有"),
]


@pytest.mark.parametrize(("topic", "turn", "unit", "said"), MEMBERS)
def test_a_unit_is_looked_for_among_those_of_the_measure(
    own: Assistant, topic: str, turn: str, unit: str, said: str
) -> None:
    talk = Talk(own)
    about = ids(talk.ask(topic))[0]
    answer = talk.ask(turn)
    assert ids(answer)[0] == about
    assert unit in first_line(answer)
    assert said in first_line(answer)


@pytest.mark.parametrize("turn", ["税务局配合的措施有哪些", "税务局负责什么", "税务局牵头哪几条"])
def test_what_a_unit_does_is_another_question(own: Assistant, turn: str) -> None:
    answer = Talk(own).say("破产财产网上拍卖谁牵头", turn)
    assert answer.intent == "unit_profile"


@pytest.mark.parametrize(
    ("topic", "turn"),
    [
        ("携号转网是哪个单位牵头", "这个单位在方案里一共要干哪些事"),
        ("三峡水利是干嘛的", "他在方案里参于了哪些工作"),
        ("携号转网是哪个单位牵头", "他们一共承担了哪些任务"),
    ],
)
@pytest.mark.parametrize("told", [True, False])
def test_the_unit_that_a_turn_points_to_is_that_of_the_talk(
    own: Assistant, topic: str, turn: str, told: bool
) -> None:
    named = own.ask(topic)
    answer = own.ask(turn, [Turn(topic, named.answer if told else "")])
    unit = "三峡水利股份公司" if "三峡" in topic else "市通信管理局"
    assert answer.citations
    assert all(unit in (*c.measure.lead, *c.measure.support) for c in answer.citations)


@pytest.mark.parametrize(
    "turn",
    ["第一个问题里的，再说一遍日期", "回到第一个问题，哪天前完成", "刚才问的公积金在线缴存，什么时候完成"],
)
def test_an_earlier_question_is_gone_back_to(own: Assistant, turn: str) -> None:
    answer = Talk(own).say("公积金在线缴存推给全部单位是什么时候", "小规模纳税人减征多少", turn)
    assert "2019年10月底前" in first_line(answer)


def test_more_units_of_the_measure_are_no_other_measure(own: Assistant) -> None:
    talk = Talk(own)
    about = ids(talk.say("知识产权普法要覆盖多少人", "这事谁牵头"))[0]
    assert ids(talk.ask("还有哪些单位一起"))[0] == about


@pytest.mark.parametrize("turn", ["电话发我一个", "留个电话呢"])
def test_a_telephone_number_is_none_that_the_plan_gives(own: Assistant, turn: str) -> None:
    assert Talk(own).say("目录清单以外的口岸收费收得起走不", turn).status == "abstained"


@pytest.mark.parametrize(
    ("topic", "turn", "about", "value"),
    [
        ("5G基站建多少", "4G呢", "27.1", "5000个"),
        ("一般社会投资项目审批几天", "政府投资的呢", "6.2", "80个工作日"),
    ],
)
def test_the_counterpart_of_a_word_takes_its_place(
    own: Assistant, topic: str, turn: str, about: str, value: str
) -> None:
    answer = Talk(own).say(topic, turn)
    assert ids(answer)[0] == about
    assert value in first_line(answer)


def test_another_case_takes_the_place_of_the_one_before(own: Assistant) -> None:
    answer = Talk(own).say("一般社会投资项目审批几天", "带方案出让的呢", "政府投资的呢")
    assert ids(answer)[0] == "6.2"


@pytest.mark.parametrize("turn", ["我们公司自己报关，也是零费用吗", "企业自理报关的呢"])
def test_a_figure_is_told_with_the_exception_that_its_sentence_begins_with(own: Assistant, turn: str) -> None:
    answer = Talk(own).say("进出口单证收不收钱", turn)
    assert answer.status == "abstained" or "除企业自理报关外" in first_line(answer)
