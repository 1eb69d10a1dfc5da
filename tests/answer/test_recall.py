"""A talk that points back: into the list that was given, to the clause of the last answer, to the unit, to the document."""

from __future__ import annotations

import pytest

from answer.talk import Talk, first_line, ids
from qa.answer.assistant import Assistant
from qa.answer.model import Answer, Turn
from qa.index.store import Index


def told(own: Assistant, *turns: tuple[str, str], then: str) -> Answer:
    """The answer to a question after a talk in which somebody else answered, in words of their own."""
    return own.ask(then, [Turn(question, answer) for question, answer in turns])


@pytest.mark.parametrize(
    ("turn", "place"),
    [("第二个说的啥，展开讲讲", 1), ("最后一条谁牵头", -1), ("那上面的第三条呢", 2), ("the first one?", 0)],
)
def test_a_measure_is_named_by_its_place_in_the_list(own: Assistant, turn: str, place: int) -> None:
    listed = ids(own.ask("税务局牵头哪些措施？"))
    assert ids(Talk(own).say("税务局牵头哪些措施？", turn)) == [listed[place]]


def test_the_next_place_is_asked_for_the_same(own: Assistant, own_index: Index) -> None:
    answer = Talk(own).say("财产登记2022年底前的措施有哪些", "第一条谁配合", "第二条呢")
    wanted = next(r for r in own_index.records if r.measure_id == "32.2")
    assert ids(answer) == ["32.2"]
    assert answer.units.support == wanted.support
    assert answer.intent == "support"


def test_the_list_is_found_again_where_somebody_else_told_it(own: Assistant) -> None:
    answer = told(
        own,
        ("证监局牵头了哪些", "4条措施。"),
        ("只看2019年底前的", "2条：董监高培训；平台对接。"),
        then="第一条要培训几次",
    )
    assert ids(answer) == ["51.2"]
    assert "2次" in first_line(answer)


def test_a_measure_of_the_list_is_named_by_its_words(own: Assistant) -> None:
    answer = Talk(own).say("政府采购有哪些措施", "有明确期限的是哪几条", "电子招投标那个是几几年")
    assert ids(answer) == ["64.2"]
    assert "2021年底前" in first_line(answer)


def test_a_place_beyond_the_list_is_no_measure_of_it(own: Assistant) -> None:
    listed = ids(own.ask("证监局牵头了哪些？"))
    answer = Talk(own).say("证监局牵头了哪些？", "第十九条谁牵头")
    assert not set(ids(answer)) & set(listed)


def test_the_clause_of_an_answer_in_other_words_is_found_again(own: Assistant) -> None:
    answer = told(
        own,
        ("破产简化审理什么时候出台", "2019年底前。"),
        ("破产企业注销的会商纪要呢", "2019年底前。"),
        then="那条哪些单位配合",
    )
    assert ids(answer)[0] == "45.4"
    assert answer.units.support == ("市国资委", "市经济信息委", "市市场监管局")


def test_what_somebody_else_quoted_counts_more_than_what_is_found(own: Assistant) -> None:
    quoted = "构建多维度评价体系，加强效能监管。牵头单位：市住房城乡建委、市发展改革委。"
    answer = told(
        own,
        ("搞不搞工程信用档案", "依法建立工程质量信用档案。"),
        ("质量这块怎么评", quoted),
        then="搭手的单位有哪些",
    )
    assert ids(answer)[0] == "8.1"


def test_a_list_keeps_its_unit_and_role_over_several_turns(own: Assistant, own_index: Index) -> None:
    wanted = [
        r.measure_id for r in own_index.records if "重庆市税务局" in r.lead and "2019年底前" in r.deadlines
    ]
    assert ids(Talk(own).say("税务局牵头哪些措施", "一共几条", "其中2019年底前的呢")) == wanted


def test_the_unit_that_was_named_last_is_listed_and_narrowed(own: Assistant, own_index: Index) -> None:
    answer = Talk(own).say(
        "知识产权普法多少人", "谁牵头", "这个局一共牵头了哪些", "里面有2019年底期限的是哪些"
    )
    led = [r for r in own_index.records if "市知识产权局" in r.lead]
    assert ids(answer) == [r.measure_id for r in led if any("2019年底" in d for d in r.deadlines)]


def test_both_roles_are_counted_after_each(own: Assistant, own_index: Index) -> None:
    answer = Talk(own).say("海关牵头哪些", "那它配合的呢", "牵头加配合总共几条")
    both = [r.measure_id for r in own_index.records if "重庆海关" in (*r.lead, *r.support)]
    assert ids(answer) == both
    assert f"共{len(both)}条" in first_line(answer)


@pytest.mark.parametrize(
    ("turn", "words"), [("哪天发的", "2019年7月23日"), ("谁发的", "重庆市人民政府办公厅")]
)
def test_the_document_is_asked_on(own: Assistant, turn: str, words: str) -> None:
    assert words in first_line(Talk(own).say("这个文件的文号是什么", turn))


@pytest.mark.parametrize("turn", ["再讲详细点", "详细说说", "展开讲讲", "原文呢"])
def test_the_whole_clause_is_told_where_more_of_it_is_asked_for(own: Assistant, turn: str) -> None:
    answer = Talk(own).say("单一窗口应用率多少", "谁牵头", turn)
    assert ids(answer) == ["41.2"]
    assert answer.citations[0].measure.text in answer.answer


def test_a_doubted_answer_is_told_again_for_the_same_case(own: Assistant) -> None:
    answer = Talk(own).say("中小企业宽带资费降多少", "手机流量呢", "不是30%吗？你搞错了吧")
    assert "20%以上" in first_line(answer)


def test_whether_something_is_covered_is_answered_in_the_words_of_the_clause(own: Assistant) -> None:
    assert "印花税（不含证券交易印花税）" in Talk(own).say("小规模纳税人房产税减多少", "印花税也算吗").answer


def test_a_charge_is_taken_from_the_clause_about_the_same_matter_alone(own: Assistant) -> None:
    assert "免费" in first_line(Talk(own).say("注册个公司几天", "收钱不"))
    assert Talk(own).say("高压办电几天", "收钱不").status == "abstained"


@pytest.mark.parametrize("turn", ["行吧，谢了", "好的，谢谢", "明白了，多谢"])
def test_thanks_end_a_matter(own: Assistant, turn: str) -> None:
    assert Talk(own).say("高压办电几天", turn).intent == "smalltalk"
