"""Wence beside others: one run that measures all alike and writes the table into both READMEs.

``python -m bench.peers.compare QUESTIONS.jsonl… --peers PYTHON`` where ``PYTHON`` is that of a virtual environment
with ``bench/peers/requirements.txt``. ``--sizes 174,1000,10000`` draws the latency over as many recombined clauses
in addition; ``--write`` puts the table into the READMEs and the picture into docs/images, else both go to stdout and
to the folder that is named on stderr.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.figures import CHINESE, ENGLISH, ROOT, with_section
from bench.peers.client import Place, WorkerError
from bench.peers.material import Asked, clauses_of, given_vectors, questions_of, recombined
from bench.peers.measure import ADDED, Figures, latency, measured
from qa.config import Settings
from qa.evaluate.bench import machine
from qa.index.encoder import open_encoder
from qa.read.corpus import write_text

PICTURE = "docs/images/peers.svg"
MARK = "peers"
NAMES = {
    "wence_answers": ("Wence, whole answers", "问策，完整回答"),
    "wence": ("Wence, search alone", "问策，仅检索"),
    "langchain_ensemble": ("LangChain: FAISS + BM25 (jieba)", "LangChain：FAISS + BM25（jieba）"),
    "txtai_hybrid": ("txtai, hybrid", "txtai 混合检索"),
    "stock": ("sentence-transformers + FAISS", "sentence-transformers + FAISS"),
    "bm25s_words": ("bm25s (jieba)", "bm25s（jieba）"),
}
OWN = ("wence", "wence_answers")
_TIMED = 60


def main() -> None:
    """Measure, then write."""
    arguments = _arguments()
    settings = Settings.resolve()
    clauses = clauses_of(settings.corpus_dir)
    questions = {path.stem: questions_of(path, clauses) for path in arguments.questions}
    with tempfile.TemporaryDirectory() as scratch:
        places = [
            Place(system, arguments.peers if system not in OWN else Path(sys.executable), Path(settings.model),
                  _folder(Path(scratch), system))
            for system in NAMES
        ]  # fmt: skip
        figures = measured(places, clauses, questions, _tell)
        points = _points(places, arguments.sizes, questions, settings, Path(scratch))
    for wording, language in ((ENGLISH, 0), (CHINESE, 1)):
        page = ROOT / wording.path
        section = _table(figures, questions, len(clauses), language)
        print(section + "\n")
        if arguments.write:
            write_text(page, with_section(page.read_text("utf-8"), section, MARK))
    print(json.dumps(points, ensure_ascii=False))
    if points and arguments.write:
        command = [str(arguments.peers), "-m", "bench.peers.plot", str(ROOT / PICTURE)]
        subprocess.run(command, input=json.dumps(points), text=True, check=True, cwd=ROOT)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("questions", nargs="+", type=Path, metavar="QUESTIONS.jsonl")
    parser.add_argument("--peers", type=Path, required=True, metavar="PYTHON")
    parser.add_argument(
        "--sizes", type=lambda text: [int(size) for size in text.split(",")], default=[], metavar="N,N…"
    )
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def _folder(scratch: Path, name: str) -> Path:
    folder = scratch / name
    folder.mkdir()
    return folder


def _points(
    places: Sequence[Place],
    sizes: Sequence[int],
    questions: dict[str, list[Asked]],
    settings: Settings,
    scratch: Path,
) -> dict[str, dict[int, float]]:
    """Milliseconds by system and size."""
    if not sizes:
        return {}
    clauses = clauses_of(settings.corpus_dir)
    asked = [question.text for own in questions.values() for question in own][:_TIMED]
    encoder = open_encoder(settings.model)
    points: dict[str, dict[int, float]] = {}
    for size in sizes:
        made = recombined(clauses, size, seed=size)
        vectors = given_vectors(made, encoder, scratch / f"given-{size}")
        for place in places:
            if place.system == "wence_answers":
                continue
            try:
                found = latency(place, made, vectors, asked)
            except WorkerError as problem:
                _tell(f"{place.system}: left out at {size} clauses ({problem})")
            else:
                _tell(f"{place.system}: {size} clauses, {found:.1f} ms")
                points.setdefault(NAMES[place.system][0], {})[size] = round(found, 2)
    return points


def _table(figures: dict[str, Figures], questions: dict[str, list[Asked]], number: int, language: int) -> str:
    """The Markdown of one language."""
    english = language == 0
    told = "、".join(f"{name} {len(asked)} 道" for name, asked in questions.items())
    sets = ", ".join(f"{len(asked)} of {name}" for name, asked in questions.items())
    head = (
        f"One run, by turns ({machine()}): the same model, {number} clauses with area and task before them, questions that "
        f"stand alone and that a clause answers ({sets})."
        if english
        else f"同一次运行、轮流提问（{machine()}）：同一模型，{number} 条，条文前加领域和任务；题目为可独立回答且有依据条文者（{told}）。"
    )
    columns = (
        [*(f"{name}: hit@1 / hit@3" for name in questions), "ms a question: median / p95", "first answer, cold",
         "memory", "clauses/s built", f"adding {ADDED} clauses"]
        if english
        else [*(f"{name}：hit@1 / hit@3" for name in questions), "每题毫秒：中位数 / p95", "冷启动首答", "内存",
              "每秒建库条数", f"新增 {ADDED} 条"]
    )  # fmt: skip
    rows = [
        f"| {NAMES[system][language]} | {' | '.join(_cells(own, questions))} |"
        for system, own in figures.items()
    ]
    return "\n".join(
        [head, "", f"| {'system' if english else '系统'} | {' | '.join(columns)} |",
         "|---" * (len(columns) + 1) + "|", *rows]
    )  # fmt: skip


def _cells(own: Figures, questions: dict[str, list[Asked]]) -> list[str]:
    return [
        *(f"{100 * own.hits[name][0]:.1f} / {100 * own.hits[name][1]:.1f}" for name in questions),
        f"{own.middle:.1f} / {own.high:.1f}",
        f"{own.cold:.1f} s",
        f"{own.mib:.0f} MiB",
        "–" if own.rate is None else f"{own.rate:.0f}",
        "–" if own.added is None else f"{own.added:.2f} s",
    ]


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
