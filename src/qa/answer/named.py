"""Which of several documents a question names: by number, by title, by the place that issued it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qa.plan import Document

_PLACE = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:自治[区州县]|省|市|州|盟|县|区|旗)")
_ISSUER = re.compile(r"人民政府|办公[厅室]|委员会")
_KIND = re.compile(r"(?:自治[区州县]|省|市|州|盟|县|区|旗)$")
_SHORT = re.compile(r"(?P<year>20\d\d)\W{0,2}(?P<own>\d+)号$")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_SUFFIX = re.compile(r"[（(][^（()）]*[)）]$")
_OPENING = r"(?:里|中|里面|当中)?[：:，,\s]+"
_ONLY_NAMED = re.compile(
    r"^(?:那么?|如果|要是|换成|换作|在|按|对于?|至于|请问|嗯|好的?|[，,、\s])*"
    r"(?:市|省|这边|那边|本地)?(?:的?(?:方案|文件|规定|情况|话|本方案)|里|中|又|是|怎么样?|如何|多少|呢|吗|呀|啊|的|[，,？?。！!\s])*$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """The ways in which people name one document: its number and title as ``formal`` words, and its ``place``."""

    formal: re.Pattern[str] | None
    place: re.Pattern[str] | None

    @classmethod
    def of(cls, document: Document) -> Name:
        """The names of a document."""
        tokens = _TOKEN.findall(document.number)
        ways = [r"\W{0,2}".join(map(re.escape, tokens)) + "(?:文件?|通知)?"] if len(tokens) > 1 else []
        if short := _SHORT.search(document.number):
            own = short["own"]
            ways += [rf"{short['year']}年第?{own}号(?:文件?)?", rf"(?<![\d第]){own}号文件?"]
        if title := _SUFFIX.sub("", document.title or "" if len(tokens) > 1 else document.number):
            ways.append(rf"《?{re.escape(title)}(?:[（(][^（()）]*[)）])?》?")
        place = _place(document)
        kind = _KIND.search(place)
        core = place[: kind.start()] if kind else place
        named = rf"{core}(?:{kind.group()})?" if kind and len(core) > 1 else place
        here = re.compile(rf"{named}(?:这边|那边|本地)?的?") if place else None
        return cls(re.compile("|".join(ways)) if ways else None, here)

    def stands_in(self, text: str) -> bool:
        """Whether ``text`` names the document."""
        return any(way is not None and way.search(text) for way in (self.formal, self.place))

    def without(self, text: str, kept: Callable[[int, int], bool] = lambda _start, _end: False) -> str:
        """``text`` as it would be asked of this document alone: its number or title become 本方案, its place is left out.

        ``kept`` tells of a place in ``text``, by its span there, whether it is a part of another name (江州海关).
        """
        text = self.without_place(text, kept)
        if self.formal is None:
            return text
        opened = re.sub(rf"^(?:{self.formal.pattern}){_OPENING}", "", text)
        return self.formal.sub("本方案", opened) or text

    def without_place(self, text: str, kept: Callable[[int, int], bool]) -> str:
        """``text`` without the place, but for where it is a part of a number, a title or another name."""
        for found in reversed(list(self.place.finditer(text)) if self.place else []):
            inside = self.formal is not None and any(
                own.start() <= found.start() < own.end() for own in self.formal.finditer(text)
            )
            if not inside and not kept(*found.span()) and found.span() != (0, len(text)):
                text = text[: found.start()] + text[found.end() :]
        return text

    def alone_in(self, text: str) -> bool:
        """Whether ``text`` says nothing but the name (那江州的呢)."""
        return bool(_ONLY_NAMED.match(self.without(text)))


def named_in(text: str, names: Sequence[Name]) -> tuple[int, ...]:
    """The places in ``names`` of the documents that ``text`` names; by number or title alone where it gives any."""
    formal = [i for i, name in enumerate(names) if name.formal is not None and name.formal.search(text)]
    return tuple(formal or [i for i, name in enumerate(names) if name.stands_in(text)])


def told_apart(documents: Iterable[Document]) -> str:
    """Documents with title and number, as 《…》（…）."""
    return "、".join(
        f"《{d.title}》（{d.number}）" if d.title and d.title != d.number else d.number for d in documents
    )


def _place(document: Document) -> str:
    """The place whose plan it is: the nearest one that its issuer or title begins with, '' where there is none."""
    for text in (_ISSUER.split(document.issuer)[0] if document.issuer else "", document.title):
        found, at = "", 0
        while match := _PLACE.match(text, at):
            found, at = match.group(), match.end()
            if text is document.title:
                break
        if found:
            return found
    return ""
