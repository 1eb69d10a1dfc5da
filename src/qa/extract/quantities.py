"""Where quantities stand in a text and what each is, before anything is said about its subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qa.extract.model import Condition, FigureKind
from qa.extract.numerals import to_number
from qa.read.due import find_deadlines

_ARABIC = r"\d+(?:,\d{3})*(?:[.．]\d+)?"
_SPOKEN = r"[一二两三四五六七八九十百]+"
_NOT_INSIDE = r"(?<![A-Za-z0-9０-９.．+＋第〔\[零一二三四五六七八九十百千])"
_RANGE = rf"{_ARABIC}(?:\s?[-–—~～至到]\s?{_ARABIC})?"
_MYRIAD = r"(?:万|亿|百万|千万|千|百)?(?:余|多)?"
_BEFORE = (
    r"(?:[≥≤>＞<＜]|不(?:得)?超过|不高于|不低于|不少于|不得?多于|不大于|不得?低于|低于|高于|超过|至少提前|提前|至少|"
    r"最多|最长|最高|"
    r"最低|最快|约|大约|近)"
)
_AFTER = r"(?:以内|之内|及?以上|及?以下|左右|内(?![容部外])|之?前(?!置|期|沿|端|海|往|景))"

_PERIOD = (
    r"个?\s?工作日|个?工作小时|个?自然日|天(?!然|府|津|河)|日(?![常报益均程志期本记托制])|个?小时|分钟|"
    r"秒(?![批办])|个半?月(?![度份底均季])|半月|月(?=以?内|之内)|"
    r"个季度|个?星期|周(?![期边年岁])|年(?![底前末度级均初来检报审月内款轻龄期\d])|个[\u4e00-\u9fff]{0,6}?周期"
)
_CLASSES = (
    r"个基点|个(?:审批)?(?:环节|阶段|步骤|程序|流程|事项)|个(?![人体性别税案])|家|项|条(?![例件])|种(?![植子养])|"
    r"类(?![似型])|次(?![支要月日生级])|"
    r"件(?![事])|份|户(?![籍口外])|座|套|批|所|处(?![理置罚于])|名|人次|人(?![民员力才工社行口大])|公里|"
    r"千米|平方公里|平方米|"
    r"立方米|米(?!其)|吨|千瓦时|千瓦|兆瓦|千伏安|兆(?:比特)?|Mbps|亩|公顷|公斤|辆|台|列|班|张|"
    r"本(?![地市省区次级])|门(?![户槛诊])|步|"
    r"倍|页|分(?![钟之别类析局])|微克/立方米|标准箱|枚|篇"
)
_COIN = r"(?:美元|欧元|元(?:人民币)?|块钱?)"
_PER = (
    r"(?:/|每)(?:千瓦时|立方米|平方米|标准箱|吨|度|户|件|次|月|年|人次?|天|日|小时|米|票|箱|本|册|证|张|副|套|枚|块|份|页|辆|台|间|床|场|亩|"
    r"学期|学年)"
)
_FREE = (
    r"(?:一律|全部|均)?(?:不得(?:再)?收取?(?:任何)?(?:费用?|押金)|不得(?:违规|重复|另行|额外|变相)?收费|"
    r"不得收取(?=[，。；）]|$)|不得要求[^，。；：]{0,8}(?:缴纳|交纳|支付|提供)[^，。；：]{0,6}(?:费用?|押金|保证金)|"
    r"不(?:再)?收取?(?:任何)?费用?|不(?:再)?收费)|(?:不(?:再|用)?|无[需须])缴(?:纳)?费用?|不(?:再)?收取?[^，。；：、（）“”]{0,10}(?:费用?|押金|保证金)|"
    r"半价|[一二三四五六七八九\d]折(?![叠算旧扣抵])|零(?:费用|收费|成本|资费|投资)|无偿(?=(?:提供|代办|使用|开放|办理|服务|帮办)|[\u4e00-\u9fff]{0,4}服务|[，。；])|(?<=费)为零|(?<=费用)为零|免费|"
    r"(?:全部|一律)?(?:免(?:收|征|缴|交)(?:[^，。；：、（）“”]{0,12}(?:费用?|税|金))?|"
    r"免除[^，。；：、（）“”]{0,12}(?:费用?|税|金))|"
    r"减(?:按|征)\s?\d+\s?[%％]\s?(?:征收|计征|收取|缴纳)?|减半(?:征收|收取|收费)|"
    r"按\s?\d+\s?[%％]\s?(?:征收|计征|收取|收费)|"
    r"按[^，。；：（）]{0,12}(?:核定|指导|政府定)(?:的)?(?:价格?|标准)(?:收取|收费|计收|执行)|"
    r"由[\u4e00-\u9fff]{0,4}(?:政府|财政)[^，。；：（）]{0,6}(?:承担|负担|买单)|"
    r"(?:停征|停止(?:征收|收取)|取消(?!.{0,8}站|\d)|不得(?:再|违规|另行)?(?:向|对)[^，。；：（）]{1,12}(?:收取|征收))[^，。；：、（）“”]{0,16}(?:费用?(?!用户)|基金|押金|保证金)(?![的率项目])|"
    r"按(?!规定|标准|该|此|原)[^，。；：（）]{1,8}标准(?:收取|收费|计收|缴纳|交纳|征收)|"
    r"不执行[^，。；：（）]{1,20}(?:加价|收费)(?:政策|标准)?"
)
# Who bears a charge: 抵押评估费由银行承担.
_BORNE = re.compile(
    r"(?:费用?|成本|[\u4e00-\u9fff]价)(?:、[^，。；]{0,16}费用?)?[^，。；：]{0,6}?(?P<who>(?<![缘理])由[\u4e00-\u9fff、（）]{2,14}?(?:全额|全部|足额|统一|自行)?(?:承担|负担|买单|自理))"
    r"(?![的一\d百改变转调])"
)
_INSTANT = (
    r"立等可取|即(?:时|刻)(?:办结|办理|受理|开通|生效|答复|登记|发证|出具|认定)|即来即办|即办即取|即办件?|随到随(?:办|验|放|检)|"
    r"随报随批|当(?:场|日|天|时)(?:办结|"
    r"受理|领取|取证|领证|办理|完成|拿证|出证|发证|发放|出具|登记|认定)|当(?:场|日|天)(?:即可?|就能?|可以?)(?:开工|施工|办结|领取|拿证|出证|发证|到账|生效|开通|营业)|立即办结|第一时间|(?:7|七)\s?[×xX*✕]\s?24\s?小时|"
    r"每月[1-3]?\d日(?:[至到][1-3]?\d日)?(?:之?前)?|24小时(?:不间断|全天候|不打烊)|"
    r"全天候|全年无休|秒(?:批|办|报秒批)(?!事项|系统|平台|业务|清单|”)|零(?:等待|延时|等候)"
)
_PATTERNS: tuple[tuple[FigureKind, re.Pattern[str]], ...] = (
    ("fee", re.compile(_FREE)),
    ("duration", re.compile(_INSTANT)),
    ("duration", re.compile(
        rf"(?P<pre>{_BEFORE})?{_NOT_INSIDE}(?P<number>{_RANGE}|{_SPOKEN}|半)(?:余|多)?"
        rf"(?P<unit>{_PERIOD})(?P<post>{_AFTER})?")),
    ("money", re.compile(
        rf"(?P<pre>{_BEFORE})?(?:每[\u4e00-\u9fff]{{1,3}}?)?{_NOT_INSIDE}"
        rf"(?P<number>{_RANGE}{_MYRIAD})(?P<unit>{_COIN}(?:{_PER})?)(?P<post>{_AFTER})?")),
    ("rate", re.compile(
        rf"(?P<pre>{_BEFORE})?(?:{_NOT_INSIDE}(?P<number>{_ARABIC}[%％][-–—~～]{_ARABIC}|{_RANGE})\s?(?P<unit>[%％‰]|个百分点)|"
        rf"(?P<part>[百千万])分之(?P<spoken>{_SPOKEN}|{_ARABIC}))"
        rf"(?P<post>{_AFTER})?")),
    ("count", re.compile(
        rf"(?P<pre>{_BEFORE})?{_NOT_INSIDE}(?P<number>{_RANGE}{_MYRIAD}|[二两三四五六七八九十百]+)"
        rf"(?P<unit>{_CLASSES})(?P<post>{_AFTER})?")),
)  # fmt: skip
_MASKED = re.compile(
    r"《[^》]*》|〔\d+〕\d*号?|第(?!一时间)[零一二三四五六七八九十百千\d]+[\u4e00-\u9fff]?|"
    r"[“\"](?:[^”\"]{0,4}\+)?[^”\"]{0,9}[”\"]|[1一]件事|"
    r"20\d{2}年(?:1?\d月(?:[1-3]?\d日)?)?|1?\d月[1-3]?\d日|"
    r"1?\d月[至到](?:次年|翌年)?1?\d月|[一二三四五六七八九]大|三个作用|两个维护|"
    r"四个(?:意识|自信|全面)|"
    r"三方|多[\u4e00-\u9fff]合一|(?<![等共])[一二三四五六七八九]类(?=、[一二三四五六七八九]类|[\u4e00-\u9fff]{1,6}\d)"
)
_PARTS = {"百": "%", "千": "‰", "万": "‱"}
_QUOTED_FIGURE = re.compile(r"小时|工作日|[天日月元%％费]|成本|投资|[分秒]钟?")
_WIDE = str.maketrans("０１２３４５６７８９％＋", "0123456789%+")
_RATING = re.compile(
    r"DN\s?\d+(?:\s?[-–~至]\s?(?:DN)?\d+)?(?:\s?毫米)?(?:\s?（?含?）?及?以[上下内])?|"
    r"\d+(?:\.\d+)?千伏(?!安)(?:及?以[上下])?|\d+\s?[kK][vV](?:及?以[上下])?"
)
_CASE = re.compile(
    r"的(?!努力|时间内|要求|目标|标准|规定|速度|幅度|比例|水平|价格|期限|时间|时限|额度|"
    r"[^，。；、]{0,3}(?:补助|补贴|奖励|奖补|支持|资助|优惠|税率|费率))"
)
# A band that tells who gets the sum behind it: 10万元至20万元的补贴4000元, 5000人次以上的旅行社奖励10万元.
_BAND = re.compile(
    rf"{_ARABIC}{_MYRIAD}(?:{_COIN}|{_CLASSES}|[%％])?(?:（不?含）)?(?:[至到~～—-]{_ARABIC}{_MYRIAD}(?:{_COIN}|{_CLASSES}|[%％])(?:（不?含）)?(?:及?以[上下内])?"
    r"|(?<=[元块户家人次亩台件吨个项%％])(?:（不?含）)?及?以[上下内])"
    r"(?=的?[^，。；：、\d]{0,12}(?:补贴|补助|奖励|奖补|资助|返还|给予)[^，。；：、\d]{0,10}\d)"
    rf"|{_ARABIC}{_MYRIAD}(?:{_COIN}|{_CLASSES}|亩)?(?:（不?含）)?[至到~～—-]{_ARABIC}{_MYRIAD}(?:{_COIN}|{_CLASSES}|亩)(?:（不?含）)?(?=的(?:不超过)?\d)"
)
# A sum that a fund has (设立总规模3亿元的资金池) is promised; one before a noun (500万元以下小微企业) tells whom it concerns.
_SIZED = re.compile(r"规模(?:为|达到?)?$")
_CONCERNED = re.compile(
    r"(?:的|小微|中小|企业|项目|工程|货物|服务|采购|贷款|订单|合同|单户|客户|主体|个人|投资|案件|纠纷|设备|商品|房屋)"
)
_NEXT_BOUND = re.compile(rf"[、，且和或至到]?{_ARABIC}{_MYRIAD}{_COIN}(?:及?以[上下]|以内)的")
_SETTING = re.compile(
    r"(?:控制|压|缩|减|降|提|增|扩|达|至|到|为|在|给予|奖励|补助|放宽|不超过|实行|执行|完成|建|"
    r"培育)[\u4e00-\u9fff]{0,2}$"
)
# A number under a column that names its unit: 办理时限（工作日）：5.
_UNIT_IN_HEAD = re.compile(
    rf"[（(](?:单位[:：])?(?P<unit>(?P<duration>个?工作日|天|个?小时|分钟|个月)|(?P<fee>元(?:/[\u4e00-\u9fff]{{1,3}})?)|(?P<money>万元|亿元)|"
    rf"(?P<rate>[%％])|(?P<count>个|项|份|次|家|人|名|处))[）)](?:[（(][^（()）]*[）)])?："
    rf"(?P<number>{_RANGE})(?=[；。]|$)"
)
_BARE_LIST = re.compile(rf"{_NOT_INSIDE}{_ARABIC}(?:、{_ARABIC})*(?:、|和)$")
_LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: ``text[start:end]`` with its kind, number in ``unit`` and adjacent qualifier."""

    kind: FigureKind
    start: int
    end: int
    number: float | None
    unit: str
    qualifier: str


_FROM = re.compile(r"20\d{2}年1?\d月(?:[1-3]?\d日)?起")
"""The day from which something holds answers when, as a due date does."""


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities that promise something, in order, without overlaps, conditions left out."""
    text = text.translate(_WIDE)
    taken = bytearray(len(text))
    for condition in find_conditions(text):
        _take(taken, condition.start, condition.end)
    found: list[Quantity] = []
    starting = (match.span() for match in _FROM.finditer(text))
    for start, end in (*find_deadlines(text), *starting):
        if not any(taken[start:end]):
            found.append(Quantity("deadline", start, end, None, "", ""))
            _take(taken, start, end)
    masked = _masks(text)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]) or _is_masked(match, masked, kind):
                continue
            found.append(_quantity(kind, match))
            _take(taken, start, end)
    found += [item for item in map(_borne, _BORNE.finditer(text)) if not any(taken[item.start : item.end])]
    found = _with_lists(text, found, taken)
    under = (_under_head(match) for match in _UNIT_IN_HEAD.finditer(text))
    found += [item for item in under if not any(taken[item.start : item.end])]
    return tuple(sorted(found, key=lambda item: item.start))


def find_conditions(text: str) -> tuple[Condition, ...]:
    """Quantities that name a case: DN40以下, 10千伏, 投资额5000万元以上的."""
    folded = text.translate(_WIDE)
    spans = [match.span() for match in (*_RATING.finditer(folded), *_BAND.finditer(folded))]
    taken = bytearray(len(text))
    for start, end in spans:
        _take(taken, start, end)
    for kind, pattern in _PATTERNS[2:]:
        for match in pattern.finditer(folded) if kind != "rate" else ():
            start, end = match.span()
            if _names_case(folded, match) and not any(taken[start:end]):
                spans.append((start, end))
                _take(taken, start, end)
    return tuple(Condition(text[start:end], start, end) for start, end in sorted(spans))


def _names_case(text: str, match: re.Match[str]) -> bool:
    brackets = text[match.start() - 1 : match.start()], text[match.end() :][:1]
    if brackets in (("（", "）"), ("(", ")")) and match.group("post") in ("以上", "以下", "及以上", "及以下"):
        return True
    post = match.group("post")
    ranged = post in ("及以上", "及以下") and re.match(r"[\u4e00-\u9fff]", text[match.end() :])
    bound = post in ("以上", "以下") and "元" in match.group("unit")
    bounds = bound and (_CONCERNED.match(text, match.end()) or _NEXT_BOUND.match(text, match.end()))
    if not (ranged or bounds or _CASE.match(text, match.end())) or _SIZED.search(
        text[max(0, match.start() - 6) : match.start()]
    ):
        return False
    return not _SETTING.search(text[max(0, match.start() - 8) : match.start()])


def _quantity(kind: FigureKind, match: re.Match[str]) -> Quantity:
    parts = match.groupdict()
    unit = (parts.get("unit") or _PARTS.get(parts.get("part") or "", "")).strip().replace("％", "%")
    raw = parts.get("number") or parts.get("spoken") or ""
    if raw == "半":
        number: float | None = 0.5
    else:
        last = re.split(r"[-–—~～至到]", raw)[-1].strip().rstrip("余多")
        number = to_number(last) if last else None
    qualifier = (parts.get("pre") or "") + (parts.get("post") or "")
    return Quantity(kind, match.start(), match.end(), number, unit, qualifier)


def _borne(match: re.Match[str]) -> Quantity:
    return Quantity("fee", *match.span("who"), None, "", "")


def _under_head(match: re.Match[str]) -> Quantity:
    kinds: tuple[FigureKind, ...] = ("duration", "fee", "money", "rate", "count")
    kind = next(kind for kind in kinds if match[kind])
    last = re.split(r"[-–—~～至到]", match["number"])[-1].strip()
    return Quantity(kind, *match.span("number"), to_number(last), match["unit"], "")


def _with_lists(text: str, found: list[Quantity], taken: bytearray) -> list[Quantity]:
    """Adds the bare numbers of 分别为3、5、7个工作日, which share the unit of the last."""
    found = _shared_units(text, sorted(found, key=lambda item: item.start))
    extra: list[Quantity] = []
    for item in found:
        if item.kind == "deadline" or item.number is None:
            continue
        near = max(0, item.start - _LONGEST_LIST)
        lead = _BARE_LIST.search(text[near : item.start])
        if lead is None or any(taken[near + lead.start() : item.start]):
            continue
        for match in re.finditer(_ARABIC, lead.group(0)):
            at = near + lead.start() + match.start()
            end = at + len(match.group(0))
            extra.append(Quantity(item.kind, at, end, to_number(match.group(0)), item.unit, ""))
    return found + extra


def _shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Gives the counts of 50个、5个工作日 the unit that only the last one spells out."""
    for at in range(len(found) - 2, -1, -1):
        this, following = found[at], found[at + 1]
        shared = this.kind == "count" and this.unit == "个" and following.unit.startswith("个")
        if shared and text[this.end : following.start] in ("、", "和", "及"):
            found[at] = replace(this, kind=following.kind, unit=following.unit)
    return found


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def _masks(text: str) -> bytearray:
    """For each place: 1 where a number promises nothing, 2 where it does so only if it is a count."""
    masked = bytearray(len(text))
    for match in _MASKED.finditer(text):
        start, end = match.span()
        masked[start:end] = (b"\2" if text[start] in '“"' else b"\1") * (end - start)
    return masked


def _is_masked(match: re.Match[str], masked: bytearray, kind: FigureKind) -> bool:
    marks = set(masked[match.start() : match.end()]) - {0}
    quoted_figure = kind != "count" and _QUOTED_FIGURE.search(match.group(0))
    return bool(marks) and not (marks == {2} and quoted_figure)
