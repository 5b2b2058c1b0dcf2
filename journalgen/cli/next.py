"""`journalgen next`: print what is there for the next session."""

from __future__ import annotations

import shutil
import sys
from datetime import date, datetime
from pathlib import Path

import click

from journalgen.cli.journal import find_folder, paint, print_findings, print_missing
from journalgen.cli.texts import _
from journalgen.diagnostics import CannotBuildError, Severity
from journalgen.request import Request

_WIDEST = 80


@click.command(
    name="next",
    help=_(
        "Print what is still open for the next session, of the journal in JOURNAL or of the one "
        "you are in. What stands in entries that are not for sharing is left out.\n\n"
        "\b\nExamples:\n"
        "  journalgen next\n"
        "  journalgen next ~/my-journal"
    ),
)
@click.argument("journal", type=click.Path(path_type=Path), required=False)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=_("Put it together as on this day."),
)
@click.pass_obj
def next_command(directory: Path | None, journal: Path | None, today: datetime | None) -> None:
    """Read and print; nothing is written."""
    # Only now: `build` starts faster without them.
    from journalgen.build import configure, read, understand
    from journalgen.cache import Cache
    from journalgen.crew import Crew
    from journalgen.site.next_text import next_session_text
    from journalgen.sources import discover

    root = find_folder(directory, journal)
    if root is None:
        print_missing()
        sys.exit(2)
    request = Request(root, today.date() if today else date.today())
    config, result = configure(request)
    text = ""
    try:
        if config:
            found = discover(root.resolve(), result.folder)
            with Crew() as crew:
                files, result = read(request, config, result, found, Cache(), crew, {})
            reading, odd = understand(files, config, result, request.today)
            result = result.with_findings(odd)
            width = min(_WIDEST, shutil.get_terminal_size().columns)
            text = next_session_text(reading.context(result.words), paint, width)
    except CannotBuildError as error:
        result = result.with_findings(error.diagnostics)
    print_findings(result.diagnostics, result.words, Severity.ERROR)
    click.echo(text, nl=False)
    sys.exit(2 if not text else int(any(x.severity is Severity.ERROR for x in result.diagnostics)))
