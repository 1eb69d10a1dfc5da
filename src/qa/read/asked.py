"""What people ask of a plan: everyday wordings, each with the measures that answer it, or with none.

A plan may bring them in ``asked/<name>.jsonl`` beside its records: one object a line with ``question``,
``document`` and ``measure_ids`` (empty where the plan does not answer). They are further wordings to be found by,
never answers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from qa.errors import WenceError

FOLDER = "asked"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One wording and the ids of the measures of ``document`` that answer it; none where it must be refused."""

    question: str
    document: str
    measure_ids: tuple[str, ...] = ()


def load_asked(corpus_dir: Path) -> tuple[AskedQuestion, ...]:
    """Read every ``asked/*.jsonl`` of a corpus folder, in the order of names; none is fine.

    Raises:
        WenceError: a line is not such a question; the message names file and line.
    """
    found = []
    for path in sorted((corpus_dir / FOLDER).glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                found.append(_question(line, path, number))
    return tuple(found)


def _question(line: str, path: Path, number: int) -> AskedQuestion:
    try:
        row = json.loads(line)
        return AskedQuestion(str(row["question"]), str(row["document"]), tuple(map(str, row["measure_ids"])))
    except (ValueError, TypeError, KeyError) as error:
        raise WenceError(f"“{path.name}”第{number}行不是一个带出处的问法，请更正。") from error
