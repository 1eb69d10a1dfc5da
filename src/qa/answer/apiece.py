"""One question about several units or areas, each for itself (税务局和人社局分别牵头几条): a question for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Span = tuple[int, int]

_EACH = re.compile(r"分别|各自|各(?=牵头|配合|负责|承担|管|有|占|是|几|多少)")
_TOGETHER = re.compile(r"共同|一起|一同|联合|同时|一块")
_JOINED = re.compile(r"\s*(?:[、，,]|和|与|跟|及|以及|还有)\s*")
_MOST = 3


def apiece(text: str, names: Callable[[str], Sequence[Span]], joined: bool = False) -> tuple[str, ...]:
    """A question for each of the joined names; ``text`` alone where it does not ask for each.

    ``names`` finds where a text names units and areas, in its order. With ``joined`` the names need not be asked for
    each (税务局和海关牵头的措施), unless they are asked for together (共同牵头).

    >>> apiece("甲局和乙局分别牵头几条", lambda _: [(0, 2), (3, 5)])
    ('甲局牵头几条', '乙局牵头几条')
    """
    if _TOGETHER.search(text) if joined else not _EACH.search(text):
        return (text,)
    group: list[Span] = []
    for start, end in names(text):
        if group and not _JOINED.fullmatch(text[group[-1][1] : start]):
            if len(group) > 1:
                break
            group = []
        group.append((start, end))
    if not 1 < len(group) <= _MOST:
        return (text,)
    before, after = text[: group[0][0]], _EACH.sub("", text[group[-1][1] :], count=1)
    return tuple(before + text[start:end] + after for start, end in group)
