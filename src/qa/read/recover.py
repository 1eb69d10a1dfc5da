"""Recover a plan from its damaged source: ``python -m qa.read.recover [CORPUS]`` writes the corpus.

Source plus annotation give every record; no text is typed here. The source's characters are accounted for
exactly once, because each annotated sentence must equal its source sentence character for character.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from qa.errors import WenceError
from qa.plan import Plan
from qa.read.annotation import Annotation, load_annotation
from qa.read.assemble import Placed, assemble
from qa.read.corpus import save_plan
from qa.read.order import Piece, TrueOrder, cut, true_order


@dataclass(frozen=True, slots=True)
class Source:
    """A source file's sentences (slots) and their true order."""

    pieces: tuple[Piece, ...]
    order: TrueOrder

    def sentence(self, position: int) -> Piece | None:
        """The sentence at a true position, or None where it is lost or beyond the end."""
        slot = self.order.slots[position] if position < len(self.order.slots) else None
        return self.pieces[slot] if slot is not None else None


def load_source(path: Path) -> Source:
    """Read and cut a source file and find its true order."""
    with path.open(encoding="utf-8", newline="") as file:
        pieces = cut(file.read())
    return Source(pieces, true_order([piece.text for piece in pieces]))


def place(source: Source, annotation: Annotation) -> tuple[Placed, ...]:
    """All fragments in true order with their place in the file; the proof that nothing is lost or added."""
    placed: list[Placed] = []
    for sentence in annotation.sentences:
        piece = source.sentence(sentence.position)
        if piece is None:
            raise sentence.place.error(f"源文件已经没有第{sentence.position}句。")
        if piece.text != sentence.text:
            raise sentence.place.error(_difference(sentence.position, piece.text, sentence.text))
        for fragment in sentence.fragments:
            span = (piece.offsets[fragment.start], piece.offsets[fragment.end - 1] + 1)
            placed.append((fragment, span))
    return tuple(placed)


def _difference(position: int, source: str, annotated: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(source, annotated, strict=False)) if a != b), None)
    if at is None:
        at = min(len(source), len(annotated))
    return f"第{position}句与源文件不同：源文件是“{source[at : at + 8]}”，标注是“{annotated[at : at + 8]}”。"


def recover(source: Source, annotation: Annotation) -> Plan:
    """The plan; raises WenceError when a surviving sentence is not annotated or a judgement is missing."""
    known = {sentence.position for sentence in annotation.sentences}
    alive = [k for k, slot in enumerate(source.order.slots) if slot is not None]
    if unread := [k for k in alive if k not in known]:
        raise WenceError(f"还有{len(unread)}句没有标注，第一句的序号是{unread[0]}；请补上。")
    return assemble(place(source, annotation), annotation, len(source.order.lost))


def the_source(corpus: Path) -> Path:
    """The only source file of a corpus folder."""
    paths = sorted((corpus / "source").glob("*.txt"))
    if len(paths) != 1:
        raise WenceError(f"“{corpus / 'source'}”里应当正好有一个源文件（*.txt），现有{len(paths)}个。")
    return paths[0]


def main(arguments: list[str]) -> int:
    """Write ``<name>.jsonl`` and ``<name>.json`` of the corpus folder; returns the exit status."""
    corpus = Path(arguments[0]) if arguments else Path("corpus")
    try:
        path = the_source(corpus)
        plan = recover(load_source(path), load_annotation(corpus / "annotation"))
        written = save_plan(plan, corpus, path.stem)
    except WenceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{written}：{len(plan.measures)}条记录，{len(plan.tasks)}项任务。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
