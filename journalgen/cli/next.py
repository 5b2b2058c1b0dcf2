"""`journalgen next`: print what is there for the next session."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from journalgen.cli.journal import TODAY, journal_folder, paint, read_or_end, terminal_width
from journalgen.cli.texts import _


@click.command(
    name="next",
    help=_(
        "Print what is still open for the next session. The journal is the one in JOURNAL, or else "
        "the one you are in. What stands in entries that are not for sharing is left out.\n\n"
        "\b\nExamples:\n"
        "  journalgen next\n"
        "  journalgen next ~/my-journal"
    ),
)
@click.argument("journal", type=click.Path(path_type=Path), required=False)
@TODAY
@click.pass_obj
def command(directory: Path | None, journal: Path | None, today: date | None) -> None:
    """Read and print; nothing is written."""
    # Only now: `build` starts faster without them.
    from journalgen.site.next_text import next_session_text

    root = journal_folder(directory, journal)
    reading, result = read_or_end(root, today)
    text = next_session_text(reading.context(result.words), paint, terminal_width())
    click.echo(text, nl=False)
    sys.exit(int(result.has_errors))
