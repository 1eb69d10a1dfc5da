"""Clauses by the hundred thousand, made of real sentences: their texts recombined, their vectors mixed and perturbed.

A made sentence takes its phrases from a real one and from one of the real one's nearest, and its vector lies between
theirs, moved by the difference of two real vectors drawn by lot: the direction of a perturbation is then one in which real
sentences differ. How far it is moved was chosen so that neighbourhoods look real; :func:`realism` checks that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.index.contents import header, in_context, sentences
from qa.index.encoder import Encoder
from qa.index.vectors import Floats, Ints, unit
from qa.plan import Area, Document, Measure, Plan, Task

NUMBER = "试〔2026〕1号"
_NEAR = 20
_MIXED = 0.5
"""At most so much of a made sentence comes from a neighbour."""
_MOVED = (0.1, 0.8)
"""How far a made sentence's vector is moved, between these."""
_WHOLE_MOVED = 0.4
_BLOCK = 65536
_PLACES = tuple(
    "渝中 江北 南岸 沙坪坝 九龙坡 大渡口 北碚 渝北 巴南 涪陵 长寿 江津 合川 永川 南川 綦江 潼南 铜梁 大足 荣昌".split()
)
_DIGITS = re.compile(r"\d+")
_PHRASE = re.compile(r"[^，；。、：\n]+[，；。、：]?")
_MOST_COMMON_UNIT = 1.1
_ALIKE = 4000
_CELLS = 64


@dataclass(frozen=True, slots=True)
class Seeds:
    """Real sentences of records: phrases, context, centred vectors (n, d), nearest others (n, 20); and how many a record has."""

    phrases: tuple[tuple[str, ...], ...]
    records: tuple[Measure, ...]
    vectors: Floats
    nearest: Ints
    counts: tuple[int, ...]

    @classmethod
    def of(cls, records: Sequence[Measure], encoder: Encoder) -> Seeds:
        """Encode the sentences of real records."""
        pairs = [(record, part) for record in records for part in sentences(record.text)]
        raw = encoder.encode_passages([in_context(record, part)[:200] for record, part in pairs])
        vectors = unit(raw - raw.mean(axis=0))
        alike = vectors @ vectors.T
        np.fill_diagonal(alike, -1)
        nearest = np.argpartition(-alike, _NEAR, axis=1)[:, :_NEAR]
        return cls(
            tuple(tuple(_PHRASE.findall(part)) or (part,) for _, part in pairs),
            tuple(record for record, _ in pairs),
            vectors, nearest, tuple(len(sentences(record.text)) for record in records),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inputs:
    """What all sizes are made of and asked: real sentences, questions and the questions' vectors (n, d)."""

    seeds: Seeds
    questions: list[str]
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Clauses:
    """Made clauses as one plan, vectors of them (n, d) and of their sentences (m, d), and how many each has (n,)."""

    plan: Plan
    wholes: NDArray[np.float16]
    sentences: NDArray[np.float16]
    counts: Ints

    @classmethod
    def make(cls, seeds: Seeds, size: int, folder: Path, seed: int = 1) -> Clauses:
        """Make ``size`` clauses; their vectors stand in files of ``folder`` and are mapped."""
        chance = np.random.default_rng(seed)
        counts = chance.choice(seeds.counts, size).clip(max=4).astype(np.int64)
        starts = np.concatenate([[0], np.cumsum(counts)])
        width = seeds.vectors.shape[1]
        wholes, said = (
            np.lib.format.open_memmap(folder / f"{name}.npy", "w+", np.float16, (rows, width))
            for name, rows in (("wholes", size), ("sentences", int(starts[-1])))
        )
        records: list[Measure] = []
        tasks: dict[str, int] = {}
        for start in range(0, size, _BLOCK):
            stop = min(start + _BLOCK, size)
            own = starts[start : stop + 1] - starts[start]
            firsts = chance.integers(len(seeds.vectors), size=stop - start)
            sources, others, shares = _drawn(seeds, np.repeat(firsts, np.diff(own)), own[:-1], chance)
            vectors = moved(seeds, sources, others, shares, chance)
            said[starts[start] : starts[stop]] = vectors
            means = unit(np.add.reduceat(vectors, own[:-1]))
            wholes[start:stop] = unit(means + _WHOLE_MOVED * _differences(seeds, len(means), chance))
            texts = _texts(seeds, sources, others, shares, chance)
            records += _records(seeds, start, own, sources, texts, tasks, chance)
        plan = Plan(
            Document(NUMBER, "试验方案"),
            tuple(Area(n, name) for n, name in enumerate(dict.fromkeys(r.area for r in records), 1)),
            tuple(Task(number, None, title) for title, number in tasks.items()),
            tuple(records),
        )
        return cls(plan, wholes, said, counts)


def moved(seeds: Seeds, sources: Ints, others: Ints, shares: Floats, chance: np.random.Generator) -> Floats:
    """Vectors (n, d) between those of ``sources`` and ``others``, moved as real sentences differ."""
    share = shares[:, None]
    far = chance.uniform(*_MOVED, size=(len(sources), 1)).astype(np.float32)
    mixed = (1 - share) * seeds.vectors[sources] + share * seeds.vectors[others]
    return unit(mixed + far * _differences(seeds, len(sources), chance))


def realism(seeds: Seeds, seed: int = 2) -> Iterator[str]:
    """Lines of a table that compares as many made sentences as real ones."""
    chance = np.random.default_rng(seed)
    size = min(_ALIKE, len(seeds.vectors))
    chosen = chance.choice(len(seeds.vectors), size, replace=False)
    drawn = chance.integers(len(seeds.vectors), size=size)
    made = moved(seeds, *_drawn(seeds, drawn, np.arange(size), chance), chance)
    yield "| sentences | cosine with the nearest: 5, 25, 50, 75, 95 % | with the tenth nearest | largest of 64 cells / mean |"
    yield "|---|---|---|---|"
    for name, vectors in (("real", seeds.vectors[chosen]), ("made", made)):
        alike = vectors @ vectors.T
        np.fill_diagonal(alike, -1)
        ranked = -np.sort(-alike, axis=1)
        quantiles = (np.percentile(ranked[:, rank], (5, 25, 50, 75, 95)) for rank in (0, 9))
        near, tenth = (", ".join(f"{value:.2f}" for value in values) for values in quantiles)
        yield f"| {name} | {near} | {tenth} | {_largest_cell(vectors):.1f} |"


def _largest_cell(vectors: Floats) -> float:
    import faiss

    cells = faiss.Kmeans(vectors.shape[1], _CELLS, spherical=True, seed=1)
    cells.train(vectors)
    sizes = np.bincount(cells.index.search(vectors, 1)[1][:, 0], minlength=_CELLS)
    return float(sizes.max() / sizes.mean())


def _drawn(
    seeds: Seeds, firsts: Ints, starts: Ints, chance: np.random.Generator
) -> tuple[Ints, Ints, Floats]:
    """For each sentence a source, a neighbour and its share: a clause's first source itself, then ones near to it."""
    size = len(firsts)
    sources = seeds.nearest[firsts, chance.integers(_NEAR, size=size)]
    sources[starts] = firsts[starts]
    others = seeds.nearest[sources, chance.integers(_NEAR, size=size)]
    return sources, others, chance.uniform(0, _MIXED, size=size).astype(np.float32)


def _differences(seeds: Seeds, size: int, chance: np.random.Generator) -> Floats:
    one, other = chance.integers(len(seeds.vectors), size=(2, size))
    found: Floats = (seeds.vectors[one] - seeds.vectors[other]) / np.float32(np.sqrt(2))
    return found


def _texts(
    seeds: Seeds, sources: Ints, others: Ints, shares: Floats, chance: np.random.Generator
) -> list[str]:
    """The source's phrases, about a share of them replaced by phrases of the neighbour, one sentence in five with other figures."""
    lots = chance.random((len(sources), 4))
    texts = []
    for source, other, share, lot in zip(
        sources.tolist(), others.tolist(), shares.tolist(), lots.tolist(), strict=True
    ):
        own, alien = list(seeds.phrases[source]), seeds.phrases[other]
        replaced = int(share * len(own) + lot[0])
        for turn in range(replaced):
            own[int((lot[1] + turn / 3) * len(own)) % len(own)] = alien[
                int((lot[2] + turn / 3) * len(alien)) % len(alien)
            ]
        text = "".join(own)
        if lot[3] < 0.2:
            text = _DIGITS.sub(str(int(lot[3] * 500) + 1), text)
        texts.append(text.rstrip("，、：；。\n") + "。")
    return texts


def _records(
    seeds: Seeds,
    first: int,
    starts: Ints,
    sources: Ints,
    texts: Sequence[str],
    tasks: dict[str, int],
    chance: np.random.Generator,
) -> Iterator[Measure]:
    """Measures with the context of their first source; units, places and due dates by lot, few of them common."""
    names = sorted({unit for record in seeds.records for unit in (*record.lead, *record.support)})
    places = chance.integers(len(_PLACES), size=len(starts) - 1)
    lots = (chance.zipf(_MOST_COMMON_UNIT, size=(len(starts) - 1, 3)) % len(names)).tolist()
    dues = chance.integers(96, size=len(starts) - 1).tolist()
    bounds, heads = starts.tolist(), sources[starts[:-1]].tolist()
    for place, (lead, support, third) in enumerate(lots):
        like, area = seeds.records[heads[place]], _PLACES[places[place]]
        units = [f"{area}区{names[lot].removeprefix('市')}" for lot in (lead, support, third)]
        due = dues[place]
        task = header(like)
        yield Measure(
            str(first + place), NUMBER, "".join(texts[bounds[place] : bounds[place + 1]]),
            area=like.area or like.section or "法律", task=task, task_no=tasks.setdefault(task, len(tasks) + 1),
            lead=(units[0],), support=tuple(units[1:]),
            deadlines=() if due % 3 == 0 else (f"{2019 + due // 12}年{due % 12 + 1}月底前",),
        )  # fmt: skip


def passages(folder: Path) -> Iterator[Measure]:
    """The texts of a folder in BEIR layout."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            yield Measure(entry["_id"], "", entry["text"], kind="passage", title=entry["title"])


def queries(folder: Path) -> list[str]:
    """The questions of a folder in BEIR layout."""
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]
