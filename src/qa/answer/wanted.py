"""Things that people ask of a plan and that a clause may not give: a phone number, a penalty, a form.

Each row pairs the words that ask for a thing with the words by which a clause would give it. The rows
speak of office life in general; none of them knows a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from qa.extract.model import Figure

_PAPERS = r"材料|(?:提交|提供|凭|收取|携带|出具|持)[^，。；]{0,12}(?:证明|复印件|身份证|执照|凭证|文件)"
_ROWS: tuple[tuple[str, str, str], ...] = (
    ("联系人或手机号", r"手机号|联系人|办公电话|座机", r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}|联系人"),
    ("电话或联系方式",
        r"电话(?:号码)?(?:是|多少|几|给|有|发|留|告诉|报|呢|$|？|\?|\s)|号码(?:是|多少|几|给|呢)|(?:打|拨|致电)(?:哪[个里]|什么|啥|何)[^，。？?]{0,4}(?:号|电话|人|$)|手机号(?:码)?(?:是多少|给|多少|发)|联系方式"
        r"|联系人|怎么联系|客服|phone|telephone|contact", r"(?<!\d)\d{5,}(?!\d)"),
    ("具体人员",
        r"(?:组长|关长|行长|校长|会长|总经理|局长|主任|书记|市长|区长|县长|厅长|处长|科长|负责人|联系人|经办人|法官|院长|专员|工作人员|起草人?|拟稿人?|执笔人?|作者)[^，。]{0,4}(?:由谁|由哪位|哪位|是谁"
        r"|是哪位|叫什么|姓名|姓什么|名字|贵姓)|who is the (?:director|head|mayor|contact)",
        r"由[^，。；]{2,24}(?:担?任)[^，。；]{0,4}(?:组长|主任|会长|总召集人|召集人)"),
    ("网址或下载地址", r"网址|网站(?:是|地址|叫|在)|链接|官网"
        r"|哪(?:里|儿|个网站)?(?:能|可以|才能)?下载|下载(?:地址|入口)|域名|website|\burl\b", r"网址|www|http"),
    ("地址或办公时间",
        r"地址(?![写填变错改有弄])|几楼|(?:去|到|过去|过来|大厅|窗口|中心|那里|那边|地方|^)(?:该|要|应该|又)?怎么走|在哪条路|办公时间|上班时间|营业时间|(?:周末|周[六日]|双休日|节假日)[^，。？?]{0,3}(?:上班|办公|办理|办|开|休息)|开不开门|几点(?:开|关)门|几点钟?(?:上班|开门|下班|开始|停|结束|收)|在哪(?:个|里"
        r"|儿)?(?:地方|大厅|办公)|地点|address|office hours", r"地址|路\d+号|上午|下午"),
    ("所在的区县或地点",
        r"(?:设|建|放|布局|分布|安)在?(?:哪|什么地方|啥地方)[里儿些几个]*(?:区|县|镇|乡|村|街道?|片|地方|位置|[？?]|$)|在哪几?个?区县?(?![都也县])|哪几个区(?![都也])",
        r"(?<![城片社地战园特全辖市])区(?![域别块分县间])|位于|设在"),
    ("所需材料",
        r"(?:带|交|要|准备|提供|需要|需|哪些|什么|啥)(?:多少|[^，。？?免少]){0,4}(?:材料|资料)|(?:带|交|凭)(?:些|上|齐)?(?:啥子?|什么|哪些)证件|材料清单|(?:材料|资料)(?:有"
        r"|要)?(?:哪些|什么|啥)"
        r"|(?:带|交|提供|准备|要)[^，。？?]{0,6}(?:身份证|复印件|户口本|照片|原件|公章)[^，。？?]{0,4}[吗么不没]"
        r"|what documents|documents are needed", _PAPERS),
    ("赔偿或处罚的规定",
        r"赔偿|赔(?:付|钱|不赔|[^，。？?]{0,4}(?:多少|几))|违约金|罚(?:款|多少|几|金|不罚)|处罚|滞纳金|法律责任|(?:什么|啥)(?:责任|后果"
        r"|处分)|坐牢|判几年|penalt|fined?\b|compensation", r"赔偿|违约|罚|处罚|责任|查处|惩戒|打击|严肃处理|经济补偿|滞纳金"),
    ("奖励或补贴的金额",
        r"奖金|奖励(?:多少|几|金额)|奖多少|(?:补贴|补助|资助|扶持)(?:金额|标准|多少|几)|补(?:多少|几)(?:钱|元|万)?"
        r"|给(?:多少|几)(?:钱|元|万)|bonus", r"\d元|万元|补助|\d%"),
    ("贷款利率", r"利率|利息|月供|首付|interest rate", r"利率|利息|月供|首付"),
    ("贷款额度", r"贷(?:款)?(?:多少|好多|几)|额度", r"额度|贷款[^，。；]{0,10}\d"),
    ("学费或住宿费", r"学费|学杂费|住宿费|培训费", r"学费|学杂费|住宿费|培训费"),
    ("工资或待遇标准",
        r"工资(?:标准)?(?:是|有)?(?:多少|几)|月薪|年薪|底薪|薪资|待遇(?:怎么样|如何|多少)|salary"
        r"|wage", r"(?:工资|薪|待遇|收入)[^，。；]{0,12}\d"),
    ("招聘的安排", r"招(?:多少|几)人|招聘", r"招[^，。；]{0,12}\d|招聘"),
    ("经费或预算",
        r"(?:预算|经费|造价|投资额|总投资)(?:是|有|要|为|多少|几|$|[？?\s])|耗资|拨款(?:是|有|多少|几)|投(?:入|资)?了?(?:多少|好多|几)(?:个?[万亿]|钱|元|资金)",
        r"预算|经费|造价|资金|[万亿]元"),
    ("采购价或单价", r"采购价|进价|成本价|市场价|出厂价|单价", r"采购价|单价|元/|每[台套个辆]\d"),
    ("评分或评定的标准",
        r"(?:评分|打分|评定|评选|考核|认定|准入)的?(?:具体)?(?:标准|办法|细则|指标|规则)", r"评分|标准|细则|办法"),
    ("举办的国家或城市", r"哪个(?:国家|城市|省)", r"(?!)"),
    ("加急的费用", r"加急费", r"加急"),
    ("尺寸或规格", r"尺寸|几寸|多大的照片", r"尺寸|寸"),
    ("将来的行情", r"会不会(?:涨|跌|降价)|[会要]涨|涨不涨|走势|行情", r"(?!)"),
    ("已经完成的数量",
        r"(?:到现在为止|至今|截至|截止目前|迄今|实际|去年|上个?月)[^，。？?]{0,12}(?:多少|几)"
        r"|(?:评上|获批|入选)了?的[^，。？?]{0,3}(?:多少|几)|已经?(?:建好|建成|完成|办好|发放)了?(?:多少|几)", r"(?!)"),
    ("承办企业", r"哪几?家[^，。？?]{0,6}(?:公司|企业|厂家|厂商)[^，。？?]{0,4}(?:开发|承建|中标|做的|建的|生产|研发|运营|供货)", r"(?!)"),
    ("表格或范本的式样", r"(?:申请表|表格|范文|样本|模板|格式)(?:在哪|怎么填|下载|发我|给我|有吗)|怎么填", r"申请表|表格|格式"),
    ("具体名单",
        r"(?:具体)?(?:是|有)?哪\s*\d{2,}\s*[家种个项所]|名单[里上中]?都?(?:是|有|在|发|给|公布|哪(?!一?年|个?月|天|一天))|具体是哪(?:些"
        r"|几)?[家所个](?:企业|公司|银行|学校|医院)|\d+\s?[家种个项所件][^，。？?]{0,6}(?:具体|都|分别)(?:是|有|叫)(?:哪|什么|啥)",
        r"名单：|分别是|包括|（[^）]*、|：[^。]*、"),
    ("考试或报名的安排", r"(?<!申)报名(?![字费称])|考试(?:时间|安排|内容|科目|地点)|考哪?几科|及格|分数线|录取|准考证", r"报名|考试"),
    ("诉讼费用", r"诉讼费|律师费|鉴定费|保全费", r"诉讼费|律师费|鉴定费|保全费"),
    ("有效期", r"有效期|多久过期|几年有效|年检|多久换一次", r"有效|年检"),
    ("补办的规定", r"补办|挂失|丢了|遗失", r"补办|补领|补发|遗失|挂失"),
    ("缴费或发放的日期",
        r"(?:几号|哪天|哪一天)(?:来|要|会|得|能)?(?:扣|交|缴|收|付|发钱|到账|还款?)|(?:扣款|缴费|还款|发放)日",
        r"扣款日|缴费日|每月\d+日"),
    ("账号或登录的办法", r"账号|密码|(?:登录|登陆|登)不[上进了]|怎么(?:登录|登陆)|实名认证怎么", r"账号|密码|登录"),
    ("上下班或轮休的安排", r"放假|调休|轮休", r"放假|补休|节假日|24小时|全天候"),
    ("对个人情况的建议",
        r"(?:请|找|换)(?:哪|什么|啥)[^，。？?]{0,4}律师"
        r"|(?:你|您)(?:觉得|建议|认为)我|我该不该|值不值得?|划不划算|我(?:这种|这个|的)情况[^，。？?]{0,6}(?:该|怎么|咋|找谁|请)", r"(?!)"),
)  # fmt: skip

PERSONAL = frozenset({"电话或联系方式", "具体人员", "网址或下载地址", "地址或办公时间", "承办企业"})

_ASKED_UNIT = re.compile(
    r"(?:多少|好多|几多|第?(?<![那这的好])几(?=[^百千万])|how many|how much)\s*(?P<unit>钱|万元|个?亿元?|元|块|毛|万|家|种|次|公里|千米"
    r"|平方米|微克|毫克|岁|名|座|户|辆|吨|度|亩|本|张|所|兆|千伏安|个?环节|个?阶段|人次|个百分点|百分点|点|成|天|个?工作日|个?小时|个?月|分钟|处)|(?P<days>天)数|[几多]少?(?P<times>回|趟)"
)
"""A unit that is asked for by name (多少家, 优良天数)."""
_ANY = re.compile(
    r"(?:各?是|为|了|到|至|分别)?多少(?=$|[，,。？?！!呢呀啊])|(?:压|减|改|变)[^，。？?]{0,3}[前后]"
)
_PERCENT = re.compile(
    r"百分之(?:几|多少)|百分比|几成|占比|(?<![\u4e00-\u9fff]汇)率(?:是|要|能|会|达|为|目标|提高|$)|what percent|percentage"
)
_PLACES = ("座", "所", "处")
_MONEY = ("钱", "万元", "亿元", "元", "块", "毛", "亿")
_REDUCTION = re.compile(
    r"降|优惠|(?<!最)便宜|减|补|幅|省|折|压缩|下调|lower|reduc|drop|cut|cheap", re.IGNORECASE
)
_PER = re.compile(
    r"(?:一个?月|每月|每年|一年|一度|每度|每吨|一吨|每件|一次)[^，。？?]{0,6}(?:多少|几|好多)|多少元|几块|几元"
)
_COUNTED = re.compile(r"(?:多少|好多|几)个(?=$|[，。？?！!呢呀啊])")
_MEASURED = ("平方米", "公里", "公顷", "亩", "%", "‰", "元", "吨", "天")
"""Units of what is measured and not counted one by one."""
_ROUND = re.compile(r"(?:发|给|补|收|交|花|要|付|奖|罚|赔)[^，。？?]{0,3}几[百千万](?!人|家|个|公里|户)")
_HOURS = re.compile(r"(?:几|多少|好多)个?(?:小时|钟头)")
_DAYS = re.compile(r"(?:几|多少|好多)(?:天|个?工作日)")
_CAP = re.compile(r"最多(?:能|可以?|给|补|奖|拿|贴|多少|是)|最高(?:能|可以?|给|补|奖|是|多)|封顶|顶格|上限")
_HOW_MUCH = re.compile(r"多少|好多|几[成块元万分]|百分之几")
_NEAR_CAP = 8
_CAPPED = re.compile(r"最高|最多|不超过|不得超过|不高于|不得高于|以内|以下$")
_CHARGE_NAME = 3
_NOTHING = re.compile(r"免|零|不(?:再)?收|停征|停止|取消|不得")
_SAID = re.compile(r"标准(?:收|计|缴|交|征)|承担|负担|自理|自付")
"""A charge that is told without a sum: by that of another case, or by who bears it."""
_YEARS = re.compile(r"(?:最[长多久短少]|能[管用]|有效|期限|贷)[^，。？?]{0,3}(?:几|多少)年")
_GRANTED = re.compile(r"(?:补贴?|补助|奖励?|奖补|贴)(?:[^，。？?]{0,2})(?:多少|几多|好多)(?!个|家|户|人)")
_WORDS = re.compile(r"免|零费用|不收|不得收|减按|立等可取|承担|负担|自理")


@cache
def _rows() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (label, re.compile(asked, re.IGNORECASE), re.compile(given)) for label, asked, given in _ROWS
    )


def not_given(question: str, text: str) -> str | None:
    """What ``question`` wants and a clause's ``text`` does not give, in words for the answer; else None."""
    for label, asked, given in _rows():
        if asked.search(question) and not given.search(text):
            return label
    return None


def asks_any_figure(question: str) -> bool:
    """Whether ``question`` wants a number without a unit (压缩前后各是多少), which a time or a price may be as well."""
    return bool(_ANY.search(question)) and not _ASKED_UNIT.search(question) and not _PERCENT.search(question)


def _asked_unit(question: str) -> str | None:
    """The unit that ``question`` asks for by name, without a 个 before it; None where it names none."""
    asked = _ASKED_UNIT.search(question)
    if asked is None:
        return None
    return "次" if asked["times"] else (asked["unit"] or asked["days"]).lstrip("个")


def in_asked_unit(question: str, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures in just the unit that ``question`` names (300天 for 多少天); none where it names none."""
    asked = _asked_unit(question)
    if asked is None:
        return ()
    unit = "元" if asked in _MONEY else asked
    units = (unit, "工作日") if unit == "天" else (unit,)
    return tuple(f for f in figures if f.intent != "deadline" and any(u in f.unit for u in units))


def fitting(question: str, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures in the unit that ``question`` asks for (多少家, 多少钱, 百分之几); all where it names none.

    Durations and deadlines fit as they are, whatever else the question counts.
    """
    figures = tuple(figures)
    if all(figure.intent in ("duration", "deadline") for figure in figures):
        if _YEARS.search(question):
            return tuple(f for f in figures if f.unit == "年")
        return _in_length(question, figures)
    asked = _asked_unit(question)
    if asked is None and _COUNTED.search(question):
        return tuple(f for f in figures if not any(unit in f"{f.unit}{f.value}" for unit in _MEASURED))
    if asked is None and _GRANTED.search(question):
        return tuple(f for f in figures if "元" in f.value) or figures
    if _ROUND.search(question) or asked in _MONEY:
        priced = tuple(f for f in figures if _is_money(f, question))
        if _GRANTED.search(question) or not _REDUCTION.search(question):
            priced = tuple(f for f in priced if _is_told(f, question)) or priced
        plain = tuple(
            f for f in priced if f.number is not None or _NOTHING.search(f.value) or _SAID.search(f.value)
        )
        return plain if any(f.number is not None for f in plain) else priced
    if _PERCENT.search(question) or asked in ("点", "成", "百分点"):
        return tuple(f for f in figures if f.kind == "rate" or "%" in f.value)
    if asked and asked != "万":
        units = (asked, "个") if asked in _PLACES else (asked,)
        return tuple(
            f for f in figures if any(u in part for u in units for part in (f.unit, f.value, f.predicate, f.subject))
        )  # fmt: skip
    return figures


def capped(question: str, figures: tuple[Figure, ...], text: str) -> tuple[Figure, ...]:
    """The figures of ``text`` that are a most, where ``question`` asks for that (最多给多少) and there are any; else all."""
    if not _CAP.search(question) or len(_HOW_MUCH.findall(question)) > 1:
        return figures
    near = ((f, text[max(f.clause_start, f.start - _NEAR_CAP) : f.end]) for f in figures)
    return tuple(f for f, words in near if _CAPPED.search(f"{f.subject} {words}")) or figures


def _in_length(question: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The times without those that nobody measures as the question does: no seconds or years for 几天, no days for 几小时."""
    if _HOURS.search(question):
        return tuple(f for f in figures if f.unit.endswith(("小时", "钟"))) or figures
    if _DAYS.search(question):
        return tuple(f for f in figures if f.unit not in ("秒", "分钟", "年")) or figures
    return figures


def _is_told(figure: Figure, question: str) -> bool:
    """Whether a charge is told as a sum, by who bears it, or as remitted by its name (停征…工本费 for 身份证工本费多少)."""
    if "元" in figure.value or _SAID.search(figure.value):
        return True
    charge = figure.value[-_CHARGE_NAME:]
    return figure.kind == "fee" and figure.number is None and charge[-1:] in "费税金" and charge in question


def _is_money(figure: Figure, question: str) -> bool:
    if figure.kind in ("fee", "money") or "元" in figure.value or _WORDS.search(figure.value):
        return True
    return figure.kind == "rate" and bool(_REDUCTION.search(question)) and not _PER.search(question)
