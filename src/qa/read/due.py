"""Where a text says by when something is due; what such a date means is told by ``qa.extract.deadlines``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUARTER = r"第?[一二三四1-4]季度"
_HALF = r"[上下]半年"
_END = r"(?:年?底|末|年末|岁末|中旬|上旬|下旬|初|年初|中)"
_BEFORE = r"(?:之?以?前)"
_EACH = r"(?:每年度?的?|(?:毕业)?学年|毕业年度|[次翌]年)[ \u3000]?"
_WORD_YEAR = r"20\d{2}[ \u3000]?年(?:度)?"

# A date as plans write it. The alternatives run from the most to the least specific.
_DEADLINE = re.compile(
    rf"(?:(?:到|至|于|在|自|从|截至|力争(?:到|在|于)?|确保(?:到|在|于)?)[ \u3000]?)?"
    rf"(?:{_WORD_YEAR}[ \u3000]?(?:"
    rf"1?\d[ \u3000]?月[ \u3000]?[1-3]?\d[ \u3000]?日{_BEFORE}|"
    rf"1?\d[ \u3000]?月份?(?:{_END}{_BEFORE}?|{_BEFORE}|内)|"
    rf"{_QUARTER}(?:{_END}|内)?{_BEFORE}?|"
    rf"{_HALF}(?:内)?{_BEFORE}?|"
    rf"年?(?:底|末|初|中){_BEFORE}?|"
    rf"{_BEFORE}|内)"
    rf"|(?:今|明|当|本)年(?:年?底|年?末|1?\d月底?|{_HALF}){_BEFORE}?"
    rf"|(?<![\d年])(?:今|本|当)?年内"
    rf"|{_EACH}(?:1?\d月(?:[1-3]?\d日|{_END})?{_BEFORE}|1?\d月(?:底|末)|{_QUARTER}(?:{_END})?{_BEFORE}|年?(?:底|末){_BEFORE}?)"
    rf"|(?<![\d年])1?\d月(?:[1-3]?\d日|底|末){_BEFORE}"
    rf"|[“\"]?十[三四五六]五[”\"]?(?:时期|期间)?末)"
)
_TO_YEAR = re.compile(
    rf"(?:到|至|截至|力争到?){_WORD_YEAR}(?:1?\d月(?:底|末|份)?)?(?=[，,、。；;]|$|[^基以\d月底前末初中内起至])"
)
_DAY = rf"{_WORD_YEAR}1?\d月[1-3]?\d日"
# The last day of something, without 前: 执行至2024年12月31日, 截止时间为2024年6月30日, 不晚于2024年6月30日, …日止.
_LAST_DAY = re.compile(
    rf"(?P<lead>(?:截止|截至|终止|到期)(?:申请|申报|报名)?(?:时间|日期|日|期限)?(?:为|是|到|至|于|[:：])?|不(?:得)?[迟晚]于)(?P<day>{_DAY})"
    rf"|(?P<to>[到至]{_DAY})(?!期间|之间|之?以?前|起)"
    rf"|(?P<stop>{_DAY})(?=止(?![于损]))"
)
_AS_OF = re.compile(r"(?:^|[，。；：\n])截[至止]$")
COUNTED = re.compile(
    r"(?:自|从|在)?(?:本[^，。；：、]{1,8}?)?(?:印发|发布|公布|施行|实施|出台)(?:之日)?(?:起|后)[ \u3000]?"
    r"(\d+|[一二两三四五六七八九十]+)(个?工作日|日|天|个月|年)(?:之内|以内|内)"
)
_FROM_ISSUE = re.compile(r"印发|发布|公布|施行|实施|出台")
_LEAD = re.compile(r"于|在|自|从|(?:力争|确保)(?:到|在|于)?")


def find_deadlines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the due dates in ``text``, in order: 2019年底前, 2020年前, 至2022年, 印发之日起1个月内."""
    spans = [match.span() for match in _DEADLINE.finditer(text)]
    last_days = (span for match in _LAST_DAY.finditer(text) if (span := _last_day(text, match)))
    others = (match.span() for pattern in (COUNTED, _TO_YEAR) for match in pattern.finditer(text))
    for first, last in (*last_days, *others):
        if not any(first < end and start < last for start, end in spans):
            spans.append((first, last))
    for start, end in sorted(spans):
        lead = None if _FROM_ISSUE.search(text[start:end]) else _LEAD.match(text[start:end])
        yield start + (lead.end() if lead else 0), end


def _last_day(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the last day of something stands, None for the day of a count: 截至2023年12月31日，全市共有…."""
    group = str(match.lastgroup)
    if group == "day" and _AS_OF.search(text[: match.start("day")][-3:]):
        return None
    return match.span(group)
