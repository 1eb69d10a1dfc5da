"""Sends an understood question to the one handler that can answer it exactly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from qa.answer import smalltalk
from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice
from qa.answer.dialogue import Resolved, Sense
from qa.answer.documents import DocumentDesk
from qa.answer.english import asks_for_all, gloss
from qa.answer.evidence import Evidence
from qa.answer.extremes import ExtremesDesk
from qa.answer.list_talk import ListTalk
from qa.answer.lists import ListDesk
from qa.answer.membership import Member, asks_after
from qa.answer.model import Answer
from qa.answer.points import PointDesk
from qa.answer.question import Question, Reader
from qa.answer.ranking import itself
from qa.answer.scope import unknown_permit, unknown_procedure
from qa.answer.tally import TallyDesk
from qa.answer.tasks import TaskDesk
from qa.extract.units import UnitMention
from qa.retrieve.cache import Result
from qa.retrieve.hybrid import Retriever

_SURE = 0.5
_BARE = 0.3
_SURELY_NAMES = 3.0
_THAT_UNIT = re.compile(
    r"(?:它们?|[他她]们?|这家|该|这个|那家|那个|这)(?:单位|部门|局|委|机构|家|办)?(?:还|都|又|也|总共|一共|总的|全部|另外|具体|主要|在[^，。？?]{0,8}[中里块边])*"
    r"(?:牵头|配合|负责|参与|管|的措施|名下|涉及)"
    r"|(?:[这那该本](?:一)?(?:个|家)?(?:单位|部门|局|委|机构|中心|公司)|[他她]们?|[这那]家)[^，。？?]{0,12}(?:牵头|配合|负责|参与|承担|管|干|做|揽|名下|涉及|职责|任务|措施)"
    r"|(?:this|that|the same) (?:bureau|agency|department|unit|office|commission|body)\b"
)
_DUTIES = re.compile(r"(?:干|做|管|负责|承担|牵头|配合)[了的些]*(?:什么|啥|哪些)|干嘛|干吗")
_IN_FULL = re.compile(
    r"^(?:那|请|能|可以|麻烦|再|给我|帮我|你)*(?:把(?:它|这条)?)?(?:再|说|讲|介绍)*(?:得)?(?:详细|具体|展开|仔细|完整|全面)(?:一?点|一?些|一下)?(?:地|的)?(?:说|讲|介绍|解释|聊)*(?:说|讲|一下|一?点|看)*[吗呢吧嘛]?[？?。！!]*$"
    r"|^(?:那|请|这条的?|它的)*(?:原文|全文|原话|完整(?:的)?(?:内容|条文)|条文)(?:是什么|怎么(?:说|写)的?|呢|是啥|发我|给我看看?|看看)*[？?。]*$"
    r"|^(?:tell me more|more detail|in full|the full text)\b[^?]{0,12}\??$",
    re.IGNORECASE,
)
_OF_THAT_TASK = re.compile(
    r"(?:该|这一?|本|此|同一?|那)(?:[项个条]|项目标)?任务(?!书)[^，。？?]{0,8}(?:全部|所有|其[他它余]|别的|还有|哪些|几|什么|啥|措施|举措|里|下|项下)"
    r"|(?:还有|其[他它余]|别[的地])[^。]{0,8}(?:这|该|同一?|那)[个项条]?任务"
)


class Matter(NamedTuple):
    """A turn about one matter, read as a question, and how to speak."""

    turn: Resolved
    question: Question
    voice: Voice


class Router:
    """Asks each desk in turn; the first that has an answer gives it."""

    def __init__(
        self, catalogue: Catalogue, retriever: Retriever, reader: Reader, today: Callable[[], date]
    ) -> None:
        self._reader = reader
        self._today = today
        self._catalogue = catalogue
        self._evidence = Evidence(retriever, catalogue, reader)
        self._lists = ListDesk(catalogue, self._evidence)
        self._talk = ListTalk(catalogue, reader, self._lists)
        self._documents = DocumentDesk(catalogue)
        self._tasks = TaskDesk(catalogue)
        self._tally = TallyDesk(catalogue)
        self._extremes = ExtremesDesk(catalogue, self._evidence)
        self._points = PointDesk(catalogue, self._evidence, reader)

    @property
    def sense(self) -> Sense:
        """What reads the turns of a talk."""
        return Sense(
            self._reader.subject,
            self.leans,
            self.of_unit,
            self._talk.listed,
            self._talk.went_on,
            self._member,
        )

    def _member(self, turn: str) -> Member | None:
        own = self._reader.read(turn, of_list=True)
        return asks_after(own, bool(self._catalogue.telling(own.rest.split())))

    def of_unit(self, turn: str, topic: str, answer: str) -> str | None:
        """A turn about the unit that the talk has named (它牵头的, 把这家单位的措施列出来), with that name, or None."""
        named = self._unit_pointed_to(self._reader.read(turn), topic, answer)
        return None if named is None else f"{named.units[0]}：{turn}"

    def _unit_pointed_to(self, own: Question, topic: str, answer: str) -> UnitMention | None:
        """The unit of the talk that a turn points to; None where it names one, or a matter, itself."""
        if own.mentions or self._catalogue.telling(own.rest.split()) or not _THAT_UNIT.search(own.text):
            return None
        before = (*self._reader.read(topic).mentions, *self._catalogue.units.find(answer))
        return next((m for m in before if m.strength != "weak" and len(m.units) == 1), None)

    def _of_that_unit(self, turn: Resolved, voice: Voice) -> Answer | None:
        """A profile or list of the unit that the talk has named."""
        own = self._reader.read(turn.own)
        named = self._unit_pointed_to(own, turn.topic, turn.topic_answer)
        if named is None:
            return None
        answer = self._lists.answer(replace(own, mentions=(named,), rest=""), voice)
        read_as = f"{named.units[0]}：{turn.own}"
        return None if answer is None else replace(answer, question=turn.own, resolved_question=read_as)

    def _counted(self, turn: Resolved, voice: Voice) -> Answer | None:
        """Counts set beside each other (哪个单位牵头最多), of the areas that the list before was of where none are named."""
        own = self._reader.read(turn.own)
        within = own.areas or (turn.lists[-1].areas if turn.lists else ())
        answer = self._tally.answer(replace(own, areas=within), voice)
        return None if answer is None else replace(answer, question=turn.own, resolved_question=turn.own)

    def _in_full(self, turn: Resolved, question: Question, voice: Voice) -> Answer | None:
        """The whole clause that the talk is about (详细说说, 原文呢)."""
        anchor = self._evidence.anchor(turn) if _IN_FULL.match(turn.own) else None
        record = None if anchor is None else self._catalogue.records[anchor]
        if record is None or record.task_no is None:
            return None
        bare = replace(
            question,
            task=record.task_no,
            number=record.measure_no,
            cues=replace(question.cues, attributes=()),
        )
        return self._tasks.answer(bare, voice)

    def _of_the_document(self, turn: Resolved, voice: Voice) -> Answer | None:
        """What is asked of the document that the talk is about (它的文号是什么 … 哪天发的)."""
        own = self._reader.read(turn.own)
        if not turn.leaning or own.mentions or self._catalogue.telling(own.rest.split()):
            return None
        if self._documents.answer(self._reader.read(turn.topic), voice) is None:
            return None
        return self._documents.answer(self._reader.read(f"这个文件{turn.own}"), voice)

    def _of_that_task(self, turn: Resolved, question: Question, voice: Voice) -> Answer | None:
        """All measures of the task that the talk is about (该任务项下还有哪些措施)."""
        if not _OF_THAT_TASK.search(turn.own) or question.task is not None:
            return None
        anchor = self._evidence.anchor(turn)
        record = None if anchor is None else self._catalogue.records[anchor]
        if record is None or record.task_no is None:
            return None
        return self._tasks.answer(replace(question, task=record.task_no, number=None), voice)

    def meanwhile(self, text: str, work: Callable[[], Result]) -> Result:
        """What ``work`` gives, done while the question ``text`` is encoded, which :meth:`settle` needs."""
        return self._evidence.meanwhile(text, work)

    def leans(self, turn: str) -> bool | None:
        """Whether a turn means nothing without what was said before; False where it names what no plan here knows.

        None where neither is sure: units, areas, tasks and the plan itself are names, and so are words of the plan.
        """
        said = self._reader.read(turn)
        named = any(mention.strength != "weak" for mention in said.mentions)
        if (named and _DUTIES.search(turn)) or (said.areas and said.cues.overview):
            return False
        if named or said.areas or said.task is not None or itself(turn):
            return None
        leaning = self._evidence.leaning(turn)
        if leaning > _BARE:
            return True
        strange = leaning < -_BARE and not self._points.speaks_of_the_plan(said)
        other = leaning < -_SURELY_NAMES and unknown_procedure(said, self._catalogue)
        return False if said.words and not (said.english or said.dates) and (strange or other) else None

    def answer(self, turn: Resolved) -> Answer:
        """Answer one resolved turn."""
        return self.settle(self.understand(turn))

    def understand(self, turn: Resolved) -> Answer | Matter:
        """The answer to a turn that needs no search, else the matter to search for."""
        said = smalltalk.recognise(turn.own)
        if said is not None:
            reply = said.reply.format(portal=self._catalogue.portal)
            return Answer(
                turn.own, "abstained" if said.refused else "answered", "smalltalk", reply, confidence=1.0
            )
        text = turn.text if turn.leaning else turn.own
        question = self._reader.read(text)
        voice = Voice(self._today(), question.english, self._catalogue.portal)
        continued = (
            (
                self._counted(turn, voice)
                or self._of_that_unit(turn, voice)
                or self._in_full(turn, question, voice)
                or self._of_that_task(turn, question, voice)
                or self._of_the_document(turn, voice)
                or self._talk.answer(turn, voice)
                or self._talk.units(turn, voice)
            )
            if turn.topic
            else None
        )
        answer = continued or self._whole(turn, question, voice)
        if answer is not None:
            return answer
        if not turn.topic:
            self._evidence.expect(question)
        return Matter(turn, question, voice)

    def settle(self, understood: Answer | Matter) -> Answer:
        """The answer to what was understood."""
        return understood if isinstance(understood, Answer) else self._point(*understood)

    def _whole(self, turn: Resolved, question: Question, voice: Voice) -> Answer | None:
        """What is answered from all records or from the document, not from one matter."""
        if turn.leaning and not turn.more:
            return None
        steps: list[tuple[TaskDesk | DocumentDesk | TallyDesk | ExtremesDesk | ListDesk, Question]]
        steps = [
            (self._tasks, question), (self._documents, question), (self._tally, question),
            (self._extremes, question), (self._lists, question),
        ]  # fmt: skip
        told = gloss(question.text) if question.english else ""
        if told:
            glossed = replace(self._reader.read(told), english=True)
            steps.insert(2, (self._documents, glossed))
            if asks_for_all(told):
                steps.insert(3, (self._lists, glossed))
        answers = (desk.answer(asked, voice) for desk, asked in steps)
        return next((answer for answer in answers if answer is not None), None)

    def _point(self, turn: Resolved, question: Question, voice: Voice) -> Answer:
        """One matter; where it is not found for sure, slips of the pen are mended and all is tried again."""
        mended_turn = self._evidence.mended(turn)
        if mended_turn is not turn:
            turn, question = mended_turn, self._reader.read(mended_turn.text)
        ranked = self._points.rank(turn, question)
        if ranked.probability < _SURE or unknown_permit(question, self._catalogue):
            mended = self._evidence.repair(question.text)
            if mended != question.text:
                again = self._reader.read(mended)
                whole = self._whole(turn, again, voice)
                if whole is not None:
                    return whole
                second = self._points.rank(turn, again)
                better = second.probability > min(ranked.probability, _SURE)
                ranked = second if better else ranked
        return self._points.answer(turn, ranked, voice)
