"""What a layout yields before anything is numbered: measures with their area, task and duty, and passages."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.read.formats.stretch import Stretch, closed, joined
from qa.read.layout.duties import Duty


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """An area or a task with the number that is printed before it; two with one title are still two."""

    title: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One measure; ``text`` is None where the plan names a task and no measure.

    ``serial`` is a number that counts through all tasks, ``beside`` what further columns of the row say, in whole
    sentences.
    """

    task: Part
    text: Stretch | None
    area: Part | None = None
    number: int | None = None
    duty: Duty = field(default_factory=Duty)
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    serial: int | None = None
    beside: Stretch = field(default_factory=Stretch)

    def whole(self) -> Stretch:
        """The measure's text with what the further columns say behind it."""
        text = self.text or Stretch()
        return joined([text if not self.beside else closed(text), self.beside])


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text around the measures."""

    section: str
    title: str
    text: Stretch
