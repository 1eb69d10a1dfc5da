"""Follow-ups: what a short turn means after what was said, and that a new question is not bent to the old one."""

from __future__ import annotations

import pytest

from answer.talk import Talk, first_line, ids, values
from qa.answer.assistant import Assistant
from qa.answer.model import Turn

ELECTRICITY = "高压客户办电要多久？"


@pytest.mark.parametrize(
    "turn",
    [
        "低压的呢？",
        "那低压呢",
        "不是，我说低压",
        "不对，我问的是低压",
        "低压非居民客户呢？",
        "如果是低压的话呢？",
    ],
)
def test_another_case_can_be_asked_for_in_a_word(talk: Talk, turn: str) -> None:
    answer = talk.say(ELECTRICITY, turn)
    assert answer.status == "answered"
    assert answer.intent == "duration"
    assert values(answer) == ["4个工作日以内"]
    assert "20个工作日" not in first_line(answer)


def test_the_resolved_question_shows_how_an_ellipsis_was_understood(talk: Talk) -> None:
    assert talk.say(ELECTRICITY, "低压的呢？").resolved_question == "低压客户办电要多久？"


@pytest.mark.parametrize(
    ("turn", "value"),
    [("抵押登记呢？", "2个工作日"), ("不是，我说抵押登记", "2个工作日"), ("异议登记呢？", "立等可取")],
)
def test_a_correction_or_an_ellipsis_changes_the_case_and_keeps_the_attribute(
    talk: Talk, turn: str, value: str
) -> None:
    first = talk.ask("一般登记要几天？")
    assert values(first) == ["3个工作日"]
    answer = talk.ask(turn)
    assert values(answer) == [value]
    assert ids(answer)[0] == "29"


def test_an_ellipsis_after_an_ellipsis_still_has_its_attribute(talk: Talk) -> None:
    answer = talk.say("一般登记要几天？", "抵押登记呢？", "异议登记呢？")
    assert values(answer) == ["立等可取"]


@pytest.mark.parametrize(
    ("turn", "intent", "measure"),
    [
        ("谁负责？", "lead", "11.1"),
        ("那它的牵头单位是谁？", "lead", "11.1"),
        ("归哪个部门管？", "lead", "11.1"),
        ("配合单位呢？", "support", "11.1"),
        ("有哪些单位配合？", "support", "11.1"),
        ("什么时候前要做到？", "deadline", "11.1"),
    ],
)
def test_another_attribute_of_the_same_matter_can_be_asked_for_without_naming_it(
    talk: Talk, turn: str, intent: str, measure: str
) -> None:
    answer = talk.say(ELECTRICITY, turn)
    assert (answer.status, answer.intent) == ("answered", intent)
    assert ids(answer)[0] == measure
    assert answer.units.lead == ("市经济信息委",)


def test_the_attribute_switch_keeps_the_case_that_was_asked_about(talk: Talk) -> None:
    answer = talk.say("携号转网什么时候能实现？", "谁负责？", "什么时候前？")
    assert ids(answer)[0] == "27.5"
    assert values(answer) == ["2019年11月底前"]


def test_what_it_was_before_is_found_in_the_same_clause(talk: Talk) -> None:
    answer = talk.say("车位登记费多少？", "以前收多少？")
    assert (answer.status, ids(answer)[0]) == ("answered", "30.2")
    assert "550元" in first_line(answer)


def test_an_attribute_that_the_clause_lacks_is_not_taken_from_another_clause(talk: Talk) -> None:
    answer = talk.say(ELECTRICITY, "那收费吗？")
    assert (answer.status, answer.intent) == ("abstained", "fee")
    assert ids(answer)[0] == "11.1"
    assert "未载明" in answer.answer


@pytest.mark.parametrize(
    "doubt", ["你确定吗？", "不是10天吗？", "真的吗？", "不会吧", "我听说是5天", "你再查一下"]
)
def test_a_doubt_gets_the_same_verified_answer_again(talk: Talk, doubt: str) -> None:
    first = talk.ask(ELECTRICITY)
    again = talk.ask(doubt)
    assert values(again) == values(first) == ["20个工作日以内"]
    assert ids(again)[0] == "11.1"
    assert "10天" not in again.answer
    assert "5天" not in again.answer


@pytest.mark.parametrize(
    "turn",
    ["换个话题，携号转网什么时候实现？", "携号转网什么时候能实现？", "另外问一下，携号转网什么时候实现？"],
)
def test_a_new_topic_is_not_bent_to_the_old_one(talk: Talk, turn: str) -> None:
    answer = talk.say(ELECTRICITY, turn)
    assert ids(answer)[0] == "27.5"
    assert "高压" not in answer.resolved_question


def test_a_question_that_stands_alone_is_answered_as_without_a_history(own: Assistant, talk: Talk) -> None:
    talk.ask(ELECTRICITY)
    question = "城市供电可靠率要达到多少？"
    alone, later = own.ask(question), talk.ask(question)
    assert values(later) == values(alone) == ["99.96%"]


@pytest.mark.parametrize(
    "turn",
    [
        "明天天气怎么样？",
        "红烧肉怎么做？",
        "医保住院能报销多少？",
        "食品经营许可证要办几天？",
        "驾驶证到期换证要几天？",
        "护照要多少钱？",
    ],
)
def test_a_strange_question_in_the_middle_of_a_talk_is_refused(talk: Talk, turn: str) -> None:
    answer = talk.say(ELECTRICITY, turn)
    assert answer.status == "abstained"
    assert answer.resolved_question == turn


def test_thanks_in_the_middle_do_not_break_the_thread(talk: Talk) -> None:
    assert talk.say(ELECTRICITY, "谢谢").intent == "smalltalk"
    assert values(talk.ask("低压的呢？")) == ["4个工作日以内"]


def test_thanks_are_understood_as_thanks(talk: Talk) -> None:
    assert talk.say(ELECTRICITY, "谢谢").resolved_question == "谢谢"


@pytest.mark.parametrize("turn", ["谁负责？", "多久？", "配合单位呢？"])
def test_without_a_history_a_bare_attribute_is_asked_back(talk: Talk, turn: str) -> None:
    answer = talk.ask(turn)
    assert answer.status == "clarify"
    assert answer.suggestions
    assert not answer.citations


def test_a_list_goes_on_with_the_other_role(talk: Talk) -> None:
    lead = talk.ask("税务局牵头哪些措施？")
    support = talk.ask("那配合的呢？")
    assert (support.status, support.intent) == ("answered", "unit_profile")
    assert ids(support) != ids(lead)
    assert all("重庆市税务局" in c.measure.support for c in support.citations)


def test_a_list_goes_on_with_another_unit(talk: Talk) -> None:
    answer = talk.say("税务局牵头哪些措施？", "那财政局呢？")
    assert all("市财政局" in c.measure.lead for c in answer.citations)
    assert len(answer.citations) > 5


def test_a_list_goes_on_with_another_area(talk: Talk) -> None:
    answer = talk.say("招标投标有哪些措施？", "获得用水呢？")
    assert answer.intent == "list"
    assert {c.measure.area for c in answer.citations} == {"获得用水"}


def test_a_list_can_be_narrowed_by_a_date(talk: Talk) -> None:
    answer = talk.say("招标投标有哪些措施？", "其中2020年底前的呢？")
    assert answer.citations
    assert all(c.measure.area == "招标投标" and "2020年底前" in c.measure.deadlines for c in answer.citations)


def test_a_list_can_be_counted_after_it_was_given(talk: Talk) -> None:
    listed = talk.say("税务局牵头哪些措施？", "那配合的有几条？")
    assert listed.intent == "count"
    assert f"{len(listed.citations)}条" in first_line(listed)


def test_a_history_that_another_program_sends_is_cleaned_like_a_question(own: Assistant) -> None:
    history = [Turn("高壓客戶辦電\u200b要多久？", "x" * 10_000)]
    assert values(own.ask("低压的呢？", history)) == ["4个工作日以内"]


def test_a_history_of_empty_turns_is_no_history(own: Assistant) -> None:
    assert own.ask("谁负责？", [Turn(""), Turn("  ")]).status == "clarify"


def test_a_long_talk_is_resolved_from_its_last_topic(talk: Talk) -> None:
    answer = talk.say(
        "文号是多少？",
        "税务局牵头哪些措施？",
        "车位登记费多少？",
        "谢谢",
        "城市供电可靠率要达到多少？",
        "农村的呢？",
    )
    assert values(answer) == ["99.81%"]


@pytest.mark.parametrize(
    ("first", "turn", "value"),
    [
        ("低压居民用户接电要几天？", "高压双电源呢？", "28个工作日内"),
        ("一般登记要几天？", "抵押登记呢？", "1个工作日内"),
        ("抵押登记要几天？", "不是，我说异议登记", "即时办结"),
        ("城区供电可靠率要达到多少？", "乡村的呢？", "99.88%"),
    ],
)
def test_cases_are_told_apart_in_another_citys_plan_too(
    other_talk: Talk, first: str, turn: str, value: str
) -> None:
    assert values(other_talk.say(first, turn)) == [value]


def test_units_are_asked_for_after_the_matter_in_another_citys_plan_too(other_talk: Talk) -> None:
    answer = other_talk.say("低压居民用户接电要几天？", "谁牵头？")
    assert (ids(answer)[0], answer.units.lead) == ("10.1", ("市供电公司",))
    assert other_talk.ask("配合的呢？").units.support == ("市发展改革委",)


def test_an_english_talk_goes_on_in_english(talk: Talk) -> None:
    answer = talk.say(
        "How long does it take a high-voltage customer to get electricity?", "what about low voltage?"
    )
    assert values(answer) == ["4个工作日以内"]
    assert "Lead unit" in answer.answer


def test_the_unit_that_the_talk_has_named_is_meant_by_a_pronoun(talk: Talk) -> None:
    answer = talk.say("公积金缴存在线办理归谁牵头？", "把这家单位牵头的措施全列给我")
    assert answer.intent == "unit_profile"
    assert ids(answer) == ["33.2", "34.2"]


def test_what_was_only_heard_is_no_part_of_the_question(talk: Talk) -> None:
    answer = talk.say("一般工商业电价要再降多少？", "发改委牵头我晓得了，那配合的是谁？")
    assert ids(answer)[0] == "14.1"
    assert "国网市电力公司" in answer.units.support


def test_a_new_question_about_the_same_thing_is_not_answered_with_the_old_figure(talk: Talk) -> None:
    answer = talk.say("携号转网什么时候可以办？", "是所有用户都能转吗？")
    assert ids(answer)[0] == "27.5"
    assert "禁止转网" in answer.answer


def test_a_sibling_measure_that_holds_more_of_the_new_words_is_meant(talk: Talk) -> None:
    answer = talk.say("政府采购公开招标什么时候以电子招投标为主？", "那网上采购模式全面推广呢？")
    assert ids(answer)[0] == "64.1"
    assert values(answer) == ["2019年底前"]


@pytest.mark.parametrize(
    ("topic", "turn", "measure"),
    [
        ("一般社会投资项目从立项到竣工验收审批要多久？", "政府投资的呢？", "6.2"),
        ("经济性裁员先保障什么？", "要是闹成纠纷了呢，怎么裁？", "62.2"),
        ("车库登记费多少？", "更正登记呢，登记费要不要给？", "30.1"),
        ("政府采购款要按什么付？", "履约验收那条，谁牵头？", "68.1"),
    ],
)
def test_a_turn_can_move_on_to_the_measure_next_door(talk: Talk, topic: str, turn: str, measure: str) -> None:
    assert ids(talk.say(topic, turn))[0] == measure


@pytest.mark.parametrize(
    "turn",
    [
        "哦豁，这个是哪个局在担纲哟？",
        "牵头栏该填谁？",
        "那负责它的部门总有吧，谁？",
        "Who takes the lead on that?",
        "邊個牽頭？",
    ],
)
def test_the_lead_unit_is_heard_in_every_manner_of_asking(talk: Talk, turn: str) -> None:
    answer = talk.say("空气质量优良天数一年要有多少天？", turn)
    assert answer.intent == "lead"
    assert "市生态环境局" in answer.answer


@pytest.mark.parametrize("turn", ["队友都有谁", "配合方都有谁？", "一起帮忙的units是哪些？", "咁邊個配合？"])
def test_cooperating_units_are_heard_in_every_manner_of_asking(talk: Talk, turn: str) -> None:
    answer = talk.say("环大学创新生态圈谁牵头？", turn)
    assert answer.units.support == ("市发展改革委", "市教委", "市经济信息委", "市人力社保局")


def test_a_phone_number_is_not_made_of_the_hotline_in_another_measure(talk: Talk) -> None:
    answer = talk.say("特殊工作审批压到几天？", "谁牵头？", "他们的咨询电话是多少？")
    assert answer.status == "abstained"


def test_a_turn_about_a_case_that_the_clause_leaves_out_is_refused(talk: Talk) -> None:
    answer = talk.say("主城区中小微企业水价多少？", "给我换成居民的，多少钱一吨？")
    assert answer.status == "abstained"
    assert "3.25" not in answer.answer


@pytest.mark.parametrize(
    ("topic", "turn", "unit"),
    [
        ("一般工商业电价降多少？", "参与单位里有没有市场监管局，都有谁", "国网市电力公司"),
        ("政务失信记录统一归集至哪里？", "市司法局在配合之列没，完整名单", "市司法局"),
    ],
)
def test_a_unit_asked_after_is_looked_up_in_the_measure_of_the_talk(
    talk: Talk, topic: str, turn: str, unit: str
) -> None:
    measure = ids(talk.ask(topic))[0]
    answer = talk.ask(turn)
    assert ids(answer)[0] == measure
    assert unit in answer.units.support


@pytest.mark.parametrize("turn", ["跟着一块儿干的还有哪几家", "法院之外，陪着一起做的有谁", "还有别家参与吗"])
def test_partners_asked_for_in_any_words_are_those_of_the_measure(talk: Talk, turn: str) -> None:
    answer = talk.say("破产企业注销会商纪要谁牵头", turn)
    assert answer.units.support == ("市国资委", "市经济信息委", "市市场监管局")


def test_a_correction_drops_what_was_not_meant(talk: Talk) -> None:
    answer = talk.say("DN80水表接水多久", "不是通水，我问的是约人上门踏勘、收材料要几天")
    assert values(answer) == ["1个工作日内"]
