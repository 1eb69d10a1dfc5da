"""What the plan does not say is refused plainly, with the way on and the nearest questions."""

from __future__ import annotations

import pytest

from answer.contract import breaches
from answer.talk import ids
from qa.answer.assistant import Assistant
from qa.answer.wanted import not_given
from qa.index.store import Index

OUTSIDE = [
    "食品经营许可证要办几天？",
    "新厂房的消防验收几个工作日出结果？",
    "职工医保住院能报百分之多少？",
    "护照换发要多少钱？",
    "孩子上小学怎么报名？",
    "驾驶证到期换证要几天？",
    "公积金贷款利率是多少？",
    "今天股市行情怎么样？",
    "红烧肉怎么做？",
    "What is the weather today?",
]


@pytest.mark.parametrize("question", OUTSIDE)
def test_a_matter_outside_the_plan_is_refused_in_plain_words(
    own: Assistant, own_index: Index, question: str
) -> None:
    answer = own.ask(question)
    assert answer.status == "abstained"
    assert "未载明" in answer.answer or "未找到" in answer.answer
    assert breaches(answer, own_index.records) == []


@pytest.mark.parametrize("question", OUTSIDE)
def test_a_refusal_points_to_the_hotline(own: Assistant, question: str) -> None:
    assert "12345" in own.ask(question).answer


@pytest.mark.parametrize("question", OUTSIDE[:4])
def test_the_questions_suggested_by_a_refusal_can_be_answered(own: Assistant, question: str) -> None:
    suggestions = own.ask(question).suggestions
    assert suggestions
    assert all(own.ask(suggestion).status == "answered" for suggestion in suggestions)


@pytest.mark.parametrize(
    "question", ["食品经营许可证几天能办？", "护照换发要多少钱？", "重庆办电要几天？", "红烧肉怎么做？"]
)
def test_another_citys_plan_refuses_what_it_does_not_say(
    other: Assistant, other_index: Index, question: str
) -> None:
    answer = other.ask(question)
    assert answer.status == "abstained"
    assert "渝快办" not in answer.answer
    assert breaches(answer, other_index.records) == []


@pytest.mark.parametrize(
    ("question", "place"), [("成都办电要几天？", "成都"), ("北京的不动产抵押登记要几天？", "北京")]
)
def test_a_question_about_another_city_is_told_which_plan_is_here(
    own: Assistant, question: str, place: str
) -> None:
    answer = own.ask(question)
    assert answer.status == "abstained"
    assert place in answer.answer
    assert "渝府办发〔2019〕81号" in answer.answer


def test_a_question_about_another_year_is_told_which_plan_is_here(own: Assistant) -> None:
    answer = own.ask("2025年高压客户办电要几天？")
    assert answer.status == "abstained"
    assert "2025年" in answer.answer


@pytest.mark.parametrize(
    ("question", "measure", "what"),
    [
        ("高压客户办电要收多少钱？", "11.1", "收费标准或价格"),
        ("携号转网的客服电话是多少？", "27.5", "电话"),
    ],
)
def test_what_the_clause_does_not_give_is_named_and_the_clause_is_shown(
    own: Assistant, question: str, measure: str, what: str
) -> None:
    answer = own.ask(question)
    assert answer.status == "abstained"
    if answer.citations:
        assert ids(answer)[0] == measure
        assert what in answer.answer


def test_a_case_that_the_clause_leaves_out_is_not_answered_with_the_clause(own: Assistant) -> None:
    answer = own.ask("DN200的水表要几天通水？")
    assert answer.status == "abstained"
    assert ids(answer) == ["17"]
    assert not answer.facts


@pytest.mark.parametrize(
    "question", ["我的身份证号是500101199001011234，帮我查一下", "我的手机13812345678，办电进度到哪了"]
)
def test_personal_numbers_are_not_searched_or_repeated(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert (answer.status, answer.intent) == ("abstained", "smalltalk")
    assert "个人信息" in answer.answer
    assert "5001011990" not in answer.answer
    assert "138123" not in answer.answer


def test_abuse_gets_a_calm_reply_and_no_figures(own: Assistant) -> None:
    answer = own.ask("你这个垃圾系统")
    assert answer.status == "abstained"
    assert "方案原文" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "不动产登记大厅周六开不开门？",
        "全市统一的招投标电子系统是哪家软件公司开发的？",
        "市公共信用平台的建设预算是多少？",
        "被联合惩戒的失信被执行人名单里都有哪些公司？",
        "AAA级和谐劳动关系企业评定的具体评分标准是什么？",
        "现在买房，明年是不是一定会涨？",
    ],
)
def test_what_the_clause_does_not_give_is_refused_though_its_subject_stands_there(
    own: Assistant, question: str
) -> None:
    answer = own.ask(question)
    assert answer.status == "abstained"
    assert not answer.facts


def test_a_permit_that_the_plan_does_not_know_is_not_taken_for_another(own: Assistant) -> None:
    assert own.ask("开饭馆的卫生许可证几天发？").status == "abstained"


@pytest.mark.parametrize(
    "question",
    [
        "这份方案的起草人叫什么名字？",
        "市优化营商环境工作协调小组组长由哪位领导担任？",
        "会写诗吗？来一首七绝骂骂堵车。",
    ],
)
def test_persons_and_verses_are_refused(own: Assistant, question: str) -> None:
    assert own.ask(question).status == "abstained"


@pytest.mark.parametrize(
    ("question", "missing"),
    [("5个产业专利导航中心设在哪几个区？", "地点"), ("办车位登记要带些啥材料过去？", "材料")],
)
def test_a_place_or_papers_that_the_clause_does_not_give_are_called_unstated(
    own: Assistant, question: str, missing: str
) -> None:
    answer = own.ask(question)
    assert answer.status == "abstained"
    assert missing in answer.answer


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("装电梯一楼不同意，得赔人家多少钱", "赔偿或处罚的规定"),
        ("护理员一个月底薪给多少", "工资或待遇标准"),
        ("养老专业学费一年多少", "学费或住宿费"),
        ("首套公积金贷款利率", "贷款利率"),
        ("大师工作室去年评上的有几家", "已经完成的数量"),
        ("大赛下届在哪个国家办", "举办的国家或城市"),
        ("你觉得我该不该换电力公司", "对个人情况的建议"),
    ],
)
def test_what_people_ask_beside_a_clause_is_named(question: str, label: str) -> None:
    assert not_given(question, "每年招生不少于200人，每人补助5000元，贷款额度最高10万元。") == label


def test_a_year_of_the_persons_own_life_is_not_the_year_that_is_asked_about(own: Assistant) -> None:
    assert "2016年的规定" not in own.ask("我2016年毕业开了个公司，开办企业要几天？").answer
    assert "2016年的规定" in own.ask("2016年开办企业要几天？").answer
