"""The name under which a report is saved, and the header that tells a browser."""

from __future__ import annotations

import re
from urllib.parse import quote

from qa.serve.takeaway.report import Report

_UNSAFE = re.compile(r"[^\w〔〕（）《》“”、，—·-]+")
_LONGEST_TITLE, _LONGEST_NUMBER = 30, 20


def file_name(report: Report, extension: str) -> str:
    """Title, document number and day, as 市税务局牵头的措施-渝府办发〔2019〕81号-2026-03-01.xlsx.

    No character that means something to a file system or a shell; at most 255 bytes.
    """
    numbers = [document.number for document in report.documents]
    number = _safe(numbers[0], _LONGEST_NUMBER) if numbers else ""
    several = f"等{len(numbers)}件" if len(numbers) > 1 else ""
    title = _safe(report.title, _LONGEST_TITLE) or "措施清单"
    parts = (title, number + several, report.day.isoformat())
    return "-".join(filter(None, parts)) + f".{extension}"


def content_disposition(name: str) -> str:
    """The header's value for saving a file as ``name`` (RFC 6266, encoded by RFC 8187).

    Starlette writes it for files on disk alone. Readers that know no ``filename*`` get a plain name.
    """
    extension = name.rpartition(".")[2]
    return f"attachment; filename=\"wence.{extension}\"; filename*=UTF-8''{quote(name, safe='')}"


def _safe(text: str, longest: int) -> str:
    return _UNSAFE.sub("", text)[:longest].strip("-")
