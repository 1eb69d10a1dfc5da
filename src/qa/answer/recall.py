"""What a talk was told before: the clause that its last answer rests on, and the list that 第二条 points into.

An answer of this assistant names its clause, or lists its measures by number. A talk may also come with answers in other
words; then the question is asked again, and what it finds is what was spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from qa.answer.compose import CITED
from qa.answer.model import COMPLETE, Answer, Turn
from qa.answer.smalltalk import recognise
from qa.extract.numerals import normalise_figures, to_number
from qa.plan import Measure

Ask = Callable[[str, tuple[Turn, ...]], Answer]
Holding = Callable[[str, Sequence[str]], Sequence[str]]
_REMEMBERED = 64
_DEPTH = 6
"""So many of the last turns are looked back at."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_PART = re.compile(r"[，。；：、（）“”\s]|由(?=市|重庆)")
_QUOTED = 7
_LISTED = re.compile(r"^- (\d+(?:\.\d+)?) ", re.MULTILINE)
_NUMBER = r"[一二三四五六七八九十两\d]{1,3}"
_KIND = r"(?:条|个|项|款|点|种)(?!任务|目标|工作|环节|阶段|月|工作日|小时|季度|方面|领域|问题)"
_NTH = re.compile(
    rf"^(?:那么?|好的?|嗯+|哦|行)?[，,、\s]*(?:你|您)?(?:上面|上述|刚才|刚刚|其中|里面|这里面|前面|这些里|列表|牵头|配合)?(?:说|列|提到?|讲)?(?:出来)?的?(?:那个|那)?"
    rf"(?:第(?P<number>{_NUMBER}){_KIND}|(?P<last>(?:最后|末尾|最末|后)(?:面)?[那这的]?一?{_KIND})|(?P<first>(?:头|前|最前面?|最上面?)[那这的]?一{_KIND}))"
    r"(?:措施)?(?P<rest>.*)$"
)
_NTH_ENGLISH = re.compile(
    r"^(?:and |what about |how about |tell me (?:more )?about |who leads )?the "
    r"(?P<word>first|second|third|fourth|fifth|last) (?:one|measure|item)?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_BY_NAME = re.compile(
    r"^(?:那么?)?(?P<what>[\u4e00-\u9fffA-Za-z“”\d]{2,14}?)(?:的)?[那这](?:一)?(?:条|个|项)(?!单位|部门|局|领域|月|条件|限制)(?:措施)?(?P<rest>.*)$"
)
"""A measure of a list named by some of its words (电子招投标那个是哪年)."""
_NUMBERED = re.compile(r"^第\d+(?:\.\d+)?条措施")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_OF_ROLE = re.compile(r"^(?:那么?)?(?P<role>牵头|配合)的?第")
"""The list of one role, where both were given (牵头的第一条)."""
_NOTHING_ASKED = re.compile(r"^[的呢吧嘛呀啊？?。，,\s]*$")
_MORE_OF_IT = re.compile(r"^[的呢]?[，,]?(?:再)?(?:是|说|讲)?(?:具体|详细|仔细|展开)")


class Recall:
    """Looks back at a talk.

    ``ask`` answers an earlier question in the light of what stood before it; ``holding`` gives those of the numbered
    measures that hold some words.
    """

    def __init__(self, ask: Ask, holding: Holding) -> None:
        self._ask = lru_cache(_REMEMBERED)(ask)
        self._holding = holding

    def told(self, turns: Sequence[Turn]) -> list[Turn]:
        """The turns, the last one with the number of the measure that it points to and the clause of its answer.

        The clause is what its question finds, where the answer names none and that fits it; an answer that has not come
        with its question is the one that is given to it now.
        """
        last = _last_question(turns)
        pointed = None if last is None else self.pointed(turns[last].question, turns[:last])
        if last is not None and pointed is not None:
            turns = [*turns[:last], Turn(pointed, turns[last].answer), *turns[last + 1 :]]
        if last is None or CITED.search(turns[last].answer) or _LISTED.search(turns[last].answer):
            return list(turns)
        turn = turns[last]
        found = self._again(turns, last)
        if found.status != "answered" or found.intent in COMPLETE or not found.citations:
            return list(turns)
        source = found.answer.splitlines()[-1]
        if not CITED.search(source) or not _fits(turn.answer, found.citations[0].measure):
            return list(turns)
        said = f"{turn.answer}\n{source}" if turn.answer.strip() else found.answer
        return [*turns[:last], Turn(turn.question, said), *turns[last + 1 :]]

    def pointed(self, question: str, turns: Sequence[Turn]) -> str | None:
        """The question with the number of the measure that it points to by its place in a list (第二条谁配合), or None."""
        pointing = _nth(question)
        if pointing is None:
            named = _BY_NAME.match(question)
            found = self._holding(named["what"], self._last_list(turns)) if named else ()
            return f"第{found[0]}条措施{named['rest']}" if named and len(found) == 1 else None
        place, rest = pointing
        role = _OF_ROLE.search(question)
        listed = self._last_list([t for t in turns if role["role"] in t.question] if role else turns)
        if not listed or not -len(listed) <= place < len(listed):
            return None
        if _NOTHING_ASKED.match(rest):
            before = _nth(turns[-1].question)
            rest = before[1] if before and not _NOTHING_ASKED.match(before[1]) else ""
        return f"第{listed[place]}条措施{'' if _MORE_OF_IT.match(rest) else rest}"

    def without_pointing(self, turns: Sequence[Turn]) -> list[Turn]:
        """The turns up to the last one that does not point into a list: what a list goes on from (第二条呢 … 一共几条)."""
        kept = list(turns)
        while kept and points_into_list(kept[-1].question):
            kept.pop()
        return kept

    def _last_list(self, turns: Sequence[Turn]) -> tuple[str, ...]:
        """The numbers of the measures that the talk listed last, in their order."""
        for place in range(len(turns) - 1, max(-1, len(turns) - 1 - _DEPTH), -1):
            if _nth(turns[place].question):
                continue
            listed = tuple(_LISTED.findall(turns[place].answer))
            if (
                not listed
                and not CITED.search(turns[place].answer)
                and recognise(turns[place].question) is None
            ):
                found = self._again(turns, place)
                listed = tuple(_LISTED.findall(found.answer))
            if listed:
                return listed
        return ()

    def _again(self, turns: Sequence[Turn], place: int) -> Answer:
        return self._ask(turns[place].question, tuple(turns[max(0, place - _DEPTH) : place]))


def points_into_list(turn: str) -> bool:
    """Whether a turn points to one measure of a list, by its place, its number or some of its words."""
    return bool(_nth(turn) or _NUMBERED.match(turn) or _BY_NAME.match(turn))


def _fits(answer: str, record: Measure) -> bool:
    """Whether what was told may stand in ``record``: one of its figures does, and one of the clauses that it quotes."""
    said = set(_FIGURE.findall(normalise_figures(answer)))
    held = set(_FIGURE.findall(normalise_figures(record.text)))
    units = {*record.lead, *record.support}
    quoted = [part for part in _PART.split(answer) if len(part) >= _QUOTED and part not in units]
    return (not said or bool(said & held)) and (not quoted or any(part in record.text for part in quoted))


def _last_question(turns: Sequence[Turn]) -> int | None:
    """The place of the last turn that is no small talk."""
    return next((i for i in range(len(turns) - 1, -1, -1) if recognise(turns[i].question) is None), None)


def _nth(question: str) -> tuple[int, str] | None:
    """The place in a list that a turn points to, from 0 (-1 the last), and what it says besides."""
    found = _NTH.match(question)
    if found is None:
        english = _NTH_ENGLISH.match(question)
        return None if english is None else (_place(_ORDINALS[english["word"].lower()]), english["rest"])
    number = -1 if found["last"] else 1 if found["first"] else int(to_number(found["number"]) or 0)
    return None if number == 0 else (_place(number), found["rest"])


def _place(number: int) -> int:
    return number if number < 0 else number - 1
