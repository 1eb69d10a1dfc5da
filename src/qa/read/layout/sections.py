"""The tree of a plan's numbered parts: each with its title, its own text, and the parts below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qa.read.formats.blocks import Paragraph
from qa.read.formats.stretch import Stretch, closed, joined
from qa.read.layout.names import is_around_heading, is_list_title
from qa.read.layout.numbering import Mark, mark_at

_SENTENCE = re.compile(r"[。：:！]|(?<=[\u4e00-\u9fff])\.(?!\d)")
_ANNEX = re.compile(r"附件?\s*\d*\s*[:：]|附件\s*\d*$")
_CLOSING = re.compile(
    r"本(?:[\u4e00-\u9fff]{0,4}?(?:方案|计划|意见|办法|措施|要点|通知|规划|清单|文件|细则|规定|政策))"
    r"(?:(?:自|从|于)[^。]{1,40}(?:施行|实施|执行|生效)|(?:的)?有效期|[^。，]{0,4}由[^。]{2,30}负责解释)"
)
_DECIMAL = re.compile(r"(\d{1,2})[.．](\d{1,2})(?![\d.．%])\s*")
_LONGEST_TITLE = 40


@dataclass(slots=True)
class Section:
    """A numbered part. ``own`` is its first paragraph without the number, ``full`` the same with it."""

    level: int
    number: int | None
    own: Stretch
    full: Stretch
    body: list[Stretch] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading: the whole first paragraph, or its first sentence where more text follows it."""
        return heading_of(self.own)[0]

    @property
    def rest(self) -> Stretch:
        """What the first paragraph says after its heading."""
        return heading_of(self.own)[1]

    def whole(self) -> Stretch:
        """All text of the part in one, numbers of the parts below included, its own left out."""
        return headed([self.own, *self.body, *(part.all() for part in self.parts)])

    def all(self) -> Stretch:
        """All text of the part in one, its own number included."""
        number = self.full.cut(0, len(self.full.text) - len(self.own.text))
        return number + self.whole()


@dataclass(frozen=True, slots=True)
class Outline:
    """The text before the first number, the numbered parts, and the clauses on validity that belong to none."""

    preamble: tuple[Stretch, ...]
    sections: tuple[Section, ...]
    closing: tuple[Stretch, ...] = ()


def heading_of(own: Stretch) -> tuple[str, Stretch]:
    """The heading at the beginning of a paragraph, and what follows it; no heading before a long sentence."""
    match = _SENTENCE.search(own.text)
    if match is None:
        short = len(own.text) <= _LONGEST_TITLE
        return (own.text, Stretch()) if short else ("", own)
    rest = own.cut(match.end()).strip()
    if match.start() > _LONGEST_TITLE or (match.group() in "：:" and match.start() > 15):
        return "", own
    return own.text[: match.start()], rest


def headed(texts: Sequence[Stretch]) -> Stretch:
    """Paragraphs in one; a heading at their beginning gets the stop that it has none of on a line of its own."""
    first, *rest = [text for text in texts if text] or [Stretch()]
    title, behind = heading_of(first)
    alone = bool(title) and not behind and bool(rest)
    return joined([closed(first) if alone else first, *rest])


def outline_of(paragraphs: Sequence[Paragraph]) -> Outline:
    """Sort paragraphs into the tree that their numbers and headings make."""
    preamble: list[Stretch] = []
    roots: list[Section] = []
    path: list[Section] = []
    ranks = sorted({p.level for p in paragraphs if p.level and mark_at(p.text) is None})
    found = [(p.stretch.solid(), _mark(p, p.stretch.solid(), ranks)) for p in paragraphs]
    if not any(mark for _, mark in found):
        found = [(text, Mark(1, 0, 0) if is_around_heading(text.text) else None) for text, _ in found]
    last_words = _closing_at(found)
    closing: list[Stretch] = []
    for at, (stretch, printed) in enumerate(found):
        if path and at in last_words:
            closing.append(last_words[at])
            continue
        if printed is None and roots and _begins_another(stretch, found[at + 1 : at + 2]):
            path.clear()
        mark = printed or _decimal_mark(stretch.text, path)
        if mark is None:
            (path[-1].body if path else preamble).append(stretch)
            continue
        section = Section(mark.level, mark.number or None, stretch.cut(mark.length).strip(), stretch)
        while path and path[-1].level >= mark.level:
            path.pop()
        (path[-1].parts if path else roots).append(section)
        path.append(section)
    return Outline(tuple(preamble), tuple(roots), tuple(closing))


def _begins_another(stretch: Stretch, following: Sequence[tuple[Stretch, Mark | None]]) -> bool:
    """Whether a line is the title of another list in the same file, below which the numbers begin again."""
    text = stretch.text
    begins = any(mark and (mark.level, mark.number) == (1, 1) for _, mark in following)
    return (
        begins and len(text) <= _LONGEST_TITLE and is_list_title(text) and not re.search("[，。；：]", text)
    )


def _decimal_mark(text: str, path: Sequence[Section]) -> Mark | None:
    """The number 2.3 before the third part of section 2, and no other figure at the beginning of a paragraph."""
    match = _DECIMAL.match(text)
    if match is None:
        return None
    above = next((section for section in reversed(path) if section.level <= 3), None)
    fits = above is not None and above.level == 3 and above.number == int(match[1])
    if above is None or not fits or int(match[2]) != len(above.parts) + 1:
        return None
    return Mark(4, int(match[2]), match.end())


def _closing_at(found: Sequence[tuple[Stretch, Mark | None]]) -> dict[int, Stretch]:
    """The clauses on validity behind the last numbered part, or that are this part, each without its number."""
    places: dict[int, Stretch] = {}
    for at in reversed(range(len(found))):
        text, mark = found[at]
        bare = text.cut(mark.length).strip() if mark else text
        if _CLOSING.match(bare.text):
            places[at] = bare
        elif mark and not _ANNEX.match(text.text):
            break
    return places


def _mark(paragraph: Paragraph, stretch: Stretch, ranks: Sequence[int]) -> Mark | None:
    """The number of a paragraph, or the place of a heading without one; an annex line stands at the top."""
    mark = mark_at(stretch.text)
    if mark and (len(stretch.text) > mark.length or mark.level <= 2):
        return mark
    if paragraph.level and len(stretch.text) <= _LONGEST_TITLE and "。" not in stretch.text:
        return Mark(min(ranks.index(paragraph.level) + 1, 2), 0, 0)
    return Mark(1, 0, 0) if _ANNEX.match(stretch.text) else None


def walk(sections: Sequence[Section]) -> Iterator[Section]:
    """Every part, from the top down."""
    for section in sections:
        yield section
        yield from walk(section.parts)
