"""Styles and scripts of all pages, each under an address that changes with its content."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

FOLDER = "/site/"
PICTURE_SCRIPTS = ("spread.js", "pictures.js")
CHARTS = ("vendor/echarts-6.1.0.min.js", *PICTURE_SCRIPTS)
"""Scripts of the page with pictures, in the order in which they run; no other page loads them."""
TALK_SCRIPTS = ("bridge.js", "page.js", "suggest.js", "feedback.js", "speech.js", "recent.js")
"""Scripts of the conversation, in the order in which they run, after ``tools.js``."""
TALK = "talk.js"
"""What they are called as one file, which is on its way sooner than six."""
_EVERYWHERE = ("page.css", "site.css")
_IN_TALK = ("page.css", "ask.css")
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Assets:
    """The files that the pages load, most from ``static/``; each is read, and packed, when it is first asked for."""

    names: tuple[str, ...] = (
        *_EVERYWHERE, *_IN_TALK, "tools.js", TALK, "widget.js", "pictures.css", *CHARTS,
    )  # fmt: skip
    _read: dict[str, bytes] = field(default_factory=dict)
    _packed: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def styles(self) -> tuple[str, ...]:
        """Addresses of the style sheets of every page beside the conversation, in order."""
        return tuple(self.address(name) for name in _EVERYWHERE)

    @cached_property
    def tools(self) -> str:
        """Address of the script for type size, colours, copying and printing."""
        return self.address("tools.js")

    @cached_property
    def charts(self) -> tuple[str, ...]:
        """Addresses of the scripts that draw the pictures, in order."""
        return tuple(self.address(name) for name in CHARTS)

    @cached_property
    def talk_styles(self) -> tuple[str, ...]:
        """Addresses of the conversation's style sheets, in order."""
        return tuple(self.address(name) for name in _IN_TALK)

    @cached_property
    def talk(self) -> str:
        """Address of the conversation's scripts."""
        return self.address(TALK)

    def address(self, name: str) -> str:
        """Where the browser finds the file ``name``."""
        digest = hashlib.sha256(self.content(name)).hexdigest()[:12]
        return f"{FOLDER}{name}?v={digest}"

    def content(self, name: str) -> bytes:
        """The file ``name``; KeyError where the pages have no such file."""
        if name not in self.names:
            raise KeyError(name)
        if name not in self._read:
            parts = TALK_SCRIPTS if name == TALK else (name,)
            self._read[name] = b"\n".join(map(_static, parts))
        return self._read[name]

    def packed(self, name: str) -> bytes:
        """The file ``name`` in gzip, a third of its size; KeyError where the pages have no such file."""
        if name not in self._packed:
            self._packed[name] = gzip.compress(self.content(name), mtime=0)
        return self._packed[name]

    @staticmethod
    def media_type(name: str) -> str:
        """What a browser takes the file for."""
        return _TYPES[name.rpartition(".")[2]]


def _static(name: str) -> bytes:
    return files("qa.serve").joinpath("static", name).read_bytes()
