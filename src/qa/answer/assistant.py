"""The assistant: one question in, one verified answer out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Self

from qa.answer import dialogue
from qa.answer.apiece import apiece
from qa.answer.catalogue import Catalogue
from qa.answer.dialogue import Resolved
from qa.answer.model import Answer, Turn
from qa.answer.question import Reader
from qa.answer.router import Matter, Router
from qa.answer.several import Parts, clauses_of, parts_of, together
from qa.answer.verify import verified
from qa.errors import WenceError
from qa.extract.dialect import to_mandarin
from qa.extract.language import clean, is_pinyin, to_simplified
from qa.extract.pinyin import PinyinReader
from qa.extract.slips import mend_asking

if TYPE_CHECKING:
    from qa.config import Settings
    from qa.plan import Plan
    from qa.retrieve.hybrid import Hit, Retriever

MAX_QUESTION = 2000
_LISTED = re.compile(r"措施|任务|[几多]少?[条项]")
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff] ){3,}[\u4e00-\u9fff](?![\u4e00-\u9fff])")


class Assistant:
    """Answers questions over one opened index. Safe to share between threads: it keeps no talk."""

    def __init__(self, retriever: Retriever, today: Callable[[], date] = date.today) -> None:
        self._retriever = retriever
        self._catalogue = Catalogue(retriever.index.plans, retriever.index.records)
        self._reader = Reader(self._catalogue, retriever.index.contents.segmenter.cut, today())
        self._pinyin = PinyinReader([f"{r.area} {r.task} {r.text}" for r in self._catalogue.records])
        self._router = Router(self._catalogue, retriever, self._reader, today)

    @classmethod
    def open(cls, settings: Settings, notify: Callable[[str], None] = lambda _: None) -> Self:
        """Open the index that ``settings`` name, rebuilding it where it is missing or stale.

        ``notify`` gets one line when that happens.
        """
        from qa.index.encoder import open_encoder
        from qa.index.store import open_or_build
        from qa.retrieve.hybrid import Retriever

        encoder = open_encoder(settings.model)
        index = open_or_build(settings.corpus_dir, settings.index_dir, encoder, notify)
        return cls(Retriever(index, encoder))

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that this assistant answers from."""
        return self._catalogue.plans

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The ``k`` records nearest to ``query``, best first."""
        return self._retriever.search(self._mended(self._cleaned(query)), k)

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        """Answer ``question`` in the light of ``history`` (oldest turn first).

        Raises WenceError where the question is empty or longer than ``MAX_QUESTION`` characters.
        """
        start = time.perf_counter()
        cleaned = self._cleaned(question)
        turns = [
            Turn(to_mandarin(to_simplified(clean(t.question)))[:MAX_QUESTION], t.answer[:MAX_QUESTION])
            for t in history
        ]
        if turns:
            text, parts, resolved, understood = self._begun(cleaned, turns)
        else:
            text, parts, resolved, understood = self._router.meanwhile(
                cleaned, lambda: self._begun(cleaned, turns)
            )
        answers = [verified(self._router.settle(understood))]
        for part in parts.texts[1:]:
            turns.append(Turn(resolved.text, answers[-1].answer))
            resolved = self._resolved(part, turns[: len(history)] if parts.apart else turns)
            alone = self._alone(resolved) if parts.of_one else None
            answers.append(alone or verified(self._router.answer(resolved)))
        if len(answers) == 1 and answers[0].status in ("abstained", "clarify"):
            answers = self._by_clause(text, answers[0], turns)
        told = sum(answer.status == "answered" for answer in answers)
        if told < len(answers) == len(parts.texts) > 1 and not (told and (parts.of_one or parts.apart)):
            resolved = self._resolved(text, turns[: len(history)])
            whole = verified(self._router.answer(resolved))
            answers = [whole] if whole.status == "answered" or not told else answers
        answer = answers[0] if len(answers) == 1 else together(text, answers)
        read_as = resolved.text if resolved.leaning and answer.intent != "smalltalk" else resolved.own
        return replace(
            answer, id=question_id, question=question, resolved_question=answer.resolved_question or read_as,
            elapsed_ms=(time.perf_counter() - start) * 1000,
        )  # fmt: skip

    def _begun(self, cleaned: str, turns: Sequence[Turn]) -> tuple[str, Parts, Resolved, Answer | Matter]:
        """The question without slips, its parts, and what the first of them means."""
        text = self._mended(cleaned)
        each = apiece(text, self._names)
        if len(each) > 1 or (turns and dialogue.asks_after_one_unit(text)):
            parts = Parts(each, apart=len(each) > 1)
        else:
            parts = parts_of(text, self._names_a_subject, leaning=bool(turns))
        first = self._resolved(parts.texts[0], turns)
        return text, parts, first, self._router.understand(first)

    def _by_clause(self, text: str, whole: Answer, turns: Sequence[Turn]) -> list[Answer]:
        """The answers to the clauses of a question that has none as a whole, where one of them has one.

        A question that nothing was found for is left refused: its clauses say less than it does.
        """
        clauses = clauses_of(text)
        if len(clauses) < 2 or not (whole.citations or whole.status == "clarify"):
            return [whole]
        talk, answers = list(turns), []
        for clause in clauses:
            resolved = self._resolved(clause, talk)
            answers.append(verified(self._router.answer(resolved)))
            talk.append(Turn(resolved.text, answers[-1].answer))
        return answers if any(answer.status == "answered" for answer in answers) else [whole]

    def _alone(self, resolved: Resolved) -> Answer | None:
        """The answer to a part as if it had been asked by itself, None where that finds nothing."""
        answer = verified(self._router.answer(self._resolved(resolved.text, ())))
        return answer if answer.status == "answered" else None

    def _resolved(self, text: str, turns: Sequence[Turn]) -> Resolved:
        return dialogue.resolve(text, turns, self._reader.subject, self._router.leans)

    def _names(self, text: str) -> list[tuple[int, int]]:
        """Where ``text`` names units or areas, in its order."""
        units = [(mention.start, mention.end) for mention in self._catalogue.units.find(text)]
        units += self._reader.dated(text)
        if not _LISTED.search(text):
            return units
        aliases = {alias for area in self._catalogue.areas for alias in self._catalogue.aliases(area.name)}
        found = (match.span() for alias in aliases for match in re.finditer(re.escape(alias), text))
        areas = sorted(found, key=lambda span: span[0] - span[1])
        taken = list(units)
        for start, end in areas:
            if all(end <= left or right <= start for left, right in taken):
                taken.append((start, end))
        return sorted(taken)

    def _names_a_subject(self, part: str) -> bool:
        return bool(self._catalogue.telling(self._reader.subject(part).split()))

    def _cleaned(self, question: str) -> str:
        if len(question) > MAX_QUESTION:
            raise WenceError(f"问题太长（{len(question)}字），请缩短到{MAX_QUESTION}字以内再问。")
        text = _SPACED.sub(
            lambda found: found.group().replace(" ", ""), to_mandarin(to_simplified(clean(question)))
        )
        if is_pinyin(text):
            text = self._pinyin.read(text)
        if not text:
            raise WenceError("问题是空的，请写出要查的事项，例如：高压客户办电要几天？")
        return text

    def _mended(self, text: str) -> str:
        return mend_asking(text, self._catalogue.knows, self._retriever.index.contents.segmenter.knows)
