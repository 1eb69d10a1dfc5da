"""What a reader should take from each picture, in one sentence of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from qa.serve.site.pictures import Area, Matrix, Network, Timeline

_NAMED = 3
"""Equals that are named; of more, the first stands for them."""


def of_matrix(matrix: Matrix) -> str:
    """Which unit does most, and in which area a unit does most."""
    if not matrix.units:
        return ""
    leads = {unit.name: unit.lead for unit in matrix.units}
    role = "牵头" if any(leads.values()) else "配合"
    most = leads if role == "牵头" else {unit.name: unit.support for unit in matrix.units}
    sentence = f"{len(matrix.units)} 个单位中，{_most(most, f'{role}最多', '个单位')}"
    densest = max(matrix.cells, key=lambda cell: cell.either)
    if area := matrix.areas[densest.area]:
        return (
            f"{sentence}；最集中的是{matrix.units[densest.unit].name}在“{area}”领域，共 {densest.either} 条。"
        )
    return f"{sentence}。"


def of_timeline(timeline: Timeline, today: date) -> str:
    """How many measures name a day, when most are due, and how many days are behind."""
    if not timeline.filled:
        return ""
    dated = timeline.passed + timeline.open
    most = _most({period.name: period.total for period in timeline.filled}, "到期最多", "个季度")
    state = f"截至 {today.year}年{today.month}月{today.day}日，{timeline.passed} 条已过期、{timeline.open} 条未到期"
    return f"{dated} 条措施写明了到期日期，{most}；{state}。"


def of_network(network: Network) -> str:
    """Which two units share most measures."""
    if not network.ties:
        return ""
    names = [unit.name for unit in network.units]
    ties = {f"{names[tie.one]}与{names[tie.other]}": tie.measures for tie in network.ties}
    return f"{network.partners} 个单位之间有 {network.pairs} 对共同承担措施，{_most(ties, '共同承担最多', '对单位')}。"


def of_areas(areas: Sequence[Area]) -> str:
    """Which area has most measures, and in which the largest share has a deadline."""
    named = [area for area in areas if area.name and area.measures]
    if not named:
        return ""
    most = _most({area.name: area.measures for area in named}, "措施最多", "个领域")
    sentence = f"{len(named)} 个领域中，{most}"
    dated = max(named, key=lambda area: area.dated / area.measures)
    if not dated.dated:
        return f"{sentence}；各领域都没有写明时限。"
    return f"{sentence}；写明时限占比最高的是{dated.name}，{dated.measures} 条中有 {dated.dated} 条。"


def _most(counts: Mapping[str, int], what: str, kind: str) -> str:
    """Who has most, and how many; equals share the honour."""
    count = max(counts.values())
    names = [name for name, one in counts.items() if one == count]
    named = f"{names[0]}等 {len(names)} {kind}" if len(names) > _NAMED else "、".join(names)
    return f"{named}{what}，{'各' if len(names) > 1 else '共'} {count} 条"
