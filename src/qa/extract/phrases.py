"""Words around a figure in official Chinese: which lead over to it, which name its subject or case."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"^(?:[、，：:；→和及]|以及|其中|同时|并且|但是?|并(?![联行购网])|且|将(?!来)|把(?![关控])|对于|"
    r"对(?![外口接标账公比])|针对|使得|使(?!用)|实现|确保|力争|"
    r"努力|做到|要(?![求素件])|应当|应(?![用急收])|须|在(?![线建岗职校])|自(?![然主愿助动贸行建有由来理])|"
    r"按照|依照|全面|进一步|原则上|积极|"
    r"加快|大力|切实|严格|持续|推动实现|分别|（[一二三四五六七八九十\d]{1,2}）|"
    r"[\d一二三四五六七八九十]{1,2}[．.、](?!\d)|此外|另外|"
    r"对其|年内|内(?:办结|完成)|办结|到(?=20))"
)
_LEADING_VERB = re.compile(
    r"^(?:压减|压缩|缩短|缩减|减少|精简|降低|推行|推广|深化|提供|实行|提高|提升|落实|扩大|"
    r"规范)(?=[\u4e00-\u9fff“][\u4e00-\u9fff“、])(?!了|至|到|为|后)"
)
_TAIL = re.compile(
    r"(?P<verb>(?:控制|压缩|压减|缩减|缩短|减少|减免|减|精简|简化|降低|下降|下调|(?<!升)降|提高|提升|提速|"
    r"增加|增长|(?<!新)增|放宽|"
    r"扩大|扩展|(?<![到发直送传])达|突破|稳定|保持|维持|限制|调整|优化|整合|合并|上调|削减|延长|拓展|收窄|"
    r"确定|规定|限定|承诺|设定|"
    r"安排|补助|补贴|奖励|给予|(?<![高低中])压)(?:为|至|到|在|成|了|后|时间(?:为)?|时限(?:为)?)?)$"
    r"|(?P<base>(?:不得?(?:超过|低于|高于|少于)|超过|占|按|达到?|(?<!认定)(?<![评列作成选])为)[^，。；、]{1,14}的)$"
    r"|(?P<word>不得?(?:超过|低于|高于|少于)|超过|做到|(?<![行作认])为|至|(?<![签报收])到|(?<!存)在|于|以|"
    r"是|(?<![自理])由|从|"
    r"共计|(?<!公)共|(?<![统设审会预估累])计|(?<![合节契预签履])约|(?<![附就])近|仅需?|只需|需要|"
    r"(?<![所急刚供内])需|须|应当|"
    r"(?<![供响效反对适])应|可以|(?<![许认])可|均为|平均|(?<![人户日年月平])均|全部|一律|统一|实行|实现|"
    r"享受|收取|征收|执行|再|"
    r"进一步|分别|力争|确保|原则上|最长|最多|最高|已|将|各|每|至少|一般|整体|总体|(?<![首成京])都|也|按规定|"
    r"依法|免予|予以|按照|"
    r"(?<!不)按|，|、|：|（|“|其中|累计|年内)$"
)
_COMPARED = re.compile(
    r"(?:在[^，。；在]{1,14}基础上|(?:较|比)20\d{2}年(?:底|末)?|与?20\d{2}年相比|同比|"
    r"[比较]上年(?:度)?|环比|年均(?:递增|增速)?|每年)$"
)
_CUT = re.compile(r"(?:均为|均实行|全部实行|一律实行|均实现|全部实现)[^，。；]*$")
_TRIGGER = re.compile(r"(?:后|之后|之日起|之日|起|(?<![用耗工限费省计实小])时)$")
_SINCE = re.compile(r"(?P<who>.{2,}?)(?:自|从)(?![然主愿动贸来业事]).+(?:起|后|时)$")
_BARE_VERB = re.compile(
    r"^(?:完成|建设|建成|建立|新建|实施|加快实施|开展|组织|举办|培育|打造|创建|申报创建|形成|培养|引进|推出|"
    r"推动|支持|给予|提供|办理|设立|"
    r"至少完成|不少于|通过|力争通过|.{0,24}(?:领域|方面|地区|区域|行业)(?:建设|建成|培育|打造|布局|开展|"
    r"形成)|.{1,24}等)$"
)
_DOING = re.compile(
    r"^(?:以?内)?(?:的|办结|办理完毕|办理完成|办理|完成|作出|做出|出具|予以|给予|实现|建成|组织|反馈|一次性)?"
)
_TOPIC = re.compile(r"^(?:对于|对(?![外口接标账公比])|针对|凡是?|因|如|若|属于|经)|的$")
_OPENING = re.compile(r"^(?:其中)?(?:对于|对(?![外口接标账公比])|针对|凡是?)")
_DATED = re.compile(r"^[^，。；]{0,4}20\d{2}年[^，。；]{0,4}[前底内]")
_SIZED = re.compile(r"(?:[设建成]立|组建|筹建|新建|新设)?(?P<what>(?:首期|总|资金|基金)?规模)")
_CLASS = re.compile(r"[一二三四五六七八九十\d](?:类|级|档|等)")
_JOINED = re.compile(r"(?:[一二三四五六七八九十\d]、)+$")


def strip_head(words: str) -> str:
    """Words without the connectives and light verbs before their subject: 其中将高压客户 → 高压客户."""
    words = words.strip()
    while words:
        match = _HEAD.match(words) or _LEADING_VERB.match(words)
        if match is None:
            return words
        words = words[match.end() :].lstrip()
    return words


def strip_tail(words: str) -> tuple[str, str]:
    """Words without what leads over to a figure, and that leading verb: 资费降低 → (资费, 降低)."""
    action = ""
    words = _CUT.sub("", words.strip())
    while words:
        match = _COMPARED.search(words) or _TAIL.search(words)
        if match is None:
            return words, action
        action = action or (match.groupdict().get("verb") or "")
        words = words[: match.start()].rstrip()
    return words, action


def is_trigger(words: str) -> bool:
    """Whether the words say from when time counts (在正式受理申请后), not what is done."""
    return bool(_TRIGGER.search(words))


def is_bare_verb(words: str) -> bool:
    """Whether the words only lead over to what is counted (建设 in 建设5个中心)."""
    return bool(_BARE_VERB.match(words))


def object_of(predicate: str) -> str:
    """What is done, without its light verb: 办结规划许可 → 规划许可."""
    return _DOING.sub("", predicate, count=1).strip("的“”")


def is_topic(words: str) -> bool:
    """Whether a clause names the case that the following clauses speak of (对…客户, …的)."""
    return bool(_TOPIC.search(words))


def undated(words: str) -> str:
    """Words without a due date at their beginning: 2019年底前对低压客户 → 对低压客户."""
    return _DATED.sub("", words)


def opens_case(words: str) -> bool:
    """Whether a clause begins the naming of a case (对…, 凡…), which may go on over several clauses."""
    return bool(_OPENING.match(undated(words)))


def is_case(words: str) -> bool:
    """Whether a clause alone says which case the following clauses speak of."""
    return opens_case(words) or (words.endswith("的") and not words.endswith("目的"))


def who_acts(words: str) -> str:
    """What stands before the time from which a period counts: 租赁期限 in 租赁期限自续订之日起."""
    match = _SINCE.match(words)
    return match["who"] if match else ""


def size_of(words: str, predicate: str) -> str:
    """The size of a fund in words where it stands before the fund: 设立总规模3亿元的资金池."""
    size = _SIZED.fullmatch(words) if predicate.startswith("的") else None
    return f"{object_of(predicate)}{size['what']}" if size else ""


def whole_class(text: str, words: str, end: int) -> str:
    """``words`` before ``end`` with the classes that are joined before them: 二、三类企业 for 三类企业."""
    if not _CLASS.match(words):
        return words
    joined = _JOINED.search(text[: text.rfind(words, 0, end)])
    return f"{joined.group()}{words}" if joined else words
