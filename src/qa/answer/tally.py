"""Counts set beside each other: who leads most, which area has most measures, who leads more than whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from qa.answer.catalogue import Catalogue
from qa.answer.columns import Mask, Places
from qa.answer.compose import Voice, plain_source
from qa.answer.model import Answer, Citation
from qa.answer.question import Question, Role

_UNIT = r"(?:单位|部门|机构|委办局|局|家)"
_WHOSE = rf"(?:哪(?:一?个|些|几个|家|几家|一家)?(?:{_UNIT})|谁|(?:哪|什么){_UNIT})"
_MOST = r"(?:最多|最少|最重|最忙|最大)"
_OF_UNITS = re.compile(
    rf"{_WHOSE}[^，。？?]{{0,12}}{_MOST}|(?:牵头|配合|参与|负责|承担)[^，。？?]{{0,10}}{_MOST}的?(?:是|为)?(?:{_WHOSE}|(?:前\S{{1,3}})?(?:个)?{_UNIT})"
    rf"|(?:各|所有|每个){_UNIT}[^，。？?]{{0,12}}(?:排名|排序|排行|排个[序名]|从多到少|多少排)|(?:单位|部门)[^，。？?]{{0,8}}(?:排名|排行|排序)"
    r"|(?:排名|排在?|排行)?前[二三五十两\d]{1,2}(?:名|位|个|家)?的?(?:牵头|配合)?(?:单位|部门)"
    r"|\bwh(?:o|ich \w+) (?:leads|supports)(?: the)? (?:most|fewest)"
)
_OF_AREAS = re.compile(
    rf"哪(?:一?个|些|几个)?(?:领域|方面|板块)[^，。？?]{{0,12}}{_MOST}|(?:措施|任务|条目)[^，。？?]{{0,6}}{_MOST}的?(?:是)?(?:哪[一个]*)?(?:领域|方面|板块)"
    r"|(?:各|每个|所有)(?:个)?(?:领域|方面|板块)[^，。？?]{0,4}(?:各|分别|都)?(?:有|是)?(?:多少|几)(?:条|项)"
)
_FEWEST = re.compile(r"最少|fewest")
_TOP = re.compile(r"前(?P<number>[二三五十两]|\d{1,2})")
_NUMBERS = {"二": 2, "两": 2, "三": 3, "五": 5, "十": 10}
_MORE = re.compile(
    r"(?:谁|哪个|哪家|哪边)[^，。？?]{0,8}(?:更多|更少|多|少)(?!少)|(?:多|少|差|相差)(?:了)?(?:几|多少)(?:条|项|个)|比[^，。？?]{2,14}(?:牵头|配合|负责|参与)?的?(?:措施|任务)?(?:更|还)?(?:多|少)(?:吗|不|么|$|[？?])"
)
_SHOWN = 5
_ROLE_WORDS: Mapping[Role, str] = {"lead": "牵头", "support": "配合", "any": "牵头或配合"}
_LEDE: Mapping[Role, str] = {"lead": "led", "support": "supported", "any": "led or supported"}


class TallyDesk:
    """Counts by unit or by area over all surviving measures; every number is a count of listed records."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def answer(self, question: Question, voice: Voice) -> Answer | None:
        """A ranking or a comparison of counts, or None where none is asked for."""
        named = [mention for mention in question.mentions if len(mention.units) == 1]
        if len({mention.units[0] for mention in named}) == 2 and _MORE.search(question.text):
            first, second = dict.fromkeys(mention.units[0] for mention in named)
            return self._difference(question, first, second, voice)
        if named or self._catalogue.telling(question.rest.split()):
            return None
        if _OF_AREAS.search(question.text):
            return self._of_areas(question, voice)
        return self._of_units(question, voice) if _OF_UNITS.search(question.text) else None

    def _of_units(self, question: Question, voice: Voice) -> Answer | None:
        role = question.role
        columns = self._catalogue.columns
        within = columns.area.having(question.areas) if question.areas else columns.measures
        counted = self._measures_of_units(role, within)
        place = f"{'、'.join(question.areas)}领域" if question.areas else "全文"
        head = voice.say(
            f"{place}现存措施按{_ROLE_WORDS[role]}单位计数，{{}}：",
            f"Surviving measures {_LEDE[role]}, by unit, {{}}:",
        )
        return self._ranking(question, counted, head, voice)

    def _of_areas(self, question: Question, voice: Voice) -> Answer | None:
        areas = dict.fromkeys(area.name for area in self._catalogue.areas)
        counted = {name: self._catalogue.in_area([name]) for name in areas}
        head = voice.say("各领域的现存措施，{}：", "Surviving measures by area, {}:")
        return self._ranking(question, counted, head, voice, every=_MOST_ASKED.search(question.text) is None)

    def _measures_of_units(self, role: Role, within: Mask) -> dict[str, tuple[int, ...]]:
        lead, support = self._catalogue.columns.lead, self._catalogue.columns.support
        sides = {"lead": (lead,), "support": (support,), "any": (lead, support)}[role]
        found: dict[str, Places] = {}
        for side in sides:
            for name in side:
                places = side.among(name, within)
                found[name] = np.union1d(found[name], places) if name in found else places
        return {name: tuple(places.tolist()) for name, places in found.items() if len(places)}

    def _ranking(
        self,
        question: Question,
        counted: Mapping[str, Sequence[int]],
        head: str,
        voice: Voice,
        every: bool = False,
    ) -> Answer | None:
        if not counted:
            return None
        fewest = _FEWEST.search(question.text) is not None
        order = sorted(counted, key=lambda name: len(counted[name]) * (1 if fewest else -1))
        top = _TOP.search(question.text)
        wanted = len(order) if every else _number(top) if top else _SHOWN
        last = len(counted[order[min(wanted, len(order)) - 1]])
        shown = [
            name for name in order[: max(wanted, 1)] if len(counted[name]) != last or len(order) <= wanted
        ]
        shown += [name for name in order if len(counted[name]) == last and name not in shown][: 2 * _SHOWN]
        first = [name for name in shown if len(counted[name]) == len(counted[order[0]])]
        said = voice.say("从少到多" if fewest else "从多到少", "fewest first" if fewest else "most first")
        lead = voice.say(
            f"{'、'.join(first)}{'最少' if fewest else '最多'}，{'各' if len(first) > 1 else ''}{len(counted[first[0]])}条。",
            f"{', '.join(first)}: {len(counted[first[0]])}.",
        )
        unit = voice.say("条", "")
        lines = [f"- {name}：{len(counted[name])}{unit}" for name in shown]
        cited = sorted({position for name in first for position in counted[name]})
        return self._reply(question, [*([] if every else [lead]), head.format(said), *lines], cited, voice)

    def _difference(self, question: Question, first: str, second: str, voice: Voice) -> Answer:
        counted = self._measures_of_units(question.role, self._catalogue.columns.measures)
        here, there = counted.get(first, ()), counted.get(second, ())
        word, apart = _ROLE_WORDS[question.role], abs(len(here) - len(there))
        lead = voice.say(
            f"{first}{word}{len(here)}条，{second}{word}{len(there)}条，"
            + (f"前者{'多' if len(here) > len(there) else '少'}{apart}条。" if apart else "两者一样多。"),
            f"{first}: {len(here)}; {second}: {len(there)} ({_LEDE[question.role]}); they differ by {apart}.",
        )
        return self._reply(question, [lead], sorted({*here, *there}), voice)

    def _reply(self, question: Question, lines: Sequence[str], cited: Sequence[int], voice: Voice) -> Answer:
        records = [self._catalogue.records[position] for position in cited]
        dated = self._catalogue.dated(records)
        tail = plain_source(voice.say(f"{dated}现存文本", f"the surviving text of {dated}"), voice)
        return Answer(
            question.text, "answered", "count", "\n".join([*lines, tail]),
            citations=tuple(Citation(record, 1.0) for record in records), confidence=1.0,
        )  # fmt: skip


_MOST_ASKED = re.compile(_MOST)


def _number(match: re.Match[str]) -> int:
    said = match["number"]
    return _NUMBERS.get(said) or max(1, int(said) if said.isdigit() else 1)
