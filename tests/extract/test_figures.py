"""Figures of the plan's own sentences: value, case, change, date and place in the text."""

from __future__ import annotations

import pytest

from qa.extract.figures import extract_figures
from qa.extract.model import Figure


def told(text: str, *kinds: str) -> list[tuple[str, str]]:
    """(subject, value) of the figures of ``kinds``, all kinds but deadlines where none is named."""
    return [
        (f.subject, f.value)
        for f in extract_figures(text)
        if (f.kind in kinds if kinds else f.kind != "deadline")
    ]


def only(text: str, kind: str) -> Figure:
    """The one figure of ``kind``."""
    (figure,) = [f for f in extract_figures(text) if f.kind == kind]
    return figure


def test_each_case_of_one_measure_keeps_its_own_time_limit() -> None:
    text = (
        "2019年底前将一般社会投资项目从立项到竣工验收的审批时间控制在50个工作日以内，小型社会投资项目控制在35个"
        "工作日以内，带方案出让土地的项目控制在20个工作日以内，一般工业项目从取得土地到开工控制在15个工作日以内。"
    )
    assert told(text) == [
        ("一般社会投资项目从立项到竣工验收的审批时间", "50个工作日以内"),
        ("小型社会投资项目", "35个工作日以内"),
        ("带方案出让土地的项目", "20个工作日以内"),
        ("一般工业项目从取得土地到开工", "15个工作日以内"),
    ]
    assert {f.deadline for f in extract_figures(text)} == {"2019年底前"}


def test_the_date_at_the_beginning_governs_the_case_behind_the_semicolon() -> None:
    text = (
        "压缩办理时限。2019年底前将高压客户在供电企业的办电时限控制在20个工作日以内；"
        "低压非居民客户在供电企业的办电时限控制在4个工作日以内。"
    )
    low = extract_figures(text)[-1]
    assert (low.subject, low.value, low.deadline) == (
        "低压非居民客户在供电企业的办电时限", "4个工作日以内", "2019年底前",
    )  # fmt: skip
    assert text[low.start : low.end] == low.value


def test_a_date_does_not_govern_the_next_sentence() -> None:
    text = "2019年底前取消审批；对10千伏客户5个工作日内办结许可。临时占用道路等事项2个工作日内办结。"
    five, two = [f for f in extract_figures(text) if f.kind == "duration"]
    assert (five.deadline, two.deadline) == ("2019年底前", "")


def test_a_change_says_from_what_to_what() -> None:
    figure = only("2020年底前实现用水接入办理时间由12个工作日缩减至7个工作日以内。", "duration")
    assert (figure.before, figure.value, figure.action) == ("12个工作日", "7个工作日以内", "缩减至")
    assert figure.is_change
    assert figure.subject == "用水接入办理时间"


@pytest.mark.parametrize(
    ("text", "before", "value", "subject"),
    [
        ("2019年底前将企业集体合同备案审查办理时限从15个工作日压减至10个工作日。", "15个工作日", "10个工作日",
         "企业集体合同备案审查办理时限"),
        ("进出口环节验核的监管证件由86种减至46种，全部联网核查。", "86种", "46种", "进出口环节验核的监管证件"),
        ("单独核发证书的，不动产登记费由每件550元减至80元。", "每件550元", "80元", "不动产登记费"),
        ("审批事项由原来的120项精简为60项。", "120项", "60项", "审批事项"),
        ("企业注销公告时间由45天压缩为20天。", "45天", "20天", "企业注销公告时间"),
    ],
)  # fmt: skip
def test_old_values_are_not_taken_for_what_is_promised(
    text: str, before: str, value: str, subject: str
) -> None:
    changed = [f for f in extract_figures(text) if f.kind != "deadline"]
    assert [(f.before, f.value, f.subject) for f in changed] == [(before, value, subject)]
    assert text[changed[0].before_start : changed[0].before_end] == before


def test_stages_listed_before_their_number_are_its_items() -> None:
    text = (
        "将获得用气流程由9个减少为客户提出用气需求并商议用气方案、委托设计、设计审查备案、委托施工、"
        "竣工验收及通气5个阶段。"
    )
    figure = only(text, "count")
    assert (figure.before, figure.value, figure.subject) == ("9个", "5个阶段", "获得用气流程")
    assert figure.items[0] == "客户提出用气需求并商议用气方案"
    assert figure.items[-1] == "竣工验收及通气"
    assert len(figure.items) == 5


def test_steps_counted_at_the_end_leave_the_process_as_subject() -> None:
    figure = only("将企业开办流程简化为办理营业执照、申领发票、员工参保登记3个环节。", "count")
    assert figure.subject == "企业开办流程"
    assert figure.items == ("办理营业执照", "申领发票", "员工参保登记")


def test_parallel_values_go_to_their_parallel_cases() -> None:
    text = (
        "分别压减高、低压客户办电环节至4个（申请受理、供电方案答复、外部工程实施和装表接电）、3个（申请受理、外部工程实施和"
        "装表接电），对不涉及外部工程的项目，取消“外部工程实施”，进一步压减环节至3个、2个。"
    )
    high, low, high_direct, low_direct = extract_figures(text)
    assert (high.subject, high.value, len(high.items)) == ("高压客户办电环节", "4个", 4)
    assert (low.subject, low.value, len(low.items)) == ("低压客户办电环节", "3个", 3)
    assert (high_direct.subject, high_direct.value) == ("高压客户办电环节", "3个")
    assert (low_direct.subject, low_direct.value) == ("低压客户办电环节", "2个")
    assert low_direct.context == "不涉及外部工程的项目"


def test_a_case_before_the_comma_is_the_subject() -> None:
    assert told("招标人提出退还投标保证金的，在2个工作日内办结。") == [
        ("招标人提出退还投标保证金的", "2个工作日内")
    ]


def test_an_elliptic_case_knows_what_it_is_a_case_of() -> None:
    text = (
        "对10千伏供电非居民客户，简化程序，在正式受理申请后5个工作日内办结规划许可，"
        "情况复杂的不超过10个工作日。"
    )
    plain, complex_case = extract_figures(text)
    assert (plain.subject, plain.context) == ("规划许可", "10千伏供电非居民客户")
    assert (complex_case.subject, complex_case.value) == ("情况复杂的", "不超过10个工作日")
    assert "10千伏供电非居民客户" in complex_case.context
    assert "规划许可" in complex_case.context


def test_cases_behind_among_them_belong_to_the_whole() -> None:
    text = (
        "2020年底前实现水表口径DN100以下的用水接入办理时间由12个工作日缩减至7个工作日以内。其中，水表口径DN40以下且不涉及行政"
        "审批的，4个工作日内装表通水；水表口径DN100以下或者涉及行政审批的，7个工作日内装表通水。"
    )
    whole, small, large = [f for f in extract_figures(text) if f.kind == "duration"]
    assert small.subject == "水表口径DN40以下且不涉及行政审批的"
    assert small.context == large.context == whole.subject
    assert small.predicate == "装表通水"
    assert small.deadline == "2020年底前"


def test_one_subject_of_several_registrations_stays_whole() -> None:
    text = "抵押登记压缩至2个工作日，抵押注销登记、查封及解除查封登记、异议及注销异议登记实现立等可取。"
    assert told(text)[-1] == ("抵押注销登记、查封及解除查封登记、异议及注销异议登记", "立等可取")


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("对申请办理变更、更正登记的，免征不动产登记费。", "申请办理变更、更正登记的", "免征不动产登记费"),
        ("对水表口径在DN100以下的企业实行免收水表安装费。", "水表口径在DN100以下的企业", "免收水表安装费"),
        ("除企业自理报关外，进出口单证均为电子数据上传和零费用。", "进出口单证", "零费用"),
        ("对增值税小规模纳税人减按50%征收资源税、印花税。", "增值税小规模纳税人", "减按50%征收"),
        ("《口岸收费目录清单》以外的项目一律不得收费。", "《口岸收费目录清单》以外的项目", "一律不得收费"),
        ("新开办企业办理营业执照均实行免费办理。", "新开办企业办理营业执照", "免费"),
        ("涉企行政事业性收费一律不得收取。", "涉企行政事业性收费", "一律不得收取"),
    ],
)  # fmt: skip
def test_fees_waived_or_cut_are_found_with_who_profits(text: str, subject: str, value: str) -> None:
    assert told(text, "fee") == [(subject, value)]


def test_a_price_stands_beside_the_rule_that_it_replaces() -> None:
    text = "对于中小微企业，不执行非居民超定额累进加价政策，按照非居民供水3.25元/吨的价格执行。"
    assert told(text, "fee") == [
        ("中小微企业", "不执行非居民超定额累进加价政策"),
        ("非居民供水", "3.25元/吨"),
    ]


def test_papers_no_longer_collected_are_no_fee() -> None:
    assert told("不再收取身份证复印件、产权证复印件等纸质材料。") == []


@pytest.mark.parametrize(
    ("text", "subject", "value", "number"),
    [
        ("2019年底前城市供电可靠率达到99.96%。", "城市供电可靠率", "99.96%", 99.96),
        ("实现口岸整体通关时间在2017年基础上压缩60%。", "口岸整体通关时间", "60%", 60),
        ("给予不超过20%的政府补助。", "政府补助", "不超过20%", 20),
        ("确保一般工商业电价平均再降低10%的要求传导到终端客户。", "一般工商业电价", "10%", 10),
        ("移动网络流量平均资费降低20%以上。", "移动网络流量平均资费", "20%以上", 20),
        ("网上可办率达到百分之九十五以上。", "网上可办率", "百分之九十五以上", 95),
    ],
)
def test_rates_have_subject_and_number(text: str, subject: str, value: str, number: float) -> None:
    figure = only(text, "rate")
    assert (figure.subject, figure.value, figure.number) == (subject, value, number)
    assert figure.intent == "amount"


@pytest.mark.parametrize(
    ("text", "subject", "value", "number", "unit"),
    [
        ("全市新建5G基站5000个。", "全市新建5G基站", "5000个", 5000, "个"),
        ("培育国家级创新创业孵化平台10家左右。", "培育国家级创新创业孵化平台", "10家左右", 10, "家"),
        ("普法人数达5万人次。", "普法人数", "5万人次", 50000, "人次"),
        ("加快实施411公里次支道路建设。", "次支道路建设", "411公里", 411, "公里"),
        ("全市新增城市绿地3000万平方米。", "全市新增城市绿地", "3000万平方米", 30_000_000, "平方米"),
        ("实现空气质量优良天数稳定在300天以上。", "空气质量优良天数", "300天以上", 300, "天"),
        ("将低压接入容量放宽至160千伏安。", "低压接入容量", "160千伏安", 160, "千伏安"),
        ("围绕人工智能、农产品等领域建设5个产业专利导航中心。", "产业专利导航中心", "5个", 5, "个"),
        ("至少完成2次对上市公司董事的培训。", "对上市公司董事的培训", "2次", 2, "次"),
    ],
)
def test_counts_have_subject_number_and_unit(
    text: str, subject: str, value: str, number: float, unit: str
) -> None:
    figure = only(text, "count")
    assert (figure.subject, figure.value, figure.number, figure.unit) == (subject, value, number, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("推行重庆口岸7×24小时通关全覆盖。", "7×24小时"),
        ("劳动保障监察机构按规定第一时间派员赴现场。", "第一时间"),
        ("至少提前1个电费账单周期制定电价政策信息。", "至少提前1个电费账单周期"),
        ("企业间存量非住宅交易即时办结。", "即时办结"),
        ("实现客户常用业务全天候办理。", "全天候"),
        ("三个月内完成整改。", "三个月内"),
        ("压缩至３个工作日。", "３个工作日"),
    ],
)
def test_times_in_words_are_durations_too(text: str, value: str) -> None:
    assert only(text, "duration").value == value


@pytest.mark.parametrize(
    "text",
    [
        "完善“4+1重庆智慧法院新生态”，发挥“三个作用”。",
        "以“12345”市长公开电话为基础，建立“12345一号通”平台。",
        "按照《中华人民共和国劳动合同法》第40条规定办理。",
        "对市级工业园区10千伏工业企业项目接入工程投资到用地红线。",
        "推广4G、5G网络，引入第三方评估，实现“一网通办、一窗受理”。",
        "渝府办发〔2019〕81号，重庆市人民政府办公厅2019年7月23日印发。",
        "落实“一次性告知”制度，推进“双随机、一公开”监管和四大平台。",
        "对成立3年以上的企业优先支持。",
    ],
)
def test_numbers_that_promise_nothing_are_no_figures(text: str) -> None:
    assert extract_figures(text) == ()


def test_a_date_is_a_figure_with_what_is_due() -> None:
    figure = only("2021年底前出台《重庆市社会信用条例》。", "deadline")
    assert (figure.value, figure.subject, figure.intent) == (
        "2021年底前",
        "出台《重庆市社会信用条例》",
        "deadline",
    )


def test_each_of_two_dates_governs_its_own_part() -> None:
    text = "2019年底前部分事项通办率达到60%，2022年底前全部事项通办率达到100%。"
    assert [(f.value, f.deadline) for f in extract_figures(text) if f.kind == "rate"] == [
        ("60%", "2019年底前"), ("100%", "2022年底前"),
    ]  # fmt: skip


def test_text_without_figures_gives_none() -> None:
    assert extract_figures("") == ()
    assert extract_figures("降低印章刻制费用。") == ()


def test_a_price_lowered_by_law_is_one_change() -> None:
    text = "个人住宅登记费由每件80元减按60元收取，非住宅登记费由每件550元减按400元收取。"
    assert told(text) == [("个人住宅登记费", "60元"), ("非住宅登记费", "400元")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("驾驶证遗失补领线上申请，2个工作日内寄出。", ("驾驶证遗失补领线上申请", "2个工作日内")),
        ("录取结果在报名截止后10个工作日内公布。", ("录取结果在报名截止后", "10个工作日内")),
        ("进口的自到港起6小时内完成查验。", ("进口的", "6小时内")),
        ("路内停车前30分钟免费。", ("路内停车前30分钟", "免费")),
        ("营业执照核发不超过4个工作小时。", ("营业执照核发", "不超过4个工作小时")),
        ("排污登记材料齐全的，即时登记。", ("排污登记材料齐全的", "即时登记")),
    ],
)
def test_a_bare_action_has_the_case_that_it_is_done_in(text: str, expected: tuple[str, str]) -> None:
    assert expected in told(text)


def test_classes_in_words_name_cases_and_are_no_counts() -> None:
    text = (
        "出口退税分类办理，一类企业1个工作日内办结，二类、三类企业4个工作日内办结，四类企业10个工作日内办结。"
    )
    assert told(text) == [
        ("一类企业", "1个工作日内"),
        ("二类、三类企业", "4个工作日内"),
        ("四类企业", "10个工作日内"),
    ]


def test_a_case_beside_another_does_not_belong_to_it() -> None:
    text = "企业在主板上市的奖励800万元，在北京证券交易所上市的奖励500万元。"
    assert [(f.context, f.value) for f in extract_figures(text)] == [("", "800万元"), ("", "500万元")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "停放30分钟以内免费；一类区域首小时5元、每日最高30元，二类区域首小时3元、每日最高20元。",
            [("二类区域首小时", "3元"), ("二类区域首小时", "每日最高20元")],
        ),
        (
            "在职职工报销60%，年度限额1500元；退休人员报销70%，年度限额2000元。",
            [("在职职工报销年度限额", "1500元"), ("退休人员报销年度限额", "2000元")],
        ),
        ("60至64周岁老人半价，中小学生享受5折。", [("60至64周岁老人", "半价"), ("中小学生", "5折")]),
    ],
)
def test_an_elliptic_figure_keeps_the_case_before_it(text: str, told: list[tuple[str, str]]) -> None:
    found = {(figure.context + figure.subject, figure.value) for figure in extract_figures(text)}
    assert set(told) <= found


def test_a_loan_limit_is_an_amount_and_no_fee() -> None:
    found = extract_figures("提高住房公积金贷款额度，夫妻双方缴存的由50万元提高至60万元。")
    assert [(figure.intent, figure.value) for figure in found] == [("amount", "60万元")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "游船票价60元，11月至次年3月淡季船票35元。",
            [("游船票价", "60元"), ("11月至次年3月淡季船票", "35元")],
        ),
        ("不得在每月1日至5日安排检查。", [("不得", "每月1日至5日")]),
        ("各单位每月25日前报送进度。", [("各单位", "每月25日前")]),
        ("半日托每人每月不超过900元。", [("半日托每人每月", "不超过900元")]),
    ],
)
def test_days_and_months_of_the_calendar_are_no_time_limits(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


def test_what_a_rank_is_awarded_to_is_part_of_its_case() -> None:
    text = "农家乐被评为县级示范店的奖励1万元，市级示范店奖励3万元。"
    assert told(text) == [("农家乐被评为县级示范店的", "1万元"), ("市级示范店", "3万元")]


def test_the_action_that_two_cases_share_belongs_to_neither_name() -> None:
    assert told("抢修人员城区45分钟内到场、农村90分钟内到场。") == [
        ("抢修人员城区", "45分钟内"),
        ("农村", "90分钟内"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发现重大漏洞24小时内整改、2小时内上报。", [("发现重大漏洞", "24小时内", "整改"), ("发现重大漏洞", "2小时内", "上报")]),
        ("数据申请1个工作日内受理、5个工作日内授权。", [("数据申请", "1个工作日内", "受理"), ("数据申请", "5个工作日内", "授权")]),
        ("采购合同10日内签订、2日内公告。", [("采购合同", "10日内", "签订"), ("采购合同", "2日内", "公告")]),
    ],
)  # fmt: skip
def test_what_is_done_in_turn_is_done_to_one_thing(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(f.subject, f.value, f.predicate) for f in extract_figures(text)] == expected
