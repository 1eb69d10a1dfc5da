"""One visitor's conversation: what was asked, what was answered, and how an answer streams in."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from qa.answer.model import Answer, Turn
from qa.errors import WenceError
from qa.plan import Plan
from qa.serve.spoken import spoken

KEPT_EXCHANGES = 20
"""Exchanges that stay on the page; older ones leave it, so that a long day does not slow it down."""
CONTEXT_TURNS = 6
"""Earlier exchanges given to the assistant for understanding a follow-up."""
FRAME_SECONDS = 0.03
FRAMES = 5
_PIECE = re.compile(r"[^，。；：、！？\n]*[，。；：、！？\n]?")
BROKEN = "系统暂时无法回答这个问题，请稍后再试；如仍不行，可拨打12345政务服务便民热线。"

LOG = logging.getLogger(__name__)


class Asker(Protocol):
    """What the page needs of an assistant; it must be safe to share between threads."""

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that it answers from."""

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        """Answer one question in the light of the earlier turns of the same conversation."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer as the page shows them.

    ``number`` counts a visitor's questions from 1; ``shown`` counts the characters of ``text`` that are
    already on the page. An exchange whose answer is None is still being looked up.
    """

    question: str
    number: int = 1
    answer: Answer | None = None
    shown: int = 0
    failure: str = ""

    @property
    def complete(self) -> bool:
        """Whether nothing more will come for this question."""
        return bool(self.failure) or (self.answer is not None and self.shown >= len(self.text))

    @property
    def text(self) -> str:
        """The answer's text as the page says it."""
        return spoken(self.answer) if self.answer else ""


Conversation = tuple[Exchange, ...]


def turns(conversation: Conversation) -> tuple[Turn, ...]:
    """The last answered exchanges, oldest first, as the assistant wants its history."""
    answered = (e for e in conversation if e.answer is not None)
    return tuple(Turn(e.question, e.answer.answer) for e in answered if e.answer)[-CONTEXT_TURNS:]


def next_number(conversation: Conversation) -> int:
    """The number of the question that follows ``conversation``."""
    return conversation[-1].number + 1 if conversation else 1


async def look_up(asker: Asker, question: str, conversation: Conversation) -> Exchange:
    """The complete exchange for ``question``; a failure becomes one clear sentence."""
    number = next_number(conversation)
    try:
        answer = await asyncio.to_thread(asker.ask, question, turns(conversation))
    except WenceError as error:
        return Exchange(question, number, failure=str(error))
    except Exception:
        LOG.exception("the assistant failed on a question")
        return Exchange(question, number, failure=BROKEN)
    return Exchange(question, number, answer, len(spoken(answer)))


async def exchange_frames(asker: Asker, question: str, conversation: Conversation) -> AsyncIterator[Exchange]:
    """The states of one exchange: looked up, then the answer growing, then complete.

    The first state comes at once; the last is always complete.
    """
    yield Exchange(question, next_number(conversation))
    whole = await look_up(asker, question, conversation)
    for end in _frame_ends(whole.text):
        yield replace(whole, shown=end)
        await asyncio.sleep(FRAME_SECONDS)
    yield whole


async def repeated(asker: Asker, questions: Sequence[str]) -> Conversation:
    """The conversation that asking ``questions`` one after another gives, the last of them at most."""
    conversation: Conversation = ()
    for question in questions[-KEPT_EXCHANGES:]:
        conversation = (*conversation, await look_up(asker, question, conversation))
    return conversation


def _frame_ends(text: str) -> list[int]:
    """Rising offsets into ``text``, each after a clause or a few characters, the whole left out."""
    step = max(4, -(-len(text) // FRAMES))
    ends: list[int] = []
    for piece in _PIECE.finditer(text):
        if piece.end() - (ends[-1] if ends else 0) >= step and piece.end() < len(text):
            ends.append(piece.end())
    return ends
