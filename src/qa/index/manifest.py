"""The manifest of an index: what it was built from and with, and the hash of every file."""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from qa.errors import WenceError
from qa.index.calibrate import Calibration
from qa.index.vectors import Bytes, Mapped
from qa.read.asked import FOLDER as ASKED

FORMAT = 11
"""Raised whenever the files of an index, or the way its terms and vectors are made, change."""

MANIFEST = "manifest.json"

MAPPED_FROM = 1 << 28
"""Files of at least so many bytes are not read but mapped."""

SNAPSHOT = "corpus"
"""The folder inside an index that holds the corpus it was built from."""


class StaleIndexError(WenceError):
    """An index is missing, damaged, or no longer fits its corpus or model; it must be built again."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}；请运行 wence build 重建索引。")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class FileMark:
    """Size in bytes and SHA-256 of one file of the index."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: Bytes) -> FileMark:
        """The mark of a file with this content."""
        return cls(len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from and with.

    ``corpus`` and ``dictionary`` are SHA-256 hashes; ``files`` maps each path inside the index folder to
    its mark. ``memo`` is the mark of the file that only building reads (qa.index.memo).
    """

    format: int
    model: str
    model_fingerprint: str
    dimension: int
    records: int
    corpus: str
    dictionary: str
    calibration: Calibration
    calibrations: tuple[Calibration, ...]
    files: Mapping[str, FileMark]
    memo: FileMark

    def to_json(self) -> str:
        """The text of the manifest file; its ``seal`` is the hash of all the rest."""
        values = asdict(self)
        return json.dumps({**values, "seal": _seal(values)}, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, index_dir: Path) -> Manifest:
        """Read the manifest of an index folder.

        Raises:
            StaleIndexError: there is none, it cannot be read, or it has another format.
        """
        try:
            values = json.loads((index_dir / MANIFEST).read_text(encoding="utf-8"))
            if values["format"] != FORMAT:
                raise StaleIndexError("索引的格式版本与程序不一致")
            if values.pop("seal") != _seal(values):
                raise StaleIndexError("索引的清单已损坏")
            values["calibration"] = Calibration(**values["calibration"])
            values["calibrations"] = tuple(Calibration(**each) for each in values["calibrations"])
            values["files"] = {name: FileMark(**mark) for name, mark in values["files"].items()}
            values["memo"] = FileMark(**values["memo"])
            return cls(**values)
        except FileNotFoundError:
            raise StaleIndexError("还没有索引") from None
        except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError):
            raise StaleIndexError("索引的清单已损坏") from None

    def load_files(self, index_dir: Path) -> dict[str, Bytes]:
        """The content of every file that answering needs, each checked against its mark; large ones are mapped.

        Raises:
            StaleIndexError: a file is missing, cut short or altered.
        """
        contents: dict[str, Bytes] = {}
        for name, mark in self.files.items():
            try:
                data = _content(index_dir / name)
            except OSError:
                raise StaleIndexError(f"索引缺少文件{name}") from None
            if FileMark.of(data) != mark:
                raise StaleIndexError(f"索引文件{name}已损坏")
            contents[name] = data
        return contents


def _content(path: Path) -> Bytes:
    """The content of a file, mapped where it is large.

    Python opens it, as any other, since FAISS opens no path with Chinese characters on Windows. A mapped file keeps its
    folder from being replaced there, so small ones, of corpora that change under a running page, are read.
    """
    if path.stat().st_size < MAPPED_FROM:
        return path.read_bytes()
    with path.open("rb") as file:
        return Mapped(file.fileno(), 0, access=mmap.ACCESS_READ)


def _seal(values: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def corpus_files(corpus_dir: Path) -> dict[str, bytes]:
    """The files of a corpus folder that its plans are read from, by name: every ``*.jsonl`` and its head."""
    paths = sorted(corpus_dir.glob("*.jsonl"))
    paths += [head for path in paths if (head := path.with_suffix(".json")).is_file()]
    paths += sorted((corpus_dir / ASKED).glob("*.jsonl"))
    return {path.relative_to(corpus_dir).as_posix(): path.read_bytes() for path in paths}


def corpus_hash(files: Mapping[str, bytes]) -> str:
    """One hash over names and contents."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{len(files[name])}\0".encode())
        total.update(files[name])
    return total.hexdigest()
