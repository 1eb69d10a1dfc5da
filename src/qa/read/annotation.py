"""The annotation of a damaged source: what each stretch of each sentence is, and what was judged.

A file under ``corpus/annotation/`` holds one line per surviving sentence (its true position, then its text
with tags) and directive lines. ``corpus/README.md`` describes the format for people who write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa.errors import WenceError

Role = Literal["text", "number", "area", "task", "lead", "support", "data"]
_ROLES: dict[str, Role] = {
    "N": "number",
    "A": "area",
    "T": "task",
    "L": "lead",
    "S": "support",
    "D": "data",
}
_MEASURE = r"(?:p\d+|\d+(?:\.\d+)?)"
_KEY = rf"{_MEASURE}(?:-{_MEASURE})?"
_TOKEN = re.compile(r"\{([NATLSD]) ?([^:{}]+):([^{}]+)\}|<([^<>]+)>|([^{}<>]+)")
_TAG_KEY = re.compile(rf"({_KEY}|[a-z]+)(?:#([a-z]))?(?:#(\d+))?")
_DIRECTIVES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("missing", re.compile(rf"= ({_KEY}) missing ((?:text|lead|support|task|area)(?: \w+)*)")),
    ("missing-task", re.compile(r"= task ([\d-]+) missing ((?:task|area)(?: \w+)*)")),
    ("area", re.compile(r"= task ([\d-]+) area (\d+)")),
    ("alias", re.compile(r"= area (\d+) alias (\S+)")),
    ("missing-area", re.compile(r"= area (\d+) missing (area)")),
    ("cut", re.compile(rf"= cut ({_KEY}) (lead|support)((?: \S+)*)")),
    ("none", re.compile(rf"= cell ({_KEY}) none (lead|support)")),
    ("section", re.compile(r"= section (p\d+) (.+)")),
    ("document", re.compile(r"= document (number|title|date|issuer) (.+)")),
    ("note", re.compile(rf"! ({_KEY}) (.+)")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written in the annotation, for messages."""

    file: str
    line: int

    def error(self, message: str) -> WenceError:
        """An error that names this place."""
        return WenceError(f"标注文件{self.file}第{self.line}行：{message}")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a sentence with one role; ``start`` and ``end`` are offsets within the sentence.

    ``key`` names what it belongs to (a measure, a task, an area, the rows of a cell, a document datum);
    ``cell`` tells cells of the same key apart; ``rank`` orders fragments read out of order.
    """

    role: Role
    key: str
    text: str
    start: int
    end: int
    cell: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence at its true position."""

    position: int
    fragments: tuple[Fragment, ...]
    place: Place

    @property
    def text(self) -> str:
        """The sentence as the source has it, tags removed."""
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class Directive:
    """A judgement: its kind, the key that it is about, and its remaining words as one string."""

    kind: str
    key: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Annotation:
    """All annotated sentences in true order, and all directives."""

    sentences: tuple[Sentence, ...]
    directives: tuple[Directive, ...]

    def of(self, *kinds: str) -> Iterator[Directive]:
        """The directives of some kinds."""
        return (directive for directive in self.directives if directive.kind in kinds)

    def error_at(self, key: str, message: str) -> WenceError:
        """An error that names the first sentence with a fragment of a key."""
        for sentence in self.sentences:
            if any(fragment.key == key for fragment in sentence.fragments):
                return sentence.place.error(message)
        return WenceError(message)


def load_annotation(folder: Path) -> Annotation:
    """Read every ``*.txt`` of a folder, in the order of names."""
    lines = [
        (Place(path.name, number), line)
        for path in sorted(folder.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]
    if not lines:
        raise WenceError(f"目录“{folder}”里没有标注文件（*.txt）；请先标注源文件。")
    return parse_annotation(lines)


def parse_annotation(lines: list[tuple[Place, str]]) -> Annotation:
    """Parse lines; sentences may stand in any order, and each goes on with the measure left open."""
    directives: list[Directive] = []
    raw: dict[int, tuple[Place, str]] = {}
    for place, line in lines:
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if stripped[0] in "=!":
            directives.append(_directive(stripped, place))
            continue
        head, _, body = stripped.partition(" ")
        if not head.isdigit() or not body:
            raise place.error("行首应是句子的序号和一个空格。")
        if int(head) in raw:
            raise place.error(f"第{head}句标注了两次。")
        raw[int(head)] = (place, body)
    return Annotation(tuple(_sentences(raw)), tuple(directives))


def _sentences(raw: dict[int, tuple[Place, str]]) -> Iterator[Sentence]:
    """Parse sentences in true order, carrying the open measure along."""
    current = ""
    for position in sorted(raw):
        place, body = raw[position]
        fragments: list[Fragment] = []
        at = reached = 0
        for token in _TOKEN.finditer(body):
            if token.start() != reached:
                break
            reached = token.end()
            tag, key, tagged, marker, plain = token.groups()
            if marker is not None:
                current = _marker(marker, place)
                continue
            fragment = _tagged(tag, key, tagged, at, place) if tag else _plain(current, plain, at, place)
            fragments.append(fragment)
            at = fragment.end
        if reached != len(body):
            raise place.error(f"看不懂从“{body[reached : reached + 12]}”开始的标记。")
        yield Sentence(position, tuple(fragments), place)


def _marker(marker: str, place: Place) -> str:
    if not re.fullmatch(_MEASURE, marker):
        raise place.error(f"措施标记“<{marker}>”的编号不对。")
    return marker


def _plain(current: str, text: str, at: int, place: Place) -> Fragment:
    if not current:
        raise place.error("正文前面没有打开任何措施。")
    return Fragment("text", current, text, at, at + len(text))


def _tagged(tag: str, key: str, text: str, at: int, place: Place) -> Fragment:
    found = _TAG_KEY.fullmatch(key)
    if not found:
        raise place.error(f"标记“{{{tag} {key}:…}}”的编号不对。")
    name, cell, rank = found.groups()
    return Fragment(_ROLES[tag], name, text, at, at + len(text), cell or "", int(rank or 0))


def _directive(line: str, place: Place) -> Directive:
    for kind, pattern in _DIRECTIVES:
        if found := pattern.fullmatch(line):
            value = " ".join(found.groups()[1:])
            return Directive(kind, found.group(1), " ".join(value.split()), place)
    raise place.error(f"看不懂指令“{line}”。")
