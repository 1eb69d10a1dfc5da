"""Dates by which something is due: read from a plan's wording, asked for in a question, compared."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa.extract.numerals import normalise_figures
from qa.read.due import COUNTED

Relation = Literal["on", "before", "after", "any", "none", "passed", "open"]
STANDING: frozenset[Relation] = frozenset({"any", "none", "passed", "open"})
"""Relations that ask how things stand and name no date."""

_PARTS = re.compile(
    r"(?P<year>20\d{2})\s?年(?:度)?\s?(?:(?P<month>1?\d)\s?月)?\s?(?:(?P<day>[1-3]?\d)\s?日)?(?P<rest>.*)",
    re.DOTALL,
)
_DOTTED = re.compile(r"(20\d{2})[.．/-]0?(1[0-2]|[1-9])(?![\d.．/-])")
_WITHOUT_YEAR = re.compile(
    r"^\D{0,3}(?=1?\d月)|^(?:于|在|至|到)?(?=年[底末中]|[上下]半年|第?[一二三四1-4]季度)"
)
_AGAIN = re.compile(r"每年|[次翌]年|(?:毕业)?学年|毕业年度")
_LONGEST_PERIOD = 3650
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH_PARTS = (("上旬", 10), ("中旬", 20), ("中", 15))
_FIVE_YEAR = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}


def parse_deadline(text: str, issued: date | None = None, year: int | None = None) -> date | None:
    """The last day on which what ``text`` promises is on time, None where no date can be told.

    2019年底前 → 2019-12-31; 2020年前 → 2019-12-31; 2020年6月前 → 2020-05-31; 2019年9月底前 → 2019-09-30;
    2020年第三季度 → 2020-09-30; 2020.06 → 2020-06-30; a day from which something holds (2025年1月1日起) is none, and
    neither is one that comes again or hangs on something else (每年3月底前, 次年3月底前, 毕业学年10月20日前);
    印发之日起1个月内 counts from ``issued``. 今年, 明年 and dates without a year (6月底前) count from ``year``, the one that a
    yearly plan is for, or else from the year of ``issued``.
    """
    text = normalise_figures(text)
    if text.endswith(("日起", "月起")) or _AGAIN.match(text):
        return None
    counted = COUNTED.search(text)
    if counted:
        return _add(issued, counted.group(1), counted.group(2))
    five = re.search(r"十([三四五六])五", text)
    if five and not re.search(r"20\d{2}", text):
        return date(_FIVE_YEAR[five.group(1)], 12, 31)
    base = year or (issued.year if issued else None)
    text = _DOTTED.sub(r"\1年\2月", text)
    if base:
        text = re.sub(r"今年|当年|本年|^年(?=内)", f"{base}年", text)
        text = text.replace("明年", f"{base + 1}年")
        text = _WITHOUT_YEAR.sub(f"{base}年", text)
    match = _PARTS.search(text)
    if match is None:
        return None
    return _last_day(int(match["year"]), match["month"], match["day"], match["rest"])


def _last_day(year: int, month: str | None, day: str | None, rest: str) -> date | None:
    quarter = re.search(r"第?([一二三四1-4])季度", rest)
    if quarter and not month:
        return _month_end(year, 3 * _QUARTERS[quarter.group(1)])
    if not month:
        return _year_part(year, rest)
    number = int(month)
    if not 1 <= number <= 12:
        return None
    if day:
        return date(year, number, int(day)) if 1 <= int(day) <= _month_end(year, number).day else None
    if re.match(r"份?(?:之?以?前|初)", rest):
        return _day_before(year, number)
    part = next((last for word, last in _MONTH_PARTS if rest.startswith(word)), None)
    return date(year, number, part) if part else _month_end(year, number)


def _year_part(year: int, rest: str) -> date:
    if "上半年" in rest or re.match(r"年?中", rest):
        return date(year, 6, 30)
    if re.match(r"之?以?前", rest):
        return date(year - 1, 12, 31)
    if re.match(r"年?初", rest):
        return date(year, 1, 31)
    return date(year, 12, 31)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day_before(year: int, month: int) -> date:
    return _month_end(year - 1, 12) if month == 1 else _month_end(year, month - 1)


def _add(start: date | None, figure: str, unit: str) -> date | None:
    """``start`` plus a period; working days count as seven fifths of a calendar day."""
    number = int(figure) if figure.isdigit() else _LONGEST_PERIOD
    if start is None or number >= _LONGEST_PERIOD:
        return None
    if unit == "个月":
        months = start.year * 12 + start.month - 1 + number
        year, month = divmod(months, 12)
        return date(year, month + 1, min(start.day, _month_end(year, month + 1).day))
    if unit == "年":
        return date(start.year + number, start.month, min(start.day, 28))
    return date.fromordinal(start.toordinal() + (number if "工作" not in unit else number * 7 // 5))


def has_passed(deadline: str, today: date, issued: date | None = None) -> bool | None:
    """Whether ``deadline`` lies before ``today``; None where its date cannot be told."""
    due = parse_deadline(deadline, issued)
    return None if due is None else due < today


@dataclass(frozen=True, slots=True)
class DeadlineFilter:
    """The due dates that a question asks for.

    ``relation`` "on" means due within that year or month, "before" due by its end, "after" due later, "any" that
    there is a due date at all, "none" that there is none, "passed" that it lies before ``day``, "open" that it
    does not.
    ``year`` is None where only a month is named (9月底). ``wording`` is the question's date in Arabic
    figures (2019年底前), for callers that compare with the plan's own wording.
    """

    relation: Relation
    year: int | None
    month: int | None
    wording: str
    start: int
    end: int
    day: date = date.min

    def matches(self, deadline: str, issued: date | None = None, year: int | None = None) -> bool:
        """Whether a measure's ``deadline`` (2019年底前) is one that the question asks for.

        ``issued`` and ``year`` date a deadline without a year, as in ``parse_deadline``.
        """
        if self.relation == "any":
            return True
        due = parse_deadline(deadline, issued, year)
        if due is None:
            return False
        if self.relation in ("passed", "open"):
            return (due < self.day) is (self.relation == "passed")
        if self.year is None or self.relation == "on":
            return due.year == (self.year or due.year) and due.month == (self.month or due.month)
        if self.relation == "after":
            return (due.year, due.month if self.month else 12) > (self.year, self.month or 12)
        return (due.year, due.month if self.month else 0) <= (self.year, self.month or 0)


_MONTH_ONLY = re.compile(r"(?<![\d年个])(1?\d)月(?:份|底|末)(?:之?以?前)?")
_UNDATED = re.compile(
    r"(?:没|未|无)(?:有)?(?:写|定|设|明确|规定|注明|载明|给)?(?:出|明)?(?:完成|具体|明确)?的?(?:时限|期限|时间|日期)(?:要求|节点)?的?"
)
_DATED = re.compile(
    r"(?:(?<![没])有|带|载有|写明|写了|定了|定有|写死了?|定死了?|标明|标了|注明|设了|设有|明确|规定)(?:了|有)?[^，。；？?]{0,4}(?:时限|期限|日期|时间|截止)"
    r"(?:要求|节点|点)?的?(?!吗|没有|不)"
)
"""There is a due date at all (有完成时限的措施)."""
_PASSED = re.compile(
    r"(?:已经?|都)?(?:过期|逾期|超期|超时限|过了(?:时限|期限|日期|期)|(?<!未)(?<!没)(?<!没有)到期)了?的?"
)
_OPEN = re.compile(r"(?:还|尚)?(?:没有?|未)(?:过期|逾期|超期|到期|到(?:时限|期限|日期))的?")
_ASKED = re.compile(
    r"(?P<lead>到|至|截至|在|于)?(?P<year>20\d{2}|(?<!\d)[12]\d(?=年)|今|明|后|去|当|本)年?(?:度)?"
    r"(?:(?P<month>1?\d)月份?|(?P<quarter>第?[一二三四1-4]季度)|(?P<half>[上下]半年))?"
    r"(?P<rest>(?:年?底|末|年末|以内|之内|内|的?时候)?(?:之?以?前|以后|之后|后|起)?)"
)


_LOOSE_YEAR = re.compile(
    r"(?<![\d.〔（(])(?P<year>20[1-4]\d)(?=$|[的那呢前以底，。、？?和或跟]|到期|完成)(?P<rest>(?:年?底|以内)?(?:之?以?前|以后|之后)?)"
)
_YEAR_END = re.compile(r"(?<![\d今明本当去后每全哪几])(?:年底|年末|年内)(?:之?以?前)?")


def find_filters(
    question: str, today: date, issued: date | None = None, loosely: bool = False
) -> tuple[DeadlineFilter, ...]:
    """The due dates named in ``question``: 2019年底前, 19年年底, 明年, 2020年6月之后, 第三季度.

    Offsets are those of ``question`` where it holds no Chinese numerals, otherwise of its Arabic form.
    今年 and 明年 are counted from ``issued`` if given (a plan's own year), else from ``today``. With ``loosely`` a
    bare number is a year (2021的呢), and a year's end without one is that of 今年 (年底前的).
    """
    text = normalise_figures(question)
    base = (issued or today).year
    found: list[DeadlineFilter] = []
    for match in _ASKED.finditer(text):
        year = _year_of(match["year"], base, match.group(0))
        if year is None or _is_other_number(text, match):
            continue
        month = _month_of(match)
        relation: Relation = "on"
        rest = match["rest"] or ""
        if rest.endswith(("后", "起")):
            relation = "after"
        elif rest in ("前", "以前", "之前") and month is None:
            year, relation = year - 1, "before"
        elif rest in ("前", "以前", "之前") and month is not None:
            year, month, relation = *_previous(year, month), "before"
        start, end = match.start("year"), match.end()
        found.append(DeadlineFilter(relation, year, month, text[start:end], start, end))
    if loosely and not found:
        found += _loose(text, base)
    found += _month_filters(text, found)
    standing: tuple[tuple[Relation, re.Pattern[str]], ...] = (
        ("open", _OPEN), ("passed", _PASSED), ("none", _UNDATED), ("any", _DATED),
    )  # fmt: skip
    stands = ((kind, stand) for kind, pattern in standing if (stand := pattern.search(text)))
    if not found and (first := next(stands, None)):
        kind, stand = first
        found.append(DeadlineFilter(kind, None, None, stand.group(), *stand.span(), today))
    return tuple(sorted(found, key=lambda item: item.start))


def _loose(text: str, base: int) -> list[DeadlineFilter]:
    found = []
    for match in _LOOSE_YEAR.finditer(text):
        relation: Relation = "after" if match["rest"].endswith("后") else "on"
        relation = "before" if match["rest"] in ("前", "以前", "之前") else relation
        rest = match["rest"] if match["rest"].startswith("年") else f"年{match['rest']}"
        wording = f"{match['year']}{rest if match['rest'] else '年'}"
        found.append(DeadlineFilter(relation, int(match["year"]), None, wording, *match.span()))
    ends = _YEAR_END.finditer(text)
    return found + [DeadlineFilter("on", base, None, f"{base}{end.group()}", *end.span()) for end in ends]


def _month_filters(text: str, taken: list[DeadlineFilter]) -> list[DeadlineFilter]:
    found = []
    for match in _MONTH_ONLY.finditer(text):
        inside = any(match.start() < other.end and other.start < match.end() for other in taken)
        if not inside and 1 <= int(match[1]) <= 12:
            found.append(
                DeadlineFilter("on", None, int(match[1]), match.group(0), match.start(), match.end())
            )
    return found


def _year_of(word: str, base: int, whole: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) == 4 else 2000 + int(word)
    if "年" not in whole:
        return None
    offset = {"今": 0, "当": 0, "本": 0, "明": 1, "后": 2, "去": -1}
    return base + offset[word]


def _is_other_number(text: str, match: re.Match[str]) -> bool:
    """Whether the match is part of a document number, a longer number or 基础 year, not a due date."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
    if before.isdigit() or re.match(r"[〔\[（(【第每]", before) or re.match(r"[〕\]】\d]", after):
        return True
    if match["year"].isdigit() and "年" not in match.group(0):
        return True
    return after in ("基础", "版的")


def _month_of(match: re.Match[str]) -> int | None:
    if match["month"]:
        month = int(match["month"])
        return month if 1 <= month <= 12 else None
    if match["quarter"]:
        return 3 * _QUARTERS[match["quarter"].strip("第季度")]
    if match["half"]:
        return 6 if match["half"][0] == "上" else 12
    return None


def _previous(year: int, month: int) -> tuple[int, int]:
    return (year - 1, 12) if month == 1 else (year, month - 1)
