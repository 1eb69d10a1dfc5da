"""Ranked records for a question, and how far they can be trusted to be about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qa.answer.catalogue import Catalogue
from qa.answer.question import Question, Reader
from qa.extract.language import Speller
from qa.retrieve.hybrid import Hit, Retriever

_DEPTH = 24


class Evidence:
    """Searches with the user's own words, their official words and, where it helps, repaired words."""

    def __init__(self, retriever: Retriever, catalogue: Catalogue, reader: Reader) -> None:
        self._retriever = retriever
        self._catalogue = catalogue
        self._reader = reader
        self.threshold = 0.3
        self._speller = Speller([f"{r.area} {r.task} {r.text}" for r in catalogue.records])

    def wordings(self, question: Question, more: Sequence[str] = ()) -> tuple[str, ...]:
        """The wordings to search, the user's own first, without repeats."""
        found = [question.text, *more]
        if question.official:
            found.append(question.search_text)
        repaired = self._speller.repair(question.text)
        if repaired != question.text:
            found.append(repaired)
        return tuple(dict.fromkeys(found))

    def hits(self, question: Question, more: Sequence[str] = (), within: Sequence[int] | None = None) -> list[Hit]:
        """Records by relevance, best first."""
        return self._retriever.search(self.wordings(question, more), _DEPTH, within)

    def area_of(self, question: Question) -> str | None:
        """The area that the question is about as a whole, from its words and from what they find."""
        votes: Counter[str] = Counter()
        said = self._catalogue.area_votes(question.search_text)
        if said is not None:
            votes[said[0]] += 2 * said[1]
        for hit in self.hits(question)[:8]:
            if hit.measure.area:
                votes[hit.measure.area] += hit.score * 3
        return votes.most_common(1)[0][0] if votes else None
