"""The default model on its two runtimes, measured here and now: the figures of decision 0001.

``python bench/encoders.py`` prints a table. Both runtimes take turns question by question, so that what else
the machine does meanwhile strikes both alike.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from qa.config import DEFAULT_MODEL, models_dir
from qa.index.encoder import Encoder
from qa.index.onnx_encoder import OnnxEncoder
from qa.index.sentence_encoder import SentenceEncoder

SUBJECTS = (
    "高压客户办电",
    "企业开办",
    "不动产登记",
    "办理施工许可",
    "用水报装",
    "货物通关",
    "申请贷款",
    "注销公司",
)
WORDINGS = (
    "{}要多久？",
    "{}由哪个部门牵头？",
    "请问{}需要多少钱，有没有减免",
    "{}在2019年底前要做到什么程度",
)
QUESTIONS = tuple(wording.format(subject) for wording in WORDINGS for subject in SUBJECTS)
LOAD = """
import sys, time
from pathlib import Path
started = time.perf_counter()
from qa.index.{module} import {name}
encoder = {name}(Path(sys.argv[1]))
encoder.encode_queries(["办电"])
size = next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1]
print(time.perf_counter() - started, int(size) / 1024)
"""


def main() -> None:
    """Print a row for each runtime."""
    folder = models_dir() / DEFAULT_MODEL
    rows: dict[str, Encoder] = {
        "sentence-transformers, torch fp32": SentenceEncoder(folder),
        "ONNX Runtime int8, 1 thread": OnnxEncoder(folder, threads=1),
        "ONNX Runtime int8, 2 threads": OnnxEncoder(folder, threads=2),
    }
    exact = rows["sentence-transformers, torch fp32"].encode_queries(QUESTIONS)
    times = measure({name: encoder.encode_queries for name, encoder in rows.items()})
    print("| runtime | ms a question: median | fastest tenth | p95 | lowest cosine | start s | RSS MB |")
    print("|---|---|---|---|---|---|---|")
    for name, encoder in rows.items():
        tenth, median, high = np.percentile(times[name], (10, 50, 95))
        lowest = (encoder.encode_queries(QUESTIONS) * exact).sum(axis=1).min()
        start, size = load(encoder, folder)
        print(
            f"| {name} | {median:.1f} | {tenth:.1f} | {high:.1f} | {lowest:.4f} | {start:.1f} | {size:.0f} |"
        )


def measure(ways: dict[str, Callable[[list[str]], object]], rounds: int = 2) -> dict[str, list[float]]:
    """Milliseconds of every question on every way, in turns."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for question in QUESTIONS * rounds:
        for name, encode in ways.items():
            started = time.perf_counter()
            encode([question])
            times[name].append(1000 * (time.perf_counter() - started))
    return times


def load(encoder: Encoder, folder: Path) -> tuple[float, float]:
    """Seconds from nothing imported to the first vector, and resident MB then, in a fresh process (Linux)."""
    kind = type(encoder)
    code = LOAD.format(module=kind.__module__.rpartition(".")[2], name=kind.__name__)
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    seconds, size = done.stdout.split()
    return float(seconds), float(size)


if __name__ == "__main__":
    main()
