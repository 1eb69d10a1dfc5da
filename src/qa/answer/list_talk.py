"""Talks about lists: which list a turn asks for, and which one it makes of the list before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice, none_listed, plain_source, units_line
from qa.answer.dialogue import Resolved
from qa.answer.english import asks_for_all, gloss
from qa.answer.filters import Filters, distinct
from qa.answer.going_on import Continued, can_only_go_on, elliptic, goes_on, means_one, says_all, went_on
from qa.answer.listing import asks_which_units, select
from qa.answer.lists import ListDesk, filters_alone
from qa.answer.model import Answer, Citation, Intent, Units
from qa.answer.question import Question, Reader
from qa.answer.recall import points_into_list

_BY_WORDS = re.compile(
    r"^(?:那么?|好的?|嗯|再|那)?[，,]?(?:其中|(?:这)?里[面头]?|当中|这些[里中]?|只[看要留列]|[再]?[筛挑选](?:选)?(?:出)?).*(?:的|有关|相关|涉及)(?:呢|吗|措施|那?[几些]条|有哪些|有几条|是哪[几些]?[条个]?|留下|挑出来)*[？?。]?$"
    r"|的(?:都)?(?:留下来?|挑出来|选出来|筛出来|找出来)[。]?$"
)
"""A turn that chooses from a list by words of its own (其中跟小规模纳税人有关的)."""
_SHORTEST = 2


class ListTalk:
    """Follows lists through a talk over one catalogue."""

    def __init__(self, catalogue: Catalogue, reader: Reader, lists: ListDesk) -> None:
        self._catalogue = catalogue
        self._reader = reader
        self._lists = lists

    def listed(self, question: str) -> Filters | None:
        """What the list is chosen by that a question by itself asks for, None where it asks for none."""
        read = self._reader.read(question)
        told = gloss(question) if read.english else ""
        glossed = self._lists.filters(self._reader.read(told)) if asks_for_all(told) else None
        return self._lists.filters(read) or glossed

    def went_on(self, turn: str, lists: Sequence[Filters], looked: bool) -> Continued | None:
        """The list that a turn makes of the last of ``lists``, as far as something is left of it; None where it makes none.

        Where a look at one of its measures lies between (``looked``), only what can be said of no single measure does.
        """
        plain = self._reader.read(turn)
        alone = filters_alone(plain, least=3) or (says_all(plain) and (looked or not elliptic(turn)))
        whole = self._lists.filters(plain) if alone else None
        if whole is not None:
            return Continued(whole, plain.cues.count)
        own = self._reader.read(turn, of_list=True)
        if looked and not goes_on(own):
            return None
        words = self._words(own)
        if words is None:
            return None
        found = went_on(lists, own, self._catalogue, words)
        tried = () if found is None else (found.filters, *found.looser)
        left = next((each for each in tried if select(each, self._catalogue).positions), None)
        return found if found is None or left is None else replace(found, filters=left)

    def _words(self, own: Question) -> tuple[str, ...] | None:
        """The words beside units, areas, dates and kinds that a turn chooses by; None where it is about another matter."""
        if own.english and can_only_go_on(own.text):
            return ()
        rest = own.rest.split()
        telling = self._catalogue.telling(rest)
        strange = tuple(word for word in rest if len(word) >= _SHORTEST and not self._catalogue.knows(word))
        named = own.role != "any" or own.mentions
        if _BY_WORDS.search(own.text):
            return telling or (() if named or own.areas or own.dates or own.traits else strange)
        return None if telling or (len(strange) > 1 and not named) else ()

    def units(self, turn: Resolved, voice: Voice) -> Answer | None:
        """The units of each measure of the list that the talk is about, None where they are not asked for."""
        own = self._reader.read(turn.own, of_list=True)
        bare = not (own.mentions or own.areas or own.dates or self._catalogue.telling(own.rest.split()))
        one = means_one(turn.own) or points_into_list(turn.own)
        asked = bare and asks_which_units(turn.own) and not one
        if not turn.lists or turn.looked or not asked:
            return None
        found = select(turn.lists[-1], self._catalogue)
        records = [self._catalogue.records[position] for position in found.positions]
        if not records:
            return None
        intent: Intent = "support" if own.role == "support" else "lead"
        lines = [
            f"- {record.measure_id} {'；'.join(filter(None, (units_line(record, voice), *none_listed(record, intent, voice))))}"
            for record in records
        ]
        dated = voice.say(f"{self._catalogue.dated(records)}现存文本", self._catalogue.dated(records))
        return Answer(
            turn.own, "answered", intent, "\n".join([*lines, plain_source(dated, voice)]), resolved_question=f"{turn.topic}{turn.own}",
            units=Units(
                distinct(unit for record in records for unit in record.lead),
                distinct(unit for record in records for unit in record.support),
            ),
            citations=tuple(Citation(record, 1.0) for record in records), confidence=1.0,
        )  # fmt: skip

    def answer(self, turn: Resolved, voice: Voice) -> Answer | None:
        """A list asked for again with other filters (那配合的有几条), None where the turn goes on with none."""
        continued = turn.continued
        if continued is None:
            return None
        alone: Intent = "unit_profile" if continued.filters.of_a_unit_alone else "list"
        intent: Intent = "count" if continued.count else alone
        answer = self._lists.told(self._reader.read(turn.own), continued.filters, intent, voice)
        return replace(answer, resolved_question=continued.said)
