"""Turn changes of a journal into the milliseconds a build of it takes in a process that stays."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.changes import OPERATIONS
from benchmarks.entries import LAST_DAY
from benchmarks.tools import journalgen
from journalgen.rebuild import Builder
from journalgen.request import Request

GENERATOR = Path(__file__).with_name("generate.py")
RUNS = 20
_CHANGES = ("edit-one", "rate-one", "no-op")


def measure_alive(sizes: Iterable[int], folder: Path) -> dict[int, dict[str, float]]:
    """By size and change: median milliseconds, in a process of its own for each size."""
    found = {}
    for size in sizes:
        journal = folder / str(size)
        make = [sys.executable, str(GENERATOR), str(size), str(journal), "--form", "journal"]
        subprocess.run(make, check=True)
        command = [sys.executable, __file__, str(journal)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found[size] = json.loads(said)
    return found


def main() -> None:
    """Build, change, and build again, as often as it takes; prints JSON."""
    journal = Path(sys.argv[1])
    request = Request(journal, LAST_DAY)
    taken: dict[str, list[float]] = {change: [] for change in _CHANGES}
    with Builder(request) as builder:
        for number in range(RUNS + 1):
            for change, times in taken.items():
                OPERATIONS[change](journalgen(), journal, number)
                time.sleep(0.2)  # as long as it takes until nobody need look into a file
                begin = time.perf_counter()
                builder.build(request)
                times.append((time.perf_counter() - begin) * 1000)
    print(json.dumps({change: median(times[1:]) for change, times in taken.items()}))


if __name__ == "__main__":
    main()
