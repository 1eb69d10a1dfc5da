"""What the measures of a list must have beside a unit, an area and a date: figures of a kind, so many units."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.answer.leaving import left_out
from qa.extract.figures import extract_figures
from qa.extract.numerals import to_number
from qa.plan import Measure

Test = Callable[[Measure], bool]
_NUMBER = r"[一二两三四五六七八九十\d]+"
_HAS = (
    r"(?:涉及到?|关于|有关|跟|有|带|含有?|写(?:明|有|着|到)?了?|规定了?|提(?:到|及)了?|明确了?|给出了?|载明|要求了?|承诺了?|设定了?|设了"
    r"|说了|讲到?了?|标(?:明|注)了?)"
)
_TAIL = r"(?:要求|规定|标准|数字|限制|指标)?(?:有关|相关)?"
_NOT = re.compile(r"(?:不|(?<!有)没有?|无|未|并非|非|不是)(?:再|曾|有|任何|具体|明确)*$")
_CHARGES = re.compile(r"收费|费用|价格|资费|(?<![消免浪经耗学公自])费(?!用户)|免征|零投资|保证金")
_FREE = re.compile(r"免费|免征|免收|零费用|零投资|零收费|不得收费|不收费|不收取|停征")
_CHEAPER = re.compile(
    r"(?:降低?|减少|减免|免征|免收|压减|下调|取消|减按|规范|清理)[^，。；]{0,16}(?:费|价格|成本|征收)|(?:费|价格|成本)[^，。；]{0,10}(?:降|减|下调|免)|零费用|零投资|免费"
)
_SEVERAL_LEAD = (
    rf"(?:(?:(?:多|几|若干|不止一|好几)(?:个|家)|(?:多|各)(?=部门|单位))|(?P<lead_number>(?<!第){_NUMBER})(?:个|家))(?P<lead_more>及?以上)?(?:不同)?(?:的)?(?:单位|部门)?(?:共同|联合|一起|一同|同时|并列|都)?的?牵头"
    r"|(?<![\u4e00-\u9fff])(?:共同|联合)牵头"
    rf"|牵头(?:单位|部门)(?:不止|超过|多于|有|是|为)(?:(?:多|几|一)|(?P<lead_after>{_NUMBER}))(?:个|家)(?P<lead_more_after>及?以上)?"
)
_SOLE_LEAD = (
    r"(?:只有|仅有?|就|只由|仅由)(?:一|1)(?:个|家)(?:单位|部门)?的?牵头(?:单位|部门)?|(?:单独|独家|独自|独立)(?:一家|一个)?(?:来|去)?牵头"
    r"|牵头(?:单位|部门)(?:只有|仅有?|就)(?:一|1)(?:个|家)"
)
_WITHOUT = (
    r"(?:没有?|无|不需要?|不用|不带|缺少?)(?:写明?|列出?|任何|其[他它]|别的|别家)?(?:的)?{role}(?:单位|部门|方)?(?!的)"
    r"|{role}(?:单位|部门|方)(?:一栏)?(?:为空|空缺|空着|没有|没写|是空的?)"
)
_HAVING = r"(?<![没哪只仅])(?:有|带|列了|写了|写明了?){role}(?:单位|部门|方)的"


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that a question wants of the measures of a list.

    ``wording`` and ``english`` say it in an answer; ``start`` and ``end`` are its place in the question.
    """

    wording: str
    english: str
    start: int
    end: int
    holds: Test


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of figure: the words that ask for it, how an answer says it, and what a measure must hold."""

    asked: re.Pattern[str]
    wording: str
    english: str
    holds: Test


def _with(kind: str) -> Test:
    return lambda record: kind in _figures(record.text)


def _charged(record: Measure) -> bool:
    return bool({"fee", "money"} & _figures(record.text)) or bool(_CHARGES.search(record.text))


def _counted(record: Measure) -> bool:
    return bool(_figures(record.text) - {"deadline"})


@lru_cache(maxsize=8192)
def _figures(text: str) -> frozenset[str]:
    return frozenset(figure.kind for figure in extract_figures(text))


_KINDS = (
    _Kind(
        re.compile(
            r"(?:降低?|减少?|减免|压减|下调|取消|免除?|节省|省)[了掉]?(?:各类|各种|有关|相关|企业)?的?(?:收费|费用|成本|价格|资费|开支|花费)(?:支出)?"
        ),
        "降低或减免费用", "lower or waived charges", lambda record: bool(_CHEAPER.search(record.text)),
    ),
    _Kind(
        re.compile(r"(?:是|都|可以|能|全)?(?:免费|不要钱|不收费|不收钱|零费用|免收费用?|不花钱)(?:办理?|提供)?的"),
        "免费或免收费用", "free of charge", lambda record: bool(_FREE.search(record.text)),
    ),
    _Kind(
        re.compile(
            rf"{_HAS}(?:具体)?的?(?:办理|办结|审批|审核|办事|受理|处理)(?:的)?(?:时限|期限|时间|天数|周期){_TAIL}|{_HAS}(?:具体)?的?(?:天数|时效){_TAIL}"
        ),
        "写明办理时限", "a time limit for a procedure", _with("duration"),
    ),
    _Kind(
        re.compile(
            rf"{_HAS}(?:具体|明确)?的?(?:(?:办理|审批|办结)的?(?=工作日))?(?:几个?|多少个?)?(?:工作日|天)(?:数|期限|时限)?(?:这[种样]|之类)?(?:的)?{_TAIL}"
        ),
        "写明工作日数", "a number of working days",
        lambda record: any("工作日" in f.value for f in extract_figures(record.text) if f.kind == "duration"),
    ),
    _Kind(
        re.compile(
            rf"{_HAS}(?:具体)?的?(?:收费|费用|钱|金额|价格|资费|费率|缴费|交费|收钱){_TAIL}(?!减|降|的?(?:多少|几|标准是))|(?:是|要|会|得|需要)(?:收费|收钱|交钱|要钱|花钱|付费|缴费)的|(?:^|其中|里面?|当中|只[看要留列])的?(?:收费|要钱|花钱|付费|缴费)的"
        ),
        "涉及收费或价格", "fees or prices", _charged,
    ),
    _Kind(
        re.compile(rf"{_HAS}(?:具体)?的?(?:百分比|百分数|比例|压缩比例|百分之几|占比){_TAIL}"),
        "写明比例", "a rate", _with("rate"),
    ),
    _Kind(
        re.compile(rf"{_HAS}(?:具体|明确)?的?(?:量化|数字|数量|数值)(?:的)?(?:目标|指标|要求|任务)?"),
        "写明数字", "a figure", _counted,
    ),
)  # fmt: skip


def find_traits(text: str) -> tuple[Trait, ...]:
    """What ``text``, a question for measures, wants of them beside unit, area and date, in the order of the table."""
    found = [trait for kind in _KINDS if (trait := _of_kind(text, kind)) is not None]
    return (*found, *_of_units(text))


def _of_kind(text: str, kind: _Kind) -> Trait | None:
    match = kind.asked.search(text)
    if match is None:
        return None
    denied = _NOT.search(text[: match.start()])
    start = denied.start() if denied else match.start()
    if denied is None and not left_out(text, *match.span()):
        return Trait(kind.wording, kind.english, start, match.end(), kind.holds)
    return Trait(
        f"未{kind.wording}" if kind.wording.startswith("写明") else f"不{kind.wording}",
        f"without {kind.english}",
        start,
        match.end(),
        lambda record: not kind.holds(record),
    )


def _of_units(text: str) -> Sequence[Trait]:
    """So many lead units, or none; a measure whose units the source has lost is not one without."""
    found = []
    if sole := re.search(_SOLE_LEAD, text):
        found.append(
            Trait(
                "只有一个牵头单位", "a single lead unit", *sole.span(), lambda record: _led_by(record, 1, 1)
            )
        )
    elif several := re.search(_SEVERAL_LEAD, text):
        low, high = _bounds(several)
        said = f"有{low}个及以上牵头单位" if high > low else f"有{low}个牵头单位"
        english = f"{low} or more lead units" if high > low else f"{low} lead units"
        found.append(Trait(said, english, *several.span(), lambda record: _led_by(record, low, high)))
    for role, name, english in (("配合", "support", "supporting"), ("牵头", "lead", "lead")):
        if without := re.search(_WITHOUT.format(role=role), text):
            found.append(Trait(f"没有{role}单位", f"no {english} unit", *without.span(), _without(name)))
        elif having := re.search(_HAVING.format(role=role), text):
            found.append(Trait(f"有{role}单位", f"{english} units", *having.span(), _having(name)))
    return found


_ANY_NUMBER = 10_000


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    said = match["lead_number"] or match["lead_after"]
    number = int(to_number(said) or 2) if said else 2
    if re.search(r"不止|超过|多于", match.group()):
        return (number + bool(said), _ANY_NUMBER)
    more = not said or match["lead_more"] or match["lead_more_after"]
    return (number, _ANY_NUMBER if more else number)


def _led_by(record: Measure, low: int, high: int) -> bool:
    return low <= len(record.lead) <= high and (high == _ANY_NUMBER or "lead" not in record.missing)


def _having(role: str) -> Test:
    return lambda record: bool(getattr(record, role))


def _without(role: str) -> Test:
    return lambda record: not getattr(record, role) and role not in record.missing
