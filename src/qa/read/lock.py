"""One change of a corpus folder at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from qa.errors import WenceError

LOCK = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system lets go of it even where the process is killed.

    Raises:
        WenceError: there is no such folder, or another process holds its lock.
    """
    if not folder.is_dir():
        raise WenceError(f"找不到语料目录“{folder}”；请用 --corpus 指定。")
    with (folder / LOCK).open("a") as file:
        try:
            _take(file)
        except OSError:
            raise WenceError("另一个命令正在增删语料，请等它完成后再试。") from None
        yield


def _take(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
