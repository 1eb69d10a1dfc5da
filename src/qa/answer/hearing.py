"""A question as it comes in, brought into the words that plans are asked in: cleaned, and without slips."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.errors import WenceError
from qa.extract.dialect import to_mandarin
from qa.extract.language import clean, is_pinyin, to_simplified
from qa.extract.pinyin import PinyinReader
from qa.extract.slips import mend_asking

if TYPE_CHECKING:
    from qa.answer.catalogue import Catalogue
    from qa.index.tokenize import Segmenter

MAX_QUESTION = 2000
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff] ){3,}[\u4e00-\u9fff](?![\u4e00-\u9fff])")

_TAKEN_BACK = (
    re.compile(
        r"^(?P<said>[^。？?]{2,16}?)[、，,。…\s—-]+(?:哦|啊|呃|嗯|噢)?(?:不对|不是|说错了?|错了|更正|口误)[、，,。！!\s]+(?:应该是|是|我是说)?(?P<meant>.{4,})$"
    ),
    re.compile(r"^(?P<said>[^。？?]{4,24})[，,。]我?就?只(?:想|要)?(?:问|查|看)(?P<meant>.{4,})$"),
)


class Hearing:
    """Hears questions about the records of one catalogue."""

    def __init__(self, catalogue: Catalogue, segmenter: Segmenter) -> None:
        self._catalogue = catalogue
        self._segmenter = segmenter
        self._pinyin = PinyinReader([f"{r.area} {r.task} {r.text}" for r in catalogue.records])

    def cleaned(self, question: str) -> str:
        """The question in simplified characters and plain Mandarin, Pinyin read.

        Raises WenceError where it is empty or longer than ``MAX_QUESTION`` characters.
        """
        if len(question) > MAX_QUESTION:
            raise WenceError(f"问题太长（{len(question)}字），请缩短到{MAX_QUESTION}字以内再问。")
        text = _SPACED.sub(lambda found: found.group().replace(" ", ""), plain(question))
        if is_pinyin(text):
            text = self._pinyin.read(text)
        text = self._corrected(text)
        if not text:
            raise WenceError("问题是空的，请写出要查的事项，例如：高压客户办电要几天？")
        return text

    def _corrected(self, text: str) -> str:
        """A question without the unit that its speaker takes back at once (气象局、不对，人防办…; …，我只问工商联…)."""
        for pattern in _TAKEN_BACK:
            found = pattern.match(text)
            if found and all(map(self._catalogue.units.find, found.group("said", "meant"))):
                return found["meant"]
        return text

    def mended(self, text: str) -> str:
        """A cleaned question without slips of the pen in the words that ask."""
        return mend_asking(text, self._catalogue.knows, self._segmenter.knows)


def plain(text: str) -> str:
    """A text in simplified characters and plain Mandarin."""
    return to_mandarin(to_simplified(clean(text)))
