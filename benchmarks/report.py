"""Turn measured builds into the lines of RESULTS.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.alive import RUNS as REPEATS
from benchmarks.measure import SUMS_MEMORY
from benchmarks.runs import REMEMBERED, Cell, Results
from benchmarks.startup import RUNS as START_UPS

_TITLES = {
    "cold": "Cold",
    "edit-one": "One entry edited",
    "rate-one": "The mood of one entry changed",
    "rename-one": "One entry renamed",
    "no-op": "Nothing changed",
    "config": "Title of the site changed",
}
_WHAT = {
    "cold": "Into a new folder, without any cache of the tool.",
    "edit-one": "A sentence more in one entry from the middle, another entry each time.",
    "rate-one": "A fact in the front matter, which other pages show too.",
    "rename-one": "Another file name, and so address, for one entry that no other links to.",
    "no-op": "Built again as it was.",
    "config": "It stands on every page.",
}
Show = Callable[[Cell], str]
"""What a table says of a cell."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What has to be known to read the numbers."""

    machine: str
    load: str
    """Load average before the first build."""
    versions: dict[str, str]
    """By name, in the order of the rows; more than the tools, where one runs inside another."""
    missing: list[str]
    """Tools that couldn't be installed."""
    runs: int
    """Builds asked for of each."""
    patience: float
    """Seconds after which a tool wasn't run again."""


def document(
    results: Results, startup: dict[str, float], alive: dict[int, dict[str, float]], facts: Facts
) -> list[str]:
    """The whole file. Each section is a function of its own; further ones go to the end."""
    return [
        "# Benchmarks",
        "",
        *_method(facts),
        *_wall(results, facts),
        *_each(results, "CPU seconds", lambda cell: _seconds(cell.median(lambda x: x.cpu))),
        *_each(results, "Peak memory, MB", _memory),
        *_each(results, "Files written", _files),
        *_remarks(results),
        *_startup(startup),
        *_alive(alive),
    ]


# Prose


def _method(facts: Facts) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in facts.versions.items())
    memory = (
        "the most that all its processes held together, looked at every 10 ms, shared memory "
        "counted once (the proportional set size)"
        if SUMS_MEMORY
        else "what its largest process held at the most"
    )
    yield (
        f"Measured on {facts.machine}, with {versions}. Load average before the first build: "
        f"{facts.load}. " + _missing(facts.missing) + "Every tool builds the same made-up entries, "
        f"each in its own form. Numbers are medians of {facts.runs} builds. The tools take turns, "
        "and what they have written is on the disk before the next one starts. But for journalgen "
        f"and Hugo, a tool that had used {facts.patience:g} seconds at one size and operation "
        "wasn't run again there; a "
        "number in brackets says how many builds there were if there were fewer. After each build "
        "the site is checked: one page an entry, and the change on the page it belongs to. Changes "
        "are made before the clock starts. CPU seconds are those of all processes of a tool. "
        f"Memory is measured in a build of its own, which isn't timed: {memory}. A file counts as "
        "written if its time or its inode has changed; caches aren't counted."
    )
    yield ""
    yield (
        "All sites have a page for each entry with its mood drawn, its strategies and tags, pages "
        "for each tag and strategy, a timeline by year, and lists that quote each first takeaway; "
        "an entry leads to the ones before and after it. MkDocs has no tags of its own, so a page "
        "stands there for each tag and year; Pelican keeps the strategies as authors. "
        "journalgen's pages hold more: what became of things, progress, questions, the next "
        "session, and what can be said of the journal. None of the others reads the headings "
        "inside an entry."
    )
    yield ""


def _missing(names: list[str]) -> str:
    return f"Missing, since it couldn't be installed: {', '.join(names)}. " if names else ""


def _remarks(results: Results) -> Iterator[str]:
    cells = [(key, name, cell) for key, row in results.items() for name, cell in row.items()]
    stale = list(dict.fromkeys(name for _, name, cell in cells if cell.stale))
    if stale:
        yield f"After a renaming, the page at the old address stayed with {', '.join(stale)}."
        yield ""
    for (size, operation), name, cell in cells:
        if cell.failure:
            yield f"{name} failed at {size:,} entries ({operation}): {cell.failure}."
            yield ""


# Tables


def _wall(results: Results, facts: Facts) -> Iterator[str]:
    def show(cell: Cell) -> str:
        fewer = f" ({len(cell.runs)})" if len(cell.runs) < facts.runs else ""
        return _seconds(cell.median(lambda run: run.wall)) + fewer

    for operation in dict.fromkeys(operation for _, operation in results):
        yield f"## {_TITLES[operation]}, seconds"
        yield ""
        yield _WHAT[operation]
        yield ""
        yield from _table(results, operation, show)
        yield from _ratio(results, operation)
        yield ""


def _ratio(results: Results, operation: str) -> Iterator[str]:
    found = [
        f"× {ours / theirs:.2f}" if ours and theirs else "–"
        for row in _rows(results, operation).values()
        for ours, theirs in [(_wall_of(row, "journalgen"), _wall_of(row, "Hugo"))]
    ]
    if any(cell != "–" for cell in found):
        yield _line(["journalgen ÷ Hugo", *found])


def _each(results: Results, title: str, show: Show) -> Iterator[str]:
    """One table for each of the operations that more is told of."""
    for operation in REMEMBERED:
        if _rows(results, operation):
            yield f"## {_TITLES[operation]}: {title}"
            yield ""
            yield from _table(results, operation, show)
            yield ""


def _table(results: Results, operation: str, show: Show) -> Iterator[str]:
    by_size = _rows(results, operation)
    yield _line(["entries", *(f"{size:,}" for size in by_size)])
    yield _line(["---", *("---:" for _ in by_size)])
    for name in dict.fromkeys(name for row in by_size.values() for name in row):
        cells = [row.get(name, Cell()) for row in by_size.values()]
        yield _line([name, *(show(x) if x.runs and not x.failure else "–" for x in cells)])


def _startup(startup: dict[str, float]) -> Iterator[str]:
    if not startup:
        return
    bare = next(iter(startup.values()))
    yield "## Start-up, milliseconds"
    yield ""
    yield f"Medians of {START_UPS} in turn, and what comes on top of a bare Python."
    yield ""
    yield _line(["command", "time", "on top"])
    yield _line(["---", "---:", "---:"])
    for name, taken in startup.items():
        yield _line([f"`{name}`", f"{taken:.0f}", f"{taken - bare:.0f}"])
    yield ""


def _alive(alive: dict[int, dict[str, float]]) -> Iterator[str]:
    if not alive:
        return
    yield "## In a process that stays alive, milliseconds"
    yield ""
    yield f"What `watch` will use: medians of {REPEATS} builds, each after one change."
    yield ""
    yield _line(["change", *(f"{size:,}" for size in alive)])
    yield _line(["---", *("---:" for _ in alive)])
    for operation in next(iter(alive.values())):
        cells = (f"{row[operation]:.0f}" for row in alive.values())
        yield _line([_TITLES[operation], *cells])
    yield ""


def _rows(results: Results, operation: str) -> dict[int, dict[str, Cell]]:
    return {size: row for (size, other), row in results.items() if other == operation}


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


# Cells


def _wall_of(row: dict[str, Cell], name: str) -> float | None:
    cell = row.get(name)
    return cell.median(lambda run: run.wall) if cell and cell.runs and not cell.failure else None


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _memory(cell: Cell) -> str:
    return "–" if cell.memory is None else f"{cell.memory:.0f}"


def _files(cell: Cell) -> str:
    files, size = cell.median(lambda run: run.files), cell.median(lambda run: run.size)
    return f"{files:,.0f}, {size / 1e6:.2f} MB"
