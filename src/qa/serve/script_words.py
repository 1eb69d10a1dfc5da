"""The messages that scripts say: they are found in the scripts themselves, so that no second list must be kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from qa.serve.language import DEFAULT, Language, Message, words_of

_SAID = re.compile(r'\bsay\("([^"]+)"')


@cache
def said_by(script: str) -> tuple[str, ...]:
    """The texts that one file of ``static/`` says, in order."""
    text = files("qa.serve").joinpath("static", script).read_text(encoding="utf-8")
    return tuple(dict.fromkeys(_SAID.findall(text)))


@cache
def script_words(language: Language, scripts: tuple[str, ...]) -> Mapping[str, Message]:
    """What ``scripts`` say, in ``language``; nothing in the language in which they are written."""
    if language == DEFAULT:
        return {}
    message = words_of(language).message
    return {text: message(text) for script in scripts for text in said_by(script)}
