"""Writing an index folder whole or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from qa.errors import WenceError
from qa.index.manifest import MANIFEST
from qa.index.vectors import Bytes

_ABANDONED_SECONDS = 600


def replace_folder(folder: Path, files: Mapping[str, Bytes]) -> None:
    """Put a folder with these files (contents by path) in the place of the one that may be there.

    The files are written into a new folder beside, which then takes the name; a reader sees the old or
    the new folder. A folder that is no index and holds other names than ``files`` is left as it is.

    Raises:
        WenceError: the folder cannot be written, or is not one that may be replaced.
    """
    try:
        _check_replaceable(folder, files)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(folder)
        _swap(folder, files)
    except OSError as error:
        raise WenceError(f"索引目录“{folder}”无法写入（{error.strerror}）；请检查权限和空间。") from error


def _check_replaceable(folder: Path, files: Mapping[str, Bytes]) -> None:
    if not folder.exists():
        return
    ours = {Path(name).parts[0] for name in files}
    if folder.is_dir() and ({path.name for path in folder.iterdir()} <= ours or _is_index(folder)):
        return
    raise WenceError(f"“{folder}”不是索引目录，不会覆盖；请用 --index 指定一个空的或新的目录。")


def _is_index(folder: Path) -> bool:
    manifest = folder / MANIFEST
    return manifest.is_file() and b'"model_fingerprint"' in manifest.read_bytes()


def _swap(folder: Path, files: Mapping[str, Bytes]) -> None:
    building = folder.with_name(f".{folder.name}.building-{os.getpid()}")
    replaced = folder.with_name(f".{folder.name}.replaced-{os.getpid()}")
    try:
        for name, data in files.items():
            path = building / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if folder.exists():
            folder.rename(replaced)
        building.rename(folder)
    except OSError:
        if replaced.exists() and not folder.exists():
            replaced.rename(folder)
        raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
        shutil.rmtree(replaced, ignore_errors=True)


def _remove_abandoned(folder: Path) -> None:
    """Remove what builds that were killed have left beside the folder."""
    for pattern in (f".{folder.name}.building-*", f".{folder.name}.replaced-*"):
        for path in folder.parent.glob(pattern):
            if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
