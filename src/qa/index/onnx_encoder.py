"""The fast encoder: an ONNX graph with pooling inside, on ONNX Runtime, without torch or transformers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.cores import cores
from qa.errors import WenceError
from qa.index.encoder import ONNX_FILE, TOKENIZER_FILE, Progress, Vectors
from qa.index.model_folder import configured_prompts, fingerprint, max_tokens, prompts_of, readable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

INPUT = "input_ids"
OUTPUT = "sentence_embedding"


class OnnxEncoder:
    """Encodes on ONNX Runtime, one text a run, several runs side by side.

    A quantised graph scales its activations by the largest in the run, so a text batched with
    others would get a slightly different vector; alone it always gets the same one. On a CPU
    that also costs a fifth less than batches, which compute their padding.

    One of the ``threads`` a run is enough: a second takes off a sixth and leaves no core to the reading of questions
    (docs/decisions/0005-read-while-encoding.md).

    The graph takes ``input_ids`` (int64, ``(1, tokens)``) and gives a unit vector ``sentence_embedding``
    ``(1, dimension)``.

    Raises:
        WenceError: the folder's files are damaged or of another shape.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder = folder
        self._max_tokens = max_tokens(folder)
        self._prompts = prompts_of(folder.name, configured_prompts(folder))
        try:
            self._tokenizer = _open_tokenizer(folder / TOKENIZER_FILE, self._max_tokens)
            self._session = _open_session(folder / ONNX_FILE, threads)
        except Exception as error:
            raise WenceError(f"模型文件夹“{folder}”已损坏，无法打开：请删除它后重新准备模型。") from error
        (*_, taken), (*_, given) = self._session.get_inputs(), self._session.get_outputs()
        if (taken.name, given.name, len(given.shape)) != (INPUT, OUTPUT, 2):
            raise WenceError(
                f"“{folder / ONNX_FILE}”不是可用的句向量模型：请用 python -m qa.index.prepare 重新准备。"
            )
        self._dimension = int(given.shape[1])

    @property
    def name(self) -> str:
        """The folder's name."""
        return self._folder.name

    @property
    def dimension(self) -> int:
        """The number of components of a vector."""
        return self._dimension

    @cached_property
    def fingerprint(self) -> str:
        """A hex digest of graph, tokenizer and prompts."""
        return fingerprint((self._folder / ONNX_FILE, self._folder / TOKENIZER_FILE), self._prompts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, shape ``(len(texts), dimension)``."""
        return self._encode(texts, self._prompts.query, None)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors of passages, shape ``(len(texts), dimension)``; ``progress`` gets the count so far."""
        return self._encode(texts, self._prompts.passage, progress)

    def _encode(self, texts: Sequence[str], prompt: str, progress: Progress | None) -> Vectors:
        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        for row, vector in enumerate(self._encode_each([prompt + text for text in texts])):
            vectors[row] = vector
            if progress is not None:
                progress(row + 1)
        return vectors

    def _encode_each(self, texts: Sequence[str]) -> Iterator[Vectors]:
        if len(texts) == 1:
            yield self._encode_one(texts[0])
            return
        with ThreadPoolExecutor(max_workers=cores()) as pool:
            yield from pool.map(self._encode_one, texts)

    def _encode_one(self, text: str) -> Vectors:
        """The vector of one text, shape ``(dimension,)``."""
        ids = self._tokenizer.encode(readable(text, self._max_tokens)).ids
        vector: Vectors = self._session.run([OUTPUT], {INPUT: np.array([ids], dtype=np.int64)})[0][0]
        return vector


def _open_tokenizer(path: Path, limit: int) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(limit)
    return tokenizer


def _open_session(path: Path, threads: int) -> InferenceSession:
    """A session whose idle threads sleep: spinning ones slow down whatever shares the machine."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
