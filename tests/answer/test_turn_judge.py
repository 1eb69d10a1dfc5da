"""A turn that names another matter than the clause of the talk is told from one that goes on about it."""

from __future__ import annotations

import pytest

from answer.talk import Talk, ids, values

GAS = "企业用气通气要几天？"


@pytest.mark.parametrize(
    ("said", "turn"),
    [
        ("大学生来渝就业有什么扶持政策？", "人才公寓呢，咋个申请"),
        ("特殊工作审批办理时限是多少？", "And a work visa for my foreign staff?"),
        ("家庭医生能签吗？", "签约一年个人掏多少？"),
        (GAS, "瓶装煤气送上门喃，好久送到"),
    ],
)
def test_a_neighbouring_matter_gets_nothing_of_the_clause(talk: Talk, said: str, turn: str) -> None:
    answer = talk.say(said, turn)
    assert answer.status == "abstained"
    assert not values(answer)


@pytest.mark.parametrize(
    ("said", "turn", "measure"),
    [
        ("5G基站建多少个？", "那招标保证金呢，几天退", "70.2"),
        ("裁员引发纠纷，劳动监察派人来吗？", "不能当场解决的，又怎么办？", "63.1"),
    ],
)
def test_a_turn_that_goes_on_or_names_another_clause_is_answered(
    talk: Talk, said: str, turn: str, measure: str
) -> None:
    answer = talk.say(said, turn)
    assert (answer.status, ids(answer)[0]) == ("answered", measure)


def test_what_an_earlier_turn_asked_in_vain_does_not_stick_to_the_next(talk: Talk) -> None:
    answer = talk.say("拖欠中小企业的利息按几个点算？", "那公开招标改成主要用电子方式，定在哪年")
    assert values(answer) == ["2021年底前"]
