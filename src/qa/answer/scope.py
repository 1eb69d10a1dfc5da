"""What a plan does not speak of: exceptions that a rule names, other cities, other years."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from qa.answer.bounds import BOUND, QUANTITY, within
from qa.answer.cases import grams
from qa.answer.catalogue import Catalogue
from qa.answer.intent import asks_whether
from qa.answer.question import Question
from qa.answer.wording import official_words
from qa.extract.numerals import normalise_figures
from qa.extract.scope import exclusions
from qa.extract.unit_names import SHORT_NAMES, places
from qa.plan import Measure

_NOT = re.compile(r"非([\u4e00-\u9fff]{2})")
_ABOUT_EXCEPTION = re.compile(
    r"除了|除.{1,20}外|以外|之外|不含|不包括|包括|包含|含不含|算不算|算吗|也算|适用|也能|也享受"
)
_YEAR = re.compile(
    r"(?<!\d)(20\d{2})(?=年|$|[^\d万亿元块人户家个名台吨亩千兆平米立公条件项次辆所套座张份天.]|\D$)"
)
_LIVED = re.compile(
    r"20\d{2}年(?:\d{1,2}月)?(?:份|初|底|就|才|刚|从|大学|高中|中专|大专|本科|研究生)*(?:毕业|入职|开业|开的|成立|注册|退伍|退休|出生|结婚|买的|来的|搬|落户|参保|失业|下岗|创业)"
)
"""A year that the person tells of their own life (我2021年大学毕业), not one that is asked about."""
_CLAIMED = re.compile(
    r"(?:[是到在于]|等到?|要到?|得到?)?20\d{2}年(?:\d{1,2}月)?(?:[底末初]|年底)?(?:之?以?前)?(?:才|就|全面|正式|完成|建成|实现|出台|上线|开通|落地|做到)"
    r"|(?:[是到]|等到|要到|得到|拖到|定在)20\d{2}年(?:\d{1,2}月)?[底末初]?(?:之?以?前)?"
)
"""A year that the person believes to be when something is done (是2025年才实现吗): the clause says the right one."""
_EDITION = re.compile(
    r"(?<!\d)(20\d{2})年?[^，。？?底前版]{0,4}版|(?<!\d)(20\d{2})年(?:[^，。？?底前]{0,14})(?:方案|文件|通知|意见)"
)
"""A plan of another year (2025年新版方案), not what this one wants done by then."""
_DISTRICT = re.compile(
    r"(?:^|[在到去是问，,。])(?P<place>(?![本全各那这哪市县我你他该外新老城园社景郊片地辖港库])[\u4e00-\u9fff]{2}(?:新区|(?<![园社景城郊片地辖港税贸库矿林牧灾市小厂校街商业发新开技验范能])[区县]))"
    r"(?=的|那|这边|里|企业|呢|$)"
)
_ITS_HEAD = re.compile(r"[区县](?:人民政府|政府|管委会|管理委员会)")
_SHARE = 0.6
_PERMIT = re.compile(
    r"(?P<kind>(?![不未没已还也就都要需得再][\u4e00-\u9fff])[\u4e00-\u9fff](?![到了过完去来的和与及在要会能])[\u4e00-\u9fff])(?:安全)?(?:验收|许可证?|检查|检疫|鉴定)(?!费)"
)
_PROCEDURE = re.compile(
    r"(?P<kind>(?![不未没已还也就都要需得再][\u4e00-\u9fff])[\u4e00-\u9fff](?![到了过完去来的和与及在要会能])[\u4e00-\u9fff])(?:安全)?(?:登记|审批|备案|注册|认定|执照|验收|许可证?|检疫|鉴定|证(?![明据券件书照监实金]))(?!费)"
)
_GRANTED = re.compile(r"奖励?|补贴?|补助|资助|扶持")
_POINTING = "一二两三几每各这那哪我咱本该同新"
_GRANTEE = re.compile(r"(?P<kind>[\u4e00-\u9fff]{2,6}?)(?:企业|公司|人才|园区|基地|农户)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,6}[〔\[（(]20\d{2}[〕\]）)]\d+号")
_TITLE = re.compile(r"《([^》]{3,40})》")
_PAPER = re.compile(
    r"(?:国务院|国办|党中央|中央|全国人大)[^，。？?《》的]{2,16}(?:意见|条例|办法|规划|纲要|决定)"
)
_LARGE = re.compile(r"大型企业|大企业|大型国企|国企|央企|国有企业|大公司|大型公司")
_SMALL = re.compile(r"中小微企业|小微企业|中小企业")
_ABROAD = re.compile(
    r"\b(?:Singapore|Shenzhen|Beijing|Shanghai|Guangzhou|Hong Kong|Macau|Taiwan|Chengdu|Hangzhou|Japan|Korea|Germany|"
    r"France|London|New York|America|the US|the UK|Vietnam|Thailand|Malaysia|Dubai|India|Russia)\b", re.IGNORECASE,
)  # fmt: skip


def conflicts(question: Question, record: Measure) -> str | None:
    """The words with which ``record`` leaves out what ``question`` asks about, or None.

    A question about the exception itself (包括…吗) is no conflict: the clause answers it.
    """
    asked = question.text
    if _ABOUT_EXCEPTION.search(asked):
        return None
    left_out = _left_out(record.text)
    pairs = _pairs(asked) if left_out else frozenset()
    for wording, named in left_out:
        if named and len(named & pairs) / len(named) >= _SHARE:
            return wording
    for quantity in QUANTITY.finditer(asked):
        bounds = [match for match in BOUND.finditer(record.text) if match["unit"]]
        own = [b for b in bounds if quantity["unit"] and b["unit"].lower() == quantity["unit"].lower()]
        if own and not any(within(quantity, bound) for bound in own) and quantity.group() not in record.text:
            return own[-1].group()
    if _LARGE.search(asked) and (small := _SMALL.search(record.text)) and not _LARGE.search(record.text):
        return small.group()
    for match in _NOT.finditer(record.text):
        word = match.group(1)
        plain = re.search(rf"(?<!非){word}", asked) and not re.search(
            rf"[没不未无][^，。？?]{{0,3}}{word}", asked
        )
        if plain and not re.search(rf"(?<!非){word}", record.text) and f"非{word}" not in asked:
            return f"非{word}"
    return None


@lru_cache(maxsize=4096)
def _left_out(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The exceptions of a record's text, each in its words and as the pairs of characters that name it."""
    return tuple(
        (text[max(0, item.start - 2) : item.end].strip("（）(),，。"), _pairs(item.text))
        for item in exclusions(text)
    )


def _pairs(text: str) -> frozenset[str]:
    return frozenset(gram for gram in grams(text) if len(gram) == 2)


def unknown_permit(question: Question, catalogue: Catalogue) -> str | None:
    """A permit or inspection that no plan here speaks of, named by a word that stands in none (消防验收), or None."""
    words = question.words.split()
    for match in _PERMIT.finditer(question.text):
        word = match["kind"]
        at = match.start("kind")
        of_unit = any(m.start <= at and match.end("kind") <= m.end for m in question.mentions)
        if word in words and not (catalogue.knows(word) or official_words(word) or of_unit):
            return match.group()
    return None


def unknown_procedure(question: Question, catalogue: Catalogue) -> str | None:
    """A registration, approval or certificate (离婚登记, 健康证) that stands in no plan here in these words, or None."""
    for match in _PROCEDURE.finditer(question.text):
        told = any(match["kind"] in official for official in question.official)
        if not told and not catalogue.knows(match.group()):
            return match.group()
    return None


def unknown_grantee(question: Question, catalogue: Catalogue) -> str | None:
    """A sort of business or person that no plan here speaks of, where it is asked what such a one is granted, or None."""
    if not _GRANTED.search(question.text):
        return None
    words = question.words.split()
    for match in _GRANTEE.finditer(question.text):
        kinds = [w for w in words if len(w) > 1 and w[0] not in _POINTING and match["kind"].endswith(w)]
        if kinds and not catalogue.knows(kinds[0]) and not official_words(kinds[0]):
            return match.group()
    return None


def elsewhere(question: Question, catalogue: Catalogue, clause: str = "") -> str | None:
    """Another place or year that ``question`` asks about and no plan here speaks of, or None.

    A place that the ``clause`` found speaks of beside another by one character (川渝通道) is spoken of.
    """
    abroad = _ABROAD.search(question.text)
    if abroad and not catalogue.knows(abroad.group()):
        return abroad.group()
    named = [p for p in places() if p in question.text and not _in_short(p, clause)]
    if named and not any(catalogue.knows(place) for place in named):
        at_home = any(
            place in f"{p.document.title}{p.document.issuer}" and place in question.text
            for p in catalogue.plans
            for place in places()
        )
        if not at_home and not _only_told(question.text, named[0]):
            return named[0]
    district = _DISTRICT.search(question.text) if _is_of_district(catalogue) else None
    if district and not catalogue.knows(district["place"]):
        return district["place"]
    titles = [title for title in _TITLE.findall(question.text) if not catalogue.knows(title)]
    if titles:
        return f"《{titles[0]}》"
    other = _NUMBER.search(question.text) or _PAPER.search(question.text)
    if other and not catalogue.knows(other.group()):
        return other.group()
    told = _LIVED.sub("", normalise_figures(question.text))
    told = _CLAIMED.sub("", told) if asks_whether(question.text) else told
    years = [year for year in _YEAR.findall(told) if not catalogue.knows(year)]
    return f"{years[0]}年" if years else None


def _is_of_district(catalogue: Catalogue) -> bool:
    """Whether all plans here are of one district, county or zone, so that another one's rules are not theirs."""
    return all(_ITS_HEAD.search(f"{p.document.issuer}{p.document.title}") for p in catalogue.plans)


def _in_short(place: str, clause: str) -> bool:
    """Whether ``clause`` joins the one character for ``place`` with that for a province (川渝, 粤桂, 成渝)."""
    own = SHORT_NAMES.get(place, place[0])
    others = "".join(SHORT_NAMES.values()).replace(own, "").replace("新", "").replace("青", "")
    joined = (
        f"{a}{b}" for a, b in pairwise(clause) if (a == own and b in others) or (b == own and a in others)
    )
    named = " ".join(places())
    return any(pair not in named for pair in joined)


def other_edition(question: Question, catalogue: Catalogue) -> bool:
    """Whether ``question`` is about a plan of a year that no plan here names (2025年新版方案里有哪些任务)."""
    found = _EDITION.search(normalise_figures(question.text))
    return found is not None and not catalogue.knows(found[1] or found[2])


def _only_told(text: str, place: str) -> bool:
    """Whether the place is only where the person lives (我人在成都) or comes from."""
    return bool(
        re.search(
            rf"(?:我|我们|人|住|家|户口|公司)(?:现在)?(?:在|是|从){place}|{place}(?:人|户口|来的|的?公司|的?企业|居民|客商|老板|投资者|火锅|菜|话|味|口味|小吃)|从{place}(?:那边|这边)?(?:过)?来",
            text,
        )
    )
