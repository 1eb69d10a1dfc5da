"""What visitors think of answers, kept in one SQLite file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import qa
from qa.answer.model import Answer
from qa.errors import WenceError
from qa.plan import Plan

Verdict = Literal["useful", "wrong"]
REASONS = ("数字不对", "单位不对", "没有回答我的问题", "原文有误", "其他")
"""What may be wrong with an answer, in the words that the page shows and the file keeps."""
LONGEST_TEXT = 500

_MOST_PAGES = 65_536
"""Pages of 4 KiB that the file may hold, so that no flood of feedback fills the disk."""
_PATIENCE_SECONDS = 5
_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    question TEXT NOT NULL,
    resolved_question TEXT NOT NULL,
    status TEXT NOT NULL,
    answer TEXT NOT NULL,
    cited TEXT NOT NULL,
    version TEXT NOT NULL,
    documents TEXT NOT NULL,
    corpus TEXT NOT NULL
)
"""
_ROW = "INSERT INTO feedback VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Versions:
    """What an answer came from: the product, the documents' numbers, and the corpus by its hash if known."""

    product: str
    documents: tuple[str, ...]
    corpus: str = ""

    @classmethod
    def of(cls, plans: Iterable[Plan], index_dir: Path) -> Versions:
        """What this process answers from; where the index cannot tell its corpus, the hash stays empty."""
        from qa.index.manifest import Manifest, StaleIndexError

        documents = tuple(plan.document.number for plan in plans)
        try:
            return cls(qa.__version__, documents, Manifest.read(index_dir).corpus)
        except StaleIndexError:
            return cls(qa.__version__, documents)


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on one answer; ``measure_id`` names the clause that a correction is about."""

    answer: Answer
    verdict: Verdict
    versions: Versions
    reason: str = ""
    text: str = ""
    measure_id: str = ""


class FeedbackStore:
    """The file at ``path``, made with its folder when the first feedback comes. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, feedback: Feedback, at: datetime | None = None) -> None:
        """Keep ``feedback`` as given at ``at``, now by default.

        Raises:
            WenceError: it could not be written.
        """
        import sqlite3

        moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS)) as connection, connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(f"PRAGMA max_page_count = {_MOST_PAGES}")
                connection.execute(_TABLE)
                connection.execute(_ROW, _row(feedback, moment))
        except (OSError, sqlite3.Error) as fault:
            raise WenceError("意见没有保存下来，请稍后再试。") from fault


def _row(feedback: Feedback, moment: str) -> tuple[str, ...]:
    answer, versions = feedback.answer, feedback.versions
    cited = [citation.measure.measure_id for citation in answer.citations]
    return (
        moment, feedback.verdict, feedback.reason, feedback.text, feedback.measure_id,
        answer.question, answer.resolved_question or answer.question, answer.status, answer.answer,
        json.dumps(cited, ensure_ascii=False),
        versions.product, json.dumps(versions.documents, ensure_ascii=False), versions.corpus,
    )  # fmt: skip
