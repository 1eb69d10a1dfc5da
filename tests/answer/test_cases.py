"""Which case of a clause a question means, by words and by quantities."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.talk import values
from qa.answer.assistant import Assistant
from qa.answer.cases import Case, choose, grams
from qa.extract.figures import extract_figures

VOLTAGE = [Case("高压客户办电时限"), Case("低压非居民客户办电时限")]
REGISTER = [Case("一般登记"), Case("抵押登记"), Case("抵押注销登记、查封及解除查封登记、异议登记")]
WATER = [
    Case("水表口径DN40以下且不涉及行政审批"),
    Case("水表口径DN100以下或者涉及行政审批"),
]
SIZE = [Case("160千伏安以下的用户"), Case("160千伏安以上的用户")]
PATENTS = [Case("专利预审", name="专利预审"), Case("外观设计专利预审", name="外观设计专利预审")]
RENT = [
    Case("本科毕业生租房", name="本科毕业生租房"),
    Case("硕士", name="硕士", lent="本科毕业生租房"),
    Case("博士", name="博士", lent="本科毕业生租房"),
]
FIRMS = [Case("小微企业"), Case("其他企业")]
VOLTAGES = [Case("高压客户"), Case("低压非居民客户")]
PROJECTS = [Case("一般社会投资项目"), Case("小型社会投资项目"), Case("带方案出让土地的项目")]


@pytest.mark.parametrize(
    ("question", "cases", "expected"),
    [
        ("高压客户办电要多久", VOLTAGE, (0,)),
        ("低压办电要多久", VOLTAGE, (1,)),
        ("办电要多久", VOLTAGE, (0, 1)),
        ("高压和低压分别要几天", VOLTAGE, (0, 1)),
        ("高压和低压差几天", VOLTAGE, (0, 1)),
        ("抵押登记要几天", REGISTER, (1,)),
        ("一般登记要几天", REGISTER, (0,)),
        ("异议登记要几天", REGISTER, (2,)),
        ("登记要几天", REGISTER, (0, 1, 2)),
        ("小型社会投资项目审批几天", PROJECTS, (1,)),
        ("专利预审要多久", PATENTS, (0,)),
        ("外观设计的专利预审要多久", PATENTS, (1,)),
        ("硕士毕业生租房补多少", RENT, (1,)),
        ("本科毕业生租房补多少", RENT, (0,)),
        ("不是小微的企业补多少", FIRMS, (1,)),
        ("低压的，又不是居民户", VOLTAGES, (1,)),
        ("带方案出让的项目审批几天", PROJECTS, (2,)),
        ("DN25的水表不涉及审批，几天通水", WATER, (0,)),
        ("DN80的水表几天通水", WATER, (1,)),
        ("dn40水表不涉及审批", WATER, (0,)),
        ("200千伏安的用户", SIZE, (1,)),
        ("100千伏安的用户", SIZE, (0,)),
    ],
)
def test_the_case_that_a_question_names_is_chosen_and_all_where_it_names_none(
    question: str, cases: list[Case], expected: tuple[int, ...]
) -> None:
    assert choose(question, cases) == expected


def test_a_single_case_is_always_the_case() -> None:
    assert choose("随便什么", [Case("高压客户")]) == (0,)


def test_no_case_gives_no_choice() -> None:
    assert choose("高压", []) == ()


def test_words_of_the_common_heading_do_not_choose_a_case() -> None:
    cases = [Case("办理登记时限"), Case("受理申请")]
    assert choose("登记多久", cases, topic="压减登记耗时") == (0, 1)
    assert choose("登记多久", cases) == (0,)


@settings(deadline=None)
@given(st.text(alphabet="高低压客户抵押登记DN0123456789以下办电多久分别", max_size=30))
def test_some_case_is_left_whatever_is_asked(question: str) -> None:
    for cases in (VOLTAGE, REGISTER, WATER, SIZE, PROJECTS):
        chosen = choose(question, cases)
        assert chosen
        assert list(chosen) == sorted(set(chosen))


def test_words_are_compared_without_punctuation_and_case() -> None:
    assert grams("DN，40") == grams("dn40")


def test_a_case_that_the_question_contradicts_is_not_chosen_by_its_opening_word_alone() -> None:
    cases = [Case("水表DN40以下"), Case("电表DN40以下")]
    assert choose("水表DN80要几天", cases)


AGES = [Case("80至89周岁"), Case("90至99周岁")]
GRADES = [Case("重度残疾人护理补贴一级"), Case("二级")]
ITEMS = [Case("接入高频事项500项"), Case("接入1500项")]
DIGGING = [Case("不需要开挖的"), Case("需要开挖的")]


@pytest.mark.parametrize(
    ("question", "cases", "expected"),
    [
        ("老人92岁有多少补贴", AGES, (1,)),
        ("83周岁呢", AGES, (0,)),
        ("二级重度残疾的护理补贴多少", GRADES, (1,)),
        ("1500项什么时候接入", ITEMS, (1,)),
        ("不用开挖的几天", DIGGING, (0,)),
    ],
)
def test_ranges_classes_numbers_and_denials_choose_a_case(
    question: str, cases: list[Case], expected: tuple[int, ...]
) -> None:
    assert choose(question, cases) == expected


@pytest.mark.parametrize("question", ["完全不能自理的呢", "老人已经无法自理了，一个月多少", "他没法自理"])
def test_a_case_that_the_question_rules_out_is_not_chosen(question: str) -> None:
    assert choose(question, [Case("自理老人"), Case("失能老人")]) == (1,)


def test_meaning_alone_chooses_only_where_it_tells_clearly() -> None:
    faint = [Case("单身职工", near=0.880), Case("夫妻双方", near=0.886)]
    clear = [Case("单身职工", near=0.870), Case("夫妻双方", near=0.900)]
    assert choose("我跟媳妇两个人", faint) == (0, 1)
    assert choose("我跟媳妇两个人", clear) == (1,)


def test_a_case_named_in_full_is_not_taken_for_one_whose_name_only_contains_it() -> None:
    cases = [Case("抵押登记", name="抵押登记"), Case("抵押注销登记", name="抵押注销登记")]
    assert choose("抵押登记要几天", cases) == (0,)


@pytest.mark.parametrize("question", ["高压和低压各要几天", "高压、低压分别多久", "两种客户相差多少天"])
def test_a_question_for_each_gets_each(question: str) -> None:
    assert choose(question, VOLTAGE) == (0, 1)


def test_an_empty_subject_is_a_case_like_any_other() -> None:
    assert choose("办电要多久", [Case(""), Case("高压客户")])


def test_a_case_that_the_question_rules_out_is_not_the_one_that_is_meant(own: Assistant) -> None:
    answer = own.ask("政府投资的水利设施，不属于房建和市政工程，立项到竣工验收审批多少个工作日？")
    assert values(answer) == ["80个工作日以内"]


def test_who_needs_no_approval_gets_the_case_of_those(own: Assistant) -> None:
    answer = own.ask("理发店只要一块DN25的小水表，不用挖路不用报批，几天能装好通水？")
    assert values(answer) == ["4个工作日内"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("没得外部工程的低压用户办电几个环节", ["2个"]),
        ("高压办电不涉及外部工程的话要几个环节", ["3个"]),
        ("有外部工程的低压客户办电几个环节", ["3个"]),
    ],
)
def test_a_wider_case_counts_that_turns_on_what_the_question_says(
    own: Assistant, question: str, expected: list[str]
) -> None:
    assert values(own.ask(question)) == expected


@pytest.mark.parametrize(
    "question", ["社会投资 项目 审批 多少天", "社会投资项目要批几天", "社会投资项目审批时限是多久"]
)
def test_cases_of_the_one_thing_that_is_named_are_both_told(own: Assistant, question: str) -> None:
    assert values(own.ask(question)) == ["50个工作日以内", "35个工作日以内"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("流量资费降多少 宽带降多少", ["15%", "20%以上"]),
        ("高压几天低压几天通电", ["20个工作日以内", "4个工作日以内"]),
        ("我不是要问高压的 我是说小作坊的低压 接上电要几个工作日", ["4个工作日以内"]),
        ("不是问小型的，一般社会投资项目审批几天", ["50个工作日以内"]),
    ],
)
def test_cases_are_told_apart_where_speech_has_no_marks(
    own: Assistant, question: str, expected: list[str]
) -> None:
    assert values(own.ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("没有外线工程的多久", (0,)),
        ("不用拉外线的要几天", (0,)),
        ("没得外线工程好久办完", (0,)),
        ("有外线工程要几天", (1,)),
        ("要拉外线的多久", (1,)),
    ],
)
def test_with_and_without_a_thing_are_told_apart(question: str, expected: tuple[int, ...]) -> None:
    assert choose(question, [Case("无外线工程"), Case("有外线工程")]) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("夫妻两个都交公积金，最多贷多少", (0,)),
        ("两口子都缴的能贷几万", (0,)),
        ("那只有一个人交的呢", (1,)),
        ("就一个人缴最多贷多少", (1,)),
    ],
)
def test_both_of_a_pair_and_one_alone_are_told_apart(question: str, expected: tuple[int, ...]) -> None:
    assert choose(question, [Case("双缴存职工家庭"), Case("单缴存职工家庭")]) == expected


def test_a_bound_on_the_other_side_of_the_same_sum_is_another_case() -> None:
    cases = [Case("单户500万元以下小微企业的费率"), Case("单户500万元以上、1000万元以下")]
    assert choose("500万以下的费率", cases) == (0,)
    assert choose("500万元以上的费率", cases) == (1,)
    assert choose("单户800万的费率", cases) == (1,)


def test_what_is_done_within_a_time_names_it() -> None:
    cases = [Case("重大漏洞 整改", act="整改"), Case("重大漏洞 上报", act="上报")]
    assert choose("重大漏洞几小时内上报", cases) == (1,)


def test_the_number_of_a_hotline_names_no_case() -> None:
    assert choose("12345打进去，投诉的几天", [Case("12345热线"), Case("投诉类", near=0.02)]) == (1,)


@pytest.mark.parametrize(
    "question",
    ["接气从申请到通气一共几天", "想烧天然气，从提需求到用上气总共多少个工作日", "从审批到通气全程要多久"],
)
def test_from_one_end_to_the_other_is_the_total(own: Assistant, question: str) -> None:
    assert values(own.ask(question)) == ["14个工作日"]


def test_a_step_that_is_named_is_not_the_total(own: Assistant) -> None:
    assert values(own.ask("竣工验收一共几天，说的是用气")) == ["不超过5个工作日"]


@pytest.mark.parametrize(
    "question", ["知识产权优势企业打算培育几家（不是贯标那个数）？", "优势企业培育多少家，不要贯标的那个"]
)
def test_what_is_set_aside_in_everyday_words_is_not_told(own: Assistant, question: str) -> None:
    assert values(own.ask(question)) == ["80家"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [("参展补助一家一年最多多少", (2,)), ("参展补助一个展位给多少", (1,)), ("展位费补百分之几", (0,))],
)
def test_one_of_them_is_each_of_them(question: str, expected: tuple[int, ...]) -> None:
    cases = [
        Case("展位费", name="展位费"),
        Case("单个展位", name="单个展位"),
        Case("每家企业", name="每家企业"),
    ]
    assert choose(question, cases) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("买15万的车补多少", (1,)),
        ("8万块的车补贴", (0,)),
        ("25万的车补贴多少", (2,)),
        ("20万元以上的补多少", (2,)),
    ],
)
def test_a_band_is_told_by_the_sum_that_lies_in_it(question: str, expected: tuple[int, ...]) -> None:
    cases = [Case("购买10万元以下新车"), Case("10万元至20万元"), Case("20万元以上")]
    assert choose(question, cases) == expected


def test_ten_thousand_is_the_same_number_in_figures() -> None:
    cases = [Case("年组织游客5000人次以上1万人次以下"), Case("1万人次以上")]
    assert choose("一年带12000人次奖多少", cases) == (1,)


def test_a_time_of_the_whole_matter_gives_way_to_the_case_that_is_named() -> None:
    cases = [Case("办电时间", name="办电时间"), Case("10千伏高压", name="10千伏高压")]
    assert choose("高压办电几天", cases) == (1,)


@pytest.mark.parametrize(
    ("question", "cases", "expected"),
    [
        ("大企业呢", ["微型企业", "中型企业", "大型企业"], (2,)),
        ("中等规模的厂房几天审完", ["大型房屋建筑工程", "中型及以下"], (1,)),
        ("二类的呢", ["一类企业", "二、三类企业"], (1,)),
        ("一类的几天", ["一类企业", "二、三类企业"], (0,)),
    ],
)
def test_sizes_and_classes_are_told_apart(question: str, cases: list[str], expected: tuple[int, ...]) -> None:
    assert choose(question, [Case(case, name=case) for case in cases]) == expected


@pytest.mark.parametrize(
    ("question", "expected"), [("二类的呢", (1,)), ("三类企业退税几天", (1,)), ("一类的", (0,))]
)
def test_classes_that_are_joined_are_each_meant(question: str, expected: tuple[int, ...]) -> None:
    figures = extract_figures("一类企业2个工作日，二、三类企业5个工作日。")
    assert choose(question, [Case(figure.subject) for figure in figures]) == expected


@pytest.mark.parametrize(("question", "expected"), [("买辆十五万的车", (1,)), ("三十万的车", (2,))])
def test_a_band_is_told_by_a_sum_in_words(question: str, expected: tuple[int, ...]) -> None:
    cases = [Case("单价10万元以下"), Case("10万元（含）至20万元"), Case("20万元（含）以上")]
    assert choose(question, cases) == expected
