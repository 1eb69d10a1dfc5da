"""Damaged packed files are named as damaged, wherever the damage lies."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from qa.errors import WenceError
from qa.read.formats.bounds import check_package


@pytest.mark.parametrize(
    ("whole", "damaged"),
    [
        (b"word", b"w\xe3rd"),
        (b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
        (b"PK\x05\x06", b"PK\x05\x07"),
    ],
    ids=["name", "version", "end"],
)
def test_a_damaged_directory_is_told_in_one_sentence(tmp_path: Path, whole: bytes, damaged: bytes) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as package:
        item = zipfile.ZipInfo("word/文.xml")
        item.create_system = 3
        package.writestr(item, "<a/>")
    check_package(path)
    content = path.read_bytes()
    at = content.rindex(whole)
    path.write_bytes(content[:at] + damaged + content[at + len(whole) :])
    with pytest.raises(WenceError, match="文件已损坏"):
        check_package(path)
