"""Documents in and out of a corpus, its index with them: all of a change or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import WenceError
from qa.index.build import Progress, build_index
from qa.index.places import Place
from qa.plan import Plan
from qa.read.holdings import admitted, called, holdings, put
from qa.read.lock import locked

if TYPE_CHECKING:
    from qa.index.encoder import Encoder

Opener = Callable[[], "Encoder"]
"""Opens the model once it is known to be needed."""


def add_files(
    paths: Sequence[Path],
    corpus_dir: Path,
    index_dir: Path,
    opener: Opener,
    progress: Progress | None = None,
    place: Place | None = None,
) -> tuple[Plan, ...]:
    """Take the plans of files into the corpus and its index, whose vectors go into ``place``.

    Raises:
        WenceError: a file is not fit for it, another process is at it, or the index cannot be written.
    """
    with locked(corpus_dir):
        plans = admitted(paths, holdings(corpus_dir))
        encoder = opener()
        with _whole_or_not_at_all(corpus_dir):
            for plan in plans:
                put(plan, corpus_dir)
            build_index(corpus_dir, index_dir, encoder, progress, place)
    return plans


def remove_document(
    name: str,
    corpus_dir: Path,
    index_dir: Path,
    opener: Opener,
    progress: Progress | None = None,
    place: Place | None = None,
) -> Plan:
    """Take the document of that number, or of that file's name, out of the corpus and its index, vectors in ``place``.

    Raises:
        WenceError: there is none or no other, another process is at it, or the index cannot be written.
    """
    with locked(corpus_dir):
        held = holdings(corpus_dir)
        leaving = called(name, held)
        if len(held) == 1:
            raise WenceError(
                f"{leaving.name}是唯一的文件，移除后就没有可以回答的内容；请先用 add 收录另一份。"
            )
        encoder = opener()
        with _whole_or_not_at_all(corpus_dir):
            for path in leaving.files:
                path.unlink()
            build_index(corpus_dir, index_dir, encoder, progress, place)
    return leaving.plan


@contextmanager
def _whole_or_not_at_all(corpus_dir: Path) -> Iterator[None]:
    """Put the plans' files of a corpus back as they were where a change fails or is interrupted."""
    before = {path: path.read_bytes() for path in _files(corpus_dir)}
    try:
        yield
    except BaseException:
        for path in sorted(set(_files(corpus_dir)) - set(before), reverse=True):
            path.unlink()
        for path, data in before.items():
            if not path.exists():
                path.write_bytes(data)
        raise


def _files(corpus_dir: Path) -> list[Path]:
    return [*corpus_dir.glob("*.json"), *corpus_dir.glob("*.jsonl")]
