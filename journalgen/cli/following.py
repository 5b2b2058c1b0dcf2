"""What `watch` and `serve` share: build again after each save, and say what came of it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from journalgen.cli.journal import built_line, print_findings
from journalgen.cli.texts import _
from journalgen.diagnostics import Diagnostic, Severity
from journalgen.rebuild import Builder
from journalgen.request import Request, Result, empty_result

if TYPE_CHECKING:
    from journalgen.preview.changes import Changes

_LOOK_AFTER = 1.0
"""Seconds after a build of what the system told of, until all is looked at once more."""
_DAY_CHECK = 30.0
"""Seconds between looks at the calendar: some pages speak of today."""


def follow(request: Request, fixed_day: bool, built: Callable[[Result], None], quiet: bool) -> None:
    """Build now and after each change, until Ctrl-C; `built` is told where a file has changed.

    `fixed_day` says that the request's day was asked for and stays.
    """
    from journalgen.preview.changes import Changes

    def stop(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):  # the first is ignored where a script starts us
        signal.signal(number, stop)
    root = request.root.resolve()
    ignored = (empty_result(request).folder, root / ".journalgen", root / ".git")
    try:
        folders = (root, *_theme_folder(request))
        with Changes(folders, ignored) as changes, Builder(request) as builder:
            last = None
            known: set[Diagnostic] = set()
            changed: frozenset[str] | None = None
            while True:
                result = builder.build(request, changed)
                if result.built and (last is None or result.summary.written):
                    built(result)
                _say(result, last, known, quiet=quiet)
                # What stops a build keeps silent on the entries.
                known = set(result.diagnostics) | (set() if result.built else known)
                last = result
                changed = _next(changes, request, fixed_day, sure=changed is None)
                if not fixed_day:
                    request = replace(request, today=date.today())
    except KeyboardInterrupt:
        click.echo(err=True)
        click.echo(_("Ended."), err=True)


def _next(
    changes: Changes, request: Request, fixed_day: bool, *, sure: bool
) -> frozenset[str] | None:
    """What has changed; None where all files shall be looked at.

    That is done soon after a build that wasn't `sure`, for want of looking, and on a new day.
    """
    while True:
        changed = changes.wait(_DAY_CHECK if sure else _LOOK_AFTER)
        if changed:
            return changed
        if not sure or (not fixed_day and date.today() != request.today):
            return None


def _theme_folder(request: Request) -> tuple[Path, ...]:
    """The theme that was asked for, if it is a folder."""
    folder = request.base / request.theme if request.theme else None
    return (folder,) if folder and folder.is_dir() else ()


def _say(result: Result, last: Result | None, known: set[Diagnostic], *, quiet: bool) -> None:
    """What has come up since the last build; nothing where nothing has."""
    new = [found for found in result.diagnostics if found not in known]
    print_findings(new, result.words, Severity.ERROR if quiet else Severity.NOTE)
    gone = set(last.diagnostics) - set(result.diagnostics) if last else ()
    changed = last is None or result.summary.written or new or gone or result.built != last.built
    if changed and not quiet:
        clock = datetime.now().strftime("%H:%M:%S")
        click.echo(f"{clock}  {built_line(result, changed=True)}", err=True)
