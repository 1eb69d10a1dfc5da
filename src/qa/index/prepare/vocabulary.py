"""Which of the 250,002 vocabulary pieces a Chinese assistant keeps: Han, ASCII, punctuation.

Texts of these characters are segmented exactly as with the whole vocabulary, because every piece
that could take part in their segmentation is kept; three fifths of the memory go.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.index.prepare.container import Piece

WORD_START = "▁"
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
MASK = "<mask>"

RANGES = (
    (0x20, 0x7E),
    (0x2010, 0x2040),
    (0x2190, 0x22FF),
    (0x2460, 0x24FF),
    (0x3000, 0x303F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFF65),
    (0x20000, 0x3134F),
)
"""ASCII, general punctuation, arrows and operators, enclosed numbers, CJK punctuation and ideographs."""

SIGNS = frozenset("·°×÷±¥§©®€£○●■□◆▲★☆")


def kept_ids(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """Ids of the pieces to keep, rising; the special ones keep their places at the front."""
    return tuple(
        number
        for number, piece in enumerate(pieces)
        if number < len(SPECIAL) or piece.text == MASK or _is_wanted(piece.text)
    )


def _is_wanted(text: str) -> bool:
    return all(
        character == WORD_START
        or character in SIGNS
        or any(first <= ord(character) <= last for first, last in RANGES)
        for character in text
    )
