"""The self-test at start: an index that cannot find its own records is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa.index.manifest import StaleIndexError
from qa.index.pseudo import pseudo_questions
from qa.index.vectors import Floats, Ints

if TYPE_CHECKING:
    from qa.index.encoder import Encoder
    from qa.index.store import Index

_TRIES = 3
_NEAR = 10


def check(index: Index, encoder: Encoder) -> None:
    """Ask for records in their own words; each side must find at least one of them.

    Chinese tokenisation that fails, fails silently: every lexical score is zero.

    Raises:
        StaleIndexError: the lexical or the dense side finds none.
    """
    questions = pseudo_questions([record.text for record in index.records], limit=_TRIES)
    vectors = encoder.encode_queries([question.text for question in questions])
    lexical = dense = False
    for question, vector in zip(questions, vectors, strict=True):
        evidence = index.evidence(question.text, vector)
        here = np.flatnonzero(evidence.positions == question.position)
        lexical |= _ranks_well(evidence.words + evidence.grams, here)
        dense |= _ranks_well(evidence.dense, here)
    if not lexical:
        raise StaleIndexError("索引自检失败，字词检索找不到原文中的句子")
    if not dense:
        raise StaleIndexError("索引自检失败，语义检索找不到原文中的句子")


def _ranks_well(scores: Floats, here: Ints) -> bool:
    """Whether the score at ``here`` is not zero, among the best ten and in the better half."""
    if not len(here) or not scores[here[0]]:
        return False
    return int((scores >= scores[here[0]]).sum()) <= max(1, min(_NEAR, len(scores) // 2))
