"""What a question asks for: cues in everyday, official and English wording, in order of trust.

A cue says which attribute is wanted; whether the plan has that attribute is decided later, from
the evidence. Patterns hold function words of the language only, never a subject of some plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.answer.model import Intent
from qa.extract.language import apart

_N = r"[一二两三四五六七八九十百\d几多]"
_UNIT_WORD = r"(?:部门|单位|机构|局|委(?!托)|办(?!法|理|事|公|成|完)|机关|牵头方|政府部门|人(?!不|能|可以|享|适|属|才|口|群|员)|家)"
_MEASURES = r"(?:重点|主要|具体|目标|工作)?(?:条目|措施|举措|任务|事项|(?<!找)(?<!份)工作(?!日|天|时间)|条款|内容|规定|要求|项目|改革)"

_CUES: tuple[tuple[Intent, str], ...] = (
    (
        "support",
        r"(?:陪|跟)着?一?(?:起|块儿?|道)[^，。？?]{0,2}(?:做|干|弄|搞)|别家参与|掺和|(?:和|跟|同|与)谁(?:一道|一起|一块|搭档|合作)|协助方|协办方|会办|一起出力|当配角|队友|搭档|(?:拉|叫)了谁|打下手|打配合|搭把手|搭[把个]?手|帮衬|帮忙的?(?:单位|部门|unit)|一起帮忙|配合(?:栏|单位|部门|方|的|是|有|机构|工作|措施)|(?:谁|哪(?![类种])些?|哪几?[家个]"
            r"|由谁)[^，。？?]{0,10}(?:配合|协助|协同|协办|参与|帮忙)"
        r"|(?:配合|协助|协办|协同|参与)[^，。？?牵]{0,6}(?:谁|哪|单位|部门)|有(?:谁|哪些?\w{0,3})(?:在)?配合"
            r"|配合[^，。？?]{0,2}[。？?！]*$|协办单位|参与单位"
        r"|\b(?:support(?:ing|s)?|cooperat\w+|assist\w*)\b",
    ),
    (
        "lead",
        r"牵头|领头|挑头|带头|衙门|何(?:单位|机关|部门|局|委)|抓总|总负责|谁来?(?:挑|扛|接)|主责方|主导|担纲|领衔|扛旗|主抓|操盘|\bowner\b|责任(?:单位|部门|主体|方|人)|主管(?:单位|部门|机关)|(?:由|归)谁主管|主责"
            r"|主办(?:单位|部门)|负责[它该]?的?(?:单位|部门|机构|人)|归口(?!办理)|承办单位"
        r"|归谁|谁(?!出|掏|付|承担费)(?:来|在|去)?(?:管|负责|牵|主导|主抓|落实|推动?|建|做|办|搞|弄|抓|承担|监管|督促|制定|出台|组织)"
        r"|(?:由|是|让|叫)谁|找(?:谁|哪)|问谁|该?找(?:什么|哪)[^，。？?]{0,4}" + _UNIT_WORD + r"|责任.{0,3}谁|谁的(?:活|事|职责|责任)"
        r"|(?:由|归|是|找|问|属于)?(?<!把)(?:哪|什么|啥)(?:些|个|几个|几家|家|一家|一个|级)?" + _UNIT_WORD + r"(?!级?公司)"
        r"|(?:哪|什么|啥)(?:些|个|几个|几家|家)[^，。？?]{0,8}(?:牵头|负责|主管)"
        r"|\bwho\b|\b(?:which|what) (?:\w+ )?(?:department|agenc\w+|bureau|unit|authorit\w+|office)\b|\bin charge\b|\bresponsible\b",
    ),
    (
        "deadline",
        r"什么时候|哪个?时候|兑现|完成年份|年份|节点(?:何在|是|在|为)|节点[？?]?$|好久(?:之前|以前|前)|好久(?:才|能|可以|会)*(?=建|推|普及|统一|实现|出台|上线|开通|用上)|啥时候|啥时间|何时|何日|哪一?年|几几年|哪个?月|哪天|几月(?!时间"
            r"|内)|几号|几时|哪时|哪阵|哪哈|哪会儿|什么时间|到(?:哪|什么|啥)时|多会儿|啥子时候"
        r"|(?:完成|实现|出台|建成|上线|到位|落地|推出|推行|达到|开通|启用|覆盖|完工|截止|目标|落实|开始"
            r"|实施)的?(?:时间|时限|期限|日期|年份|节点|进度)"
        r"|(?:出台|建成|完成|上线|落地|实施) ?时间|期限是(?:哪|什么)|截止|时间(?:节点|表|要求|点)"
            r"|最[迟晚](?:什么|啥|哪|何|到|几(?!个?(?:工作日|天|月|小时|分钟|星期|周))|是|要)|还要等|等到|年底前?(?:能|可以|会)|今年(?:能|可以|会|内|底)"
            r"|明年(?:能|可以|会)"
        r"|哪年哪月|多久(?:完成|建成|实现|上线|出台|开通|能(?:建|实现|上线|出台|完成|用上|覆盖|推))|什么时侯"
            r"|^when\b|\bby when\b|[,;] ?when\b|\bwhen (?:will|do|does|is|are|must|should|can|shall)\b"
            r"|\bdeadlines?\b|\bby what (?:date|time|year)\b|\bwhat year\b|\bwhich year\b",
    ),
    (
        "duration",
        r"多久|好久(?=才|能|可以|办|来|通|装|下来|弄|批|拿|出|完|要|内|时间|走|搞|整|跑|审)|(?<=[批办等要搞装审弄拖通])好久|好久[呀啊嘛哦喃呢]?[？?。！]?$|好多(?:天|个?工作日|时间)|多长时间?|(?<=[期效限])(?:有|是|会)?多长"
            r"|(?:几|多少|好多|哪几)个?(?:工作日|工作天|天|日(?!期)|小时|个?钟头|分钟|秒(?![批办])|星期|周|月(?!份|底))|几个月"
            r"|多少时间|时限|时效|时长|耗时|用时|办结|等(?:几|多)|要等|(?<!哪)(?:几|多少|好多)年(?![级前来底内代])"
        r"|当[天日](?:能|就|可|办|拿|取|出|完)|立等可取|马上(?:能|就|拿)|限期|不超过$|即时|(?<!不能)(?<!没能)(?<!无法)(?<!未能)当场"
            r"|最[快慢长短](?:要|多|几)?|哪个[^，。？?]{0,4}[快慢](?!递|餐)|多快|需要?时间|工作天|办理(?:时间|期限|周期)|审批(?:时间|期限|周期|天数|上限)"
            r"|天数|多少工作日|(?:多少|好多|几)个? ?(?:working |business |work)?(?:days?|hours?|months?)"
        r"|工作日|工作天|\d+天|" + _N +
            r"天(?!两头|[收要付交扣算]|利息|多少钱)"
        r"|\bhow (?:long|many (?:\w+ )?(?:days|hours|months|weeks))\b|\b(?:time|processing) (?:limit|time)\b"
        r"|\bhow soon\b|\bhow fast\b"
            r"|\bdays?\b.*\btake\b|\btake\b.*\bdays?\b",
    ),
    (
        "fee",
        r"收费(?!目录|清单|标准进)|费用|收.{0,6}费|交.{0,8}费|(?:登记|工本|手续|安装|服务|刻制|印章|材料|办证"
            r"|检测|接入|开户|报装|水表|备案|上网|网|水|电|气|公证)费(?!用户)|(?-i:[\u4e00-\u9fff])(?<![消免浪经耗学公自话])费(?:[？?]?$|(?:怎么|咋|如何)(?:收|算|交|缴|计))"
        r"|钱(?:归|由)?谁(?:出|掏|付|承担)|谁(?:来)?(?:出|掏|付)钱|谁买单|费用?(?:归|由)?谁|好多钱|多少钱|多少元|几[块毛角]|几十[块元]|多少块|几元|块钱|要钱|花钱|交钱|收钱|(?<!自己)掏钱(?!的|修|建)|付钱|缴(?:多少|几|钱)|免费"
            r"|(?<!先)收不收|[交缴]不[交缴]|的钱(?=[呢收要怎咋]|$)|不要钱|免征|免收|零费用|价格|价钱|单价|什么价|啥价|多贵|贵不贵|贵吗|收多少|交多少|付多少|便宜|佣金|抽成"
        r"|\bfees?\b|\bcosts?\b|\bcharges?\b|\bprices?\b|\bfree\b|\bpay\b|\btariff\b"
        r"|\bhow much\b(?! (?:shorter|faster|lower|less|more|longer|higher|further)\b)(?!.*(?:square|hectare|per ?cent|kilomet|tonnes?\b))",
    ),
    (
        "amount",
        r"(?:[家户次]|[个条]|环节|步骤|人|培育|新增|完成)数(?!据)|好多[？?。]?$|几[百千万]|好多(?=[家种次座件户名]|个(?!工作日|小时|月))|多少(?!个?工作日|个?天|个?小时|个?月|时间|钱|元|块|日)"
            r"|(?<![哪的好这那])几(?:个(?! ?(?:工作日|小时|月|钟头|星期|work|business|day|hour))"
            r"|家|次|成|种|人|公里|万|座|件|倍|户|名|张|类|级|步|折|环节|批|处"
            r"|期)|百分之|百分比|百分几|(?<!了)几(?:回|趟)|跑了几趟|几分(?!钟|之|钱)|多少分(?!钟)|比例|占比|(?:率|度|数|量|值)(?:是|要|达|会|能|到|目标)|幅度|降幅|涨幅|增幅"
        r"|(?<=(?-i:[\u4e00-\u9fff]))(?<!效)率(?!先|领)|数量(?:是|有)|指标(?:是|要|有|为)|多大(?:的?面积|规模)?|规模(?:是|有多)|什么指标"
            r"|目标(?:值|数|是)|目标\s*$|(?:降|减|压|提高|增加|涨|便宜|优惠|补|贴)(?:低|少|缩|到|掉"
            r"|助)?(?:了)?(?:多少|几)"
        r"|\bhow much (?:shorter|faster|lower|less|more|longer|higher|further)\b"
        r"|\bhow many\b|\btarget\b(?! (?:date|year|group|compan|customer))|\bpercent(?:age)?\b|\b(?:what|which) share\b"
        r"|\bratio\b|\brate\b|\bproportion\b|%",
    ),
)  # fmt: skip

_COUNT = (
    r"(?:牵头|配合|涉及|承担|负责)的?(?:总数|数)(?![据字])|条数|(?:措施|举措|任务|条目)的?(?:数量|数目|总数)"
    r"|(?:多少|几|好多|总数|数量|数一下|统计)(?:条|项|个|大)?(?:的)?" + _MEASURES +
    r"|(?:一共|总共|共有|合计|总计|共计|拢共)[^，。？?发给补投花收交贷借奖退返]{0,12}(?:多少|几)(?:条|项|个)?(?:" + _MEASURES + r")?[？?]?$"
    r"|" + _MEASURES +
    r"(?:一共|总共|共)?[有是]?(?:多少|几)(?:条|项|个(?!月|工作日)|件)|(?:列|写|提|安排|部署|包含|涉及|牵头|负责|配合|参与|管"
        r"|算下来|下来)(?:了|的|是)?(?:有)?\s?(?:多少|几|好多)(?:条|项|个|件)(?!工作日|月|小时)|(?:多少|好多)(?:条|项)"
        r"|(?:措施|举措|条目|任务)[^。？?]{0,8}有多少(?:$|[？?])"
    r"|^(?:那|这些|这里|一共|总共|共|拢共)*(?:有|是)?几(?:条|项)(?:来着|呢|啊|嘛)?[？?。]?$"
    r"|有几(?:条|项)|[有共是]\d+(?:条|项)[^。？?]{0,6}(?:对[吗不]|是[吗不]|没错吧|[吧吗么嘛][？?]?$)"
    r"|(?:是不是|是否|确实)(?:一共|总共|只)?[有共是]?\d+(?:条|项)|\bhow many (?:measures|tasks|items)\b"
)  # fmt: skip
_LIST = (
    r"(?:\d年|月)[底末]?之?前(?:就|都|需要?|应该?|须|得|要)*(?:完成|办结|做完|办完|落实|搞完)的[？?。]?$"
    r"|(?:哪几条|那几条|哪些条|几条).{0,8}$|哪(?:些|几[件桩样])(?:事情?|活)?的?(?:完成|截止|办结)?(?:时间|时限|期限|节点|日期)(?:都|全)?(?:写的|定的)?(?:是|为|在|定|到)|[哪那有][几些][条项](?:措施|条款)?[^，。？?]{0,4}(?:讲|说|提|写|谈|涉及|关于|有关|针对)[到了过]?|开列|列全|归集|逐[条项](?!.{0,2}落实)|[报念][来给](?:我|一下)?[。！]?$|调取|一[条个项]不[漏落少]|开列|列明|各条措施|[列摆找摘]给我|摆出来|有哪[几些](?:件|桩|样)?(?:事|活)|事有哪[几些]|(?:全|都|一并|帮我)[^，。？?]{0,4}(?:找|列|摘|挑|理)(?:一下"
        r"|给我)?出?来?|一览|(?:哪些|那些|什么|啥|所有|全部|各项|列出|列举|罗列|列一下|清单|汇总|梳理|都有|有啥|逐条"
        r"|一一)[^。？?]{0,24}" + _MEASURES +
    r"|" + _MEASURES +
        r"(?:有哪些|有啥|清单|列表|汇总|是哪些|分别是|都有)|(?:列出|列示|列举|罗列|梳理|汇总)|清单|有(?:哪些|啥|什么"
        r"|哪几[条项])[^，。？?]{0,6}[？?]?$|都有(?:些)?(?:哪|什么|啥)|做(?:哪些|什么|啥)"
    r"|\blist\b|\ball (?:the )?(?:measures|tasks)\b|\b(?:which|what) (?:measures|tasks)\b"
)  # fmt: skip
_OVERVIEW = (
    r"(?:方面|领域|板块|[这那一]章|这大?块儿?|那大?块儿?|一大块|这一块|那一块|一块|上头|这边)[^。？?]{0,20}(?:哪些|什么|啥"
        r"|那些)|(?:方面|领域|板块|这块|那块|一块)(?:是|整体|总体|都)?(?:怎么|如何|咋)(?:改|做|安排|规定|弄|搞|样)"
        r"|全貌|概览|总览|梗概|脉络|[捋理梳](?:一遍|一下|一理)|(?:一共|总共|都)改了(?:什么|啥|哪些)|(?:总体|整体|大概|主要|简单)(?:情况|讲|说|介绍|内容|有)|概述|概况|概括|综述|介绍一?下|讲讲|说说"
    r"|(?:有)?(?:些)?(?:什么|哪些|啥子?|啥)(?:样的?)?(?:好|新)?(?:政策|优惠|支持|改善|变化|改进|便利|好处|安排"
        r"|打算|动作|计划|招数?(?![聘标商生投])|实惠|利好|改革)"
    r"|(?:总体|整体|大致)(?:要|上)?(?:有什么|如何|安排|部署|规划|举措|措施|有哪些|怎么)"
    r"|\boverview\b|\bchapter\b|\boverall (?:picture|plan|approach|situation|polic\w+|measures)\b|\bsummar\w+\b"
        r"|\bwhat (?:is|are) (?:the )?(?:support|polic)"
)  # fmt: skip
_STORY = 45
_ASKS = (
    r"[？?]|多少|几(?:个|天|条|家|月|号|时|年)|多久|好久|谁|哪|什么|啥|怎么|如何|咋|吗|想(?:问|知道|了解|查)"
)
_YESNO = (
    r"[吗嘛]|(?<![什怎多那这])么|是不是|能不能|可不可以|有没有|要不要|会不会|需不需要|用不用|行不行|会(?-i:[\u4e00-\u9fff]){2,3}[？?]$|(?<=(?-i:[\u4e00-\u9fff]))(?<![要对])[不没]\s*[？?]*$|是否|可否|能否|得不得|还要|还得"
    r"|\b(?:can|do|does|is|are|will)\b"
)


@cache
def _compiled() -> tuple[tuple[Intent, re.Pattern[str]], ...]:
    return tuple((intent, re.compile(pattern, re.IGNORECASE)) for intent, pattern in _CUES)


@cache
def _flag(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one question: attributes in order of trust, and the shapes it takes."""

    attributes: tuple[Intent, ...]
    count: bool
    listing: bool
    overview: bool
    yes_no: bool

    @property
    def attribute(self) -> Intent:
        """The first attribute asked for, or "content" where none is."""
        return self.attributes[0] if self.attributes else "content"


@lru_cache(maxsize=512)
def read_cues(question: str) -> Cues:
    """Find the cues of ``question`` (already normalised to half width and simplified script).

    In a long story the sentence that asks decides.
    """
    question = apart(asking_part(question))
    found = tuple(intent for intent, pattern in _compiled() if pattern.search(question))
    attributes = _settle(question, found)
    if attributes == ("duration",) and _flag(_WHEN_OR_HOW_LONG).search(question):
        attributes = ("duration", "deadline")
    return Cues(
        attributes=attributes,
        count=bool(_flag(_COUNT).search(question)),
        listing=bool(_flag(_LIST).search(question)),
        overview=bool(_flag(_OVERVIEW).search(question)),
        yes_no=bool(_flag(_YESNO).search(question)),
    )


_CONTENT = (
    r"哪[一二三四五六七八九十两几\d]+[个种类项条大段步档级关](?!部门|单位|机构|局|人|家|月|区县|工作日|小时)|什么(?!时候|时间|时侯|部门|单位|机构|局|人)|啥(?!时候|时间|部门|单位|局)|哪些(?!部门|单位|机构|局|人(?!不|能|可以|享|适|属)|家)|怎么"
    r"|怎样|何种|如何|咋|有何|几类|几个方面|为什么|\bhow (?:is|are|will|does|do|can)\b|\bwhat (?:is|are|will|does)\b"
)
_LEADING = r"牵头|领头|挑头|带头|担纲|领衔|扛旗|主抓|负责|主管|主责|主办|责任|归|管|主导|\blead|\bin charge\b|\bresponsible\b"
_HARD_DURATION = r"几天|多少天|工作日|工作天|小时|多久|多长|好久|办理时限|审批时限|办结"
_WHEN_OR_HOW_LONG = r"好久(?=才|出来|(?:能|可以)?[搞弄整做]得?(?:归一|好|完|成|定|落))(?![^，。？?]{0,4}证)"
"""In the south-west 好久 asks for a date as often as for a period."""
_PAYMENT = (
    r"(?:收费|费用|要钱|免费|交钱|收钱|花钱|交费|缴费|付费|付钱)的?[^，。？?]{0,2}(?:[吗么不没嘛]|$)|(?<!先)收不收"
    r"|要不要(?:钱|交|花|收|付)|(?:交不交|缴不缴)"
)
_GRANT = r"(?:补贴?|补助|奖励?|奖补|资助|贴息)[^，。？?]{0,3}(?:多少|几|好多)"
_WHO_PAYS = r"(?:费用?|钱|成本|开支|资金)[^，。？?]{0,4}(?:由|归|是|让)?(?:谁|哪[^，。？?]{0,3})(?:来|去)?(?:承担|负担|出|掏|付|买单)"
_WHAT = r"什么|啥|哪|谁|何时|多久|好久|怎么|如何"
_SOURCE = r"(?:钱|费用?|资金)[^，。？?]{0,2}(?:从|由)?(?:哪[里儿]?来|什么地方来|何处来|来源)"
_LOOKED_UP = (
    r"(?:查|看|知道|了解|显示)[^，。？?]{0,8}(?:多少|几)[^，。？?]{0,6}(?=[吗么不])"
    r"|(?:能不能|可不可以|能否|是否)[^，。？?]{0,4}(?:查|看|知道|了解)[^，。？?]{0,8}(?:多少|几)"
)
_WHICH = r"哪(?:几|[一二两三四五六七八九十\d]+)(?:个|种|类|项|条|大|样|方面|件|家|桩|所|位|座|处)"
_NUMERIC = (
    r"多少|几(?:块|元|毛|个(?!部门|局|单位|地方|窗口|人)|天|成|何)|百分|how (?:much|many)|多高|多贵|好多"
)


def asking_part(question: str) -> str:
    """The last part of a long story that asks for something, else the whole."""
    if len(question) < _STORY:
        return question
    parts = [part for part in re.split(r"(?<=[。！!；;？?])", question) if part.strip()]
    asking = [part for part in parts if _flag(_ASKS).search(part)]
    return asking[-1] if asking else question


def asks_content(question: str) -> bool:
    """Whether ``question`` (also) asks what or how, beside figures, dates and units."""
    return bool(_flag(_CONTENT).search(strip_cues(question)))


def asks_also(question: str) -> bool:
    """Whether one part of ``question`` asks for a figure and another for what or which (几个，对应哪些领域)."""
    parts = [part for part in re.split(r"[，,；;？?]", question) if part.strip()]
    figured = [asks_number(part) for part in parts]
    return any(figured) and any(asks_content(p) and not f for p, f in zip(parts, figured, strict=True))


def asks_number(question: str) -> bool:
    """Whether ``question`` wants a number rather than a yes, a no or a description.

    能查到用了多少电吗 wants a yes or a no.
    """
    return bool(_flag(_NUMERIC).search(_flag(_LOOKED_UP).sub("", question)))


def asks_whether(question: str) -> bool:
    """Whether the last clause of ``question`` wants a yes or a no, whatever stands before it."""
    last = re.split(r"[，,。；;]", question.rstrip("？?。！! "))[-1]
    open_ended = asks_number(last) or _flag(_WHAT).search(last)
    return bool(_flag(_YESNO).search(last)) and not open_ended


def asks_payment(question: str) -> bool:
    """Whether ``question`` asks if anything is to be paid at all (要收费吗, 免费不)."""
    return bool(_flag(_PAYMENT).search(question))


def asks_who_pays(question: str) -> bool:
    """Whether ``question`` asks who bears a charge (评估费谁出)."""
    return bool(_flag(_WHO_PAYS).search(question))


def _settle_money(question: str, attributes: list[Intent]) -> None:
    """Tell charges from grants and from who pays: 补多少钱 is no fee, 费用由谁承担 asks for no unit."""
    if "lead" in attributes and asks_who_pays(question):
        attributes.remove("lead")
        attributes += [] if "fee" in attributes else ["fee"]
    if "fee" in attributes and "amount" in attributes and re.search(_GRANT, question):
        attributes.remove("fee")
    elif (
        "fee" in attributes
        and "amount" in attributes
        and re.search(r"多少(?:钱|元|块)|几(?:块|元)|费|价", question)
    ):
        attributes.remove("amount")
        if re.search(r"百分|比例|降幅|幅度|资费|%|几成|降[低了]?多少", question):
            attributes.append("amount")
    if (
        "fee" in attributes
        and not asks_number(question)
        and re.search(_CONTENT, question)
        and not re.search(
            r"收不收|免费|要钱|收费吗|收钱|[费钱价][^，。？?]{0,2}(?:怎么|咋|如何)(?:收|算|交|缴|计)",
            question,
        )
    ) or ("fee" in attributes and _flag(_SOURCE).search(question)):
        attributes.remove("fee")


def _settle(question: str, found: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """Drop cues that another one explains away ("完成时限" is a deadline, "多少钱" no amount)."""
    attributes = list(found)
    if "support" in attributes and "lead" in attributes and not _flag(_LEADING).search(question):
        attributes.remove("lead")
    if "deadline" in attributes and "duration" in attributes:
        hard = re.search(
            r"几天|多少天|工作日|几个?小时|多长时间|多久(?!能|完成|建成|实现|上线|出台|开通)|办理时限|审批时限",
            question,
        )
        soft = re.search(
            r"完成时限|什么时候|何时|哪年|哪个月|啥时候|时间节点|期限|截止|几月|最[迟晚](?:什么|啥|哪|何|到|几月)",
            question,
        )
        attributes.remove("deadline" if hard and not soft else "duration")
        attributes += ["duration"] if hard and soft else []
    _settle_money(question, attributes)
    if attributes[:1] == ["duration"] and re.search(r"哪些[^，。？?]{1,12}的?时限", question):
        attributes.remove("duration")
    if (
        not attributes
        and not re.search(_CONTENT, question)
        and re.search(r"时间\s*$|时间 |(?:多久|好久)(?:才|之后|后)?(?:能|可以)|等好久|等多久", question)
    ):
        attributes += ["deadline", "duration"]
    elif (
        attributes[:1] == ["duration"]
        and re.search(r"时限|期限", question)
        and not re.search(_HARD_DURATION, question)
    ) or (
        attributes[:1] == ["duration"]
        and re.search(
            r"(?:多久|好久)(?:才|之后|后)?(?:能|可以|得)(?!批|办|拿|出|领|下|装)|还要(?:等)?(?:多久|好久)",
            question,
        )
        and re.search(r"建|实现|上线|出台|用上|开通|推|普及|覆盖|完成|取消|落地|行|统一|全", question)
    ):
        attributes.insert(1, "deadline")
    if (
        "amount" in attributes
        and re.search(_WHICH, question)
        and not re.search(r"多少|几", re.sub(_WHICH, "", question))
    ):
        attributes.remove("amount")
    return tuple(attributes)


def strip_cues(question: str) -> str:
    """``question`` without the words that ask (for telling whether a subject is left)."""
    for _, pattern in _compiled():
        question = pattern.sub(" ", question)
    return question
