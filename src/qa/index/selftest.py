"""The self-test at start: an index that cannot find its own records is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.errors import WenceError
from qa.index.pseudo import pseudo_questions

if TYPE_CHECKING:
    from qa.index.encoder import Encoder
    from qa.index.store import Index

_TRIES = 3
_NEAR = 10


def check(index: Index, encoder: Encoder) -> None:
    """Ask for records in their own words; each side must find at least one of them.

    Chinese tokenisation that fails, fails silently: every lexical score is zero.

    Raises:
        WenceError: the lexical or the dense side finds none.
    """
    questions = pseudo_questions([record.text for record in index.records], limit=_TRIES)
    vectors = encoder.encode_queries([question.text for question in questions])
    lexical = dense = not questions
    for question, vector in zip(questions, vectors, strict=True):
        evidence = index.evidence(question.text, vector)
        asked = evidence.positions == question.position
        for_words, for_dense = evidence.words + evidence.grams, evidence.dense
        lexical |= (
            bool((for_words[asked] > 0).any()) and int((for_words > for_words[asked].max()).sum()) < _NEAR
        )
        dense |= bool(asked.any()) and int((for_dense > for_dense[asked].max()).sum()) < _NEAR
    if not (lexical and dense):
        side = "字词检索" if not lexical else "语义检索"
        raise WenceError(
            f"索引自检失败：{side}找不到原文中的句子；请运行 wence build 重建索引，仍不行请更换模型。"
        )
