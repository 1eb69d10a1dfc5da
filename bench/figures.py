"""Measures speed and quality here and now, and writes both tables into the READMEs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.answer.assistant import Assistant
from qa.config import Settings, project_root
from qa.evaluate.bench import Row, machine, measure
from qa.evaluate.judge import Mark, judge
from qa.evaluate.labelled import load_questions
from qa.evaluate.report import Scores, summarise
from qa.index.build import index_plans
from qa.index.encoder import open_encoder
from qa.read.corpus import load_corpus, write_text
from qa.retrieve.hybrid import Retriever

ROOT = project_root()
QUESTIONS = ROOT / "src/qa/evaluate/questions"
PLANS = ROOT / "tests/fixtures"
WATCHED_CITIES = (
    "other_city",
    "second_city",
    "third_city",
    "fifth_city",
    "sixth_city",
    "seventh_city",
    "eighth_city",
)
FRESH_CITY = "fourth_city"
MARK = "figures"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one README around the figures."""

    path: str
    speed: str
    figure: str
    value: str
    quality: str
    headings: tuple[str, ...]
    rows: tuple[str, str, str, str]


ENGLISH = Wording(
    path="README.md",
    speed="Speed and memory, printed by `make bench` ({machine}):",
    figure="figure",
    value="value",
    quality="Answers in per cent, printed by `make eval`. The {fresh} questions by kind were written from the plan alone and "
    "not looked at before they were first scored; the watched ones have had their failures read and mended, so that their "
    "scores flatter. Nothing is fitted on either. The other cities are fictional, and their plans have no earlier wordings.",
    headings=("kind", "questions", "hit@1", "hit@3", "right", "list precision", "list recall", "false refusals",
              "right refusals", "unsupported figures"),
    rows=("**all**", "**watched**", "**another city**", "**cities, watched**"),
)  # fmt: skip
CHINESE = Wording(
    path="README.zh.md",
    speed="速度与内存，由 `make bench` 测出（{machine}）：",
    figure="指标",
    value="数值",
    quality="单位为百分比，由 `make eval` 打分。按类别列出的 {fresh} 道题只依据方案写成，首次打分前未看过；"
    "“看过的”几行里答错的题读过并据此改进，成绩偏高。两者都没有用来拟合参数。其他城市均为虚构，其方案没有附带以往问法。",
    headings=(
        "类别",
        "题数",
        "hit@1",
        "hit@3",
        "正确",
        "列表准确",
        "列表完整",
        "误拒",
        "拒答正确",
        "无据数字",
    ),
    rows=("**全部**", "**看过的**", "**另一城市**", "**其他城市，看过的**"),
)


def main() -> None:
    """Measure, then write; the READMEs stay as they are if anything fails."""
    settings = Settings.resolve()
    speed = tuple(measure(settings, _tell))
    own = Assistant.open(settings, _tell)
    fresh = summarise(_marks(own, QUESTIONS / "fresh.jsonl"))
    watched = [mark for path in sorted(QUESTIONS.glob("watched_*.jsonl")) for mark in _marks(own, path)]
    cities = [mark for city in WATCHED_CITIES for mark in _city(settings, city)]
    wholes = (fresh[0], *(summarise(marks)[0] for marks in (watched, _city(settings, FRESH_CITY), cities)))
    pages = {wording.path: _section(wording, speed, fresh[1:], wholes) for wording in (ENGLISH, CHINESE)}
    for name, section in pages.items():
        write_text(ROOT / name, with_section((ROOT / name).read_text("utf-8"), section, MARK))


def with_section(page: str, section: str, mark: str) -> str:
    """The page with ``section`` between the comments that bear the name ``mark``."""
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, rest = page.split(start)
    after = rest.split(end)[1]
    return f"{before}{start}\n{section}\n{end}{after}"


def _city(settings: Settings, name: str) -> Sequence[Mark]:
    """The marks of one fictional city's questions, answered from its own plan."""
    encoder = open_encoder(settings.model)
    assistant = Assistant(Retriever(index_plans(load_corpus(PLANS / name / "corpus"), encoder), encoder))
    return _marks(assistant, PLANS / name / "questions.jsonl")


def _marks(assistant: Assistant, questions: Path) -> Sequence[Mark]:
    return [judge(q, assistant.ask(q.text, q.history, q.id)) for q in load_questions(questions)]


def _section(
    wording: Wording, speed: Sequence[Row], kinds: Sequence[Scores], wholes: Sequence[Scores]
) -> str:
    names = [row.english if wording is ENGLISH else row.chinese for row in speed]
    rows = [f"| {name} | {row.value} |" for name, row in zip(names, speed, strict=True)]
    whole, *others = (_line(name, row) for name, row in zip(wording.rows, wholes, strict=True))
    scores = [whole, *(_line(row.kind, row) for row in kinds), *others]
    return "\n".join(
        [
            wording.speed.format(machine=machine()),
            "",
            f"| {wording.figure} | {wording.value} |",
            "|---|---|",
            *rows,
            "",
            wording.quality.format(fresh=wholes[0].questions),
            "",
            "| " + " | ".join(wording.headings) + " |",
            "|---" * len(wording.headings) + "|",
            *scores,
        ]
    )


def _line(kind: str, row: Scores) -> str:
    shares = (
        row.hit1,
        row.hit3,
        row.right,
        row.list_precision,
        row.list_recall,
        row.false_refusals,
        row.refusals_right,
    )
    cells = ("–" if share is None else f"{100 * share:.1f}" for share in shares)
    return f"| {kind} | {row.questions} | {' | '.join(cells)} | {row.unsupported_figures} |"


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
