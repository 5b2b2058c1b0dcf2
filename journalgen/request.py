"""What a build is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from journalgen.diagnostics import Diagnostic, Severity
from journalgen.locale import Words
from journalgen.report import Summary

DEFAULT_OUTPUT = "site"


class Request(Struct, frozen=True):
    """What to build."""

    root: Path
    """The journal's folder."""
    today: date
    output: Path | None = None
    """None for the folder `site` in the journal."""
    theme: str | None = None
    """A name or a folder; None for the configured one."""
    base: Path = Path()
    """Where `theme` starts from, if it is a folder."""
    strict: bool = False
    """Write nothing if there is an error or a warning."""
    jobs: int | None = None
    """How many processes there shall be; None for what fits."""
    cached: bool = True
    """Whether what earlier builds found out may be used, and this one's kept."""


class Result(Struct, frozen=True):
    """What came of it."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    words: Words
    folder: Path
    """Where the site is."""
    built: bool = False
    """Whether the site was written."""
    held_back: bool = False
    """Whether only `strict` kept it from being written."""

    @property
    def has_errors(self) -> bool:
        """Whether something couldn't be used."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)

    def with_findings(self, found: Iterable[Diagnostic]) -> Result:
        """The result with more findings."""
        return replace(self, diagnostics=(*self.diagnostics, *found))

    def only(self, found: Iterable[Diagnostic]) -> Result:
        """The result with these findings instead of its own."""
        return replace(self, diagnostics=tuple(found))

    def with_figures(self, **figures: int) -> Result:
        """The result with figures of the summary filled in."""
        return replace(self, summary=replace(self.summary, **figures))


def empty_result(request: Request) -> Result:
    """What is known before anything was read."""
    root = request.root.resolve()
    folder = request.output or root / DEFAULT_OUTPUT
    return Result((), Summary(0, 0, 0, _shown(folder, root)), Words(), folder)


def _shown(folder: Path, root: Path) -> str:
    """The output as people name it: relative inside the journal."""
    absolute = folder.absolute()
    return absolute.relative_to(root).as_posix() if root in absolute.parents else str(absolute)
