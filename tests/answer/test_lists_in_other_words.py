"""Lists and counts asked in everyday words: one side of a unit, a number that is believed, words of many clauses."""

from __future__ import annotations

import pytest

from answer.talk import first_line, ids
from qa.answer.assistant import Assistant
from qa.index.store import Index


@pytest.mark.parametrize(
    "question",
    ["海关只是配合、不牵头的有哪些事？", "重庆海关不牵头，光是配合的措施", "海关只配合不牵头的有几条"],
)
def test_the_side_that_is_left_out_is_not_listed(own: Assistant, own_index: Index, question: str) -> None:
    supported = [r.measure_id for r in own_index.records if "重庆海关" in r.support]
    assert ids(own.ask(question)) == supported


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("政府采购这一块是不是有10条措施？", "政府采购"),
        ("纳税方面共11项措施，对吗", "纳税"),
        ("获得电力是不是一共有20条措施", "获得电力"),
    ],
)
def test_a_number_of_measures_that_is_believed_is_no_tasks_number(
    own: Assistant, own_index: Index, question: str, area: str
) -> None:
    answer = own.ask(question)
    expected = [r.measure_id for r in own_index.records if r.area == area]
    assert (answer.intent, ids(answer)) == ("count", expected)
    assert f"共{len(expected)}条" in first_line(answer)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪几条讲了要狠狠打击操纵市场的（水电气网那些工程）？", ["12.3", "18.2", "22.2", "26.2"]),
        ("有哪些条提到打击市场操纵的行径", ["12.3", "18.2", "22.2", "26.2"]),
        ("哪几条说到了高校毕业生的就业", ["63.4"]),
    ],
)
def test_clauses_are_listed_by_what_they_speak_of(own: Assistant, question: str, expected: list[str]) -> None:
    assert ids(own.ask(question)) == expected


@pytest.mark.parametrize("question", ["保护中小投资者方面出了哪些招？", "保护中小投资者这块有什么新招"])
def test_what_is_done_in_an_area_is_all_of_it(own: Assistant, own_index: Index, question: str) -> None:
    assert ids(own.ask(question)) == [r.measure_id for r in own_index.records if r.area == "保护中小投资者"]


@pytest.mark.parametrize(
    "question",
    [
        "重庆2025年新版营商环境方案里新增了哪些任务？",
        "2024年出的营商环境方案有多少条措施",
        "2023年修订版列了哪些措施",
    ],
)
def test_a_plan_of_another_year_is_not_listed_from_this_one(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert (answer.status, answer.citations) == ("abstained", ())


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("没有写完成时限的获得网络措施", "获得网络"),
        ("获得网络里没有写明时限的措施", "获得网络"),
        ("没写时限的纳税措施", "纳税"),
    ],
)
def test_measures_without_a_due_date_are_listed_in_any_order_of_words(
    own: Assistant, own_index: Index, question: str, area: str
) -> None:
    expected = [r.measure_id for r in own_index.records if r.area == area and not r.deadlines]
    assert ids(own.ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "unit"), [("文旅委干嘛的", "市文化旅游委"), ("司法局是干吗的", "市司法局")]
)
def test_what_a_unit_is_for_is_all_that_it_does(
    own: Assistant, own_index: Index, question: str, unit: str
) -> None:
    assert ids(own.ask(question)) == [
        r.measure_id for r in own_index.records if unit in (*r.lead, *r.support)
    ]


@pytest.mark.parametrize(
    "question", ["民政局不管当主角还是配角，一共出现在哪些措施里？", "民政局不管牵头配合都列出来"]
)
def test_whatever_the_role_is_no_word_that_leaves_the_unit_out(
    own: Assistant, own_index: Index, question: str
) -> None:
    expected = [r.measure_id for r in own_index.records if "市民政局" in (*r.lead, *r.support)]
    assert ids(own.ask(question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "哪些事情的截止时间是2019年11月底？",
        "哪几件事的期限定在2019年11月底",
        "截止时间是2019年11月底的有哪些",
    ],
)
def test_what_is_due_at_a_date_is_listed(own: Assistant, own_index: Index, question: str) -> None:
    expected = [r.measure_id for r in own_index.records if "2019年11月底" in r.text]
    assert expected
    assert ids(own.ask(question)) == expected


@pytest.mark.parametrize(
    "question",
    ["劳动力市场监管里头，给出了具体办理工作日数的是哪几条？", "劳动力市场监管写明审批工作日的有哪些"],
)
def test_clauses_with_working_days_are_listed(own: Assistant, own_index: Index, question: str) -> None:
    expected = [
        r.measure_id for r in own_index.records if r.area == "劳动力市场监管" and "个工作日" in r.text
    ]
    assert ids(own.ask(question)) == expected


def test_tasks_are_counted_where_measures_are_said_not_to_be_meant(own: Assistant) -> None:
    assert "目标任务共4项" in first_line(own.ask("“开办企业”领域共设几项任务（任务，非措施）？"))
