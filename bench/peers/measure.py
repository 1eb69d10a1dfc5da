"""The figures of every system, measured in one run and by turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median, quantiles

from bench.peers.client import Place, Worker
from bench.peers.material import Asked, recombined
from bench.peers.protocol import Clause
from qa.cores import cores

ADDED = 20
RUNS = 3
_DEPTH = 10
_BUILDING = 1800.0


@dataclass(slots=True)
class Figures:
    """What one system was measured to do.

    ``hits`` holds for each file of questions the shares with a right clause first and among the first three;
    ``milliseconds`` one figure a question; ``cold`` the seconds from a fresh process to its first answer;
    ``mib`` the most memory while answering; ``rate`` clauses a second built and saved; ``added`` the seconds for a
    document of `ADDED` clauses, None where the system was not asked for it.
    """

    hits: dict[str, tuple[float, float]] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)
    cold: float = 0.0
    mib: float = 0.0
    rate: float | None = None
    added: float | None = None

    @property
    def middle(self) -> float:
        """The median of the milliseconds."""
        return median(self.milliseconds)

    @property
    def high(self) -> float:
        """The 95th percentile of the milliseconds."""
        return quantiles(self.milliseconds, n=20)[-1]


def measured(
    places: Sequence[Place],
    clauses: Sequence[Clause],
    questions: Mapping[str, Sequence[Asked]],
    tell: Callable[[str], None],
) -> dict[str, Figures]:
    """Figures by system: each builds alone, then all are open at once and take every question in turn.

    Raises:
        WorkerError: a system failed; its message says at what.
    """
    figures = {place.system: Figures() for place in places}
    for place in places:
        if place.system != "wence_answers":
            tell(f"{place.system}: building")
            with Worker(place, threads=cores()) as worker:
                worker.do("load")
                seconds = worker.take("build", clauses, patience=_BUILDING) + worker.do("save")
            figures[place.system].rate = len(clauses) / seconds
    first = next(iter(questions.values()))[0].text
    for place in places:
        tell(f"{place.system}: first answers")
        figures[place.system].cold = median(_cold(place, first) for _ in range(RUNS))
    with ExitStack() as stack:
        workers = {place.system: stack.enter_context(Worker(place)) for place in places}
        for worker in workers.values():
            _opened(worker, first)
        for name, asked in questions.items():
            tell(f"all systems: {len(asked)} questions of {name}")
            _ask(workers, name, asked, figures)
        for name, worker in workers.items():
            figures[name].mib = worker.mib()
            if name != "wence_answers":
                tell(f"{name}: adding")
                more = [recombined(clauses, ADDED, seed) for seed in range(1, RUNS + 1)]
                figures[name].added = median(worker.take("add", document) for document in more)
    return figures


def latency(place: Place, clauses: Sequence[Clause], vectors: str, asked: Sequence[str]) -> float:
    """Median milliseconds of a question over clauses whose vectors are given.

    Raises:
        WorkerError: no such index comes about.
    """
    with Worker(place) as worker:
        worker.do("load")
        worker.take("build", clauses, vectors, patience=_BUILDING)
        worker.ask(asked[0], _DEPTH)
        return median(1000 * worker.ask(question, _DEPTH)[0] for question in asked)


def _opened(worker: Worker, first: str) -> None:
    worker.do("open")
    worker.ask(first, _DEPTH)


def _cold(place: Place, question: str) -> float:
    with Worker(place) as worker:
        start = worker.started
        _opened(worker, question)
        return worker.answered - start


def _ask(
    workers: Mapping[str, Worker], name: str, asked: Sequence[Asked], figures: Mapping[str, Figures]
) -> None:
    ranks: dict[str, list[int]] = {system: [] for system in workers}
    for question in asked:
        for system, worker in workers.items():
            seconds, ids = worker.ask(question.text, _DEPTH)
            figures[system].milliseconds.append(1000 * seconds)
            found = (rank for rank, clause in enumerate(ids, start=1) if clause in question.right)
            ranks[system].append(next(found, 0))
    for system, own in ranks.items():
        shares = (sum(0 < rank <= depth for rank in own) / len(own) for depth in (1, 3))
        figures[system].hits[name] = (next(shares), next(shares))
