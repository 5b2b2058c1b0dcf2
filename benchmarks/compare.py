"""Measure journalgen and other site generators with the same made-up entries."""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.alive import measure_alive
from benchmarks.changes import OPERATIONS
from benchmarks.machine import load, machine
from benchmarks.peers import PEERS, prepare
from benchmarks.report import Facts, document
from benchmarks.runs import Plan, Results, Round
from benchmarks.startup import measure_startup
from benchmarks.tools import Tool, journalgen

RESULTS = Path(__file__).with_name("RESULTS.md")
PEERS_FOLDER = Path(__file__).parents[1] / ".bench"

_WARM_UP = 20
"""Entries built once before anything is measured, so that files and bytecode are at hand."""
_TOOLS = ("journalgen", *(peer.name for peer in PEERS))


def main() -> None:
    """Measure, print, and with --write keep the results. Ends with status 1 if a tool failed."""
    options = _options()
    tools, missing = prepare(options.peers, set(options.tools))
    if "journalgen" in options.tools:
        tools.insert(0, journalgen())
    plan = Plan(tools, options.operations, options.runs, options.patience)
    busy = load()
    with tempfile.TemporaryDirectory(prefix="journalgen-benchmark-") as folder:
        _warm_up(tools, Path(folder, "warm-up"))
        ours = "journalgen" in options.tools
        startup = measure_startup(Path(folder)) if ours else {}
        alive = measure_alive(options.sizes, Path(folder, "alive")) if ours else {}
        results = _measure(plan, options.sizes, Path(folder))
    facts = Facts(machine(), busy, _versions(tools), missing, options.runs, options.patience)
    text = "\n".join(document(results, startup, alive, facts))
    print(text)
    if options.write:
        RESULTS.write_text(text, "utf-8", newline="\n")
    sys.exit(any(cell.failure for row in results.values() for cell in row.values()))


def _warm_up(tools: list[Tool], folder: Path) -> None:
    folder.mkdir()
    for _ in Round(Plan(tools, ["cold"], 1, 0), _WARM_UP, folder).results():
        pass


def _measure(plan: Plan, sizes: list[int], folder: Path) -> Results:
    results: Results = {}
    for size in sizes:
        place = folder / str(size)
        place.mkdir()
        for operation, cells in Round(plan, size, place).results():
            results[size, operation] = cells
    return results


def _versions(tools: list[Tool]) -> dict[str, str]:
    """What is measured, and what that runs in."""
    versions = {"Python": platform.python_version()}
    for tool in tools:
        versions[tool.name] = tool.said_version()
        if tool.name == "Eleventy":
            said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
            versions["Node.js"] = said.stdout.strip().lstrip("v")
    return versions


# The command line


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--sizes", type=_numbers, default="100,1000,5000,10000", help="of entries (%(default)s)")
    add("--runs", type=_positive, default=5, help="builds of each (%(default)s)")
    add("--tools", type=_names(_TOOLS), default=",".join(_TOOLS), help="(%(default)s)")
    add("--operations", type=_names(OPERATIONS), default=",".join(OPERATIONS), help="(%(default)s)")
    add(
        "--patience",
        type=float,
        default=60,
        metavar="SECONDS",
        help="any other tool that used so much at one size and operation rests (%(default)s)",
    )
    add("--peers", type=Path, default=PEERS_FOLDER, metavar="DIR", help="where the others are put")
    add("--write", action="store_true", help=f"write {RESULTS.name} too")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return number


def _numbers(text: str) -> list[int]:
    return [_positive(part) for part in text.split(",")]


def _names(known: Iterable[str]) -> Callable[[str], list[str]]:
    """Reads names with commas between them, in any case; in the order they are known in."""
    lower = [name.lower() for name in known]

    def read(text: str) -> list[str]:
        wanted = [part.strip().lower() for part in text.split(",")]
        for name in wanted:
            if name not in lower:
                raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(lower)}")
        return [name for name in lower if name in wanted]

    return read


if __name__ == "__main__":
    main()
