"""Ranked records for a question: the user's own words first, then their official and repaired words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.answer.catalogue import Catalogue
from qa.answer.compose import CITED
from qa.answer.dialogue import Resolved
from qa.answer.heads import Head, load_head
from qa.answer.question import Question, Reader
from qa.answer.wording import official_words, search_text
from qa.extract.speller import Speller
from qa.retrieve.cache import Result
from qa.retrieve.hybrid import Hit, Retriever

_DEPTH = 12
_QUOTED = 8
_STOP = re.compile(r"[。；\n]")
_MOST_WISH = 2.0
_STORY = 40
_WINDOWS = 4
_NAMED_BLOCK = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,6})(?:方面|领域|板块|[这那]?一?大?块)")
_SENTENCE = re.compile(r"[。！？!?；;，,]")


class Evidence:
    """Searches the index for questions; it decides nothing about answers."""

    def __init__(
        self, retriever: Retriever, catalogue: Catalogue, reader: Reader, wish: Head | None = None
    ) -> None:
        self._retriever = retriever
        self._wish = wish or load_head("wish")
        self._leaning = load_head("leaning")
        self._catalogue = catalogue
        self._reader = reader
        texts = [f"{r.area} {r.task} {r.text}" for r in catalogue.records]
        self._speller = Speller(texts, retriever.index.contents.segmenter.knows)

    def hits(self, question: Question, more: Sequence[str] = ()) -> list[Hit]:
        """Records by relevance to ``question`` and the further wordings, best first."""
        wordings, hints = self._wordings(question, more)
        return self._retriever.search(wordings, _DEPTH, hints=hints)

    def expect(self, question: Question) -> None:
        """Compare the words of a question whose :meth:`hits` will be asked for."""
        wordings, hints = self._wordings(question, ())
        for wording in (*wordings, *hints):
            self._retriever.said(wording)

    def _wordings(self, question: Question, more: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Wordings to search for, and those that only their words are compared of."""
        wordings = (question.search_text, *more, *self._windows(question.text))
        return tuple(dict.fromkeys(wordings)), (question.text,) if question.official else ()

    def at(self, question: Question, position: int) -> list[Hit]:
        """The one record at ``position`` with its evidence for ``question``."""
        return self._retriever.search(question.search_text, 1, within=(position,))

    def _windows(self, text: str) -> list[str]:
        """Pairs of neighbouring sentences of a long story that tell most, so that its chatter does not drown the question."""
        if len(text) < _STORY:
            return []
        parts = [part.strip() for part in _SENTENCE.split(text) if len(part.strip()) > 1]
        if len(parts) < 3:
            return []
        pairs = ["，".join(parts[i : i + 2]) for i in range(len(parts) - 1)]
        told = [len(self._catalogue.telling(self._reader.subject(pair).split())) for pair in pairs]
        best = sorted(range(len(pairs)), key=lambda place: (-told[place], -place))[:_WINDOWS]
        return [pairs[place] for place in sorted(best)]

    def meanwhile(self, text: str, work: Callable[[], Result]) -> Result:
        """What ``work`` gives, done while the question ``text`` is encoded."""
        return self._retriever.meanwhile(search_text(text), work)

    @property
    def has_wordings(self) -> bool:
        """Whether the index holds earlier wordings to find by."""
        return self._retriever.has_wordings

    def wish(self, question: Question) -> float:
        """How much the wording asks for what plans give, -2 to 2."""
        score = self._wish.score(self._retriever.vector(question.search_text))
        return max(-_MOST_WISH, min(_MOST_WISH, score))

    def leaning(self, turn: str) -> float:
        """Log odds that a turn of a talk names no matter of its own (那原先要搞好久, by when), by its meaning alone."""
        return self._leaning.score(self._retriever.vector(search_text(turn)))

    def compare(self, question: str, described: Sequence[str]) -> Sequence[float]:
        """How near the question is in meaning to each of the descriptions: cosines, comparable with each other."""
        return self._retriever.compare(question, described)

    def repair(self, text: str) -> str:
        """``text`` with its slips of the pen mended towards the corpus, itself where it has none."""
        return self._speller.repair(text)

    def mended(self, turn: Resolved) -> Resolved:
        """``turn`` with slips of the pen mended towards the clause that the talk is about."""
        if not turn.leaning or turn.repeat:
            return turn
        anchor = self.anchor(turn) if self._speller.strange(turn.own) else None
        if anchor is None:
            return turn
        clause = self._catalogue.records[anchor].text
        own, text = (self._speller.towards(each, clause) for each in (turn.own, turn.text))
        return replace(turn, own=own, text=text)

    def anchor(self, turn: Resolved) -> int | None:
        """The record that the talk is about: the one that the last answers name or quote, else what they point to."""
        for named in reversed(list(CITED.finditer(turn.topic_answer))):
            position = self._catalogue.named(named["document"], named["number"])
            if position is not None:
                return position
        said = f"{turn.topic} {turn.topic_answer}".strip()
        if not said:
            return None
        hits = self._retriever.search(said, _DEPTH)
        quoted = (part.strip() for part in reversed(_STOP.split(turn.topic_answer)))
        held = (hit for part in quoted if len(part) >= _QUOTED for hit in hits if part in hit.measure.text)
        found = next(held, hits[0] if hits else None)
        return None if found is None else found.position

    def area_of(self, question: Question) -> str | None:
        """The area that the question is about as a whole, from its words and from what they find."""
        block = _NAMED_BLOCK.search(question.text)
        named = block["name"] if block else ""
        near = self._catalogue.area_votes(" ".join((named, *official_words(named))))
        if near is not None:
            return near[0]
        votes: Counter[str] = Counter()
        said = self._catalogue.area_votes(question.subject_text)
        if said is not None:
            votes[said[0]] += 2 * said[1]
        for hit in self.hits(question)[:8]:
            if hit.measure.area:
                votes[hit.measure.area] += round(3 * hit.score)
        return votes.most_common(1)[0][0] if votes else None
