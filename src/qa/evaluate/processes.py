"""Time and memory of the command line as a user starts it: fresh processes, watched from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from qa.config import CORPUS_VARIABLE, INDEX_VARIABLE, MODEL_VARIABLE, Settings
from qa.errors import WenceError

_PATIENCE_SECONDS = 120.0
_POLL_SECONDS = 0.02
_KIB_A_UNIT = 1 / 1024 if sys.platform == "darwin" else 1
"""``ru_maxrss`` counts bytes on macOS and KiB elsewhere."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall-clock seconds and peak resident memory in MiB (0 where the system does not tell).

    The system counts what the measuring process holds at the start as memory of the measured one, so
    measure before loading anything large.
    """

    seconds: float
    mib: float


def run_command(settings: Settings, arguments: Sequence[str], stdin: bytes = b"") -> Cost:
    """The cost of one whole run of ``python -m qa`` with ``arguments``.

    Raises:
        WenceError: the run failed.
    """
    start = time.perf_counter()
    process = _start(settings, arguments)
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as pipe:
        pipe.write(stdin)
    mib = _reap(process)
    if process.returncode:
        raise WenceError(f"测量失败：wence {arguments[0]} 以状态 {process.returncode} 结束。")
    return Cost(time.perf_counter() - start, mib)


def start_page(settings: Settings) -> Cost:
    """The cost of ``serve`` from its start until its page has been fetched once.

    Raises:
        WenceError: the page does not come up.
    """
    port = _free_port()
    start = time.perf_counter()
    process = _start(settings, ["serve", "--port", str(port)])
    try:
        while not _is_served(port):
            if process.poll() is not None or time.perf_counter() - start > _PATIENCE_SECONDS:
                raise WenceError("测量失败：网页没有启动，请运行 python -m qa serve 查看原因。")
            time.sleep(_POLL_SECONDS)
        seconds = time.perf_counter() - start
    finally:
        process.terminate()
        mib = _reap(process)
        if process.stdin is not None:
            process.stdin.close()
    return Cost(seconds, mib)


def _start(settings: Settings, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    places = {
        INDEX_VARIABLE: str(settings.index_dir),
        CORPUS_VARIABLE: str(settings.corpus_dir),
        MODEL_VARIABLE: settings.model,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "qa", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **places},
    )


def _reap(process: subprocess.Popen[bytes]) -> float:
    """Wait for the end of ``process`` and return its peak memory in MiB."""
    if process.returncode is not None or not hasattr(os, "wait4"):
        process.wait()
        return 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * _KIB_A_UNIT / 1024


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _is_served(port: int) -> bool:
    with (
        suppress(OSError, urllib.error.URLError),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page,
    ):
        return bool(page.status == 200)
    return False
