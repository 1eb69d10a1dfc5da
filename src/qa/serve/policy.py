"""What a browser may load and run on our pages: this server's files and nothing from another, no code made of text."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable

_INLINE = re.compile(r"<script(?:\s[^>]*)?>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def content_policy(scripts: Iterable[str] = (), framed_by: Iterable[str] = ()) -> str:
    """The Content-Security-Policy of a page; by default no script runs but files of this server.

    Args:
        scripts: texts of inline scripts that may run; each is named by its hash, so that no other one runs.
        framed_by: other sites that may show the page in a frame.
    """
    sources = " ".join(("'self'", *dict.fromkeys(map(_hash, scripts))))
    frames = " ".join(("'self'", *framed_by))
    return (
        f"default-src 'self'; script-src {sources}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        f"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {frames}"
    )


def inline_scripts(html: str) -> list[str]:
    """The texts of the scripts that stand in a page itself; those from files have none."""
    return [text for text in _INLINE.findall(html) if text]


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
