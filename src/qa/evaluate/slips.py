"""Makes the table of slips in asking words: 工做日 for 工作日, 牵投 for 牵头.

``python -m qa.evaluate.slips`` writes ``extract/data/slips.tsv`` from ``extract/data/asking_words.txt``: each word
with one character changed for another common one of the same toneless sound, where that makes no other word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from qa.extract.slips import TABLE, WORDS
from qa.extract.sounds import Sounds
from qa.read.corpus import write_text

_LEVEL_1 = [
    bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
]
"""The 3,755 most common characters (GB 2312, level 1)."""
_TWINS = (("日", "曰"),)
"""Characters and others that look like them and stand in no asking words."""
_COMMON_WORD = 3
_ADVERBS = "先再还就都也不没要能会已"
"""Characters that begin the next words more often than they are slips (办事时先查)."""


def main() -> None:
    """Write the table."""
    import jieba

    jieba.initialize()
    sounds = Sounds()
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for char in filter(None, _LEVEL_1):
        alike[sounds.readings(char)[0]].append(char)
    words = files("qa.extract").joinpath(WORDS).read_text(encoding="utf-8").split()
    rows = {
        wrong: word
        for word in words
        for wrong in _variants(word, sounds, alike)
        if not _is_said(wrong, words)
    }
    rows.update((word.replace(*twin), word) for word in words for twin in _TWINS if twin[0] in word)
    text = "".join(f"{wrong}\t{right}\n" for wrong, right in rows.items())
    write_text(Path(str(files("qa.extract"))) / TABLE, text)


def _variants(word: str, sounds: Sounds, alike: dict[str, list[str]]) -> Iterator[str]:
    for place, char in enumerate(word):
        for other in alike[sounds.readings(char)[0]]:
            if other != char and other not in _ADVERBS:
                yield word[:place] + other + word[place + 1 :]


def _is_said(wrong: str, words: list[str]) -> bool:
    """Whether ``wrong`` is a word, or its pieces are so common that they may well stand side by side."""
    import jieba

    known = jieba.dt.FREQ
    return (
        wrong in words
        or known.get(wrong, 0) >= _COMMON_WORD
        or any(known.get(wrong[i : i + 2], 0) > 50 for i in range(len(wrong) - 1))
    )


if __name__ == "__main__":
    main()
