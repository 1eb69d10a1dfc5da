"""The talks of all visitors, each under the name of its own browser tab."""

from __future__ import annotations

from collections import OrderedDict

from qa.serve.session import KEPT_EXCHANGES, Conversation

CAPACITY = 5000
"""Talks kept at once; past that the one unused for longest is forgotten."""


class Conversations:
    """Conversations by session. Used from the page's event loop alone, so it needs no lock."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._talks: OrderedDict[str, Conversation] = OrderedDict()

    def of(self, session: str) -> Conversation:
        """What was asked and answered in ``session``, oldest first; empty for a new one."""
        return self._talks.get(session, ())

    def keep(self, session: str, conversation: Conversation) -> None:
        """Remember the end of ``conversation`` as the talk of ``session``; an empty one is forgotten."""
        self._talks.pop(session, None)
        if conversation:
            self._talks[session] = conversation[-KEPT_EXCHANGES:]
        if len(self._talks) > self._capacity:
            self._talks.popitem(last=False)
