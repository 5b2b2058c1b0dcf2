"""Turn the files of a journal into what they say, each parsed only where its bytes are new."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from journalgen.cache import Cache, Parsed
from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.entry import Entry, Prose, StrategyPage
from journalgen.parse.entry import EntryParser, ParsedEntry, unreadable_entry
from journalgen.parse.settings import ParseSettings
from journalgen.parse.strategy import parse_strategy
from journalgen.sources import SourceFile, Sources
from journalgen.stored import from_json, to_json

_Read = TypeVar("_Read", Entry, StrategyPage)
_Parsed = tuple[_Read, Prose, tuple[Diagnostic, ...]]


@dataclass(slots=True)
class Files:
    """What the files of a journal say."""

    prose: Callable[[str], Prose]
    """By path: the prose of an entry."""
    entries: list[Entry] = field(default_factory=list)
    strategies: list[StrategyPage] = field(default_factory=list)
    plan: StrategyPage | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    """By path: what stands for the bytes of a file."""


def parse_files(sources: Sources, settings: ParseSettings, cache: Cache) -> Files:
    """Every file of the journal: entries, strategies, the plan."""
    cache.load(digest_of(repr(settings).encode("utf-8", "surrogatepass")))
    reader = _Reader(sources, settings, cache)
    files = Files(reader.prose)
    for file in sources.entries:
        files.entries.append(reader.entry(file))
    for file in sources.strategies:
        files.strategies += reader.strategy(file)
    if sources.plan:
        files.plan = next(iter(reader.strategy(sources.plan)), None)
    files.diagnostics, files.digests = reader.diagnostics, reader.digests
    if not sources.entries:
        files.diagnostics.append(Diagnostic("no-entries", Span("")))
    return files


def digest_of(data: bytes) -> str:
    """What stands for some bytes."""
    return hashlib.sha256(data).hexdigest()


class _Reader:
    """Reads files one by one."""

    def __init__(self, sources: Sources, settings: ParseSettings, cache: Cache) -> None:
        self.cache = cache
        self.settings = settings
        self.entries = {file.path: file for file in sources.entries}
        self.plan = sources.plan
        self.diagnostics: list[Diagnostic] = []
        self.digests: dict[str, str] = {}
        self.proses: dict[str, Prose] = {}
        self.now = time.time_ns()

    @cached_property
    def parser(self) -> EntryParser:
        return EntryParser(self.settings)

    def entry(self, file: SourceFile) -> Entry:
        def parse(data: bytes) -> _Parsed[Entry]:
            found = self.parser.parse(file.path, data)
            return found.entry, found.prose, found.diagnostics

        entry = self._read(file, Entry, parse)
        if entry is None:
            found = unreadable_entry(file.path, "file-unreadable")
            self.diagnostics += found.diagnostics
            self.proses[file.path] = found.prose
            return found.entry
        return entry

    def strategy(self, file: SourceFile) -> list[StrategyPage]:
        """The page; none where the file can't be opened."""

        def parse(data: bytes) -> _Parsed[StrategyPage]:
            words = self.settings.vocabulary
            steps = words.plan_headings if file is self.plan else {}
            page, found = parse_strategy(file.path, data, self.parser.markdown, words, steps)
            return page, Prose(), tuple(found)

        page = self._read(file, StrategyPage, parse)
        if page is None:
            self.diagnostics.append(Diagnostic("file-unreadable", Span(file.path)))
            return []
        return [page]

    def prose(self, path: str) -> Prose:
        """The prose of an entry; read again where the cache has lost it meanwhile."""
        if path not in self.proses:
            text = self.cache.prose(path)
            try:
                self.proses[path] = from_json(Prose, text or "")
            except ValueError:
                self.proses[path] = self._parse_again(path).prose
        return self.proses[path]

    def _parse_again(self, path: str) -> ParsedEntry:
        data = self.entries[path].read()
        if data is None:
            return unreadable_entry(path, "file-unreadable")
        return self.parser.parse(path, data)

    def _read(
        self, file: SourceFile, kind: type[_Read], parse: Callable[[bytes], _Parsed[_Read]]
    ) -> _Read | None:
        """What a file says, from the cache where its bytes are the same."""
        stamp = file.stamp if file.stamp and file.stamp.settled(self.now) else None
        known, then = self.cache.files.get(file.path, (None, None))
        data = None
        if known is None or then is None or then != file.stamp:
            data = file.read()
            if data is None:
                self.digests[file.path] = ""
                return None
            if known and known.digest != digest_of(data):
                known = None
        value, found = _decode(kind, known) if known else (None, ())
        if value is None or known is None:
            data = file.read() if data is None else data
            if data is None:
                self.digests[file.path] = ""
                return None
            value, prose, found = parse(data)
            known = Parsed(digest_of(data), to_json(kind, value), to_json(_Found, _Found(found)))
            self.proses[file.path] = prose
            self.cache.keep(file.path, known, stamp, to_json(Prose, prose))
        elif stamp != then:
            self.cache.keep(file.path, known, stamp, None)
        self.digests[file.path] = known.digest
        self.diagnostics += found
        return value


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found about a file."""

    diagnostics: tuple[Diagnostic, ...]


def _decode(kind: type[_Read], known: Parsed) -> tuple[_Read | None, tuple[Diagnostic, ...]]:
    try:
        return from_json(kind, known.summary), from_json(_Found, known.found).diagnostics
    except ValueError:
        return None, ()
