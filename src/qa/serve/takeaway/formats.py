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
    """Turns a report into a file's bytes; ``name`` is what people call it, ``media_type`` what the browser is told."""

    name: str
    media_type: str
    write: Callable[[Report], bytes]


FORMATS: Mapping[str, Writer] = {
    "xlsx": Writer("Excel", f"{_OFFICE}.spreadsheetml.sheet", to_xlsx),
    "csv": Writer("CSV", "text/csv; charset=utf-8", to_csv),
    "docx": Writer("Word", f"{_OFFICE}.wordprocessingml.document", to_docx),
}
"""Writers by the extension of the files they write."""
