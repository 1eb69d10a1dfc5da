"""One system in a process of its own: ``python -m bench.peers.worker NAME MODEL FOLDER``, told what to do on stdin."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from bench.peers.protocol import Clause, System


def main() -> None:
    """Do what each line says until there are no more."""
    name, model, folder = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print is no answer
    system: System = import_module(f"bench.peers.systems.{name}").System(Path(model), Path(folder))
    for line in sys.stdin:
        try:
            reply = _done(system, json.loads(line))
        except Exception as fault:  # noqa: BLE001 - whatever a library raises is told to the one who measures
            reply = {"error": f"{type(fault).__name__}: {fault}"}
        answers.write(json.dumps(reply) + "\n")
        answers.flush()


def _done(system: System, order: dict[str, object]) -> dict[str, object]:
    if order["do"] == "ask":
        return {"ids": system.ask(str(order["question"]), int(str(order["k"])))}
    if order["do"] == "build":
        vectors = order["vectors"]
        system.build(_clauses(order), None if vectors is None else str(vectors))
    elif order["do"] == "add":
        system.add(_clauses(order))
    else:
        plain: dict[str, Callable[[], None]] = {"load": system.load, "save": system.save, "open": system.open}
        plain[str(order["do"])]()
    return {}


def _clauses(order: dict[str, object]) -> list[Clause]:
    """The clauses of a line, or of the file that it names."""
    rows = json.loads(Path(str(order["clauses"])).read_text(encoding="utf-8"))
    return [Clause(*row) for row in rows]


if __name__ == "__main__":
    main()
