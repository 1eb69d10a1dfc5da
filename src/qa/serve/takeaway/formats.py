"""The formats that a report can be taken away in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qa.serve.takeaway.document import to_docx
from qa.serve.takeaway.report import Report
from qa.serve.takeaway.sheet import to_csv, to_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns a report into a file's bytes; ``media_type`` is what the browser is told."""

    media_type: str
    write: Callable[[Report], bytes]


FORMATS: Mapping[str, Writer] = {
    "xlsx": Writer(f"{_OFFICE}.spreadsheetml.sheet", to_xlsx),
    "csv": Writer("text/csv; charset=utf-8", to_csv),
    "docx": Writer(f"{_OFFICE}.wordprocessingml.document", to_docx),
}
"""Writers by the extension of the files they write."""
