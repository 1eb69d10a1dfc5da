"""A list that goes on: what it was chosen by, with what a turn adds to that, puts in its place or takes away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa.answer.filters import ROLE_WORDS, Filters, Named, UnitFilter, distinct, read_filters
from qa.answer.leaving import UNBOUND, left_out
from qa.answer.listing import asks_which_units
from qa.answer.question import Question, Role

_AMONG = re.compile(
    r"^(?:那么?|好的?|嗯|行|再)?[，,]?(?:其中|里面|当中|这里面|这些(?:里|中)|[再只又继]?续?(?:筛选?|缩小|过滤|挑|限定)"
    r"|[再只]看|只(?:要|留|列)|of (?:these|those|them))|(?:留下|挑出来?|选出来|筛出来|保留)"
)
"""A turn that narrows the list before it (其中2019年底前的呢, 有期限的挑出来)."""
_JOINTLY = re.compile(
    r"^(?:那|又)?[和跟与同][^，。？?]{2,14}(?:共同|一起|联合|一块)|也(?:在|有份|参与|牵头|配合|算)|^(?:而且|并且|同时)"
)
_ADDED = re.compile(
    r"加上|[再也还](?:要|加|算|列)|一并|连同|(?:也|都)?(?:算|加|列)(?:上|进[来去]|在内)|放一起"
)
_UNDONE = re.compile(
    r"(?:没有?|不|未)(?:再|做)?(?:筛选?|过滤|限定|缩小|挑)|(?:筛选?|过滤|缩小|限定|挑)(?:之|以)?前"
    r"|(?:取消|去掉|撤[销掉]|解除|清[除空]|不[要用管])(?:了)?(?:所有|全部|这些|这个|刚才|刚刚)*的?(?:筛选|条件|限制|过滤|限定)"
    r"|(?:回到|恢复)(?:到)?(?:原来|最初|最开始|之前|原先)?的?(?:全部|完整|原来|原)"
)
"""A turn for the list as it was before anything narrowed it (没筛选之前是几条)."""
_ALL = re.compile(r"全部|所有|全都")
_BARE_COUNT = re.compile(
    r"^(?:那么?|这些|这里|里面|帮我|你|请|再|一起)*(?:(?:数|算|统计)(?:一下|一数|数|出来)?(?:看)?)?[，,]?(?:一共|总共|合计|总计|共|拢共|现在|这样|那|还|就|只)*"
    r"(?:剩下?|余下?|留下?)?(?:有|是|到底有)?(?:几|多少|好多)(?:条|项|个)(?:措施)?(?:了|来着|呢|啊|嘛)*[？?。]?$"
    r"|^(?i:(?:and )?how many(?: measures)?(?: are)?(?: (?:left|there|in all|in total|of (?:them|these)))*\??$)"
)
_COUNT_AT_END = re.compile(r"(?<!哪)(?:几|多少)(?:条|项|个)(?:措施)?(?:了|呢|啊|嘛)?[？?。]?$")
_WHICH_ONES = re.compile(
    r"(?:那么?)?(?:分别|具体|都|又)?(?:是|有)?(?:哪些|哪几[条个项]|什么|啥)(?:呢|呀|啊)?[？?。]?$|(?:都)?(?:列|念|报)(?:一下|出来)"
)
_EITHER_ROLE = re.compile(
    r"加起来|合起来|加在?一起|参与|涉及|有份|挂名|沾边|在里[面头]|牵头[^，。？?]{0,3}配合|配合[^，。？?]{0,3}牵头"
)
_THIS_ONE = re.compile(r"[这那该本][一]?[条项个](?!单位|部门|局|领域)")
_ELLIPTIC = re.compile(r"^(?:那么?|换|改|再|又|还有?)|呢[？?]?$|也")
_EXCHANGED = re.compile(r"^(?:那么?|再)?(?:换|改)[成作为]?")
_REMAINDER = re.compile(
    r"^(?:那么?)?(?:其余|剩下|余下|剩余)(?:的|那些|那?几条)?(?:呢|都?[有是]?(?:哪些|哪几条|几条|多少条))?[？?。]?$"
)
_ROLE_ALONE = re.compile(r"^(?:那么?|它|他们|换成|还有)*(?:牵头|配合)的(?:呢|都?有|[？?]?$)")
_OTHER: Mapping[Role, Role] = {"lead": "support", "support": "lead", "any": "any"}
_OF_DATES = re.compile(r"时间|期限|时限|日期|年份|哪一?年|20\d{2}")
_OF_ROLES = re.compile(r"角色|身份|牵头|配合")
_OF_UNITS = re.compile(r"单位|部门|哪家|谁")


@dataclass(frozen=True, slots=True)
class Continued:
    """The list that a turn makes of the one before; ``looser`` are those to give instead where nothing is left of it."""

    filters: Filters
    count: bool
    looser: tuple[Filters, ...] = ()

    @property
    def said(self) -> str:
        """The list as a question by itself."""
        return f"{'、'.join(self.filters.parts) or '全文'}的措施{'一共几条' if self.count else '有哪些'}？"

    def after(self, lists: Sequence[Filters]) -> tuple[Filters, ...]:
        """This list behind those of ``lists`` that it is narrower than."""
        wider = (each for each in lists if each != self.filters and self.filters.narrows(each))
        return (*wider, self.filters)


def can_only_go_on(turn: str) -> bool:
    """Whether a turn can only be about the list before it (其中2019年底前的, 一共几条)."""
    return bool(_AMONG.match(turn) or _BARE_COUNT.match(turn) or _JOINTLY.match(turn) or _UNDONE.search(turn))


def goes_on(own: Question) -> bool:
    """Whether a turn is about the list although one of its measures was looked at before (2021年的呢, 换成能源局)."""
    named = own.dates or own.traits or (own.mentions and (own.cues.listing or _EXCHANGED.match(own.text)))
    return bool(named or can_only_go_on(own.text) or _ROLE_ALONE.match(own.text))


def narrows(turn: str) -> bool:
    """Whether a turn says that it chooses from the list before it (其中…, …的留下)."""
    return bool(_AMONG.search(turn) or _JOINTLY.search(turn))


def elliptic(turn: str) -> bool:
    """Whether a turn leaves out what it has in common with the one before (那财政局牵头的呢)."""
    return bool(_ELLIPTIC.search(turn))


def means_one(turn: str) -> bool:
    """Whether a turn is about one measure (这条谁负责) and not about a list."""
    return bool(_THIS_ONE.search(turn))


def says_all(own: Question) -> bool:
    """Whether a turn asks for the measures of a unit in one role in full, whatever was listed before."""
    return (
        any(mention.strength != "weak" for mention in own.mentions)
        and own.role != "any"
        and (own.cues.listing or own.cues.count)
        and not narrows(own.text)
    )


def went_on(
    lists: Sequence[Filters], own: Question, named: Named, words: tuple[str, ...] = ()
) -> Continued | None:
    """The list that ``own`` makes of the last of ``lists``; None where it makes none.

    ``lists`` are the list and what it was narrowed from, the widest first; ``words`` are others that it chooses by.
    """
    text = own.text
    count = own.cues.count or bool(_BARE_COUNT.match(text) or _COUNT_AT_END.search(text))
    if _UNDONE.search(text):
        return Continued(lists[0], count)
    if _REMAINDER.match(text) and len(lists) > 1:
        rest = _remainder(lists[-2], lists[-1])
        return None if rest is None else Continued(rest, count)
    told = replace(read_filters(own, named), words=words)
    one = means_one(text) or asks_which_units(text)
    if one and not (own.cues.listing or narrows(text) or told.traits):
        return None
    widened = _widened(lists[-1], text, named)
    role = own.role != "any" or _EITHER_ROLE.search(text) or _role_left_out(text)
    if not told.parts and not role and not count and widened == lists[-1]:
        return Continued(lists[-1], count) if _WHICH_ONES.match(text) else None
    found = _changed(widened, told, own)
    return Continued(found, count, _looser(found, told, text))


def _remainder(wide: Filters, narrow: Filters) -> Filters | None:
    """What of a list was not chosen when it was narrowed by a unit, an area or a date; None where it was by more."""
    units = tuple(replace(unit, out=True) for unit in narrow.units if unit not in wide.units)
    rests = [
        replace(wide, units=(*wide.units, *units)) if len(units) == 1 else None,
        replace(wide, areas_out=narrow.areas) if narrow.areas != wide.areas else None,
        replace(wide, dates_out=narrow.dates) if narrow.dates != wide.dates else None,
    ]
    left = [rest for rest in rests if rest is not None]
    alone = len(left) == 1 and len(narrow.parts) == len(wide.parts) + 1
    return left[0] if alone else None


def _widened(before: Filters, text: str, named: Named) -> Filters:
    """``before`` without what ``text`` says is not to limit it any more (不限登记财产, 时间不限)."""
    limit = UNBOUND.search(text)
    if limit is None:
        return before
    what = limit.group()
    units = before.units
    if _OF_ROLES.search(what):
        units = tuple(replace(unit, role="any") for unit in units)
    elif _OF_UNITS.search(what):
        units = ()
    areas = tuple(name for name in before.areas if not any(each in what for each in named.aliases(name)))
    areas = () if re.search(r"领域|方面|板块", what) else areas
    dates = () if _OF_DATES.search(what) else before.dates
    return replace(before, units=units, areas=areas, dates=dates)


def _changed(before: Filters, told: Filters, own: Question) -> Filters:
    added = _ADDED.search(own.text) is not None
    return replace(
        before,
        units=_units(before, told, own),
        areas=_areas(before, told, added),
        areas_out=distinct((*(n for n in before.areas_out if n not in told.areas), *told.areas_out)),
        dates=distinct((*before.dates, *told.dates)) if added else told.dates or before.dates,
        dates_out=(*before.dates_out, *told.dates_out),
        either=before.either or told.either or (added and bool(before.dates and told.dates)),
        words=distinct((*before.words, *told.words)),
        traits=(*(t for t in before.traits if not _same_kind(t.wording, told)), *told.traits),
    )


def _areas(before: Filters, told: Filters, added: bool) -> tuple[str, ...]:
    kept = tuple(name for name in before.areas if name not in told.areas_out)
    return distinct((*kept, *told.areas)) if added and kept else told.areas or kept


def _units(before: Filters, told: Filters, own: Question) -> tuple[UnitFilter, ...]:
    """The units of the list after a turn: one that it names takes the place of that before, unless it narrows.

    A unit that it names without a role has that of the unit whose place it takes.
    """
    unwanted_role = _role_left_out(own.text)
    role = _OTHER[unwanted_role] if unwanted_role else own.role
    bare = own.text.replace("涉及", "") if told.words or told.traits else own.text
    said = role != "any" or bool(_EITHER_ROLE.search(bare))
    wanted = tuple(unit for unit in told.units if not unit.out)
    unwanted = tuple(unit for unit in told.units if unit.out)
    gone = {unit.name for unit in unwanted}
    kept = tuple(unit for unit in before.units if unit.name not in gone)
    if not wanted:
        main = before.unit
        if said and not unwanted and main is not None:
            alike = {unit for unit in kept if unit.role == main.role and not unit.out}
            kept = tuple(replace(unit, role=role) if unit in alike else unit for unit in kept)
        return (*kept, *unwanted)
    if narrows(own.text):
        names = {unit.name for unit in wanted}
        return (*(unit for unit in kept if unit.name not in names), *wanted, *unwanted)
    if before.unit and not said:
        wanted = tuple(replace(unit, role=before.unit.role) for unit in wanted)
    return (*wanted, *unwanted)


def _role_left_out(text: str) -> Role | None:
    """The role that a turn takes away (牵头的去掉), None where it takes none."""
    spans = ((role, text.find(word), len(word)) for role, word in ROLE_WORDS.items() if word in text)
    return next((role for role, start, size in spans if left_out(text, start, start + size)), None)


def _same_kind(wording: str, told: Filters) -> bool:
    """Whether a kind that was wanted is named again, as it was or as not wanted."""
    bare = wording.lstrip("未不")
    return any(trait.wording.lstrip("未不") == bare for trait in told.traits)


def _looser(found: Filters, told: Filters, text: str) -> tuple[Filters, ...]:
    """The same list with less of what came before: its kinds, or its units, let go."""
    looser = [replace(found, traits=told.traits)] if found.traits != told.traits else []
    if _ALL.search(text):
        looser.append(replace(found, units=told.units, traits=told.traits))
    return tuple(looser)
