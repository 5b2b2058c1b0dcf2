"""`journalgen watch`: build the site again whenever a file is saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from journalgen import report
from journalgen.cli.following import follow
from journalgen.cli.journal import OUTPUT, THEME, TODAY, journal_folder, site_request
from journalgen.cli.texts import _
from journalgen.request import Result


@click.command(
    name="watch",
    help=_(
        "Build the site, and build it again whenever you save. The journal is the one you are in. "
        "A slip in an entry is named and stops nothing. Ctrl-C ends it.\n\n"
        "\b\nExamples:\n"
        "  journalgen watch\n"
        "  journalgen -C ~/my-journal watch"
    ),
)
@OUTPUT
@THEME
@TODAY
@click.option("-q", "--quiet", is_flag=True, help=_("Say nothing but errors."))
@click.pass_obj
def command(
    directory: Path | None,
    output: Path | None,
    theme: str | None,
    today: date | None,
    quiet: bool,
) -> None:
    """Print where the site is once, and go on."""
    root = journal_folder(directory)
    request = site_request(directory, root, output, theme, today)
    said: list[Path] = []

    def built(result: Result) -> None:
        if not said:
            said.append(result.folder)
            click.echo(report.visible(str(result.folder.absolute() / "index.html")))

    follow(request, today is not None, built, quiet)
