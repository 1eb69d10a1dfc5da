"""What a rule does not cover: （不含…）, 除…外, …除外."""

from __future__ import annotations

import re

from qa.extract.model import Condition, Exclusion
from qa.extract.quantities import find_conditions

_PATTERNS = (
    re.compile(
        r"(?:不含|不包括|不包含|不涵盖|不计入?|(?<!的)不适用于?|扣除)(?P<what>[^，。；：、（）()]{2,40})"
    ),
    re.compile(
        r"(?<![免消去解扣开])除(?!外|了?险|此之外|尘|湿|草)了?(?P<what>[^。；：（）()]{2,60}?)(?:等(?:特殊)?情况|等)?(?:之外|以外|外)(?![部国资商汇贸地网线围])"
    ),
    re.compile(r"[（(，](?P<what>[^，。；：（）()]{2,40}?)(?:的)?除外(?=[）)。；，]|$)"),
)


def exclusions(text: str) -> tuple[Exclusion, ...]:
    """The exceptions of ``text`` in order, each as the words that name what is left out.

    古树名木移植 in （不含古树名木移植）; 企业自理报关 in 除企业自理报关外;
    法律另有规定 in （法律另有规定的除外）.
    """
    found: dict[int, Exclusion] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("what")
            if not any(start < item.end and item.start < end for item in found.values()):
                found[start] = Exclusion(text[start:end], start, end)
    return tuple(found[start] for start in sorted(found))


def conditions(text: str) -> tuple[Condition, ...]:
    """Quantities that say which case is meant: DN40以下, 10千伏, 投资额5000万元以上."""
    return find_conditions(text)
