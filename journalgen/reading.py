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
from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.entry import Entry, Prose, StrategyPage
from journalgen.parse.entry import EntryParser, unreadable_entry
from journalgen.parse.settings import ParseSettings
from journalgen.parse.strategy import parse_strategy
from journalgen.sources import SourceFile, Sources
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


def parse_files(sources: Sources, settings: ParseSettings, cache: Cache, crew: Crew) -> Files:
    """Every file of the journal: entries, strategies, the plan."""
    return _Reader(sources, settings, cache).read(crew)


def digest_of(data: bytes) -> str:
    """What stands for some bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class _Reader:
    """Finds out what all files say."""

    def __init__(self, sources: Sources, settings: ParseSettings, cache: Cache) -> None:
        self.cache = cache
        self.parser = FileParser(settings)
        self.known = cache.files(digest_of(repr(settings).encode("utf-8", "surrogatepass")))
        self.roles: dict[str, tuple[SourceFile, str]] = {}
        for role, files in (
            (ENTRY, sources.entries),
            (STRATEGY, sources.strategies),
            (PLAN, (sources.plan,) if sources.plan else ()),
        ):
            self.roles.update((file.path, (file, role)) for file in files)
        self.files = Files(self.prose)

    def read(self, crew: Crew) -> Files:
        """Parse what is new, and put everything in the order of the paths."""
        found = self._parse_new(crew)
        for path, (_file, role) in self.roles.items():
            if path in found:
                self._add(path, role, *found[path])
            elif role == ENTRY:
                unreadable = unreadable_entry(path, "file-unreadable")
                self.files.entries.append(unreadable.entry)
                self.files.diagnostics += unreadable.diagnostics
            else:
                self.files.diagnostics.append(Diagnostic("file-unreadable", Span(path)))
        self.cache.forget(self.known.keys() - self.roles.keys())
        if not self.files.entries:
            self.files.diagnostics.append(Diagnostic("no-entries", Span("")))
        return self.files

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

    def _parse_new(self, crew: Crew) -> dict[str, tuple[Parsed, _Said]]:
        """What each file says that can be opened; parsed where that isn't known."""
        now = time.time_ns()
        found: dict[str, tuple[Parsed, _Said]] = {}
        changed: dict[str, tuple[Parsed, _Said]] = {}
        tasks: list[Task] = []
        for path, (file, role) in self.roles.items():
            known, stamp = self.known.get(path, (None, None))
            said = _decode(role, known) if known else None
            digest = ""
            if known and said:
                if stamp and stamp == file.stamp:
                    found[path] = known, said
                    continue
                changed[path], digest = (known, said), known.digest
            tasks.append(Task(file, role, digest))
        for done in crew.spread(self.parser, tasks, len(tasks)):
            file, role = self.roles[done.path]
            stamp = file.stamp if file.stamp and file.stamp.settled(now) else None
            if done.same:
                found[done.path] = changed[done.path]
                if stamp != self.known[done.path][1]:
                    self.cache.keep(done.path, found[done.path][0], stamp, None)
            elif done.parsed:
                said = _decode(role, done.parsed)
                assert said  # it was made of such a value just now
                found[done.path] = done.parsed, said
                self.cache.keep(done.path, done.parsed, stamp, done.prose)
        return found

    def _add(self, path: str, role: str, parsed: Parsed, said: _Said) -> None:
        value, diagnostics = said
        if isinstance(value, Entry):
            self.files.entries.append(value)
        elif role == STRATEGY:
            self.files.strategies.append(value)
        else:
            self.files.plan = value
        self.files.marks[path], self.files.prose_marks[path] = parsed.mark, parsed.prose
        self.files.diagnostics += diagnostics


_Said = tuple[Entry | StrategyPage, tuple[Diagnostic, ...]]


def _decode(role: str, parsed: Parsed) -> _Said | None:
    """What a file says; None where the cache holds something else."""
    try:
        if role == ENTRY:
            return from_json(Entry, parsed.summary), from_json(_FOUND, parsed.found)
        return from_json(StrategyPage, parsed.summary), from_json(_FOUND, parsed.found)
    except (ValueError, TypeError):
        return None


_FOUND = tuple[Diagnostic, ...]
