"""Bounds that keep a file from filling the machine: its size, and what a packed file unfolds to."""

from __future__ import annotations

import zipfile
from pathlib import Path

from qa.errors import WenceError

MOST_BYTES = 50 * 1024 * 1024
MOST_CELLS = 200_000
MOST_PAGES = 1_000


def check_size(path: Path) -> None:
    """Refuse a file that is larger than any plan."""
    if path.stat().st_size > MOST_BYTES:
        raise WenceError(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请只保留方案正文和附表后重试。")


def check_package(path: Path) -> None:
    """Refuse a packed file (DOCX, XLSX) that is damaged or that unfolds to more than any plan."""
    try:
        with zipfile.ZipFile(path) as package:
            size = sum(item.file_size for item in package.infolist())
    except (
        zipfile.BadZipFile,
        UnicodeDecodeError,
        NotImplementedError,
    ):  # broken, a broken name, a version unknown
        raise WenceError("文件已损坏或格式与扩展名不符，请用办公软件打开后重新另存。") from None
    if size > MOST_BYTES:
        raise WenceError(f"解压后超过 {MOST_BYTES // 1024 // 1024} MB，请只保留方案正文和附表后重试。")
