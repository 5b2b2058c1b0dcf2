"""Turn the files of a journal into what they say, each parsed only where its bytes are new."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field

from journalgen.cache import Cache, Parsed
from journalgen.crew import Crew
from journalgen.diagnostics import Diagnostic, Span, working_on
from journalgen.model.entry import Entry, Prose, StrategyPage
from journalgen.parse.entry import EntryParser, unreadable_entry
from journalgen.parse.settings import ParseSettings
from journalgen.parse.strategy import parse_strategy
from journalgen.sources import SourceFile, Sources
from journalgen.stamp import Stamp
from journalgen.stored import from_json, to_json

ENTRY, STRATEGY, PLAN = "entry", "strategy", "plan"
"""What a file is for."""


class Files(Struct):
    """What the files of a journal say."""

    prose: Callable[[str], Prose]
    """By path: the prose of an entry."""
    entries: list[Entry] = field(default_factory=list)
    strategies: list[StrategyPage] = field(default_factory=list)
    plan: StrategyPage | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    """By path: what stands for an entry without its prose, or for a strategy."""
    prose_marks: dict[str, str] = field(default_factory=dict)
    """By path: what stands for the prose of an entry."""


class Task(NamedTuple):
    """A file that may have to be parsed."""

    file: SourceFile
    role: str
    digest: str
    """Of the bytes that were parsed before; empty where there are none."""


class Done(NamedTuple):
    """What came of it."""

    path: str
    parsed: Parsed | None
    """None where the file can't be opened, or its bytes are those that were parsed before."""
    prose: bytes
    same: bool


class FileParser:
    """Parses files, here or in another process."""

    def __init__(self, settings: ParseSettings) -> None:
        self.settings = settings

    def __reduce__(self) -> tuple[type[FileParser], tuple[ParseSettings]]:
        return FileParser, (self.settings,)

    @cached_property
    def _entries(self) -> EntryParser:
        return EntryParser(self.settings)

    def __call__(self, task: Task) -> Done:
        file, role, digest = task
        data = file.read()
        if data is None:
            return Done(file.path, None, b"", same=False)
        found = digest_of(data)
        if found == digest:
            return Done(file.path, None, b"", same=True)
        with working_on(file.path):
            value, prose, diagnostics = self.parse(file.path, role, data)
        summary, text = to_json(value), to_json(prose)
        mark, prose_mark = digest_of(summary), digest_of(text)
        parsed = Parsed(found, summary, to_json(diagnostics), mark, prose_mark)
        return Done(file.path, parsed, text, same=False)

    def parse(
        self, path: str, role: str, data: bytes
    ) -> tuple[Entry | StrategyPage, Prose, tuple[Diagnostic, ...]]:
        """What the bytes of a file say."""
        if role == ENTRY:
            read = self._entries.parse(path, data)
            return read.entry, read.prose, read.diagnostics
        words = self.settings.vocabulary
        steps = words.plan_headings if role == PLAN else {}
        page, found = parse_strategy(path, data, self._entries.markdown, words, steps)
        return page, Prose(), tuple(found)


class Known(NamedTuple):
    """What is known of a file."""

    digest: str
    """Of its bytes."""
    mark: str
    """Stands for what it says without its prose."""
    prose: str
    """Stands for its prose."""
    stamp: Stamp | None
    """None where it wasn't safe to rely on one."""
    value: Entry | StrategyPage
    found: tuple[Diagnostic, ...]
    settings: str
    """Stands for those it was parsed with."""


def parse_files(
    sources: Sources,
    settings: ParseSettings,
    cache: Cache,
    crew: Crew,
    known: dict[str, Known],
) -> Files:
    """Every file of the journal: entries, strategies, the plan.

    `known` is what a process that builds again has at hand by path, and gets what this build
    finds out.
    """
    return _Reader(sources, settings, cache, known).read(crew)


def digest_of(data: bytes) -> str:
    """What stands for some bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class _Reader:
    """Finds out what all files say."""

    def __init__(
        self, sources: Sources, settings: ParseSettings, cache: Cache, known: dict[str, Known]
    ) -> None:
        self.cache = cache
        self.parser = FileParser(settings)
        self.settings = digest_of(repr(settings).encode("utf-8", "surrogatepass"))
        self.known = known
        self.roles: dict[str, tuple[SourceFile, str]] = {}
        for role, files in (
            (ENTRY, sources.entries),
            (STRATEGY, sources.strategies),
            (PLAN, (sources.plan,) if sources.plan else ()),
        ):
            self.roles.update((file.path, (file, role)) for file in files)

    def read(self, crew: Crew) -> Files:
        """Parse what is new, and put everything in the order of the paths."""
        self._recall()
        self._parse_new(crew)
        files = Files(self.prose)
        for path, (_file, role) in self.roles.items():
            if path in self.known:
                _add(files, path, role, self.known[path])
            elif role == ENTRY:
                unreadable = unreadable_entry(path, "file-unreadable")
                files.entries.append(unreadable.entry)
                files.diagnostics += unreadable.diagnostics
            else:
                files.diagnostics.append(Diagnostic("file-unreadable", Span(path)))
        if not files.entries:
            files.diagnostics.append(Diagnostic("no-entries", Span("")))
        return files

    def prose(self, path: str) -> Prose:
        """The prose of an entry; read again where the cache has lost it meanwhile."""
        try:
            return from_json(Prose, self.cache.prose(path) or b"")
        except (ValueError, TypeError):
            file, role = self.roles[path]
            data = file.read()
            if data is None:
                return unreadable_entry(path, "file-unreadable").prose
            return self.parser.parse(path, role, data)[1]

    def _recall(self) -> None:
        """Fetch from the cache what isn't at hand, and forget files that have gone."""
        for path in [x for x, known in self.known.items() if known.settings != self.settings]:
            del self.known[path]
        rows = self.cache.files(self.settings) if not self.known else {}
        for path, (parsed, stamp) in rows.items():
            known = self._decode(path, parsed, stamp) if path in self.roles else None
            if known:
                self.known[path] = known
        gone = (self.known.keys() | rows.keys()) - self.roles.keys()
        for path in gone:
            self.known.pop(path, None)
        self.cache.forget(gone)

    def _parse_new(self, crew: Crew) -> None:
        now = time.time_ns()
        tasks: list[Task] = []
        for path, (file, role) in self.roles.items():
            known = self.known.get(path)
            if not (known and known.stamp and known.stamp == file.stamp):
                tasks.append(Task(file, role, known.digest if known else ""))
        for done in crew.spread(self.parser, tasks, len(tasks)):
            file, _role = self.roles[done.path]
            stamp = file.stamp if file.stamp and file.stamp.settled(now) else None
            if done.same:
                known = self.known[done.path]
                if stamp != known.stamp:
                    self.known[done.path] = known._replace(stamp=stamp)
                    self.cache.stamp(done.path, stamp)
            elif done.parsed:
                new = self._decode(done.path, done.parsed, stamp)
                assert new  # it was made of such a value just now
                self.known[done.path] = new
                self.cache.keep(done.path, done.parsed, stamp, done.prose)
            else:
                self.known.pop(done.path, None)

    def _decode(self, path: str, parsed: Parsed, stamp: Stamp | None) -> Known | None:
        """What a file says; None where the cache holds something else."""
        value: Entry | StrategyPage
        try:
            if self.roles[path][1] == ENTRY:
                value = from_json(Entry, parsed.summary)
            else:
                value = from_json(StrategyPage, parsed.summary)
            found = from_json(_FOUND, parsed.found)
        except (ValueError, TypeError):
            return None
        return Known(parsed.digest, parsed.mark, parsed.prose, stamp, value, found, self.settings)


def _add(files: Files, path: str, role: str, known: Known) -> None:
    value = known.value
    if isinstance(value, Entry):
        files.entries.append(value)
    elif role == STRATEGY:
        files.strategies.append(value)
    else:
        files.plan = value
    files.marks[path], files.prose_marks[path] = known.mark, known.prose
    files.diagnostics += known.found


_FOUND = tuple[Diagnostic, ...]
