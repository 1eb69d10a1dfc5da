"""One matter, one verified answer: the case that was asked for, its units, its date and its source."""

from __future__ import annotations

import pytest

from answer.contract import FIGURE
from answer.talk import first_line, ids, values
from qa.answer.assistant import Assistant

CASES = [
    ("高压客户办电要多久？", "11.1", ["20个工作日以内"]),
    ("低压客户办电要几天？", "11.1", ["4个工作日以内"]),
    ("抵押登记要几天？", "29", ["2个工作日"]),
    ("一般登记要几天？", "29", ["3个工作日"]),
    ("异议登记能当天办完吗？", "29", ["立等可取"]),
    ("带方案出让土地的项目审批要几天？", "6.1", ["20个工作日以内"]),
    ("一般工业项目从拿地到开工要几天？", "6.1", ["15个工作日以内"]),
    ("政府投资的一般房建、市政项目从立项到竣工验收要几天？", "6.2", ["70个工作日以内"]),
    ("一般的不动产登记（不是抵押那种）几个工作日能好？", "29", ["3个工作日"]),
    ("老板从浙江过来，手续怕拖，普通工业项目拿到地到开工审批最多几天？", "6.1", ["15个工作日以内"]),
    ("一个普通的社会投资项目，从立项走到验收，审批最长多久？", "6.1", ["50个工作日以内"]),
    ("DN40的水表装表通水要几天？", "17", ["4个工作日内"]),
    ("用气的设计审查备案要几天？", "21", ["不超过1个工作日"]),
    ("投标保证金几天退？", "70.2", ["2个工作日内"]),
    ("携号转网什么时候能实现？", "27.5", ["2019年11月底前"]),
    ("企业名称自主申报什么时候实现？", "1.1", ["2019年9月底前"]),
    ("车位登记费多少钱？", "30.2", ["80元"]),
    ("更正登记要交登记费吗？", "30.1", ["免征不动产登记费"]),
    ("非居民用水多少钱一吨？", "19", ["3.25元/吨"]),
    ("城市供电可靠率要达到多少？", "13.1", ["99.96%"]),
    ("农村供电可靠率要达到多少？", "13.1", ["99.81%"]),
    ("移动流量资费降多少？", "26.1", ["20%以上"]),
    ("5G基站建多少个？", "27.4", ["5000个"]),
    ("监管证件减到多少种？", "40", ["46种"]),
    ("通关时间压缩多少？", "39.2", ["60%"]),
]


@pytest.mark.parametrize(("question", "measure", "expected"), CASES)
def test_a_question_that_names_one_case_gets_that_case_alone(
    own: Assistant, question: str, measure: str, expected: list[str]
) -> None:
    answer = own.ask(question)
    assert answer.status == "answered"
    assert ids(answer)[0] == measure
    assert values(answer) == expected
    assert expected[0] in first_line(answer)


@pytest.mark.parametrize(
    ("question", "measure", "expected"),
    [
        ("办电要几天？", "11.1", ["20个工作日以内", "4个工作日以内"]),
        ("供电可靠率要达到多少？", "13.1", ["99.96%", "99.81%"]),
        ("高压和低压办电分别要几天？", "11.1", ["20个工作日以内", "4个工作日以内"]),
    ],
)
def test_a_question_that_names_no_case_or_several_gets_each_with_its_subject(
    own: Assistant, question: str, measure: str, expected: list[str]
) -> None:
    answer = own.ask(question)
    assert (ids(answer)[0], values(answer)) == (measure, expected)
    lines = [line for line in answer.answer.splitlines() if line.startswith(("- ", "|"))]
    assert all(any(fact.subject in line and fact.value in line for line in lines) for fact in answer.facts)


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("车位登记费以前是多少？", "550元", "80元"),
        ("监管证件减到多少种？", "86种", "46种"),
        ("企业集体合同备案审查要多久？", "15个工作日", "10个工作日"),
        ("劳务派遣行政许可要几天？", "20个工作日", "15个工作日"),
    ],
)
def test_a_change_is_told_from_its_old_value_to_its_new_one(
    own: Assistant, question: str, before: str, after: str
) -> None:
    said = first_line(own.ask(question))
    assert said.index(before) < said.index(after)


@pytest.mark.parametrize(
    ("question", "lead", "support"),
    [
        ("携号转网归谁管？", ("市通信管理局",), ()),
        ("一般工商业降电价找哪个部门？", ("市发展改革委",), ("市市场监管局", "国网市电力公司", "三峡水利股份公司")),
        ("网上中介超市由哪几家牵头？", ("市住房城乡建委", "市政府电子政务办", "市公共资源交易中心"), ()),
        ("知识产权质押融资由谁牵头、谁配合？", ("市知识产权局",), ("市财政局", "市经济信息委", "重庆银保监局")),
    ],
)  # fmt: skip
def test_a_question_for_units_gets_their_full_names_as_the_plan_writes_them(
    own: Assistant, question: str, lead: tuple[str, ...], support: tuple[str, ...]
) -> None:
    answer = own.ask(question)
    assert answer.intent == "lead"
    assert (answer.units.lead, answer.units.support) == (lead, support)
    assert all(unit in first_line(answer) for unit in (*lead, *support))


@pytest.mark.parametrize(
    "question", ["携号转网哪些单位配合？", "携号转网有没有配合单位", "第27.5条的配合单位"]
)
def test_a_whole_measure_without_supporting_units_is_said_to_list_none(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert answer.status == "answered"
    assert first_line(answer) == "这条措施没有列配合单位。"
    assert (ids(answer)[0], answer.units.support) == ("27.5", ())


@pytest.mark.parametrize("question", [case[0] for case in CASES[::3]])
def test_an_answer_names_its_document_its_day_its_clause_and_the_way_on(
    own: Assistant, question: str
) -> None:
    answer = own.ask(question)
    last = answer.answer.splitlines()[-1]
    assert last.startswith("参考回答，依据渝府办发〔2019〕81号（2019-07-23）")
    assert f"第{ids(answer)[0]}条" in last
    assert "12345" in last
    assert "渝快办" in last


@pytest.mark.parametrize("question", [case[0] for case in CASES[::3]])
def test_an_answer_is_short_and_begins_with_what_was_asked(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert len(answer.answer.splitlines()) <= 5
    assert len(first_line(answer)) <= 90


def test_a_content_question_is_answered_in_the_plans_own_words(own: Assistant) -> None:
    answer = own.ask("政务服务好差评制度怎么建？")
    assert answer.intent == "content"
    assert first_line(answer) in answer.citations[0].measure.text


def test_a_long_clause_is_quoted_only_as_far_as_it_answers(own: Assistant) -> None:
    answer = own.ask("“渝快办”里的不动产登记查询结果验真后还要再交证明吗？")
    assert ids(answer)[0] == "32.3"
    assert len(first_line(answer)) < len(answer.citations[0].measure.text)


@pytest.mark.parametrize(
    ("question", "measures"),
    [("登记要几天？", {"29", "2"}), ("验收要几天？", {"21", "6.1", "6.2"})],
)
def test_a_question_too_general_is_asked_back_or_shown_with_its_cases(
    own: Assistant, question: str, measures: set[str]
) -> None:
    answer = own.ask(question)
    assert answer.status in ("clarify", "answered")
    assert measures & set(ids(answer))
    if answer.status == "clarify":
        assert len(answer.suggestions) == len(answer.citations) > 1
        assert not FIGURE.search(answer.answer)


@pytest.mark.parametrize("question", ["多久？", "要多少钱", "谁管", "几天能办完？"])
def test_a_question_of_nothing_but_the_asking_is_asked_back_with_the_areas(
    own: Assistant, question: str
) -> None:
    answer = own.ask(question)
    assert answer.status == "clarify"
    assert "开办企业" in answer.answer
    assert all(own.ask(suggestion).status == "answered" for suggestion in answer.suggestions)


@pytest.mark.parametrize(
    ("question", "text", "cited"),
    [
        ("这份方案的文号是多少？", "渝府办发〔2019〕81号", "p2"),
        ("这份方案是什么时候发布的？", "2019年7月23日", "p4"),
        ("这份方案是谁印发的？", "重庆市人民政府办公厅", "p4"),
        ("哪家单位印发", "重庆市人民政府办公厅", "p1"),
        ("这个文是哪天发的呀", "2019年7月23日", "p4"),
        ("方案涉及几个方面", "20个重要方面", "p8"),
        ("这个方案全称叫什么？", "《重庆市营商环境优化提升工作方案》", "p1"),
        ("组织保障有哪些内容？", "加强组织领导", "p9"),
        ("牵头单位要在印发后多久制定具体措施？", "1个月内", "p10"),
    ],
)
def test_a_question_about_the_document_is_answered_from_its_own_data(
    own: Assistant, question: str, text: str, cited: str
) -> None:
    answer = own.ask(question)
    assert (answer.status, answer.intent) == ("answered", "document")
    assert text in answer.answer
    assert cited in ids(answer)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第11项任务有哪些措施？", ["11.1", "11.2"]),
        ("任务11是什么？", ["11.1", "11.2"]),
        ("第11项任务的第2条是什么？", ["11.2"]),
        ("11.1是哪个单位牵头？", ["11.1"]),
        ("59.2牵头单位", ["59.2"]),
        ("第2项任务是什么？", ["2"]),
        ("第二十九项任务是什么？", ["29"]),
        ("66.1是什么", []),
    ],
)
def test_a_task_or_measure_can_be_asked_for_by_its_number(
    own: Assistant, question: str, expected: list[str]
) -> None:
    answer = own.ask(question)
    assert answer.status == "answered"
    assert ids(answer) == expected


def test_a_number_beyond_the_last_task_is_refused_with_the_range(own: Assistant) -> None:
    answer = own.ask("第200项任务是什么？")
    assert answer.status == "abstained"
    assert "1至91" in answer.answer


@pytest.mark.parametrize("question", ["有哪些任务2019年底前完成？", "目标任务2019年底前要完成哪些？"])
def test_a_year_after_the_word_task_is_no_task_number(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert len(answer.citations) > 10
    assert all("2019年底前" in citation.measure.deadlines for citation in answer.citations)


def test_two_things_asked_at_once_are_both_told(own: Assistant) -> None:
    answer = own.ask("抵押登记要几天？谁牵头？")
    assert values(answer) == ["2个工作日"]
    assert "市规划自然资源局" in answer.answer


def test_a_story_around_a_short_question_does_not_hide_it(own: Assistant) -> None:
    answer = own.ask(
        "我们厂去年刚搬到园区，工人都招好了，设备也到了，就差电了。老板天天催我，我头都大了。"
        "供电局的人说我们属于高压客户，请问办电一般要几天？"
    )
    assert (ids(answer)[0], values(answer)) == ("11.1", ["20个工作日以内"])


@pytest.mark.parametrize("question", ["高压 办电 时限", "抵押登记 时限", "携号转网"])
def test_keywords_alone_are_a_question(own: Assistant, question: str) -> None:
    assert own.ask(question).status == "answered"


@pytest.mark.parametrize(
    ("question", "measure", "said"),
    [
        ("早就有测量成果的房子，还要掏钱找人再量面积吗？", "31", "不再要求"),
        ("公司去银行开对公账户，还要等许可批下来才行吗？", "4.5", "取消企业银行账户许可"),
        ("网断了几天修好，能不能自己跟运营商谈定？", "25.1", "约定"),
    ],
)
def test_a_yes_or_no_is_answered_from_the_clause_though_it_mentions_times_or_money(
    own: Assistant, question: str, measure: str, said: str
) -> None:
    answer = own.ask(question)
    assert (answer.status, ids(answer)[0]) == ("answered", measure)
    assert said in answer.answer


def test_a_figure_is_found_in_the_unit_that_is_asked_for_whatever_it_is_called(own: Assistant) -> None:
    answer = own.ask("空气质量优良的日子，底线是多少天？")
    assert ids(answer)[0] == "90.1"
    assert "300天" in first_line(answer)


def test_a_step_stands_for_a_date_where_the_plan_sets_none(own: Assistant) -> None:
    answer = own.ask("环境影响评价、节能评价要在什么时候之前做完？")
    assert (answer.status, ids(answer)[0]) == ("answered", "5.4")
    assert "施工许可前" in answer.answer


def test_the_elliptic_case_is_told_from_the_one_that_spells_everything_out(own: Assistant) -> None:
    answer = own.ask("小型社会投资项目从立项到竣工验收，审批时间控制在多少天以内？")
    assert values(answer) == ["35个工作日以内"]


def test_a_case_that_is_a_mere_condition_is_chosen_where_it_is_met(own: Assistant) -> None:
    question = "10千伏非居民客户办规划许可{}，最长几个工作日办结？"
    assert values(own.ask(question.format("，外线情况复杂"))) == ["不超过10个工作日"]


def test_the_difference_between_two_cases_shows_both(own: Assistant) -> None:
    found = values(own.ask("同样是社会投资，小型项目的审批比一般项目快几天？"))
    assert {"50个工作日以内", "35个工作日以内"} <= set(found)


def test_a_figure_and_what_it_is_of_are_both_told(own: Assistant) -> None:
    answer = own.ask("产业专利导航中心布局几个，对应哪些领域")
    assert values(answer) == ["5个"]
    assert "人工智能" in answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("采购人迟迟不予验收且另行附加条件，是否为方案所容许？", "不得无故拖延"),
        ("口岸吊箱、掏箱、提箱这些操作，时限标准怎么安排？", "制定并公开"),
    ],
)
def test_a_question_how_something_is_ruled_gets_the_rule(own: Assistant, question: str, words: str) -> None:
    answer = own.ask(question)
    assert answer.status == "answered"
    assert words in answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("燃气报装全程压缩前后各是多少", "14个工作日"),
        (
            "How many working days may approval take when a factory gets connected to high voltage?",
            "20个工作日以内",
        ),
    ],
)
def test_a_number_without_a_unit_may_be_a_time(own: Assistant, question: str, value: str) -> None:
    assert value in values(own.ask(question))
