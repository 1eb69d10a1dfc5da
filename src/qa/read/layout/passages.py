"""The text around the measures as passages: what leads in, the requirements, the organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.read.formats.stretch import joined
from qa.read.layout.drafts import Passage
from qa.read.layout.names import is_list_title
from qa.read.layout.sections import Outline, Section

_ANNEX = re.compile(r"附件?\s*\d*\s*[:：]\s*")
_LONGEST_TITLE = 20
_OPEN, _CLOSE = "（(《“〔", "）)》”〕"


def passages_of(outline: Outline, sections: Sequence[Section], plan_title: str) -> Iterator[Passage]:
    """Passages of an outline: the text before its first number, each of the given sections, the clauses on validity."""
    preamble = joined(text for text in outline.preamble if not is_list_title(text.text))
    if preamble:
        yield Passage(plan_title, plan_title, preamble)
    for section in sections:
        yield from _of(section)
    if outline.closing:
        yield Passage("附则", "施行和有效期", joined(outline.closing))


def _of(section: Section) -> Iterator[Passage]:
    annex = _ANNEX.match(section.own.text)
    if annex:
        title = section.own.text[annex.end() :]
        yield Passage("附件", _short(title), section.whole())
        return
    name = section.title or _short(section.own.text)
    lead = joined([section.rest, *section.body])
    if lead and not is_list_title(lead.text):
        yield Passage(name, name, lead)
    for part in section.parts:
        if _is_bare(part):
            continue
        yield Passage(name, _short(part.title) or name, part.whole())


def _is_bare(section: Section) -> bool:
    """Whether a part is a heading with nothing under it, such as one above a table."""
    return not (section.body or section.parts or section.rest or section.own.text.endswith("。"))


def _short(title: str) -> str:
    """A title cut to what a line holds, before a bracket or quotation rather than inside it."""
    cut = title[:_LONGEST_TITLE]
    if len(title) <= _LONGEST_TITLE:
        return title
    opened = [at for at, char in enumerate(cut) if char in _OPEN]
    inside = sum(cut.count(char) for char in _OPEN) > sum(cut.count(char) for char in _CLOSE)
    return cut[: opened[-1]] if inside and opened[-1] else cut
