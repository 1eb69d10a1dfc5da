"""Draws latency against the size of the corpus: ``python -m bench.peers.plot PICTURE`` with the figures on stdin.

The figures are ``{"name of a system": {"174": milliseconds, …}, …}``. It runs where matplotlib is, beside the peers.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt


def main() -> None:
    """Read the figures, write the picture."""
    figures: dict[str, dict[str, float]] = json.load(sys.stdin)
    mpl.rcParams.update({"svg.hashsalt": "wence", "font.family": "DejaVu Sans", "axes.grid": True})
    figure, axes = plt.subplots(figsize=(7.2, 4.2))
    for name, points in figures.items():
        sizes = sorted(map(int, points))
        ours = name.startswith("Wence")
        axes.plot(
            sizes,
            [points[str(size)] for size in sizes],
            marker="o",
            label=name,
            linewidth=2.4 if ours else 1.2,
        )
    axes.set(xscale="log", yscale="log", xlabel="clauses", ylabel="median ms a question")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=3, frameon=False)
    measured = sorted({int(size) for points in figures.values() for size in points})
    axes.set_xticks(measured, [f"{size:,}" for size in measured])
    figure.tight_layout()
    figure.savefig(Path(sys.argv[1]), metadata={"Date": None})


if __name__ == "__main__":
    main()
