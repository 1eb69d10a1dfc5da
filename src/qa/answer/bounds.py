"""Quantities that a question tells against the bounds of a case: DN80 meets DN100以下 and breaks DN40以下."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.extract.numerals import to_number

BOUND = re.compile(
    r"(?P<unit>[A-Za-z]*)(?P<number>\d+(?:\.\d+)?)(?P<suffix>[A-Za-z\u4e00-\u9fff]{0,3}?)(?P<side>以下|以上|以内)"
)
_CLASS = re.compile(
    r"((?:(?:[一二三四五六七八九十]|\d+)[、和及或])*(?:[一二三四五六七八九十]|\d+))(级|类|孩|等|档|星|期|环|型)"
)
_SIDE = re.compile(r"[\u4e00-\u9fff]{0,3}?(?:(?P<up>以上|往上)|以下|以内|往下)")
_MYRIAD = re.compile(r"(\d+(?:\.\d+)?)万")
_SPOKEN = re.compile(
    r"(?<![一二两三四五六七八九十百\d])([一二两三四五六七八九十百]+)万(?=[的块元人户左以多]|$)"
)
_INCLUDED = re.compile(r"[（(]不?含[）)]")
_LARGE = 10_000
_UNIT = re.compile(r"[A-Za-z人户家平米天个年月日号吨千兆瓦亩公里项条次件台辆名位%％]")
_RANGE = re.compile(
    r"(?P<low>\d+)(?:元|人次|[人户家平米亩])?[至到~～—-](?P<high>\d+)周?(?P<unit>[\u4e00-\u9fff])"
)
_LONG_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d{2,}(?!\d|\.\d|年|热线|平台)")
_COUNTED = re.compile(r"(?P<number>\d+(?:\.\d+)?)周?(?P<unit>[\u4e00-\u9fff])")
QUANTITY = re.compile(r"(?P<unit>[A-Za-z]*)(?P<number>\d+(?:\.\d+)?)")


def fits(question: str, subject: str) -> float:
    """+2 where a quantity of the question meets the subject's bound, −4 where it breaks it."""
    total = 0.0
    question, subject = _in_ones(question), _in_ones(subject)
    for bound in BOUND.finditer(subject):
        for quantity in QUANTITY.finditer(question):
            unit = quantity["unit"].lower()
            if not unit or unit != bound["unit"].lower():
                after = question[quantity.end() : quantity.end() + 2]
                if (
                    unit
                    or bound["unit"]
                    or not bound["suffix"]
                    or not _is_of(quantity, after, bound["suffix"])
                ):
                    continue
            other = quantity["number"] == bound["number"] and _SIDE.match(question, quantity.end())
            met = within(quantity, bound) and not (
                other and (other["up"] is None) == (bound["side"] == "以上")
            )
            total += 2.0 if met else -4.0
    return total + _ranged(question, subject) + _classed(question, subject) + _numbered(question, subject)


@lru_cache(maxsize=4096)
def _in_ones(text: str) -> str:
    """``text`` with 万 written out, so that 1.2万 and 12000 compare: 1万人次 is 10000人次."""
    plain = _INCLUDED.sub("", _SPOKEN.sub(lambda match: f"{to_number(match[1]) or 0:g}万", text))
    return _MYRIAD.sub(lambda match: f"{float(match[1]) * 10_000:.0f}", plain)


def _is_of(quantity: re.Match[str], after: str, unit: str) -> bool:
    """Whether a quantity is in that unit, or is a large one in none (15万的车 of 元)."""
    bare = float(quantity["number"]) >= _LARGE and not _UNIT.match(after)
    return after.startswith(unit[:1]) or (bare and unit[:1] == "元")


def _numbered(question: str, subject: str) -> float:
    """+2 where the question says a number that stands in the subject (1500项)."""
    return 2.0 * bool(set(_LONG_NUMBER.findall(question)) & set(_LONG_NUMBER.findall(subject)))


def _ranged(question: str, subject: str) -> float:
    """+2 where a quantity of the question lies in the subject's range (92岁 in 90至99周岁), −4 where outside."""
    total = 0.0
    for span in _RANGE.finditer(subject):
        for quantity in _COUNTED.finditer(question):
            if quantity["unit"] == span["unit"] or _is_of(quantity, quantity["unit"], span["unit"]):
                inside = float(span["low"]) <= float(quantity["number"]) <= float(span["high"])
                total += 2.0 if inside else -4.0
    return total


def _classed(question: str, subject: str) -> float:
    """+3 where the subject names a class that the question names (二级, 三类), −3 where it only names others."""
    total = 0.0
    asked, named = _classes(question), _classes(subject)
    for unit in {unit for unit, _ in asked} & {unit for unit, _ in named}:
        shared = any(pair in asked for pair in named if pair[0] == unit)
        total += 3.0 if shared else -3.0
    return total


def _classes(text: str) -> set[tuple[str, float | None]]:
    """The classes that a text names, each as its kind and number: both of 二、三类."""
    return {
        (unit, to_number(number))
        for numbers, unit in _CLASS.findall(text)
        for number in re.split("[、和及或]", numbers)
    }


def within(quantity: re.Match[str], bound: re.Match[str]) -> bool:
    """Whether a quantity (DN80) meets a bound (DN100以下)."""
    value, limit = float(quantity["number"]), float(bound["number"])
    return value >= limit if bound["side"] == "以上" else value <= limit


def tightest(question: str, subjects: Sequence[str]) -> int | None:
    """Place of the subject with the smallest upper bound that a quantity of the question meets, or None."""
    bounds = [
        (float(bound["number"]), place)
        for place, subject in enumerate(subjects) for bound in BOUND.finditer(subject)
        if bound["side"] != "以上" and fits(question, bound.group()) > 0
    ]  # fmt: skip
    return min(bounds)[1] if bounds else None
