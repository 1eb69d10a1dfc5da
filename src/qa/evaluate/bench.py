"""The performance table of the README, measured where it runs."""

from __future__ import annotations

import io
import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from qa.config import Settings
from qa.evaluate.processes import Cost, run_command, start_page
from qa.read.corpus import load_corpus

if TYPE_CHECKING:
    from qa.answer.assistant import Assistant
    from qa.index.encoder import Encoder
    from qa.plan import Plan

QUESTIONS = 500
_WAITING = 1000
_WARM_UP = 20
_RUNS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure, named in both of the README's languages."""

    english: str
    chinese: str
    value: str

    def __str__(self) -> str:
        """The row as Markdown."""
        return f"| {self.english} | {self.chinese} | {self.value} |"


def table(settings: Settings, notify: Callable[[str], None]) -> Iterator[str]:
    """Lines of a Markdown table in both languages, each as soon as it has been measured."""
    yield machine()
    yield ""
    yield "| figure | 指标 | value |"
    yield "|---|---|---|"
    for row in measure(settings, notify):
        yield str(row)


def machine() -> str:
    """What the figures were measured on."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {os.cpu_count()} CPUs, Python {platform.python_version()}"


def measure(settings: Settings, notify: Callable[[str], None]) -> Iterator[Row]:
    """All figures, one after the other."""
    yield from _running(settings)
    yield from _answering(settings, notify)
    yield from _building(settings)


def sample_questions(plans: Sequence[Plan], number: int) -> list[str]:
    """``number`` different questions made of the plans' own clauses; fewer where those do not suffice."""
    from qa.index.pseudo import pseudo_questions

    texts = [measure.text for plan in plans for measure in plan.measures]
    found: dict[str, None] = {}
    for seed in range(100, 200):
        if len(found) >= number:
            break
        found.update(dict.fromkeys(question.text for question in pseudo_questions(texts, seed=seed)))
    return list(found)[:number]


def _running(settings: Settings) -> Iterator[Row]:
    """Fresh processes come first, while this one is small: see `Cost`."""
    ask = [run_command(settings, ["ask", "多久能办好？"]) for _ in range(_RUNS)]
    questions = sample_questions(load_corpus(settings.corpus_dir), QUESTIONS)
    batch = run_command(settings, ["batch"], _as_lines(questions))
    page = [start_page(settings) for _ in range(_RUNS)]
    yield Row(
        f"`ask` as a fresh process: median of {_RUNS}", f"`ask` 冷启动：{_RUNS} 次中位数", _seconds(ask)
    )
    yield Row(
        f"start of the page until it is served: median of {_RUNS}",
        f"网页从启动到可访问：{_RUNS} 次中位数",
        _seconds(page),
    )
    yield Row("peak memory of `batch`", "`batch` 内存峰值", f"{batch.mib:.0f} MiB")
    yield Row("peak memory of the page", "网页内存峰值", f"{max(cost.mib for cost in page):.0f} MiB")


def _seconds(costs: Sequence[Cost]) -> str:
    return f"{median(cost.seconds for cost in costs):.1f} s"


def _answering(settings: Settings, notify: Callable[[str], None]) -> Iterator[Row]:
    from qa.answer.assistant import Assistant
    from qa.index.encoder import open_encoder
    from qa.index.places import place_at
    from qa.index.store import open_or_build
    from qa.retrieve.hybrid import Retriever

    encoder = open_encoder(settings.model)
    place = place_at(settings.store)
    index = open_or_build(settings.corpus_dir, settings.index_dir, encoder, notify, place=place)
    assistant = Assistant(Retriever(index, encoder))
    questions = iter(sample_questions(assistant.plans, _WARM_UP + QUESTIONS + _WAITING))
    for question in islice(questions, _WARM_UP):
        _encoder_ms(encoder, question)
        _batch_ms(assistant, question)
    alone, answered = [], []
    for question in islice(questions, QUESTIONS):
        alone.append(_encoder_ms(encoder, question))
        answered.append(_batch_ms(assistant, question))
    ratio = median(answered) / median(alone)
    yield _times(alone, "the encoder alone, one question", "仅编码，单题")
    yield _times(answered, "the whole answer through `batch`, one question", "经 `batch` 完整回答，单题")
    yield Row("ratio of the medians", "中位数之比", f"{ratio:.2f}")
    yield Row(
        f"`batch` with {_WAITING} lines waiting",
        f"`batch`，{_WAITING} 行同时等待",
        f"{_batch_rate(assistant, list(questions)):.0f}/s",
    )


def _encoder_ms(encoder: Encoder, question: str) -> float:
    start = time.perf_counter()
    encoder.encode_queries([question])
    return (time.perf_counter() - start) * 1000


def _batch_ms(assistant: Assistant, question: str) -> float:
    """What ``batch`` itself reports; by turns with the encoder, so that a busy machine slows both alike."""
    from qa.serve.batch import answer_lines

    sink = io.StringIO()
    answer_lines(assistant, io.BytesIO(_as_lines([question])), sink)
    return float(json.loads(sink.getvalue())["elapsed_ms"])


def _batch_rate(assistant: Assistant, questions: Sequence[str]) -> float:
    """Questions a second, none of them seen before."""
    from qa.serve.batch import answer_lines

    start = time.perf_counter()
    answer_lines(assistant, io.BytesIO(_as_lines(questions)), io.StringIO())
    return len(questions) / (time.perf_counter() - start)


def _as_lines(questions: Sequence[str]) -> bytes:
    return "".join(json.dumps({"question": question}) + "\n" for question in questions).encode()


def _times(times: Sequence[float], english: str, chinese: str) -> Row:
    number = len(times)
    value = f"{median(times):.1f} ms / {quantiles(times, n=20)[-1]:.1f} ms"
    return Row(f"{english}: median / p95 of {number}", f"{chinese}：{number} 题的中位数 / p95", value)


def _building(settings: Settings) -> Iterator[Row]:
    from qa.index.build import build_index
    from qa.index.encoder import open_encoder

    encoder = open_encoder(settings.model)
    texts = [record.text for plan in load_corpus(settings.corpus_dir) for record in plan.measures]
    start = time.perf_counter()
    encoder.encode_passages(texts)
    rate = len(texts) / (time.perf_counter() - start)
    yield Row("encoding measures", "为措施编码", f"{rate:.0f}/s")
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        build_index(settings.corpus_dir, Path(folder) / "index", encoder)
        seconds = time.perf_counter() - start
    yield Row(
        f"building the whole index of {len(texts)} records",
        f"为 {len(texts)} 条记录建立完整索引",
        f"{seconds:.1f} s",
    )
