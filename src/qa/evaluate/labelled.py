"""Questions with the answers that they should get, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qa.answer.model import Turn
from qa.errors import WenceError


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is right for it.

    ``gold`` holds texts of measures of which one should be cited; ``complete`` the whole set that a
    list must cite. One alternative of every group of ``must`` has to stand in the answer and nothing
    of ``must_not``. ``lead`` and ``support`` are exact sets of units, or None where not asked for.
    """

    id: str
    text: str
    kind: str
    answerable: bool = True
    gold: frozenset[str] = frozenset()
    complete: frozenset[str] = frozenset()
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    lead: frozenset[str] | None = None
    support: frozenset[str] | None = None
    history: tuple[Turn, ...] = ()


def load_questions(path: Path) -> tuple[Question, ...]:
    """Read a file of labelled questions.

    Raises:
        WenceError: the file cannot be read, or a line is not a labelled question.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise WenceError(f"题目文件“{path}”无法读取：{error.strerror}。请检查路径。") from error
    except UnicodeDecodeError as error:
        raise WenceError(f"题目文件“{path}”不是 UTF-8 编码，请转换后重试。") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise WenceError(f"题目文件“{path}”第{number}行不是带标准答案的题目，请更正。") from error
    if not questions:
        raise WenceError(f"题目文件“{path}”里没有题目。")
    return tuple(questions)


def _question(row: dict[str, object]) -> Question:
    history = _rows(row.get("history"))
    return Question(
        id=str(row["id"]),
        text=str(row["question"]),
        kind=str(row.get("type") or "content"),
        answerable=bool(row.get("answerable", True)),
        gold=frozenset(_texts(row.get("gold_texts"))),
        complete=frozenset(_texts(row.get("all_texts"))),
        must=tuple(_group(group) for group in _list(row.get("must"))),
        must_not=_texts(row.get("must_not")),
        lead=_units(row.get("lead")),
        support=_units(row.get("support")),
        history=tuple(Turn(str(turn["question"]), str(turn.get("answer") or "")) for turn in history),
    )


def _list(value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _rows(value: object) -> Iterable[dict[str, object]]:
    for row in _list(value):
        if not isinstance(row, dict):
            raise TypeError(row)
        yield row


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in _list(value))


def _group(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else _texts(value)


def _units(value: object) -> frozenset[str] | None:
    return None if value is None else frozenset(_texts(value))
