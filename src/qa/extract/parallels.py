"""Parallel cases and listed items: 高、低压客户 … 4个、3个, and the things that 3个环节 counts."""

from __future__ import annotations

import re
from itertools import takewhile

_AND = re.compile(r"、|和|与|及|以及|或")
_LIST_AFTER = re.compile(
    r"^(?:（(?P<round>[^）]{2,200})）|\((?P<half>[^)]{2,200})\)|[：:](?P<open>[^。；]{2,200}))"
)
_LIST_BEFORE = re.compile(
    r"(?P<verb>(?:精简|简化|减少|压缩|压减|调整|整合|优化|合并|归并|分|缩减|减)?(?:为|成|至|到)|包括|即|"
    r"包含|：)(?P<list>[^，；。]+)$"
)
_MOST = 20
_SHARED = 3
_APART = 2
"""Two elliptic cases share so many last characters, 的 included, and differ in so few before them (无外线的, 有外线的)."""


def distribute(subject: str, size: int) -> tuple[str, ...]:
    """One subject for each of ``size`` parallel values, empty where it names other than so many.

    A word shared by all cases stands once, at the end, in the text: 高、低压客户办电环节 → 高压客户办电环节,
    低压客户办电环节. Cases that are whole words stay as they are.
    """
    for separator in (re.compile("、|和|与|及"), re.compile("、"), re.compile("和|与|及")):
        parts = [part for part in separator.split(subject) if part]
        if len(parts) == size:
            return _share(parts)
    return ()


def spells_out(subject: str, elliptic: str) -> bool:
    """Whether a subject has before the last words of an elliptic one a head of its own (用气报装无外线工程的, 有外线工程的)."""
    alike = takewhile(
        lambda pair: pair[0] == pair[1], zip(reversed(subject), reversed(elliptic), strict=False)
    )
    shared = sum(1 for _ in alike)
    return shared >= _SHARED and len(elliptic) - shared <= _APART and len(subject) - len(elliptic) > _APART


def head_of(subject: str, elliptic: str) -> str:
    """The head that a subject has before the last words of an elliptic one behind it (低压客户 of 低压客户无外线的), else nothing."""
    return subject[: -len(elliptic)] if spells_out(subject, elliptic) else ""


def rest_of(subject: str, elliptic: str) -> str:
    """What an elliptic case leaves to the one before it to say (小型供水接入 of 无外线的小型供水接入 for 有外线的), else all of that."""
    for cut in range(1, _APART + 1):
        tail = elliptic[cut:]
        before, _, rest = subject.partition(tail) if len(tail) >= _SHARED else (subject, "", "")
        if rest and len(before) <= _APART:
            return rest
    return subject


def _share(parts: list[str]) -> tuple[str, ...]:
    *firsts, last = parts
    at = _joint(firsts, last)
    if at is None:
        return tuple(parts)
    return (*(first + last[at:] for first in firsts), last)


def _joint(firsts: list[str], last: str) -> int | None:
    """Where in ``last`` the words that all cases share begin."""
    size = len(firsts[-1])
    if any(len(first) >= len(last) for first in firsts[1:] or firsts):
        return None
    if all(len(first) == 1 for first in firsts):
        return 1
    endings = {first[-1] for first in firsts}
    if len(endings) != 1:
        return None
    ending = endings.pop()
    near = [at + 1 for at, char in enumerate(last[:-1]) if char == ending]
    return min(near, key=lambda at: abs(at - size)) if near else None


def split_items(words: str, number: int) -> tuple[str, ...]:
    """``words`` as a list of exactly ``number`` items, empty where it is no such list."""
    words = re.sub(r"等$", "", words.strip())
    for pattern in (re.compile("、"), re.compile("[、；]|以及|和|及"), re.compile("，"), _AND):
        items = tuple(part.strip() for part in pattern.split(words) if part.strip())
        if len(items) == number:
            return items
    return ()


def items_after(text: str, end: int, number: float | None) -> tuple[str, ...]:
    """Items listed in a bracket or after a colon right behind a count: 4个（申请受理、…）."""
    if number is None or not 2 <= number <= _MOST:
        return ()
    match = _LIST_AFTER.match(text[end : end + 240])
    if match is None:
        return ()
    return split_items(match["round"] or match["half"] or match["open"], int(number))


def items_before(left: str, number: float | None) -> tuple[str, tuple[str, ...]]:
    """The subject and the items listed before a count: 流程简化为执照、发票、参保 (3个环节)."""
    if number is None or not 2 <= number <= _MOST:
        return left, ()
    match = _LIST_BEFORE.search(left)
    if match is None:
        return left, ()
    items = split_items(match["list"], int(number))
    return (left[: match.start("verb")], items) if items else (left, ())
