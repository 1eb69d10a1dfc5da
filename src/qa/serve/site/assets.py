"""Styles and scripts of the pages, each under an address that changes with its content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

FOLDER = "/site/"
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Assets:
    """The files of ``static/`` that the pages load; read once, when the first page is written."""

    names: tuple[str, ...] = ("page.css", "site.css", "tools.js", "widget.js")
    _read: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def styles(self) -> tuple[str, ...]:
        """Addresses of the style sheets, in order."""
        return tuple(self.address(name) for name in self.names if name.endswith(".css"))

    @cached_property
    def tools(self) -> str:
        """Address of the script for type size, colours, copying and printing."""
        return self.address("tools.js")

    def address(self, name: str) -> str:
        """Where the browser finds the file ``name``."""
        digest = hashlib.sha256(self.content(name)).hexdigest()[:12]
        return f"{FOLDER}{name}?v={digest}"

    def content(self, name: str) -> bytes:
        """The file ``name``; KeyError where the pages have no such file."""
        if name not in self.names:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = files("qa.serve").joinpath("static", name).read_bytes()
        return self._read[name]

    @staticmethod
    def media_type(name: str) -> str:
        """What a browser takes the file for."""
        return _TYPES[name.rpartition(".")[2]]
