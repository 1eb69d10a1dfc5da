"""Turns that mean nothing alone, turns that only look so, lists that go on, and ways back to an earlier question."""

from __future__ import annotations

import pytest

from answer.talk import Talk, ids, values
from qa.answer.assistant import Assistant
from qa.answer.model import Turn

ELECTRICITY = "高压客户办电要多久？"


@pytest.mark.parametrize(
    ("said", "turn", "measure"),
    [
        (ELECTRICITY, "晓得了嘛，那以前是好多", "11.1"),
        ("抵押登记要几天？", "ddl是啥时候", "29"),
        ("抵押登记要几天？", "by when?", "29"),
        ("印章刻制费用降不降？", "这摊子事归哪个扛", "3.3"),
        ("印章刻制费用降不降？", "打帮锤的是哪几家喃", "3.3"),
        ("“携号转网”什么时候实现？", "啥时候能拉满", "27.5"),
        ("“携号转网”什么时候实现？", "which departments take part in it?", "27.5"),
    ],
)
def test_a_turn_without_a_matter_of_its_own_is_about_the_clause_that_was_spoken_of(
    talk: Talk, said: str, turn: str, measure: str
) -> None:
    answer = talk.say(said, turn)
    assert answer.status == "answered"
    assert ids(answer)[0] == measure


@pytest.mark.parametrize(
    ("said", "turn"),
    [
        (ELECTRICITY, "那护照要多久"),
        (ELECTRICITY, "那医保呢"),
        ("办营业执照要几天？", "那健康证呢"),
        ("一般登记要几天？", "那离婚登记呢"),
        ("一般登记要几天？", "车辆登记的呢"),
        ("一般登记要几天？", "那户口迁移呢，几天"),
    ],
)
def test_another_matter_in_the_dress_of_a_follow_up_gets_no_figure_of_the_last_one(
    talk: Talk, said: str, turn: str
) -> None:
    answer = talk.say(said, turn)
    assert answer.status == "abstained"
    assert "工作日" not in answer.answer


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        ("配合的呢", "市政府口岸物流办配合的措施有哪些？"),
        ("那重庆海关牵头的呢", "重庆海关牵头的措施有哪些？"),
        ("再筛：重庆海关配合的", "市政府口岸物流办牵头、重庆海关配合的措施有哪些？"),
    ],
)
def test_a_list_goes_on_with_another_role_or_unit_or_narrowed(talk: Talk, turn: str, expected: str) -> None:
    answer = talk.say("口岸物流办牵头的有哪些", turn)
    assert ids(answer) == ids(talk.assistant.ask(expected)) != []


def test_all_measures_of_the_task_that_was_spoken_of_can_be_asked_for(talk: Talk) -> None:
    answer = talk.say("债权人知情权如何保障？", "该任务项下还有哪些措施")
    assert ids(answer) == ["44.1", "44.2", "44.3"]


@pytest.mark.parametrize("turn", ["我们回到第一个问题，由哪家牵头？", "再回到刚才车位那件事，谁牵头的？"])
def test_a_person_may_go_back_to_an_earlier_question(talk: Talk, turn: str) -> None:
    answer = talk.say("车位单独办证登记费多少？", "“携号转网”什么时候实现？", turn)
    assert ids(answer)[0] == "30.2"


def test_what_a_correction_rules_out_is_not_searched_for(talk: Talk) -> None:
    answer = talk.say("绿化目标是多少？", "你弄错了，我要的是新增绿地面积，不是覆盖率")
    assert values(answer) == ["3000万平方米"]


def test_a_person_may_tell_their_own_case_without_asking_again(talk: Talk) -> None:
    answer = talk.say("一般社会投资项目审批要多久？", "我没说清楚，我们是一般工业厂房，从拿地算到动工")
    assert values(answer) == ["15个工作日以内"]


@pytest.mark.parametrize("turn", ["你确定2019年内就出？", "需要税务局配合吗？都有谁", "除了高院还有谁配合"])
def test_doubts_and_questions_after_one_unit_are_about_the_same_measure(talk: Talk, turn: str) -> None:
    answer = talk.say("破产企业注销的会商纪要什么时候出台？", turn)
    assert ids(answer)[0] == "45.4"


def test_the_clause_that_an_earlier_answer_quotes_is_the_one_that_is_meant(own: Assistant) -> None:
    history = [
        Turn("资料差一样能不能先收", "推行企业开办“容缺受理”，落实“一次性告知”制度。"),
        Turn("哪个牵头", "牵头单位：市市场监管局。"),
    ]
    answer = own.ask("打帮手的还有哪几家", history)
    assert ids(answer)[0] == "4.3"


def test_another_unit_is_asked_for_in_any_role_after_a_list(talk: Talk) -> None:
    answer = talk.say("市林业局牵头哪些措施？", "市气象局呢，它参与哪条")
    assert ids(answer) == ["90.1"]


def test_another_case_after_a_question_for_the_unit_gets_its_own_figure(talk: Talk) -> None:
    answer = talk.say("中小企业宽带资费降几成？", "哪家管？", "移动流量的呢？")
    assert values(answer) == ["20%以上"]


def test_a_slip_of_the_pen_in_a_turn_is_read_in_the_light_of_the_clause(talk: Talk) -> None:
    answer = talk.say("高压客户办电要几天？", "底压的呢")
    assert values(answer) == ["4个工作日以内"]


def test_a_list_is_narrowed_by_a_second_unit_in_its_own_role(talk: Talk) -> None:
    answer = talk.say("生态环境局牵头的有哪些？", "其中交通局要配合的有哪些")
    assert ids(answer) == ["90.1", "90.2"]


def test_this_one_after_an_overview_means_one_measure(own: Assistant) -> None:
    history = [Turn("幼儿园这块有啥动作", "开展城镇小区配套幼儿园专项治理。")]
    answer = own.ask("这条哪个负责嘛", history)
    assert ids(answer)[0] == "89.1"
    assert "缺失" in answer.answer


@pytest.mark.parametrize("turn", ["这个局总共牵头哪些事", "Everything else that this bureau leads, please"])
def test_all_that_the_unit_of_the_talk_leads_can_be_asked_for(talk: Talk, turn: str) -> None:
    answer = talk.say("国家级创新创业孵化平台要培育几家？", "谁牵头？", turn)
    assert ids(answer) == ["86.1", "86.2"]


@pytest.mark.parametrize(
    ("turns", "measure", "expected"),
    [
        (("小型社会投资项目审批多久", "那一般的社会投资项目", "政府投的呢"), "6.2", ["80个工作日以内"]),
        (("中小企业宽带便宜多少", "没问宽带，问的是手机流量"), "26.1", ["20%以上"]),
        (("开办企业的执照、印章、发票、社保要几天", "不是问天数，我是问总共要走几步"), "1.2", ["3个环节"]),
        (("农村供电可靠率目标", "And in urban areas?"), "13.1", ["99.96%"]),
    ],
)
def test_a_turn_to_another_case_leaves_the_one_before(
    talk: Talk, turns: tuple[str, ...], measure: str, expected: list[str]
) -> None:
    answer = talk.say(*turns)
    assert (ids(answer)[0], values(answer)) == (measure, expected)


@pytest.mark.parametrize("turn", ["还有别的办法吗", "除了这个，还有没有别的降电费的办法"])
def test_more_on_a_matter_is_another_measure_of_its_task(talk: Talk, turn: str) -> None:
    assert ids(talk.say("电价怎么降", turn))[0] == "14.2"


def test_doubt_about_another_clause_is_answered_from_that_one(talk: Talk) -> None:
    answer = talk.say("一般工商业电价降10%谁牵头", "不对吧，增购外地低价电那条不是另一个部门牵头吗")
    assert answer.units.lead == ("市经济信息委",)


def test_whether_a_unit_leads_is_asked_of_the_measure_of_the_talk(talk: Talk) -> None:
    answer = talk.say("农村供电可靠率目标", "是国网在牵头吗，还有谁搭手")
    assert answer.units.lead == ("国网市电力公司",)
    assert "市能源局" in answer.answer


def test_the_duties_of_a_unit_stand_by_themselves_in_a_talk(talk: Talk) -> None:
    answer = talk.say("一窗办税谁牵头", "那重庆证监局在这个方案里要干些什么")
    assert answer.intent == "unit_profile"
    assert ids(answer) == ["51.1", "51.2", "52", "53"]


def test_an_area_as_a_whole_is_a_new_matter_in_a_talk(talk: Talk) -> None:
    answer = talk.say("集体合同备案多久", "政府采购方面呢，大致说说")
    assert answer.intent == "overview"
    assert {citation.measure.area for citation in answer.citations} == {"政府采购"}


def test_what_the_plan_does_not_know_is_no_list_of_dates_in_a_talk(talk: Talk) -> None:
    answer = talk.say("幼儿园有什么措施", "我娃儿明年读小学，学区怎么划的")
    assert answer.status == "abstained"


@pytest.mark.parametrize("matter", ["执行合同多久", "高压客户办电要几天", "携号转网什么时候"])
def test_more_never_leaves_the_task_of_the_talk(talk: Talk, matter: str) -> None:
    before = talk.say(matter)
    more = talk.say("还有别的吗")
    assert {citation.measure.task_no for citation in more.citations} <= {
        citation.measure.task_no for citation in before.citations
    }
    assert ids(more)[0] != ids(before)[0]
