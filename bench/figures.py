"""Measures speed and quality here and now, and writes both tables into the READMEs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.answer.assistant import Assistant
from qa.config import Settings, project_root
from qa.evaluate.bench import Row, machine, measure
from qa.evaluate.judge import judge
from qa.evaluate.labelled import load_questions
from qa.evaluate.report import Scores, summarise
from qa.index.build import index_plans
from qa.index.encoder import open_encoder
from qa.read.corpus import load_corpus, write_text
from qa.retrieve.hybrid import Retriever

ROOT = project_root()
HELD = ROOT / "src/qa/evaluate/questions/held.jsonl"
OTHER_CITY = ROOT / "tests/fixtures/other_city"
START = "<!-- figures -->"
END = "<!-- /figures -->"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one README around the figures."""

    path: str
    speed: str
    figure: str
    value: str
    quality: str
    headings: tuple[str, ...]
    whole: str
    other: str


ENGLISH = Wording(
    path="README.md",
    speed="Speed and memory, printed by `make bench` ({machine}):",
    figure="figure",
    value="value",
    quality="Answers to {held} validation questions, printed by `make eval`, and to {other} about another city's plan, in per "
    "cent. Nothing is fitted on them and the {held} were not read while building, but their scores were watched and chose "
    "settings, and failures among the {other} were read and mended: expect less on new questions.",
    headings=("kind", "questions", "hit@1", "hit@3", "right", "list precision", "list recall", "false refusals",
              "right refusals", "unsupported figures"),
    whole="**all**",
    other="**another city**",
)  # fmt: skip
CHINESE = Wording(
    path="README.zh.md",
    speed="速度与内存，由 `make bench` 测出（{machine}）：",
    figure="指标",
    value="数值",
    quality="对 {held} 道验证题目的回答，由 `make eval` 打分；另有 {other} 道关于另一城市方案的题目，单位为百分比。"
    "没有参数用它们拟合，{held} 道题开发时也未逐题查看，但其得分一直在看，并据此选定了参数；"
    "{other} 道中答错的题看过并据此改进过：遇到全新的问题，成绩应会更低。",
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
    whole="**全部**",
    other="**另一城市**",
)


def main() -> None:
    """Measure, then write; the READMEs stay as they are if anything fails."""
    settings = Settings.resolve()
    speed = tuple(measure(settings, _tell))
    held = _scores(Assistant.open(settings, _tell), HELD)
    other = _scores(_other_city(settings), OTHER_CITY / "questions.jsonl")[0]
    pages = {wording.path: _section(wording, speed, held, other) for wording in (ENGLISH, CHINESE)}
    for name, section in pages.items():
        write_text(ROOT / name, _with_section((ROOT / name).read_text("utf-8"), section))


def _with_section(page: str, section: str) -> str:
    """The page with ``section`` between its marks."""
    before, rest = page.split(START)
    after = rest.split(END)[1]
    return f"{before}{START}\n{section}\n{END}{after}"


def _other_city(settings: Settings) -> Assistant:
    encoder = open_encoder(settings.model)
    return Assistant(Retriever(index_plans(load_corpus(OTHER_CITY / "corpus"), encoder), encoder))


def _scores(assistant: Assistant, questions: Path) -> Sequence[Scores]:
    return summarise(judge(q, assistant.ask(q.text, q.history, q.id)) for q in load_questions(questions))


def _section(wording: Wording, speed: Sequence[Row], held: Sequence[Scores], other: Scores) -> str:
    names = [row.english if wording is ENGLISH else row.chinese for row in speed]
    rows = [f"| {name} | {row.value} |" for name, row in zip(names, speed, strict=True)]
    whole, *kinds = held
    scores = [
        _line(wording.whole, whole),
        *(_line(row.kind, row) for row in kinds),
        _line(wording.other, other),
    ]
    return "\n".join(
        [
            wording.speed.format(machine=machine()),
            "",
            f"| {wording.figure} | {wording.value} |",
            "|---|---|",
            *rows,
            "",
            wording.quality.format(held=whole.questions, other=other.questions),
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
