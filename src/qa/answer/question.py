"""One question, understood: what it asks for, about which units, areas, dates and subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from qa.answer.catalogue import Catalogue
from qa.answer.intent import Cues, read_cues
from qa.answer.leaving import UNBOUND, left_out
from qa.answer.traits import Trait, find_traits
from qa.answer.wording import generic_words, official_words, search_text, subject_of
from qa.extract.deadlines import STANDING, DeadlineFilter, find_filters
from qa.extract.language import apart, detect_english
from qa.extract.numerals import normalise_figures, to_number
from qa.extract.units import UnitMention

Role = Literal["lead", "support", "any"]
_REMEMBERED = 1024
"""So many readings are kept, since every turn of a talk is read again with the ones behind it."""


_TASK = re.compile(
    r"(?:任务|编号|序号|目标任务|no\.|number|task|measure)\s*(?:第|编号|序号|号|是|为|no\.?|："
    r"|:)?\s*(\d{1,3})(?!\d)(?:\s*(?:[.．（(]\s*(\d{1,2})\s*[)）]?))?\s*(?:项|号|条|个)?(?:任务|目标任务"
    r"|措施)?(?:\s*的?第\s*[（(]?(\d{1,2})[)）]?\s*(?:条|项|点|款)?)?",
    re.IGNORECASE,
)
_TASK_TAIL = re.compile(
    r"(?:第\s*)?(?<![\d.有共是了])(\d{1,3})(?:[.．](\d{1,2}))?\s*(?:号|项|条)(?:目标)?(?:任务|措施)"
)
_MEASURE_ID = re.compile(
    r"^\W*(?:第|那|请问)?\s*(\d{1,3})[.．](\d{1,2})(?=\s*(?:条|这|那|的|是|由|归|谁|哪|什么|有|说|讲|写|牵|配|$|[？?]))"
)
_ORDINAL = re.compile(
    r"第\s*(\d{1,3})\s*(?:项|条|个(?!问|话)|号)\s*(?:目标)?(?:任务|工作|措施)?(?:\s*的?第\s*[（(]?(\d{1,2})[)）]?\s*(?:条|项|点|款))?"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks, before any evidence is looked at.

    ``text`` is the cleaned question; ``words`` its subject words, space separated; ``official`` the
    official words for its everyday ones; ``rest`` the subject words left when units, areas, dates
    and words of the trade (措施, 牵头) are taken away.
    ``dates`` are those by which something wanted is due, ``dates_out`` those that are not wanted; ``traits`` are what
    the measures of a list must have besides. ``task`` and ``number`` are an explicit 第11项 / 11.1.
    """

    text: str
    cues: Cues
    words: str
    official: tuple[str, ...]
    mentions: tuple[UnitMention, ...]
    role: Role
    areas: tuple[str, ...]
    dates: tuple[DeadlineFilter, ...]
    dates_out: tuple[DeadlineFilter, ...]
    traits: tuple[Trait, ...]
    rest: str
    task: int | None
    number: int | None
    english: bool

    @property
    def search_text(self) -> str:
        """The question with the official words that it implies, for lexical evidence."""
        return search_text(self.text)

    @property
    def subject_text(self) -> str:
        """What the question is about, without the words that ask: its subject words and their official ones."""
        return " ".join((self.rest, *self.official))


@cache
def _task_patterns() -> tuple[re.Pattern[str], ...]:
    return (_TASK, _ORDINAL, _TASK_TAIL, _MEASURE_ID)


class Reader:
    """Reads questions against one catalogue; ``cut`` segments text into words."""

    def __init__(self, catalogue: Catalogue, cut: Callable[[str], list[str]], today: date) -> None:
        self._catalogue = catalogue
        self._cut = cut
        self._today = today
        dates = [plan.document.date for plan in catalogue.plans if plan.document.date]
        self._issued = date.fromisoformat(dates[0]) if dates else None
        self._read = lru_cache(_REMEMBERED)(self._understood)

    def subject(self, question: str) -> str:
        """The subject words of ``question``, space separated; '' where only the asking is left."""
        return subject_of(normalise_figures(question), self._cut)

    def names(self, text: str) -> list[tuple[int, int]]:
        """Where ``text`` names units, due dates and, asking for measures, areas, in its order.

        Dates are left out where their figures take another length in Arabic form.
        """
        taken = [(mention.start, mention.end) for mention in self._catalogue.units.find(text)]
        if len(normalise_figures(text)) == len(text):
            dates = find_filters(text, self._today, self._issued)
            taken += [(item.start, item.end) for item in dates if item.relation not in STANDING]
        if _LISTED.search(text):
            aliases = {
                alias for area in self._catalogue.areas for alias in self._catalogue.aliases(area.name)
            }
            areas = (match.span() for alias in aliases for match in re.finditer(re.escape(alias), text))
            for start, end in sorted(areas, key=lambda span: span[0] - span[1]):
                if all(end <= left or right <= start for left, right in taken):
                    taken.append((start, end))
        return sorted(taken)

    def read(self, text: str, of_list: bool = False) -> Question:
        """Understand one cleaned question.

        With ``of_list`` it is a turn about a list, so that it may name what it chooses by in passing (带期限的呢, 2021的).
        """
        return self._read(text, of_list)

    def _understood(self, text: str, of_list: bool) -> Question:
        figures = normalise_figures(text)
        cues = read_cues(text)
        quotes = [match.span() for match in _QUOTE.finditer(text)]
        found = self._catalogue.units.find(text)
        mentions = tuple(m for m in found if not any(a < m.start and m.end < b for a, b in quotes))
        english = detect_english(text)
        dates = self._dates(_YEAR.sub(r"\1年", text) if english else text, cues, of_list)
        narrowing = _ONLY.match(text) or _WHICH.search(text) or _AMONG.search(text) or _OF_SUCH.search(text)
        listed = of_list or cues.listing or cues.count or _LISTED.search(text) or narrowing
        traits = find_traits(text) if listed else ()
        if any("办理时限" in trait.wording or "工作日" in trait.wording for trait in traits):
            dates = tuple(item for item in dates if item.relation not in STANDING)
        named = [(m.start, m.end) for m in mentions if m.strength != "weak"]
        unbound = [found.span() for found in UNBOUND.finditer(text)]
        apart = [*unbound, *(found.span() for found in _PURPOSE.finditer(text))]
        dates = tuple(item for item in dates if not any(a <= item.start < b for a, b in unbound))
        dates_out = tuple(item for item in dates if left_out(figures, item.start, item.end))
        areas = self._catalogue.area_names(_without(text, [*named, *apart]))
        task, number = _task_number(figures)
        return Question(
            text=text, cues=cues, words=self.subject(text), official=official_words(text), mentions=mentions,
            role=_role(text, cues), areas=areas, dates=tuple(item for item in dates if item not in dates_out),
            dates_out=dates_out, traits=traits,
            rest=self._rest(text, of_list, mentions, areas, dates, traits), task=task, number=number, english=english,
        )  # fmt: skip

    def _dates(self, text: str, cues: Cues, of_list: bool) -> tuple[DeadlineFilter, ...]:
        """The due dates that a question names; how things stand (有期限的) only where measures are asked for."""
        dates = find_filters(text, self._today, self._issued, loosely=of_list)
        narrowing = _ONLY.match(text) or _WHICH.search(text) or _SUCH_MEASURES.search(text)
        if of_list or cues.listing or cues.count or narrowing:
            return dates
        return tuple(item for item in dates if item.relation not in STANDING)

    def _rest(
        self,
        text: str,
        of_list: bool,
        mentions: tuple[UnitMention, ...],
        areas: tuple[str, ...],
        dates: tuple[DeadlineFilter, ...],
        traits: tuple[Trait, ...],
    ) -> str:
        named: list[UnitMention | Trait | DeadlineFilter] = [*mentions, *traits]
        if len(normalise_figures(text)) == len(text):
            named += dates
        bare = UNBOUND.sub(" ", _without(text, [(item.start, item.end) for item in named]))
        if of_list:
            bare = _PICKS.sub(" ", bare)
        for name in areas:
            for alias in self._catalogue.aliases(name):
                bare = bare.replace(alias, " ")
        for item in dates:
            bare = bare.replace(item.wording, " ")
        for pattern in _task_patterns():
            bare = pattern.sub(" ", bare)
        words = self.subject(bare).split()
        return " ".join(word for word in words if word.lower() not in generic_words() and not word.isdigit())


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with a blank for each of the spans, which may overlap."""
    first = len(text)
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[max(start, min(end, first)) :]}"
        first = start
    return text


_LISTED = re.compile(r"措施|任务|[几多]少?[条项]")
_WHICH = re.compile(r"(?:里面?|当中|其中|中)[，,]?(?:有?哪些?|有?几)")
_ONLY = re.compile(r"只(?:留|要|看|列|算|保留)|其中|里面|当中|这[里些]")
_PICKS = re.compile(
    r"(?:没有(?:的话)?|[挑选筛找摘圈拣拉列报念数换改][一]?[出下成为作选]?(?:[来一]下?)?|留下?来?|保留|除外|以外|之外|不算|排除|刨[开去]|扣除|拿掉|取消|筛选?|条件|限制|剩下?|去掉|删掉|剔除|不要|加上|放一起|换到|看看|[只再][看要留列]|其中|里面|当中|明确|具体|给我|帮我|单独)"
)
"""What a turn says to be done with a list (挑出来, 换成, 去掉), which is no subject."""
_SUCH_MEASURES = re.compile(r"的[^，。？?的]{0,8}(?:措施|任务|条目)[？?。]?$")
_OF_SUCH = re.compile(r"的[？?。]?$")
_AMONG = re.compile(
    r"的(?:措施)?[是有]哪[些几]|(?:牵头|配合|负责|参与)的?(?:措施|任务)?(?:里面?|当中|其中|中)"
)
_PURPOSE = re.compile(
    r"^[^：，。？?]{2,14}(?:分析|报表|台账|画像|统计|筛选|研究|材料|底稿|PPT|ppt|用|一格)："
)
_ORDINAL_WORD = re.compile(r"第([零一二三四五六七八九十百]+)(?=项|条|号|个)")
_OF_A_LAW = re.compile(r"(?:》|条例|[法律]|办法)$")
_QUOTE = re.compile(r"[“\"「『][^”\"」』]{2,30}[”\"」』]")
_YEAR = re.compile(r"\b(20\d{2})\b(?!年)")
_TAKES_PART = re.compile(r"(?<!配合)参与了?[^，。？?配牵]{0,8}(?:哪|什么|啥|多少|几)")
_BOTH_SIDES = re.compile(r"(?:含|包括|连同|不论|不管|无论)(?:牵头|配合)")
_NOT_THIS = re.compile(
    r"(?:不要|不算|不含|不是|非|除了|除开|去掉|不|没有?)(?:作为)?(?:牵头|配合)的?|(?:牵头|配合)的?(?:就|都)?(?:不算|不要|除外|不列|不用)"
)


def _role(text: str, cues: Cues) -> Role:
    """Which side of a unit is asked for: 牵头 and 负责 lead, 配合 supports, both or neither any."""
    text = apart(text)
    bare = _NOT_THIS.sub(" ", text)
    asked = cues.attributes if bare == text else read_cues(bare).attributes
    text = bare
    if _BOTH_SIDES.search(text):
        return "any"
    lead = ("lead" in asked and "牵头" in text) or re.search(
        r"牵头|挑头|领头|带头|负责|主管|主办|主责|主角|\blead", text
    )
    support = ("support" in asked and not _TAKES_PART.search(text)) or re.search(
        r"配合|协助|协办|打杂|打下手|配角|参与(?:单位|配合)|\bsupport|\bcooperat", text
    )
    if lead and not support:
        return "any" if re.search(r"参与(?!牵头)", text) else "lead"
    if support and not lead:
        return "support"
    if (
        lead
        and support
        and re.search(r"作为配合|配合单位(?:参与|的|身份)", text)
        and not re.search(r"牵头", text)
    ):
        return "support"
    return "any"


def _task_number(text: str) -> tuple[int | None, int | None]:
    text = _ORDINAL_WORD.sub(lambda match: f"第{to_number(match.group(1)) or 0:g}", text)
    for pattern in _task_patterns():
        found = pattern.search(text)
        if found and _OF_A_LAW.search(text[: found.start()]):
            continue
        if found and int(found.group(1)) > 0:
            number = next((g for g in found.groups()[1:] if g), None)
            return int(found.group(1)), int(number) if number else None
    return None, None
