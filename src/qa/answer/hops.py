"""A question about a unit that is named by what it does: 负责孵化平台的那个局，总共牵头哪几条."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BESIDE = r"除[了开去]?(?P<{}>[^，。？?的]{{2,14}}?)(?:以外|之外|外)?(?=[，,]|还有|牵头|负责|主管)"
_HOP = re.compile(
    rf"^(?:请问|那|那么|我想知道|查一?下)?(?:那个|这个)?(?:{_BESIDE.format('before')}[，,]?)?(?:牵头|负责|主管|主抓|分管|管|承担)(?:着|了)?(?P<matter>[^，。？?]{{2,24}}?)的"
    rf"(?:{_BESIDE.format('after')}[，,]?)?(?:还有(?:另外?)?(?:一个|一家)?|那个?|这个?|那一?家|牵头)?(?:单位|部门|局|委|办|机构|法院|公司)[，,]?(?P<rest>[^。]{{3,}})$"
)
_ALL_IT_DOES = re.compile(
    r"还|另外|总共|一共|全部|所有|措施|都|也|别的|其[他它]|(?:牵头|配合|负责|参与|管)(?:了|着|的)?(?:哪[几些]|什么|啥|几|多少)|名下|清单"
)
_POINTS = re.compile(r"^(?:那|这|该)(?:一?[个家])?(?:单位|部门|局|委|机构)|^它")
_WHO = re.compile(r"^(?:是|叫|有)?(?:谁|哪)|^(?:是|叫)")


@dataclass(frozen=True, slots=True)
class Hop:
    """``first`` asks for the unit; ``asked`` is what is asked of it, to be said after its name.

    ``beside`` names those that are not meant, where it is one of several (除了高院还有一个单位).
    """

    first: str
    asked: str
    beside: str = ""


def hop_of(text: str) -> Hop | None:
    """The two questions of one, or None where a unit is not named by what it does.

    >>> hop_of("负责孵化平台的那个局，总共牵头哪几条？").first
    '孵化平台由谁牵头？'
    """
    found = _HOP.match(text)
    if found is None or not _ALL_IT_DOES.search(found["rest"]) or _WHO.match(found["rest"]):
        return None
    asked = _POINTS.sub("", found["rest"].rstrip("？?。！!"))
    told = any(role in asked for role in ("牵头", "配合", "负责", "参与", "管"))
    return Hop(
        f"{found['matter']}由谁牵头？",
        asked if told else "牵头或配合的措施有哪些",
        found["before"] or found["after"] or "",
    )
