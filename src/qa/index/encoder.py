"""The door to sentence encoders: one Protocol, and the rule that picks a variant for a name or folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.config import DEFAULT_MODEL, models_dir, project_root
from qa.errors import WenceError

ONNX_FILE = "model_int8.onnx"
TOKENIZER_FILE = "tokenizer.json"
MODULES_FILE = "modules.json"

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]


class Encoder(Protocol):
    """Turns questions and passages into vectors whose dot product is their cosine.

    ``name`` is what a person calls the model, ``dimension`` the length of its vectors, and
    ``fingerprint`` a hex digest of everything that decides a vector (weights, tokenizer, prompts),
    so that an index can tell whether it was built with this very model. Every variant may be
    used from several threads at once.
    """

    @property
    def name(self) -> str:
        """The model's name, for people and for the index manifest."""

    @property
    def dimension(self) -> int:
        """The number of components of a vector."""

    @property
    def fingerprint(self) -> str:
        """A hex digest of weights, tokenizer and prompts."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions: shape ``(len(texts), dimension)``, rows of length 1."""

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages: shape ``(len(texts), dimension)``, rows of length 1.

        ``progress`` is called with the number of passages finished so far, rising to ``len(texts)``.
        """


def open_encoder(name_or_dir: str = DEFAULT_MODEL) -> Encoder:
    """Open the encoder that a name or folder stands for.

    A prepared folder (see ``qa.index.prepare``) opens on ONNX Runtime and loads neither torch nor
    transformers; any other sentence-transformers folder, or name on the model hub, opens through
    sentence-transformers.

    Raises:
        WenceError: nothing there can be opened as an encoder.
    """
    folder = _folder_of(name_or_dir)
    if folder is None:
        from qa.index.hub import fetch_model

        folder = fetch_model(name_or_dir)
    if _is_prepared(folder):
        from qa.index.onnx_encoder import OnnxEncoder

        return OnnxEncoder(folder)
    from qa.index.sentence_encoder import SentenceEncoder

    return SentenceEncoder(folder, name=folder.name if Path(name_or_dir).is_dir() else name_or_dir)


def _is_prepared(folder: Path) -> bool:
    return (folder / ONNX_FILE).is_file() and (folder / TOKENIZER_FILE).is_file()


def _folder_of(name_or_dir: str) -> Path | None:
    """The folder that is meant, or None where only a model hub can know the name."""
    if not name_or_dir.strip():
        raise WenceError("没有给出模型名：请用 --model 指定模型文件夹或模型名。")
    try:
        return _find_folder(name_or_dir)
    except OSError as error:
        raise WenceError(f"无法读取模型“{name_or_dir[:60]}”（{error.strerror}）：请检查 --model。") from error


def _find_folder(name_or_dir: str) -> Path | None:
    given = Path(name_or_dir).expanduser()
    for folder in (given, models_dir() / name_or_dir):
        if folder.is_dir():
            return _checked(folder)
    if given.name == DEFAULT_MODEL and given.parent in (Path(), models_dir(), project_root() / "models"):
        raise WenceError("默认模型还没有准备好：请先运行 make setup，或运行 python -m qa.index.prepare。")
    if given.exists():
        raise WenceError(f"“{name_or_dir}”不是模型文件夹：请给出 sentence-transformers 格式的文件夹。")
    if given.is_absolute() or name_or_dir.startswith((".", "~")) or "\\" in name_or_dir:
        raise WenceError(f"找不到模型文件夹“{name_or_dir}”：请检查 --model 给出的路径。")
    return None


def _checked(folder: Path) -> Path:
    if _is_prepared(folder) or (folder / MODULES_FILE).is_file() or (folder / "config.json").is_file():
        return folder
    raise WenceError(f"文件夹“{folder}”里没有可用的模型：请给出 sentence-transformers 格式的文件夹。")
