"""Whether one answer is right, and on what counts it is not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from qa.answer.model import Answer
from qa.evaluate.labelled import Question

EXACT_KINDS = frozenset({"list", "unit_profile", "count"})
_LOOSE_KINDS = EXACT_KINDS | {"lost", "document", "overview"}
_SAME_TEXT = 90.0
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:个工作日|%|元|年底前|月底前|个环节|千伏|公里)")
_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""White space that parts no two figures (- 17 2020年底前)."""
_NOISE = re.compile(r"[^\w%.]|(?<!\d)\.|\.(?!\d)|_")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one answer scored; None where a measure does not apply to the question.

    ``rank`` counts from 1 and is 0 where no right clause is cited. ``refused`` is a refusal of a
    question that the plan answers; ``unsupported`` are figures that stand in nothing cited.
    """

    kind: str
    answerable: bool
    right: bool
    rank: int | None = None
    precision: float | None = None
    recall: float | None = None
    refused: bool = False
    unsupported: tuple[str, ...] = ()
    elapsed_ms: float = 0.0


def judge(question: Question, answer: Answer) -> Mark:
    """Mark ``answer`` against what ``question`` should get."""
    text = plain(answer.answer)
    banned = any(stands_in(text, word) for word in question.must_not)
    unsupported = unsupported_figures(answer)
    if not question.answerable:
        right = not banned and _declines(question, answer, text)
        return Mark(question.kind, False, right, unsupported=unsupported, elapsed_ms=answer.elapsed_ms)
    rank = _rank(answer, question.gold) if question.gold and question.kind != "clarify" else None
    precision, recall = _coverage(answer, question.complete) if question.complete else (None, None)
    right = (
        not banned
        and _fits_kind(question, answer, rank, precision, recall)
        and _says_all(question, text)
        and _units_match(question, answer)
    )
    exact = question.kind in EXACT_KINDS
    return Mark(
        kind=question.kind,
        answerable=True,
        right=right,
        rank=rank,
        precision=precision if exact else None,
        recall=recall if exact else None,
        refused=answer.status != "answered" and not right,
        unsupported=unsupported,
        elapsed_ms=answer.elapsed_ms,
    )


def plain(text: str) -> str:
    """``text`` for comparing: compatibility forms folded, punctuation out, decimal points kept."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def stands_in(text: str, word: str) -> bool:
    """Whether ``word`` stands in the plain ``text``; a figure must not be the tail of a longer one."""
    wanted = plain(word)
    guard = r"(?<![\d.])" if wanted[:1].isdigit() else ""
    return re.search(guard + re.escape(wanted), text) is not None


def unsupported_figures(answer: Answer) -> tuple[str, ...]:
    """Figures of ``answer`` that stand in no cited clause, its task or its document's number."""
    if answer.status != "answered" or answer.intent in {*EXACT_KINDS, "document", "overview"}:
        return ()
    cited = [c.measure for c in answer.citations]
    evidence = "".join(re.sub(r"\s", "", "|".join((m.text, m.task, m.document, *m.due_apart))) for m in cited)
    found = _FIGURE.findall(_SPACE.sub("", answer.answer))
    return tuple(figure for figure in dict.fromkeys(found) if figure not in evidence)


def _declines(question: Question, answer: Answer, text: str) -> bool:
    if question.kind == "lost" and answer.status == "answered":
        return _says_all(question, text)
    return answer.status != "answered" or answer.intent == "smalltalk"


def _fits_kind(
    question: Question, answer: Answer, rank: int | None, precision: float | None, recall: float | None
) -> bool:
    if question.kind == "clarify":
        return answer.status in ("clarify", "answered")
    if answer.status != "answered":
        return False
    if question.kind in EXACT_KINDS:
        return precision is None or (precision == 1 and recall == 1)
    if question.kind == "overview":
        return recall is None or recall >= 0.5
    return question.kind in _LOOSE_KINDS or rank is None or 0 < rank <= 3


def _says_all(question: Question, text: str) -> bool:
    if question.kind in ("list", "unit_profile"):
        return True
    return all(any(stands_in(text, word) for word in group) for group in question.must)


def _units_match(question: Question, answer: Answer) -> bool:
    sides = ((question.lead, answer.units.lead), (question.support, answer.units.support))
    return all(wanted is None or wanted == set(given) for wanted, given in sides)


def _rank(answer: Answer, gold: frozenset[str]) -> int:
    cited = (matching(citation.measure.text, gold) for citation in answer.citations)
    return next((rank for rank, match in enumerate(cited, start=1) if match), 0)


def _coverage(answer: Answer, complete: frozenset[str]) -> tuple[float, float]:
    """Precision and recall of the citations against the complete set."""
    matches = {match for c in answer.citations if (match := matching(c.measure.text, complete))}
    return len(matches) / max(1, len(answer.citations)), len(matches) / len(complete)


def matching(text: str, gold: frozenset[str]) -> str | None:
    """The gold text that ``text`` is or begins with, allowing for a different reading of a few characters."""
    from rapidfuzz import fuzz, process

    if text in gold:
        return text
    best = process.extractOne(plain(text), {key: plain(key) for key in gold}, scorer=fuzz.ratio)
    if best and best[1] >= _SAME_TEXT:
        return best[2]
    return max((key for key in gold if key and plain(text).startswith(plain(key))), key=len, default=None)
