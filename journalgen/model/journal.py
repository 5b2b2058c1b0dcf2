"""Turn parsed entries into a journal: their order, numbers, neighbours, strategies and tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, time

from msgspec import Struct, field

from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.entry import Entry, Kind, StrategyPage
from journalgen.model.names import fold
from journalgen.model.strategies import Strategy, collect_strategies
from journalgen.model.threads import Threads, join
from journalgen.model.visibility import Shown, quoted


class Tag(Struct, frozen=True):
    """A tag with the entries that carry it, in order."""

    name: str
    """As first written."""
    entries: tuple[Entry, ...]


class Journal(Struct, frozen=True):
    """All entries and how they belong together."""

    entries: tuple[Entry, ...]
    """By date, time and path; those without a date last."""
    session_numbers: Mapping[str, int]
    """By path; only dated sessions have one."""
    strategies: tuple[Strategy, ...]
    """By name."""
    tags: tuple[Tag, ...]
    """By name."""
    threads: Threads
    plan: StrategyPage | None = None
    """The person's own plan for hard moments."""
    notices: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    """What was found about each file, by path."""

    @property
    def dated(self) -> tuple[Entry, ...]:
        """The entries with a date, in order."""
        return tuple(entry for entry in self.entries if entry.date)

    @property
    def undated(self) -> tuple[Entry, ...]:
        """The entries without a date, by path."""
        return tuple(entry for entry in self.entries if not entry.date)


def assemble(
    entries: Iterable[Entry],
    pages: Iterable[StrategyPage],
    plan: StrategyPage | None,
    found: Iterable[Diagnostic],
    today: date,
) -> tuple[Journal, tuple[Diagnostic, ...]]:
    """Put the journal together; `found` are the diagnostics of its files."""
    ordered = tuple(sorted(entries, key=_moment))
    threads, broken = join(ordered)
    strategies, similar = collect_strategies(ordered, tuple(pages))
    diagnostics = [*broken, *similar, *_still_to_come(ordered, today)]
    about: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in (*found, *diagnostics):
        about[diagnostic.span.path].append(diagnostic)
    notices = {path: tuple(several) for path, several in about.items()}
    journal = Journal(
        ordered,
        _number_sessions(ordered),
        strategies,
        _collect_tags(ordered),
        threads,
        plan,
        notices,
    )
    return journal, tuple(diagnostics)


def _moment(entry: Entry) -> tuple[bool, date, time, str, int, str]:
    """By day and time, then by name, in which the second of a day ends in `-2`."""
    name, _, number = entry.path.rpartition(".")[0].rpartition("-")
    counted = number.isascii() and number.isdigit() and len(number) < 9
    key = (name, int(number)) if counted else (f"{name}-{number}", 0)
    return entry.date is None, entry.date or date.max, entry.time or time.min, *key, entry.path


def _number_sessions(entries: Iterable[Entry]) -> dict[str, int]:
    """Count the sessions; a given number is where counting goes on from."""
    numbers: dict[str, int] = {}
    last = 0
    for entry in entries:
        if entry.kind is Kind.SESSION and entry.date and entry.readable:
            last = entry.session or last + 1
            numbers[entry.path] = last
    return numbers


def _collect_tags(entries: Iterable[Entry]) -> tuple[Tag, ...]:
    names: dict[str, str] = {}
    tagged: dict[str, list[Entry]] = {}
    for entry in entries:
        if quoted(entry) is Shown.NOT:
            continue
        for tag in entry.tags:
            names.setdefault(fold(tag), tag)
            tagged.setdefault(fold(tag), []).append(entry)
    return tuple(Tag(names[key], tuple(tagged[key])) for key in sorted(names))


def _still_to_come(entries: Iterable[Entry], today: date) -> Iterable[Diagnostic]:
    for entry in entries:
        if entry.date and entry.date > today:
            yield Diagnostic("date-future", Span(entry.path), (("value", entry.date.isoformat()),))
