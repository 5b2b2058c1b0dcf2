"""`journalgen next`: print what is there for the next session."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from journalgen.cli.journal import (
    TODAY,
    find_folder,
    missing,
    paint,
    print_findings,
    terminal_width,
)
from journalgen.cli.texts import _
from journalgen.diagnostics import Severity
from journalgen.request import Request


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
@TODAY
@click.pass_obj
def command(directory: Path | None, journal: Path | None, today: datetime | None) -> None:
    """Read and print; nothing is written."""
    # Only now: `build` starts faster without them.
    from journalgen.site.next_text import next_session_text
    from journalgen.survey import read_journal

    root = find_folder(directory, journal)
    if root is None:
        missing()
    reading, result = read_journal(Request(root, today.date() if today else date.today()))
    print_findings(result.diagnostics, result.words, Severity.ERROR)
    if reading is None:
        sys.exit(2)
    text = next_session_text(reading.context(result.words), paint, terminal_width())
    click.echo(text, nl=False)
    sys.exit(int(any(x.severity is Severity.ERROR for x in result.diagnostics)))
