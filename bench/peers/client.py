"""A worker from outside: what it is told, how long that takes, what memory it holds."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import IO, Self

from bench.peers.protocol import Clause
from qa.config import project_root

_THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class WorkerError(Exception):
    """A worker could not do what it was told, or not in time."""


@dataclass(frozen=True, slots=True)
class Place:
    """A system's name in `bench.peers.systems`, the Python that has its packages, the model, and its own folder."""

    system: str
    python: Path
    model: Path
    folder: Path


class Worker:
    """A running worker; leaving the ``with`` ends it. Every order gives the seconds that it took.

    Its libraries may use ``threads`` threads: one for a question is no slower than several on an idle machine, and on a
    busy one several wait for each other.

    ``started`` and ``answered`` are when it was started and when its last reply came (`time.perf_counter`).
    """

    def __init__(self, place: Place, threads: int = 1) -> None:
        self.started = time.perf_counter()
        limits = dict.fromkeys(_THREADS, str(threads))
        offline = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
        source = {"PYTHONPATH": str(project_root() / "src")}
        self._process = subprocess.Popen(
            [
                str(place.python),
                "-m",
                "bench.peers.worker",
                place.system,
                str(place.model),
                str(place.folder),
            ],
            cwd=project_root(),
            env={**os.environ, **limits, **offline, **source},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.answered = self.started
        self._folder = place.folder
        self._replies: Queue[str] = Queue()
        assert self._process.stdout is not None
        self._listening = Thread(target=self._listen, args=(self._process.stdout,), daemon=True)
        self._listening.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._listening.join()
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()

    def do(self, order: str, patience: float = 600.0, **given: object) -> float:
        """Seconds that ``load``, ``save`` or ``open`` took.

        Raises:
            WorkerError: it failed, or was not done after ``patience`` seconds.
        """
        return self._told({"do": order, **given}, patience)[0]

    def take(
        self, order: str, clauses: Sequence[Clause], vectors: str | None = None, patience: float = 600.0
    ) -> float:
        """Seconds that ``build`` or ``add`` took; see :meth:`do`."""
        path = self._folder / "clauses.json"
        path.write_text(json.dumps(clauses, ensure_ascii=False), encoding="utf-8")
        return self.do(order, patience, clauses=str(path), vectors=vectors)

    def ask(self, question: str, k: int) -> tuple[float, list[str]]:
        """Seconds that the answer took, and the ids of the clauses found; see :meth:`do`."""
        seconds, reply = self._told({"do": "ask", "question": question, "k": k}, 60.0)
        ids = reply["ids"]
        assert isinstance(ids, list)
        return seconds, [str(found) for found in ids]

    def mib(self) -> float:
        """The most resident memory so far, in MiB (Linux; 0 elsewhere)."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return 0.0
        rows = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(rows["VmHWM"].split()[0]) / 1024

    def _told(self, order: dict[str, object], patience: float) -> tuple[float, dict[str, object]]:
        assert self._process.stdin is not None
        start = time.perf_counter()
        try:
            self._process.stdin.write(json.dumps(order, ensure_ascii=False) + "\n")
            self._process.stdin.flush()
            line = self._replies.get(timeout=patience)
        except BrokenPipeError:
            line = ""
        except Empty:
            raise WorkerError(f"{order['do']}: not done after {patience:.0f} s") from None
        self.answered = time.perf_counter()
        seconds = self.answered - start
        if not line:
            raise WorkerError(f"{order['do']}: the worker ended")
        reply: dict[str, object] = json.loads(line)
        if "error" in reply:
            raise WorkerError(f"{order['do']}: {reply['error']}")
        return seconds, reply

    def _listen(self, replies: IO[str]) -> None:
        with replies:
            for line in replies:
                self._replies.put(line)
        self._replies.put("")
