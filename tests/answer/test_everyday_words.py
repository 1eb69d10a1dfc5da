"""Matters named in everyday words, with the figure or clause that the official words would get."""

from __future__ import annotations

import pytest

from answer.talk import first_line, ids, values
from qa.answer.assistant import Assistant


@pytest.mark.parametrize("question", ["房子过户要几天", "房屋过户多久办得完", "房产过户，登记几个工作日能好"])
def test_a_house_that_changes_hands_is_a_plain_registration(own: Assistant, question: str) -> None:
    assert values(own.ask(question)) == ["3个工作日"]


@pytest.mark.parametrize(
    "question", ["想撤抵押，几天能办", "银行贷款还完了，抵押取消要多久", "房子抵押撤销登记要等几天"]
)
def test_a_mortgage_that_is_taken_off_is_done_at_once(own: Assistant, question: str) -> None:
    assert "立等可取" in values(own.ask(question))


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("打水司热线报了装水表，多久之内会跟我约上门看现场的时间？", "16"),
        ("用水接入太慢，这个事该哪个单位打主锤嘛", "17"),
        ("公司开户还要央行许可不", "4.5"),
        ("区域评价适用于哪些地方", "5.2"),
        ("不动产登记在全市任何区都能办，是2025年才全面实现吗", "32.1"),
        ("Can members of the public look up property registration records?", "31"),
    ],
)
def test_the_clause_is_found_that_says_it_officially(own: Assistant, question: str, measure: str) -> None:
    answer = own.ask(question)
    assert (answer.status, ids(answer)[0]) == ("answered", measure)


def test_the_sentence_of_a_long_clause_is_told_that_everyday_words_mean(own: Assistant) -> None:
    assert "小额诉讼" in first_line(own.ask("法院要咋个让小案子审得快点？"))


@pytest.mark.parametrize(
    "question",
    [
        "施工许可多久",
        "仲裁费怎么收",
        "水费每个月几号扣",
        "渝快办账号密码忘了咋办",
        "电费怎么算",
        "公园建多少个",
        "审理周期缩短多少天",
    ],
)
def test_what_the_clause_of_the_subject_does_not_say_is_not_answered(own: Assistant, question: str) -> None:
    assert own.ask(question).status == "abstained"


def test_a_list_is_not_made_of_the_common_word_beside_a_strange_one(own: Assistant) -> None:
    assert ids(own.ask("承若制是对哪些事项实行的"))[0] == "5.2"


def test_a_paper_without_a_pointer_is_the_plan(own: Assistant) -> None:
    assert "各区县" in first_line(own.ask("文件是发给哪些单位的"))
