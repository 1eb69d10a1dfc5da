"""Lists that are asked for by phrases of filters alone, and lists that go on over the turns of a talk."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.talk import Talk, first_line, ids
from qa.answer.assistant import Assistant
from qa.extract.figures import extract_figures
from qa.index.store import Index
from qa.plan import Measure

Choose = Callable[[Measure], bool]
PORT, MONEY, TAX = "市政府口岸物流办", "市财政局", "重庆市税务局"


def measures(index: Index, choose: Choose) -> list[str]:
    return [r.measure_id for r in index.records if r.is_measure and choose(r)]


def says(record: Measure, kind: str) -> bool:
    return any(figure.kind == kind for figure in extract_figures(record.text))


PHRASES: list[tuple[str, Choose]] = [
    (
        "登记财产里面没有配合单位的",
        lambda r: r.area == "登记财产" and not r.support and "support" not in r.missing,
    ),
    ("跨境贸易里不是口岸办牵头的", lambda r: r.area == "跨境贸易" and PORT not in r.lead),
    ("纳税这块哪些不是税务局牵头的", lambda r: r.area == "纳税" and TAX not in r.lead),
    ("财政局牵头的，除开政府采购", lambda r: MONEY in r.lead and r.area != "政府采购"),
    ("人社局配合的，开办企业那块不算", lambda r: "市人力社保局" in r.support and r.area != "开办企业"),
    ("口岸物流办和财政局共同牵头的", lambda r: {PORT, MONEY} <= set(r.lead)),
    ("通管局牵头而且带百分比指标的", lambda r: "市通信管理局" in r.lead and says(r, "rate")),
    ("住建委牵头的、2019年底前的", lambda r: "市住房城乡建委" in r.lead and "2019年底前" in r.deadlines),
    ("城市管理局单独一家牵头的是哪些", lambda r: r.lead == ("市城市管理局",) and "lead" not in r.missing),
]


@pytest.mark.parametrize(("question", "choose"), PHRASES)
def test_a_phrase_of_filters_is_a_list(
    own: Assistant, own_index: Index, question: str, choose: Choose
) -> None:
    assert ids(own.ask(question)) == measures(own_index, choose)


def test_a_phrase_goes_on_and_is_counted_after_a_look_at_one_of_it(own: Assistant, own_index: Index) -> None:
    talk = Talk(own)
    listed = ids(talk.ask("人社局牵头2019年底前的"))
    assert ids(talk.ask("第二条压到几天")) == [listed[1]]
    assert ids(talk.ask("第三条呢")) == [listed[2]]
    counted = talk.ask("一共几条来着")
    assert ids(counted) == listed
    assert f"共{len(listed)}条" in first_line(counted)


def test_another_unit_takes_the_place_of_the_one_before_and_the_date_stays(
    own: Assistant, own_index: Index
) -> None:
    answer = Talk(own).say("期限2021年底前的措施有哪些", "里面经信委牵头的", "财政局的呢")
    assert ids(answer) == measures(own_index, lambda r: MONEY in r.lead and "2021年底前" in r.deadlines)


def test_a_list_is_widened_again(own: Assistant, own_index: Index) -> None:
    talk = Talk(own)
    assert len(ids(talk.say("银保监局配合的有哪些", "只看登记财产"))) == 2
    answer = talk.ask("不限登记财产，他们总共配合几条")
    assert ids(answer) == measures(own_index, lambda r: "重庆银保监局" in r.support)


def test_what_is_shared_with_another_unit_is_found(own: Assistant, own_index: Index) -> None:
    answer = Talk(own).say("大数据局牵头的措施", "和电子政务办共同牵头的是哪条")
    both = {"市大数据发展局", "市政府电子政务办"}
    assert ids(answer) == measures(own_index, lambda r: both <= set(r.lead))


def test_the_first_of_one_role_is_meant_where_both_were_listed(own: Assistant) -> None:
    talk = Talk(own)
    led = ids(talk.ask("能源局牵头的措施"))
    talk.ask("配合的呢")
    assert ids(talk.ask("牵头的第一条，容量放宽到多少")) == [led[0]]


def test_a_matter_that_is_named_by_units_and_area_stands_alone(own: Assistant, own_index: Index) -> None:
    answer = Talk(own).say("登记财产里没有配合单位的", "第一条时限几天", "登记财产里财政局牵头的呢")
    assert ids(answer) == measures(own_index, lambda r: r.area == "登记财产" and MONEY in r.lead)


@pytest.mark.parametrize("question", ["抵押登记收好多钱", "高压办电收多少钱"])
def test_a_charge_of_one_matter_is_not_that_of_another(own: Assistant, question: str) -> None:
    assert own.ask(question).status == "abstained"


@pytest.mark.parametrize("question", ["谁来督查这些任务落实", "这个文件谁来督查"])
def test_the_sentence_that_says_it_is_quoted(own: Assistant, question: str) -> None:
    assert "市政府督查办" in first_line(own.ask(question))


def test_another_date_for_all_lets_the_unit_go(own: Assistant, own_index: Index) -> None:
    talk = Talk(own)
    wanted = measures(own_index, lambda r: "2022年底前" in r.deadlines)
    talk.say("期限2021年底前的措施有哪些", "里面经信委牵头的")
    assert ids(talk.ask("换成2022年底前，全部")) == wanted
    assert ids(talk.ask("几条")) == wanted


def test_a_date_that_is_left_out_is_no_filter(own: Assistant, own_index: Index) -> None:
    wanted = measures(own_index, lambda r: TAX in r.support and "2019年底前" in r.deadlines)
    assert ids(own.ask("税务局配合的、期限2019年底前的，9月底的不算")) == wanted


HOUSING, JOBS = "市住房城乡建委", "市人力社保局"
NARROWED: list[tuple[tuple[str, ...], Choose]] = [
    (("住建委牵头的", "去掉2019年底前的"), lambda r: HOUSING in r.lead and "2019年底前" not in r.deadlines),
    (("住建委牵头的", "办理建筑许可的除外"), lambda r: HOUSING in r.lead and r.area != "办理建筑许可"),
    (("税务局牵头的有哪些", "我还想看它配合的", "开办企业的那些不要"), lambda r: TAX in r.support and r.area != "开办企业"),
    (("税务局配合的", "再剔掉跟海关一起配合的"), lambda r: TAX in r.support and "重庆海关" not in r.support),
    (("知识产权局牵头的有哪些", "没写期限的呢"), lambda r: "市知识产权局" in r.lead and not r.deadlines),
    (("证监局牵头哪几条", "有期限的留下"), lambda r: "重庆证监局" in r.lead and bool(r.deadlines)),
    (("人社局牵头的列一下", "只要2019年底前的", "2022的呢"), lambda r: JOBS in r.lead and any("2022" in d for d in r.deadlines)),
    (("税务局牵头的有哪些", "其中年底前的"), lambda r: TAX in r.lead and "2019年底前" in r.deadlines),
    (("口岸物流办牵头的有哪些", "海关也在里面的留下，牵头配合都算"), lambda r: PORT in r.lead and "重庆海关" in (*r.lead, *r.support)),
    (("经信委牵头的事项列出来", "没有期限的去掉"), lambda r: "市经济信息委" in r.lead and bool(r.deadlines)),
    (("获得用水有哪些措施", "哪些没有配合单位"), lambda r: r.area == "获得用水" and not r.support and "support" not in r.missing),
    (("2022年底前完成的措施有哪些", "里面有配合单位的"), lambda r: "2022年底前" in r.deadlines and bool(r.support)),
    (("纳税领域有哪些措施", "不是税务局牵头的"), lambda r: r.area == "纳税" and TAX not in r.lead),
    (("医保局参与的有几条", "牵头的去掉"), lambda r: "市医保局" in r.support),
    (("税务局牵头的有哪些", "其中跟小规模纳税人有关的"), lambda r: TAX in r.lead and "小规模" in r.text),
]  # fmt: skip
CHANGED: list[tuple[tuple[str, ...], Choose]] = [
    (("税务局牵头的有哪些", "只看2019年底前的", "没筛选之前一共几条"), lambda r: TAX in r.lead),
    (("海关牵头的措施", "其中有时限的", "取消筛选，全部有哪些"), lambda r: "重庆海关" in r.lead),
    (("财政局牵头的", "只看2019年底前的", "时间不限的话有几条"), lambda r: MONEY in r.lead),
    (("国网电力公司配合了哪些", "换成牵头的"), lambda r: "国网市电力公司" in r.lead),
    (("经信委牵头的有哪些", "第二条的期限", "换成能源局"), lambda r: "市能源局" in r.lead),
    (("人社局牵头的列一下", "2019年9月底前的", "2022年的也加上"), lambda r: JOBS in r.lead and "2022年底前" in r.deadlines),
    (("高法院牵头的有哪些", "只留2019年底前的", "把时间限制去掉"), lambda r: "市高法院" in r.lead),
    (("税务局配合的有哪些", "只要登记财产", "换成纳税", "全部领域呢"), lambda r: TAX in r.support),
    (("税务局和财政局共同牵头的", "那共同配合的呢"), lambda r: {TAX, MONEY} <= set(r.support)),
    (("海关牵头的有几条", "配合的几条", "加起来呢"), lambda r: "重庆海关" in (*r.lead, *r.support)),
    (("知识产权局牵头的有哪些", "有数字指标的", "去掉这个条件"), lambda r: "市知识产权局" in r.lead),
    (("跨境贸易的措施有哪些", "口岸物流办牵头的", "其余的呢"), lambda r: r.area == "跨境贸易" and PORT not in r.lead),
    (("高法院牵头的有哪些", "执行合同方面的", "剩下的有哪些"), lambda r: "市高法院" in r.lead and r.area != "执行合同"),
    (("which measures does the tax bureau lead", "of these, those due by the end of 2019", "how many are left"),
     lambda r: TAX in r.lead and "2019年底前" in r.deadlines),
    (("证监局配合哪些", "没有吗？那牵头呢"), lambda r: "重庆证监局" in r.lead),
    (("税务局牵头的有哪些", "其中2019年底前的", "财政局牵头的有哪些"), lambda r: MONEY in r.lead),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "choose"), [*NARROWED, *CHANGED])
def test_a_list_is_narrowed_changed_and_widened_by_turns(
    own: Assistant, own_index: Index, turns: tuple[str, ...], choose: Choose
) -> None:
    assert ids(Talk(own).say(*turns)) == measures(own_index, choose)


def test_what_is_left_is_counted(own: Assistant) -> None:
    talk = Talk(own)
    left = ids(talk.say("住建委牵头的", "去掉2019年底前的"))
    for turn in ("还剩几条", "数一下几条", "现在一共有几条"):
        assert ids(talk.ask(turn)) == left


def test_a_later_turn_points_into_the_narrowed_list(own: Assistant) -> None:
    talk = Talk(own)
    listed = ids(talk.say("证监局牵头哪几条", "有期限的留下"))
    answer = talk.ask("第二条它是跟谁一块牵头")
    assert (ids(answer), answer.units.lead) == ([listed[1]], ("市高法院", "重庆证监局"))


@pytest.mark.parametrize("turn", ["配合单位是哪些", "分别由谁配合"])
def test_the_units_of_each_measure_of_a_list_are_told(own: Assistant, own_index: Index, turn: str) -> None:
    talk = Talk(own)
    listed = ids(talk.say("2022年底前完成的措施有哪些", "其中规资局牵头的"))
    answer = talk.ask(turn)
    assert (ids(answer), answer.intent) == (listed, "support")
    wanted = {unit for r in own_index.records if r.measure_id in listed for unit in r.support}
    assert set(answer.units.support) == wanted


def test_a_single_question_for_what_a_list_does_not_say_is_a_list(own: Assistant, own_index: Index) -> None:
    wanted = measures(own_index, lambda r: "市市场监管局" in r.lead and not r.deadlines)
    assert ids(own.ask("市场监管局牵头的里面，哪些没写时限")) == wanted
