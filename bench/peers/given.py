"""Vectors that were made beforehand, for measuring large indexes without encoding them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Given:
    """Unit vectors of known texts, from ``PATH.json`` (the texts) and ``PATH.npy`` (their vectors)."""

    def __init__(self, path: str) -> None:
        texts = json.loads(Path(path + ".json").read_text(encoding="utf-8"))
        self._rows = {text: row for row, text in enumerate(texts)}
        self._vectors: Vectors = np.load(path + ".npy")

    def knows(self, texts: Sequence[str]) -> bool:
        """Whether all of them have their vectors here."""
        return all(text in self._rows for text in texts)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The vectors of known texts, shape ``(len(texts), dimension)``."""
        found: Vectors = self._vectors[[self._rows[text] for text in texts]]
        return found


def keep(path: Path, texts: Sequence[str], vectors: Vectors) -> str:
    """Write texts and their vectors for :class:`Given`; the name to open them by."""
    path.with_suffix(".json").write_text(json.dumps(list(texts), ensure_ascii=False), encoding="utf-8")
    np.save(path.with_suffix(".npy"), vectors)
    return str(path)
