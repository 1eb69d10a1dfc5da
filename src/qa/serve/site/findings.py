"""What a reader should take from each picture, in one sentence of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from qa.serve.language import AS_WRITTEN, Words
from qa.serve.site.pictures import Area, Matrix, Network, Timeline

_NAMED = 3
"""Equals that are named; of more, the first stands for them."""
Kind = Literal["lead", "support", "due", "shared", "area"]
SAID: Mapping[Kind, tuple[str, str, str]] = {
    "lead": ("{names}牵头最多，共 {n} 条", "{names}牵头最多，各 {n} 条", "{first}等 {n} 个单位"),
    "support": ("{names}配合最多，共 {n} 条", "{names}配合最多，各 {n} 条", "{first}等 {n} 个单位"),
    "due": ("{names}到期最多，共 {n} 条", "{names}到期最多，各 {n} 条", "{first}等 {n} 个季度"),
    "shared": ("{names}共同承担最多，共 {n} 条", "{names}共同承担最多，各 {n} 条", "{first}等 {n} 对单位"),
    "area": ("{names}措施最多，共 {n} 条", "{names}措施最多，各 {n} 条", "{first}等 {n} 个领域"),
}
"""Who has most of each kind: one, several equals, and too many equals to name."""


def of_matrix(matrix: Matrix, words: Words = AS_WRITTEN) -> str:
    """Which unit does most, and in which area a unit does most."""
    if not matrix.units:
        return ""
    kind: Kind = "lead" if any(unit.lead for unit in matrix.units) else "support"
    counts = {unit.name: unit.lead if kind == "lead" else unit.support for unit in matrix.units}
    most, units = _most(counts, kind, words), len(matrix.units)
    densest = max(matrix.cells, key=lambda cell: cell.either)
    if area := matrix.areas[densest.area]:
        return words(
            "{units} 个单位中，{most}；最集中的是{unit}在“{area}”领域，共 {n} 条。",
            units=units, most=most, unit=matrix.units[densest.unit].name, area=area, n=densest.either,
        )  # fmt: skip
    return words("{units} 个单位中，{most}。", units=units, most=most)


def of_timeline(timeline: Timeline, today: date, words: Words = AS_WRITTEN) -> str:
    """How many measures name a day, when most are due, and how many days are behind."""
    if not timeline.filled:
        return ""
    counts = {period.said(words): period.total for period in timeline.filled}
    day = words("{year}年{month}月{day}日", year=today.year, month=today.month, day=today.day)
    return words(
        "{n} 条措施写明了到期日期，{most}；截至 {day}，{passed} 条已过期、{open} 条未到期。",
        n=timeline.passed + timeline.open, most=_most(counts, "due", words),
        day=day, passed=timeline.passed, open=timeline.open,
    )  # fmt: skip


def of_network(network: Network, words: Words = AS_WRITTEN) -> str:
    """Which two units share most measures."""
    if not network.ties:
        return ""
    names = [unit.name for unit in network.units]
    ties = {
        words("{one}与{other}", one=names[tie.one], other=names[tie.other]): tie.measures
        for tie in network.ties
    }
    return words(
        "{partners} 个单位之间有 {n} 对共同承担措施，{most}。",
        partners=network.partners, n=network.pairs, most=_most(ties, "shared", words),
    )  # fmt: skip


def of_areas(areas: Sequence[Area], words: Words = AS_WRITTEN) -> str:
    """Which area has most measures, and in which the largest share has a deadline."""
    named = [area for area in areas if area.name and area.measures]
    if not named:
        return ""
    most = _most({area.name: area.measures for area in named}, "area", words)
    dated = max(named, key=lambda area: area.dated / area.measures)
    if not dated.dated:
        return words("{areas} 个领域中，{most}；各领域都没有写明时限。", areas=len(named), most=most)
    return words(
        "{areas} 个领域中，{most}；写明时限占比最高的是{name}，{measures} 条中有 {dated} 条。",
        areas=len(named), most=most, name=dated.name, measures=dated.measures, dated=dated.dated,
    )  # fmt: skip


def _most(counts: Mapping[str, int], kind: Kind, words: Words) -> str:
    """Who has most, and how many; equals share the honour."""
    count = max(counts.values())
    names = [name for name, one in counts.items() if one == count]
    one, several, many = SAID[kind]
    few = words("、").join(names)
    named = few if len(names) <= _NAMED else words(many, first=names[0], n=len(names))
    return words(several if len(names) > 1 else one, names=named, n=count)
