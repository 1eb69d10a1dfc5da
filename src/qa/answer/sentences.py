"""The sentences of a clause that answer a content question; a short clause is quoted whole."""

from __future__ import annotations

import re

from qa.answer.cases import grams
from qa.answer.wording import generic_words

_SENTENCE = re.compile(r"[^。；;！？]+[。；;！？]?")
_WHOLE = 110
_SHARE = 0.55
_PHRASE = 4


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences and semicolon parts of ``text``."""
    return tuple(match.span() for match in _SENTENCE.finditer(text) if match.group().strip())


def relevant(asked: str, text: str) -> str:
    """The part of ``text`` to quote: all of it where it is short, else the sentences that ``asked`` names.

    The quoted part is made of verbatim sentences; an ellipsis marks what is left out.
    """
    spans = split(text)
    if len(text) <= _WHOLE or len(spans) <= 1:
        return text
    wanted = {gram for gram in grams(asked) if len(gram) > 1 and gram not in generic_words()}
    scores = [len(wanted & set(grams(text[start:end]))) for start, end in spans]
    best = max(scores)
    if best < 2 and scores.count(1) != 1:
        return text
    phrases = {asked[i : i + _PHRASE] for i in range(len(asked) - _PHRASE + 1)}
    kept = [
        score >= _SHARE * best or any(phrase in text[start:end] for phrase in phrases)
        for score, (start, end) in zip(scores, spans, strict=True)
    ]
    pieces: list[str] = []
    for keep, (start, end) in zip(kept, spans, strict=True):
        if keep:
            pieces.append(text[start:end])
        elif not pieces or pieces[-1] != "…":
            pieces.append("…")
    return "".join(pieces).strip("…") if any(kept) else text
