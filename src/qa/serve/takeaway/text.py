"""Text from outside made fit for a file: nothing that breaks it, nothing that a spreadsheet executes."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"\r\n?")
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ACTIVE = r"(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
_STARTS = re.compile(rf"(?:^|(?<=[;\t\r\n]))(?={_ACTIVE})")


def printable(text: str) -> str:
    """``text`` without the characters that XML 1.0 cannot hold; every line break is a line feed."""
    return _NOT_XML.sub("", _BREAKS.sub("\n", text))


def is_active(text: str) -> bool:
    """Whether a spreadsheet program that is left to guess may take ``text`` for a formula or a command."""
    return re.match(_ACTIVE, text) is not None


def inert(text: str) -> str:
    """``text`` with an apostrophe wherever a cell could begin with a character that starts a formula.

    That is OWASP's rule against CSV injection (https://owasp.org/www-community/attacks/CSV_Injection): = + - @,
    their full-width forms, tab, carriage return and line feed; also after a semicolon, tab or line break,
    because the reader's own list separator may cut a cell there. White space before them changes nothing.

    >>> inert("=1+1")
    "'=1+1"
    """
    return _STARTS.sub("'", text)
