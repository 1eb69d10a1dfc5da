"""Sends an understood question to the one handler that can answer it exactly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from qa.answer import smalltalk
from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice
from qa.answer.dialogue import Resolved
from qa.answer.documents import DocumentDesk
from qa.answer.evidence import Evidence
from qa.answer.lists import ListDesk
from qa.answer.model import Answer
from qa.answer.points import PointDesk
from qa.answer.question import Question, Reader
from qa.answer.tasks import TaskDesk
from qa.retrieve.hybrid import Retriever


class Router:
    """Asks each desk in turn; the first that has an answer gives it."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever, reader: Reader, today: Callable[[], date]) -> None:
        self._reader = reader
        self._today = today
        self._catalogue = catalogue
        self._evidence = Evidence(retriever, catalogue, reader)
        self._lists = ListDesk(catalogue, self._evidence)
        self._documents = DocumentDesk(catalogue)
        self._tasks = TaskDesk(catalogue)
        self._points = PointDesk(catalogue, self._evidence, reader)

    def answer(self, turn: Resolved) -> Answer:
        """Answer one resolved turn."""
        said = smalltalk.recognise(turn.own)
        if said is not None:
            status = "abstained" if said.refused else "answered"
            return Answer(turn.own, status, "smalltalk", said.reply, confidence=1.0)
        question = self._reader.read(self._evidence.repair(turn.text if turn.leaning else turn.own))
        voice = Voice(self._today(), question.english)
        if not turn.leaning or turn.more:
            for desk in (self._tasks, self._documents, self._lists):
                answer = desk.answer(question, voice)
                if answer is not None:
                    return answer
        return self._points.answer(turn, question, voice)
