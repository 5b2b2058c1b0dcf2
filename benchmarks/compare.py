"""Measure cold builds of the same made-up entries with journalgen and, if it is there, Hugo.

Hugo's layouts put the same parts on its pages: the mood drawn, strategies, tags, neighbours, a
timeline by year, and lists that quote each entry's first takeaway.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median

GENERATOR = Path(__file__).with_name("generate.py")
RESULTS = Path(__file__).with_name("RESULTS.md")
TODAY = "2026-05-29"
"""The date of the newest entry."""

_WARM_UP = 20
"""Entries built once before anything is measured, so that files and bytecode are at hand."""
_MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3
"""What `ru_maxrss` counts a megabyte in: bytes there, kilobytes elsewhere."""

Command = Callable[[Path, Path], list[str]]
"""The command line that builds a source folder into an output folder."""


@dataclass(frozen=True, slots=True)
class Generator:
    """A program that is measured."""

    name: str
    source: str
    """Name of the folder with its form of the entries."""
    options: tuple[str, ...]
    """What generate.py needs to write that form."""
    command: Command


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds in user and system mode, of all its processes."""
    memory: float
    """Megabytes at the peak, of its largest process."""


def measure(command: list[str], log: Path) -> Run:
    """Run `command` once beside `log`, which gets what it prints. Exits where it fails.

    Works where Python has `wait4`, which isn't on Windows.
    """
    # What this process holds counts for its child until the exec: it has to stay small itself.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with log.open("wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env=environment, cwd=log.parent
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(log.read_text("utf-8", "replace")[-2000:] + f"\n{command[0]} failed.")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MEGABYTE)


def generators() -> list[Generator]:
    """journalgen, and Hugo if it is there."""
    found = [Generator("journalgen", "journal", (), _journalgen)]
    hugo = find_hugo()
    if hugo:
        found.append(Generator("Hugo", "hugo", ("--hugo",), partial(_hugo, hugo)))
    return found


def _journalgen(source: Path, output: Path) -> list[str]:
    options = ["--output", str(output), "--today", TODAY, "--quiet"]
    return [sys.executable, "-m", "journalgen", "build", str(source), *options]


def _hugo(binary: Path, source: Path, output: Path) -> list[str]:
    options = ["--destination", str(output), "--cacheDir", str(output.with_suffix(".cache"))]
    return [str(binary), "--source", str(source), *options, "--noBuildLock", "--quiet"]


def find_hugo() -> Path | None:
    """Hugo on the PATH or beside this Python; never the start-up script of its Python package."""
    folders = os.pathsep.join((os.environ.get("PATH", ""), str(Path(sys.executable).parent)))
    found = shutil.which("hugo", path=folders)
    if not found:
        return None
    path = Path(found).absolute()
    with path.open("rb") as file:
        if file.read(2) != b"#!":
            return path
    inside = path.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo")
    return next(inside, path)


# Runs


def compare(size: int, runs: int, folder: Path) -> dict[str, list[Run]]:
    """The runs of each generator at one size, by its name; they take turns.

    Each writes into a new folder, and none is removed before the end: file systems are slow for
    minutes after thousands of files are gone.
    """
    measured: dict[str, list[Run]] = {generator.name: [] for generator in generators()}
    for generator in generators():
        _generate(size, folder / generator.source, generator.options)
    for number in range(runs):
        for generator in generators():
            output = folder / f"{generator.source}-site-{number}"
            command = generator.command(folder / generator.source, output)
            measured[generator.name].append(measure(command, folder / "log.txt"))
            _check(generator.name, output, size)
    return measured


def _generate(size: int, folder: Path, options: tuple[str, ...]) -> None:
    """In a process of its own, which leaves this one small."""
    subprocess.run([sys.executable, str(GENERATOR), str(size), str(folder), *options], check=True)


def _check(name: str, output: Path, size: int) -> None:
    """Exit unless there is one page an entry."""
    pages = sum(path.name != "index.html" for path in (output / "entries").glob("*.html"))
    if pages != size:
        sys.exit(f"{name} made {pages} pages of {size} entries.")


# The table


def table(results: dict[int, dict[str, list[Run]]]) -> Iterator[str]:
    """Lines of Markdown: medians, and how many times Hugo's they are."""
    yield "| entries | | wall, s | CPU, s | peak memory, MB |"
    yield "|---:|---|---:|---:|---:|"
    for size, by_name in results.items():
        medians = {name: _median(runs) for name, runs in by_name.items()}
        for name, run in medians.items():
            yield f"| {size:,} | {name} | {run.wall:.2f} | {run.cpu:.2f} | {run.memory:.0f} |"
        if "Hugo" in medians:
            ours, theirs = medians["journalgen"], medians["Hugo"]
            ratios = (ours.wall / theirs.wall, ours.cpu / theirs.cpu, ours.memory / theirs.memory)
            yield f"| {size:,} | ratio | " + " | ".join(f"× {x:.2f}" for x in ratios) + " |"


def _median(runs: list[Run]) -> Run:
    return Run(
        median(run.wall for run in runs),
        median(run.cpu for run in runs),
        median(run.memory for run in runs),
    )


def machine(runs: int) -> str:
    """Where and with what this was measured."""
    parts = [
        f"{os.cpu_count()} cores",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        f"journalgen {version('journalgen')}",
    ]
    hugo = find_hugo()
    if hugo:
        said = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
        parts.append("Hugo " + said.split()[1].partition("-")[0].lstrip("v"))
    return (
        f"Medians of {runs} cold builds in turn on {', '.join(parts)}. Both sites hold the same "
        "parts; journalgen's also has what became of things, progress, and what it says of a "
        "journal."
    )


def load() -> str:
    """How busy the machine is already: with more than a little, the times say nothing."""
    return f"Load average before the first build: {os.getloadavg()[0]:.1f}."


def main() -> None:
    """Measure, print, and with --write keep the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,5000", help="numbers of entries (%(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="builds of each (%(default)s)")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} too")
    options = parser.parse_args()
    if not find_hugo():
        print("Hugo is missing: only journalgen is measured.", file=sys.stderr)
    before = load()
    with tempfile.TemporaryDirectory(prefix="journalgen-benchmark-") as folder:
        compare(_WARM_UP, 1, Path(folder, "warm-up"))
        sizes = [int(size) for size in options.sizes.split(",")]
        results = {size: compare(size, options.runs, Path(folder, str(size))) for size in sizes}
    text = "\n".join((f"{machine(options.runs)} {before}", "", *table(results)))
    print(text)
    if options.write:
        RESULTS.write_text(f"# Cold builds\n\n{text}\n", "utf-8")


if __name__ == "__main__":
    main()
