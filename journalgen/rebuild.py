"""EDGE. Turn a request into its result, without building where nothing has changed.

Nothing that reads Markdown or renders is imported before something has.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journalgen import lock
from journalgen.cache import Cache, open_cache
from journalgen.crew import Crew
from journalgen.diagnostics import CannotBuildError, Diagnostic
from journalgen.locale import Words
from journalgen.output import Written
from journalgen.report import Summary
from journalgen.request import Request, Result, empty_result
from journalgen.resources import program_token
from journalgen.site_files import scan
from journalgen.sources import SourceFile, Sources, discover, discover_theme, refreshed
from journalgen.stored import from_json, to_json

if TYPE_CHECKING:
    from journalgen.build import AtHand
    from journalgen.stamp import Stamp


def rebuild(request: Request) -> Result:
    """Build what has changed since the last build with the same request."""
    with Builder(request) as builder:
        return builder.build(request)


class Builder:
    """Builds one journal, once or again and again; keeps at hand what it found out."""

    def __init__(self, request: Request, tell: Callable[[int, int], None] | None = None) -> None:
        """`request` says where, and with how many processes; nothing is touched yet.

        `tell` gets how many of how many steps are done, again and again.
        """
        self._root = request.root.resolve()
        self._crew = Crew(request.jobs, tell)
        self._cache: Cache | None = None
        self._at_hand: AtHand | None = None
        self._seen: tuple[Sources, dict[str, Stamp | None]] | None = None
        """The files of the journal, and of the site, as the last build left them."""

    def __enter__(self) -> Builder:
        return self

    def __exit__(self, *_error: object) -> None:
        self._crew.close()
        if self._cache:
            self._cache.close()

    def build(self, request: Request, changed: Collection[str] | None = None) -> Result:
        """Build what has changed; a request of the same journal, output and theme.

        `changed` are paths on the disk, where somebody who watches knows of no other changes since
        the last build; then nobody looks for them.
        """
        result = empty_result(request)
        try:
            with _few_collections(), lock.alone(self._root) as locked:
                cache = self._begin(request, locked=locked)
                try:
                    result = self._build(request, result, cache, changed)
                except BaseException:
                    cache.forget_new()
                    raise
                cache.commit()
                return result
        except CannotBuildError as error:
            return result.with_findings(error.diagnostics)

    def _build(
        self, request: Request, result: Result, cache: Cache, changed: Collection[str] | None
    ) -> Result:
        place = result.summary.output
        started = time.time_ns()
        seen, self._seen = self._seen, None
        told = refreshed(seen[0], changed) if seen and changed is not None else None
        found = told or discover(self._root, result.folder)
        last = _last_build(cache.last_build(place))
        for folder in last.theme_folders if last else ():
            found.theme_folders[folder] = tuple(
                discover_theme(Path(folder[0]), folder[1])[0].values()
            )
        asked, sources = _asked(request), _sources_token(found)
        # Only where we have built before: any other folder is looked into after it was checked.
        there = (seen[1] if seen and told else scan(result.folder)) if last else None
        if last and there is not None and _stands(last, asked, sources, there):
            self._seen = found, there
            return _again(last, result)
        self._crew.expect(len(found.entries) - cache.known())
        found.theme_folders.clear()  # the build finds out which they are
        from journalgen.build import AtHand, build

        self._at_hand = self._at_hand or AtHand()
        result, written = build(request, found, there, cache, self._crew, self._at_hand)
        if written:
            self._seen = found, written.there
        if written and cache.kept:
            loose = _unsettled(found, started, result.folder, written)
            cache.keep_build(place, _document(asked, found, loose, result, written))
        return result

    def _begin(self, request: Request, *, locked: bool) -> Cache:
        """The cache, for this build only. Raises CannotBuildError where another build has it."""
        cache = self._open_cache(request)
        begun = cache.begin(0.0 if locked else lock.PATIENCE)
        if not begun and not locked:
            raise CannotBuildError("build-running")
        if not begun or not cache.sound:  # some file systems can't lock a database
            cache.close()
            cache = self._cache = Cache()
            self._at_hand = None
        return cache

    def _open_cache(self, request: Request) -> Cache:
        """The cache, opened anew where it was lost or somebody else has written to it."""
        if self._cache is None or not self._cache.sound:
            if self._cache:
                self._cache.close()
            self._at_hand = None
            cached = request.cached
            self._cache = open_cache(self._root, program_token()) if cached else Cache()
        return self._cache


@contextlib.contextmanager
def _few_collections() -> Iterator[None]:
    """Look for no cycles among objects that live to the end: it would cost a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


# What came of the last build


class _Build(Struct, frozen=True):
    """A build that is remembered."""

    asked: str
    sources: str
    """Stands for the files of the journal with their stamps."""
    site: str
    """Stands for the files of the site with theirs."""
    unsettled: tuple[tuple[bytes, str], ...]
    """(path on the disk, digest) of the files whose stamp isn't enough."""
    language: str
    entries: int
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    theme_folders: tuple[tuple[str, str], ...]
    """(where it is, how it is called) of themes that don't ship with journalgen."""


def _asked(request: Request) -> str:
    theme = f"{request.theme} {request.base.absolute()}" if request.theme else ""
    return f"{request.today} {theme} {request.strict}"


def _document(
    asked: str,
    found: Sources,
    unsettled: Iterable[Path],
    result: Result,
    written: Written,
) -> bytes:
    """What is left of a build for the next one."""
    build = _Build(
        asked,
        _sources_token(found),
        _token(written.there),
        tuple((os.fsencode(path), _digest(path)) for path in unsettled),
        result.words.language,
        result.summary.entries,
        result.summary.pages,
        result.diagnostics,
        tuple(found.theme_folders),
    )
    return to_json(build)


def _unsettled(found: Sources, started: int, site: Path, written: Written) -> Iterator[Path]:
    """Files that may change once more without getting another stamp."""
    now = time.time_ns()
    for file in found.all():
        if not _settled(file.stamp, started):
            yield Path(file.real)
    for url, stamp in written.there.items():
        if not _settled(stamp, now):
            yield site / url


def _last_build(document: bytes | None) -> _Build | None:
    try:
        return from_json(_Build, document or b"")
    except ValueError:
        return None


def _stands(last: _Build, asked: str, sources: str, there: Mapping[str, Stamp | None]) -> bool:
    """Whether a build would come to the same as the last one."""
    return (
        last.asked == asked
        and last.sources == sources
        and last.site == _token(there)
        and all(_digest(Path(os.fsdecode(path))) == digest for path, digest in last.unsettled)
    )


def _again(last: _Build, result: Result) -> Result:
    """The result of the last build."""
    figures = Summary(last.entries, last.pages, 0, result.summary.output)
    words = Words(last.language)
    return replace(result, diagnostics=last.diagnostics, summary=figures, words=words, built=True)


def _settled(stamp: Stamp | None, now: int) -> bool:
    return stamp is not None and stamp.settled(now)


def _sources_token(found: Sources) -> str:
    def stamps(files: Iterable[SourceFile]) -> list[tuple[str, Stamp | None]]:
        return [(file.path, file.stamp) for file in files]

    lists = (found.entries, found.strategies, found.attachments.values(), found.theme)
    themes = [(folder, stamps(files)) for folder, files in found.theme_folders.items()]
    single = [file for file in (found.plan, found.config) if file]
    return _token((*map(stamps, lists), stamps(single), themes, found.diagnostics))


def _token(value: object) -> str:
    """What stands for something; the order of mappings doesn't count."""
    try:
        data = to_json(value, ordered=True)
    except UnicodeEncodeError:  # a file name that is no text
        data = repr(sorted(value.items()) if isinstance(value, dict) else value).encode(
            "utf-8", "surrogatepass"
        )
    return hashlib.sha256(data).hexdigest()


def _digest(path: Path) -> str:
    """Of the bytes of a file; empty where they can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
