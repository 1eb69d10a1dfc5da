"""Retrieval, lists and counts over 174 to 1,000,000 clauses, measured here and now: the tables of docs/scale.md.

usage: python -m bench.scale BEIR_FOLDER [SIZE ...]

The clauses are made of the plan's sentences and of those of a public test set (bench/scale_data.py), the questions are
real. Each size has a process of its own, so that its memory is its own; every search is timed beyond the encoding.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.scale_data import Inputs, Seeds, passages, queries, realism
from qa.config import Settings, project_root
from qa.index.encoder import open_encoder
from qa.read.asked import load_asked
from qa.read.corpus import load_corpus

SIZES = (174, 10_000, 100_000, 1_000_000)
_QUESTIONS = 300
_EACH_ASKED = 8


def main(arguments: list[str]) -> None:
    """Print the tables, one size after the other."""
    folder, sizes = Path(arguments[0]), tuple(map(int, arguments[1:])) or SIZES
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        inputs = prepared(folder)
        (Path(scratch) / "inputs.pkl").write_bytes(pickle.dumps(inputs))
        for line in realism(inputs.seeds):
            print(line, flush=True)
        for size in sizes:
            command = [sys.executable, "-m", "bench.scale_size", scratch, str(size)]
            subprocess.run(command, check=True, cwd=project_root())
    print(f"\nall of it: {(time.perf_counter() - started) / 60:.1f} minutes")


def prepared(folder: Path) -> Inputs:
    """Real sentences and real questions with their vectors."""
    encoder = open_encoder(Settings.resolve().model)
    corpus = project_root() / "corpus"
    records = [record for plan in load_corpus(corpus) for record in plan.measures]
    asked = [wording.question for wording in load_asked(corpus)][::_EACH_ASKED]
    texts = [*queries(folder), *asked]
    chosen = np.random.default_rng(3).choice(len(texts), min(_QUESTIONS, len(texts)), replace=False)
    questions = [texts[place] for place in chosen]
    return Inputs(
        Seeds.of([*records, *passages(folder)], encoder), questions, encoder.encode_queries(questions)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
