"""Things that people ask of a plan and that a clause may not give."""

from __future__ import annotations

import pytest

from qa.answer.wanted import PERSONAL, capped, fitting, not_given
from qa.extract.figures import extract_figures

CLAUSE = "2019年底前将高压客户办电时限压缩至20个工作日以内。"


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("市税务局的电话是多少？", "电话或联系方式"),
        ("局长是谁？", "具体人员"),
        ("在哪里下载申请表？网址是什么", "网址或下载地址"),
        ("窗口几点上班？", "地址或办公时间"),
        ("办电要带什么材料？", "所需材料"),
        ("超时了怎么赔偿？", "赔偿或处罚的规定"),
        ("能补贴多少钱？", "奖励或补贴的金额"),
        ("贷款利率是多少？", "贷款利率"),
        ("月薪多少？", "工资或待遇标准"),
        ("what documents are needed?", "所需材料"),
        ("营业执照丢了怎么补办？", "补办的规定"),
        ("这个平台总共投了多少钱？", "经费或预算"),
        ("一台采购价多少？", "采购价或单价"),
        ("那68项具体是哪些？", "具体名单"),
        ("建在哪个镇？", "所在的区县或地点"),
        ("打哪个号码问？", "电话或联系方式"),
        ("企业专席 联系人 手机号", "联系人或手机号"),
        ("要填的表去哪下载", "网址或下载地址"),
        ("表格哪个网站能下载？", "网址或下载地址"),
        ("要带身份证复印件吗", "所需材料"),
        ("交不交户口本原件？要交原件吗", "所需材料"),
    ],
)
def test_what_a_clause_does_not_give_is_named(question: str, label: str) -> None:
    assert not_given(question, CLAUSE) == label


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("办电要带什么材料？", "只需提交营业执照复印件。"),
        ("热线电话是多少？", "拨打服务热线12345即可。"),
        ("超时了怎么赔偿？", "逾期的依法赔偿损失。"),
        ("海外仓补贴多少钱？", "单个项目补助不超过150万元。"),
        ("备案有效期多长", "备案即时办理、6个月有效。"),
        ("收不收滞纳金", "缓缴期间免收滞纳金。"),
        ("办电要多久？", CLAUSE),
        ("谁负责？", CLAUSE),
        ("那3项具体是哪些？", "简化为3项，包括执照、发票、参保。"),
    ],
)
def test_what_a_clause_gives_or_nobody_asked_for_is_not_missed(question: str, text: str) -> None:
    assert not_given(question, text) is None


def test_names_and_addresses_are_personal_whatever_else_is_asked() -> None:
    assert not_given("负责人是谁？他的电话是多少", CLAUSE) in PERSONAL


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("培育多少家？", "培育优势企业80家，占比达到45%。", ["80家"]),
        ("占比要达到百分之几？", "培育优势企业80家，占比达到45%。", ["45%"]),
        ("要达到多少？", "培育优势企业80家，占比达到45%。", ["80家", "45%"]),
        ("多少钱？", "登记费为每件80元，5个工作日内办结。", ["80元"]),
        ("便宜多少钱？", "宽带资费降低15%。", ["15%"]),
        ("多少公里？", "培育优势企业80家，占比达到45%。", []),
    ],
)
def test_only_figures_in_the_unit_that_is_asked_for_are_taken(
    question: str, text: str, expected: list[str]
) -> None:
    figures = [figure for figure in extract_figures(text) if figure.kind != "duration"]
    found = [figure.value for figure in fitting(question, figures)]
    assert len(found) == len(expected)
    assert all(want in value for want, value in zip(expected, found, strict=True))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("投诉的几天给结果？", ["24小时内", "7个工作日内"]),
        ("要多少个工作日？", ["24小时内", "7个工作日内"]),
        ("几小时内联系？", ["24小时内"]),
        ("多久？", ["15秒内", "24小时内", "7个工作日内"]),
    ],
)
def test_times_are_those_that_one_measures_as_the_question_does(question: str, expected: list[str]) -> None:
    figures = extract_figures("热线15秒内接通，诉求24小时内联系，投诉7个工作日内办结。")
    assert [figure.value for figure in fitting(question, figures)] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("一家一年最多给多少", ["每年最高30万元"]),
        ("贴息封顶多少钱", ["每年最高30万元"]),
        ("最高能补多少", ["每年最高30万元"]),
        ("贴息多少", ["50%", "每年最高30万元"]),
    ],
)
def test_a_question_for_the_most_gets_what_is_a_most(question: str, expected: list[str]) -> None:
    text = "按贷款利息的50%给予贴息，单户每年最高30万元。"
    assert [figure.value for figure in capped(question, extract_figures(text), text)] == expected


def test_a_most_may_be_said_before_the_verb() -> None:
    text = "每标准箱补助800元，每家企业全年最高补助30万元。"
    assert [figure.value for figure in capped("一年封顶多少", extract_figures(text), text)] == ["30万元"]
