"""What every system is measured on: the corpus as clauses, labelled questions, and as many more clauses as wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from bench.peers.given import Vectors, keep
from bench.peers.protocol import Clause
from qa.evaluate.judge import matching
from qa.evaluate.labelled import load_questions
from qa.index.contents import header, sentences
from qa.index.encoder import Encoder
from qa.read.corpus import load_corpus


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the ids of the clauses of which one should be found first."""

    text: str
    right: frozenset[str]


def clauses_of(corpus: Path) -> list[Clause]:
    """Every record of a corpus folder."""
    return [
        Clause(record.measure_id, header(record), record.text)
        for plan in load_corpus(corpus)
        for record in plan.measures
    ]


def questions_of(path: Path, clauses: Sequence[Clause]) -> list[Asked]:
    """The questions of a labelled file that stand alone and that a clause answers."""
    found = []
    for question in load_questions(path):
        if question.answerable and question.gold and not question.history and question.kind != "clarify":
            right = frozenset(clause.id for clause in clauses if matching(clause.text, question.gold))
            found.append(Asked(question.text, right))
    return [question for question in found if question.right]


def recombined(clauses: Sequence[Clause], number: int, seed: int) -> list[Clause]:
    """``number`` different clauses: a heading with as many sentences as a clause has, each from anywhere."""
    random = Random(seed)
    headings = [clause.heading for clause in clauses]
    stock = [sentence for clause in clauses for sentence in sentences(clause.text)]
    lengths = [len(sentences(clause.text)) for clause in clauses]
    made: dict[str, Clause] = {}
    while len(made) < number:
        text = "".join(random.sample(stock, 1 + random.choice(lengths)))
        made.setdefault(text, Clause(f"{seed}-{len(made) + 1}", random.choice(headings), text))
    return list(made.values())


def given_vectors(clauses: Sequence[Clause], encoder: Encoder, path: Path) -> str:
    """Vectors for whole clauses and for each sentence under its heading, kept at ``path``.

    Each sentence is encoded once, without a heading; a clause's vector is the mean of its sentences', scaled to
    length 1. That is enough to measure time by, and for nothing else.
    """
    parts = [sentences(clause.text) for clause in clauses]
    stock = list(dict.fromkeys(part for own in parts for part in own))
    rows = {part: row for row, part in enumerate(stock)}
    encoded = encoder.encode_passages(stock)
    vectors: dict[str, Vectors] = {}
    for clause, own in zip(clauses, parts, strict=True):
        for part in own:
            vectors.setdefault(f"{clause.heading} {part}".strip(), encoded[rows[part]])
        mean = encoded[[rows[part] for part in own]].mean(axis=0)
        vectors[clause.whole] = mean / np.linalg.norm(mean)
    return keep(path, list(vectors), np.asarray(list(vectors.values()), dtype=np.float32))
