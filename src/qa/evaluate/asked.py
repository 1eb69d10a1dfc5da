"""Turns the labelled questions that may be looked at into a corpus's earlier wordings.

``python -m qa.evaluate.asked`` reads ``questions/build_*.jsonl`` and writes ``asked/<name>.jsonl`` in the corpus
folder. Questions that lean on a talk, lists and the questions kept unseen for evaluation stay out.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from qa.config import Settings
from qa.evaluate.labelled import Question, load_questions
from qa.extract.language import clean, to_simplified
from qa.plan import Plan
from qa.read.asked import FOLDER, AskedQuestion
from qa.read.corpus import load_corpus, write_text

LOG = logging.getLogger(__name__)
_FILES = (
    "points",
    "rest",
    "more_points",
    "more_rest",
    "late_points",
    "late_rest",
    "third_points",
    "fourth_points",
    "fourth_rest",
    "fifth",
    "sixth_points",
    "sixth_rest",
    "seventh_points",
    "seventh_rest",
    "document_points",
    "document_rest",
    "eighth_points",
    "eighth_rest",
    "short_points",
    "short_rest",
    "turns",
    "voices",
)
_WHOLE = frozenset({"list", "count", "unit_profile", "overview", "clarify"})


def building_questions() -> tuple[Question, ...]:
    """The labelled questions that may be looked at while building."""
    folder = Path(str(files("qa.evaluate").joinpath("questions")))
    return tuple(row for name in _FILES for row in load_questions(folder / f"build_{name}.jsonl"))


def wordings(rows: Iterable[Question], plan: Plan) -> tuple[AskedQuestion, ...]:
    """The rows as wordings of ``plan``: point questions with their measures, refused ones with none."""
    ids = {measure.text: measure.measure_id for measure in plan.measures}
    found: dict[str, AskedQuestion] = {}
    for row in rows:
        measures = tuple(sorted(ids[text] for text in row.gold if text in ids))
        if row.history or row.kind in _WHOLE or bool(measures) != row.answerable:
            continue
        text = to_simplified(clean(row.text))
        found.setdefault(text, AskedQuestion(text, plan.document.number, measures))
    return tuple(found.values())


def to_text(asked: Sequence[AskedQuestion]) -> str:
    """One JSON object a line."""
    rows = (
        {"question": a.question, "document": a.document, "measure_ids": list(a.measure_ids)} for a in asked
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main() -> None:
    """Write the wordings of the corpus's plan."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    corpus = Settings.resolve().corpus_dir
    for path, plan in zip(sorted(corpus.glob("*.jsonl")), load_corpus(corpus), strict=True):
        asked = wordings(building_questions(), plan)
        (corpus / FOLDER).mkdir(exist_ok=True)
        write_text(corpus / FOLDER / path.name, to_text(asked))
        LOG.info("%s: %d", path.name, len(asked))


if __name__ == "__main__":
    main()
