"""From–to changes: which quantity replaces which (由12个工作日缩减至7个工作日以内)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from qa.extract.quantities import Quantity

_INTRO = re.compile(
    r"(?:(?:由|从|自)(?:原(?:来|先|有)?|现(?:行|有)?|目前|法定|当前|改革前|平均)?的?|原(?:来|先)?的?|现行的?|目前的?|改革前的?)(?:\s|[“（])*$"
)
_VERB = (
    r"(?:大幅|直接|统一|进一步|再|分别|平均|整体)*"
    r"(?:压减|压缩|压|减少|减|缩减|缩短|精简|简化|降低|降|提高|提升|增加|扩大|扩展|调整|放宽|优化|下调|上调|下降|上升|整合|合并|变|改|延长|缩)?"
)
_TO = re.compile(
    rf"^(?:以内|内)?(?:（[^）]*）)?，?{_VERB}(?:至|为|到|成|→|—>|->|(?<=[减改降])按)(?:了)?(?P<items>[^。；]*)$"
)
# The names of a table's columns that stand before their cells: 办理时限（改革前）： and 办理时限（改革后）：.
_REFORM = r"(?P<word>改革|优化|压缩|压减|调整|整改|改造|提速|精简|整合|实施|执行)"
_WAS = re.compile(rf"(?:^|(?<=[。；\n]))(?P<name>[^。；：，\n]{{2,16}}?)(?P<mark>[（(]?{_REFORM}前[）)]?)：$")
_IS = re.compile(rf"[。；](?P<name>[^。；：，\n]{{2,16}}?)[（(]?{_REFORM}后[）)]?：")
_PART = re.compile(r"(?:^|(?<=[。；：\n→]))[^。；：\n→]*(?P<arrow>→)[^。；：\n→]*")
_COLUMNS = re.compile(
    rf"(?:^|(?<=[。；\n]))(?P<name>[^。；：，\n]{{0,16}}?)[（(]?{_REFORM}前[）)]?：[^。\n]*?"
    r"(?P<arrow>[。；](?P=name)[（(]?(?P=word)后[）)]?：)[^。；\n]*"
)
_LONGEST_NAME = 24
_LIGHT = re.compile(r"^(?:全部|的|仅|约)?$")


@dataclass(frozen=True, slots=True)
class Step:
    """A quantity and, where the text says so, the one that it replaces and where that begins."""

    quantity: Quantity
    before: Quantity | None
    start: int
    verb: str = ""


def pair_changes(text: str, quantities: tuple[Quantity, ...]) -> list[Step]:
    """Quantities in order, each old value joined to the new value that replaces it."""
    steps: list[Step] = []
    past = _past(text, quantities)
    replaced = {new: old for old, new in past.items() if new is not None}
    index = 0
    while index < len(quantities):
        old = quantities[index]
        new = quantities[index + 1] if index + 1 < len(quantities) else None
        joined = _change(text, old, new) or _in_columns(text, old, new) if new else None
        if joined:
            steps.append(joined)
            index += 2
        else:
            if old not in past:
                steps.append(Step(old, replaced.get(old), old.start))
            index += 1
    return steps


def _past(text: str, quantities: tuple[Quantity, ...]) -> dict[Quantity, Quantity | None]:
    """The values before an arrow or in a column of old ones, each with the one that replaces it where they pair up.

    时间110小时，次数7次→时间80小时，次数5次; 目标（改革前）：进口48小时；目标（改革后）：进口32小时.
    """
    past: dict[Quantity, Quantity | None] = {}
    for part in (*_PART.finditer(text), *_COLUMNS.finditer(text)):
        within = [q for q in quantities if part.start() <= q.start < part.end() and q.kind != "deadline"]
        olds = [q for q in within if q.start < part.start("arrow")]
        news: list[Quantity] = within[len(olds) :]
        paired = len(olds) == len(news) and all(map(_alike, olds, news))
        past |= {old: new if paired else None for old, new in zip_longest(olds, news[: len(olds)])}
    return past


def _change(text: str, old: Quantity, new: Quantity | None) -> Step | None:
    if new is None or old.kind == "deadline" or not _alike(old, new):
        return None
    between = text[old.end : new.start]
    match = _TO.match(between)
    if match is None:
        return None
    intro = _INTRO.search(text[max(0, old.start - 12) : old.start])
    if not _LIGHT.match(match["items"]) and (intro is None or new.kind != "count"):
        return None
    if intro is None and between[:1] in ("至", "到"):
        return None
    start = old.start - (len(intro.group(0)) if intro else 0)
    return Step(new, old, start, between[: match.start("items")])


def _in_columns(text: str, old: Quantity, new: Quantity) -> Step | None:
    """The change that two columns of a table tell; it begins behind the name that both share."""
    near = max(0, old.start - _LONGEST_NAME)
    was, now = _WAS.search(text[near : old.start]), _IS.fullmatch(text[old.end : new.start])
    if was is None or now is None or not _alike(old, new):
        return None
    if (was["name"], was["word"]) != (now["name"], now["word"]):
        return None
    return Step(new, old, near + was.start("mark"))


def _alike(old: Quantity, new: Quantity) -> bool:
    return new.kind == old.kind or {old.kind, new.kind} <= {"money", "fee"}
