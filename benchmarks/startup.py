"""Turn commands that build nothing into the milliseconds they take over a bare Python."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from benchmarks.measure import seconds

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "journalgen --version": ["-m", "journalgen", "--version"],
    "journalgen --help": ["-m", "journalgen", "--help"],
}
"""The arguments of Python; the first command is the bare one."""
RUNS = 10


def measure_startup(folder: Path) -> dict[str, float]:
    """Median milliseconds of each command, in turn, after a run that isn't counted."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS + 1):
        for name, arguments in COMMANDS.items():
            wall, _cpu = seconds([sys.executable, *arguments], folder, folder / "log.txt")
            taken[name].append(wall * 1000)
    return {name: median(times[1:]) for name, times in taken.items()}
