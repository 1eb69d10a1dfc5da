"""A list that goes on: what it was chosen by, with what a turn adds to that or puts in its place."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.answer.listing import asks_which_units
from qa.answer.question import UNBOUND, Question

_AMONG = re.compile(
    r"^(?:那么?|好的?|嗯|行|再)?[，,]?(?:其中|里面|当中|这里面|这些(?:里|中)|[再只又继]?续?(?:筛选?|缩小|过滤|挑|限定)"
    r"|[再只]看|只(?:要|留|列)|of (?:these|those|them))"
)
"""A turn that narrows the list before it (其中2019年底前的呢)."""
_JOINTLY = re.compile(r"^(?:那|又)?[和跟与同][^，。？?]{2,14}(?:共同|一起|联合|一块)")
_ALL = re.compile(r"全部|所有|全都")
_BARE_COUNT = re.compile(
    r"^(?:那么?|这些|这里|里面|一共|总共|共|拢共)*(?:有|是)?(?:几|多少)(?:条|项|个)(?:措施)?(?:来着|呢|啊|嘛)?[？?。]?$"
)
_WHICH_ONES = re.compile(
    r"(?:那么?)?(?:分别|具体|都|又)?(?:是|有)?(?:哪些|哪几[条个项]|什么|啥)(?:呢|呀|啊)?[？?。]?$|(?:都)?(?:列|念|报)(?:一下|出来)"
)
_EITHER_ROLE = re.compile(r"参与|涉及|有份|挂名|沾边")
_BOTH_ROLES = re.compile(r"牵头[^，。？?]{0,3}配合|配合[^，。？?]{0,3}牵头")
_THIS_ONE = re.compile(r"[这那该本][一]?[条项个](?!单位|部门|局|领域)")


def goes_on(turn: str) -> bool:
    """Whether a turn can only be about the list before it (其中2019年底前的, 一共几条)."""
    return bool(_AMONG.match(turn) or _BARE_COUNT.match(turn) or _JOINTLY.match(turn))


def merged(before: Question, own: Question) -> Question | None:
    """The question for the list that ``own`` makes of the one that was asked for ``before``; None where it makes none."""
    if (_THIS_ONE.search(own.text) or asks_which_units(own.text)) and not own.cues.listing:
        return None
    count = own.cues.count or _BARE_COUNT.match(own.text) is not None
    told = own.mentions or own.areas or own.dates or own.traits or own.role != "any" or count
    if not told and not _WHICH_ONES.match(own.text):
        return None
    both = _EITHER_ROLE.search(own.text) or _BOTH_ROLES.search(own.text)
    said = own.role != "any" or both or {"lead", "support"} <= set(own.cues.attributes)
    among = _AMONG.match(own.text) or _JOINTLY.match(own.text)
    unbound = UNBOUND.search(own.text)
    start = len(before.text) + 1
    moved = tuple(replace(m, start=m.start + start, end=m.end + start) for m in own.mentions)
    return replace(
        before,
        text=f"{before.text}。{own.text}",
        mentions=(*before.mentions, *moved) if among else moved or before.mentions,
        areas=() if unbound else own.areas or before.areas,
        dates=own.dates or before.dates,
        traits=(*before.traits, *own.traits),
        role=own.role if said else before.role,
        rest="",
        cues=replace(before.cues, count=before.cues.count or count, listing=True),
    )


def loosened(found: Question, own: Question) -> tuple[Question, ...]:
    """The same list with less of what came before, for where nothing is left of it: its kinds, or its units, let go."""
    looser = (
        replace(found, traits=own.traits) if found.traits != own.traits else None,
        replace(
            found,
            mentions=own.mentions,
            role=own.role,
            traits=own.traits,
            cues=replace(found.cues, attributes=()),
        )
        if _ALL.search(own.text)
        else None,
    )
    return tuple(question for question in looser if question is not None)
