"""The general encoder: any sentence-transformers model, on torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.errors import WenceError
from qa.index.encoder import Progress, Vectors
from qa.index.model_folder import configured_prompts, fingerprint, prompts_of, readable
from qa.index.quiet import quiet

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 16
OTHER_RUNTIMES = frozenset({".onnx", ".xml", ".h5", ".ot", ".msgpack", ".gguf", ".md"})


class SentenceEncoder:
    """Encodes with sentence-transformers on the CPU.

    The prompts are the model's own; where its configuration names none, those that its family's
    authors ask for (see ``model_folder.prompts_of``).

    Raises:
        WenceError: the folder cannot be opened as a sentence-transformers model.
    """

    def __init__(self, folder: Path, name: str | None = None) -> None:
        self._folder = folder
        self._name = name or folder.name
        self._prompts = prompts_of(self._name, configured_prompts(folder))
        self._model = _open_model(folder)
        self._dimension = int(self._model.get_embedding_dimension() or 0)
        self._max_tokens = int(self._model.max_seq_length or 512)

    @property
    def name(self) -> str:
        """The name the model was asked for by, or its folder's name."""
        return self._name

    @property
    def dimension(self) -> int:
        """The number of components of a vector."""
        return self._dimension

    @cached_property
    def fingerprint(self) -> str:
        """A hex digest of every weight, tokenizer and configuration file, and of the prompts."""
        return fingerprint(_model_files(self._folder), self._prompts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, shape ``(len(texts), dimension)``."""
        return self._encode(texts, self._prompts.query)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors of passages, shape ``(len(texts), dimension)``; ``progress`` gets the count so far.

        Passages of like length go together, so that little is computed for padding.
        """
        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = self._encode([texts[row] for row in rows], self._prompts.passage)
            if progress is not None:
                progress(start + len(rows))
        return vectors

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self._dimension), dtype=np.float32)
        vectors = self._model.encode(
            [readable(text, self._max_tokens) for text in texts],
            prompt=prompt,
            batch_size=BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def _open_model(folder: Path) -> SentenceTransformer:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise WenceError(
            f"打开模型“{folder.name}”需要 sentence-transformers：请先运行 pip install sentence-transformers。"
        ) from error
    try:
        with quiet():
            return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except Exception as error:
        raise WenceError(
            f"模型文件夹“{folder}”无法打开：请检查它是否是完整的 sentence-transformers 模型。"
        ) from error


def _model_files(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in OTHER_RUNTIMES and not path.name.startswith(".")
    )
