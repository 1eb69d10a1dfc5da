"""The container's SentencePiece Unigram model as a Hugging Face tokenizer."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qa.index.prepare.container import Piece
from qa.index.prepare.vocabulary import MASK, SPECIAL, WORD_START

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from tokenizers.normalizers import Normalizer

FULLWIDTH_TILDE = "\uff5e"
PLACEHOLDER = "\ue0fe"
"""A private-use character that no vocabulary piece contains."""

UNKNOWN = SPECIAL.index("<unk>")


def make_tokenizer(pieces: Sequence[Piece], normalisation: Mapping[str, str]) -> Tokenizer:
    """A fast tokenizer over ``pieces`` (ids are places) that reads characters by ``normalisation``."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram([(p.text, p.score) for p in pieces], UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = _normalizer(normalisation)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement=WORD_START, prepend_scheme="always"),
        ]
    )
    tokenizer.decoder = decoders.Metaspace(replacement=WORD_START, prepend_scheme="always")
    start, _pad, end, _unknown = SPECIAL
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}",
        pair=f"{start} $A {end} {end} $B {end}",
        special_tokens=[(start, SPECIAL.index(start)), (end, SPECIAL.index(end))],
    )
    special = [AddedToken(token, special=True) for token in SPECIAL]
    tokenizer.add_special_tokens([*special, AddedToken(MASK, lstrip=True, special=True)])
    return tokenizer


def _normalizer(normalisation: Mapping[str, str]) -> Normalizer:
    """SentencePiece's ``nmt_nfkc``: NFKC, save for characters it drops, or reads as a space.

    The full-width tilde is the one common character that NFKC changes and SentencePiece does not.
    """
    from tokenizers import Regex
    from tokenizers.normalizers import NFKC, Replace, Sequence

    own = {char: text for char, text in normalisation.items() if unicodedata.normalize("NFKC", char) != text}
    steps = [
        Replace(Regex(_any_of(chars)), read)
        for read in ("", " ")
        if (chars := [char for char, text in own.items() if text == read])
    ]
    tilde = [Replace(FULLWIDTH_TILDE, PLACEHOLDER), NFKC(), Replace(PLACEHOLDER, FULLWIDTH_TILDE)]
    return Sequence([*steps, *tilde, Replace(Regex(" {2,}"), " ")])


def _any_of(characters: Sequence[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(character):04x}}}" for character in sorted(characters)) + "]"
