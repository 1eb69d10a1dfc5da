"""Ranked records for a question: the user's own words first, then their official and repaired words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qa.answer.catalogue import Catalogue
from qa.answer.dialogue import Resolved
from qa.answer.question import Question, Reader
from qa.extract.speller import Speller
from qa.retrieve.hybrid import Hit, Retriever

_DEPTH = 24


class Evidence:
    """Searches the index for questions; it decides nothing about answers."""

    def __init__(self, retriever: Retriever, catalogue: Catalogue, reader: Reader) -> None:
        self._retriever = retriever
        self._catalogue = catalogue
        self._reader = reader
        texts = [f"{r.area} {r.task} {r.text}" for r in catalogue.records]
        self._speller = Speller(texts, retriever.index.contents.segmenter.knows)

    def hits(self, question: Question, more: Sequence[str] = ()) -> list[Hit]:
        """Records by relevance to ``question`` and the further wordings, best first."""
        wordings = [question.text, *more]
        if question.official:
            wordings.append(question.search_text)
        return self._retriever.search(tuple(dict.fromkeys(wordings)), _DEPTH)

    def repaired(self, question: Question) -> Question | None:
        """The question with its slips of the pen mended, or None where it has none."""
        text = self._speller.repair(question.text)
        return self._reader.read(text) if text != question.text else None

    def anchor(self, turn: Resolved) -> int | None:
        """The record that the talk is about: what the last topic and the answer to it point to."""
        said = f"{turn.topic} {turn.topic_answer}".strip()
        if not said:
            return None
        hits = self._retriever.search(said, 1)
        return hits[0].position if hits else None

    def area_of(self, question: Question) -> str | None:
        """The area that the question is about as a whole, from its words and from what they find."""
        votes: Counter[str] = Counter()
        said = self._catalogue.area_votes(question.search_text)
        if said is not None:
            votes[said[0]] += 2 * said[1]
        for hit in self.hits(question)[:8]:
            if hit.measure.area:
                votes[hit.measure.area] += round(3 * hit.score)
        return votes.most_common(1)[0][0] if votes else None
