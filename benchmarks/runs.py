"""Turn tools and a number of entries into measured, checked builds; the tools take turns."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import measure, tree
from benchmarks.changes import OPERATIONS, Expected
from benchmarks.tools import Tool

GENERATOR = Path(__file__).with_name("generate.py")
COMPARED = ("journalgen", "Hugo")
"""The tools whose times are divided by each other: they are run as often as was asked for."""
REMEMBERED = ("cold", "edit-one")
"""The operations whose peak memory and written files are told."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds in user and system mode, of all its processes."""
    files: int
    """Files written to the output."""
    size: int
    """Bytes in them."""


@dataclass(slots=True)
class Cell:
    """What one tool did with one operation at one size."""

    runs: list[Run] = field(default_factory=list)
    memory: float | None = None
    """Megabytes at the peak, in a run of its own; None where that isn't measured."""
    stale: bool = False
    """Whether pages of entries stayed that have another address by now."""
    failure: str = ""
    """Why its runs don't count, or nothing."""

    def median(self, value: Callable[[Run], float]) -> float:
        """The median of one value over the runs."""
        return median(map(value, self.runs))


Results = dict[tuple[int, str], dict[str, Cell]]
"""By number of entries and operation, then by tool."""


class Site:
    """The entries in a tool's form, and the folder that it builds them into."""

    def __init__(self, tool: Tool, size: int, folder: Path) -> None:
        """Writes the entries in a process of its own, which leaves this one small."""
        self.tool = tool
        self.source = folder / tool.form
        self._log = folder / "log.txt"
        self._outputs = 0
        self._changes = 0
        self._output = self._next_output()
        command = [sys.executable, str(GENERATOR), str(size), str(self.source)]
        subprocess.run([*command, "--form", tool.form], check=True)

    def start(self) -> None:
        """Build once if there is nothing yet that a later build could begin with."""
        if not self._output.exists():
            self.peak("cold")

    def run(self, operation: str, cell: Cell) -> Run:
        """Make ready, build by the clock, check. Raises FailedError."""
        expected = self._make_ready(operation)
        before = tree.look(self._output)
        # What others have written is on the disk before the clock starts.
        os.sync()
        wall, cpu = measure.seconds(self._command(), self.source, self._log)
        files, size = tree.written(before, tree.look(self._output))
        self._check(expected, cell)
        return Run(wall, cpu, files, size)

    def peak(self, operation: str) -> float:
        """Megabytes at the peak of such a build. Raises FailedError."""
        expected = self._make_ready(operation)
        peak = measure.megabytes(self._command(), self.source, self._log)
        self._check(expected, Cell())
        return peak

    def _command(self) -> list[str]:
        return self.tool.command(self.source, self._output)

    def _make_ready(self, operation: str) -> Expected:
        if operation == "cold":
            # None is removed before the end: file systems are slow for minutes after that.
            self._output = self._next_output()
            for cache in self.tool.caches:
                shutil.rmtree(self.source / cache, ignore_errors=True)
        self._changes += 1
        return OPERATIONS[operation](self.tool, self.source, self._changes)

    def _next_output(self) -> Path:
        self._outputs += 1
        return self.source.with_name(f"{self.source.name}-site-{self._outputs}")

    def _check(self, expected: Expected, cell: Cell) -> None:
        """One page an entry, and on that of the entry in question what it has to say."""
        entries = {path.stem for path in self.tool.sources(self.source)}
        pages = self.tool.pages(self._output)
        if entries - pages:
            found = f"{len(entries & pages):,} pages of {len(entries):,} entries"
            raise measure.FailedError(f"it made {found}")
        cell.stale = bool(pages - entries)
        name, words = expected
        if words not in self.tool.page(self._output, name).read_text("utf-8"):
            raise measure.FailedError("a change isn't on the page")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured at each size."""

    tools: list[Tool]
    operations: list[str]
    """Names in OPERATIONS."""
    runs: int
    """Builds of each tool and operation."""
    patience: float
    """Seconds of builds after which any other tool isn't run again at that size and operation."""


class Round:
    """All the builds at one size. A tool that fails isn't run again in it."""

    def __init__(self, plan: Plan, size: int, folder: Path) -> None:
        """Writes the entries in each tool's form below `folder`."""
        self._plan = plan
        self._size = size
        self._sites = [Site(tool, size, folder) for tool in plan.tools]

    def results(self) -> Iterator[tuple[str, dict[str, Cell]]]:
        """What every tool did, operation by operation."""
        for operation in self._plan.operations:
            yield operation, self._cells(operation)

    def _cells(self, operation: str) -> dict[str, Cell]:
        cells = {site.tool.name: Cell() for site in self._sites}
        if operation != "cold":
            self._in_turn(operation, cells, _start)
        for _ in range(self._plan.runs):
            self._in_turn(operation, cells, self._timed)
        if operation in REMEMBERED:
            self._in_turn(operation, cells, _weighed)
        return cells

    def _in_turn(self, operation: str, cells: dict[str, Cell], step: Step) -> None:
        for site in list(self._sites):
            cell = cells[site.tool.name]
            try:
                said = step(operation, site, cell)
            except measure.FailedError as error:
                cell.failure = said = str(error)
                self._sites.remove(site)
            if said:
                print(f"{self._size:,} {operation} {site.tool.name}: {said}", file=sys.stderr)

    def _timed(self, operation: str, site: Site, cell: Cell) -> str:
        used = sum(run.wall for run in cell.runs)
        if cell.runs and used >= self._plan.patience and site.tool.name not in COMPARED:
            return ""
        cell.runs.append(site.run(operation, cell))
        return f"{cell.runs[-1].wall:.2f} s ({len(cell.runs)}/{self._plan.runs})"


Step = Callable[[str, Site, Cell], str]
"""A build for a cell, and what to say of it. Raises FailedError."""


def _start(_operation: str, site: Site, _cell: Cell) -> str:
    site.start()
    return ""


def _weighed(operation: str, site: Site, cell: Cell) -> str:
    cell.memory = site.peak(operation)
    return f"{cell.memory:.0f} MB"
