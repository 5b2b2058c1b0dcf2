"""`journalgen open`: build the site, and open its first page in the browser."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from journalgen import report
from journalgen.cli.journal import TODAY, exit_code, journal_folder, print_findings
from journalgen.cli.texts import _
from journalgen.diagnostics import Severity
from journalgen.rebuild import rebuild
from journalgen.request import Request


@click.command(
    name="open",
    help=_(
        "Build the site, and open its first page in your browser. It is the site of the journal "
        "you are in. The page is opened from the disk; nothing else is started.\n\n"
        "\b\nExamples:\n"
        "  journalgen open\n"
        "  journalgen -C ~/my-journal open"
    ),
)
@click.option("--no-browser", is_flag=True, help=_("Build, and only print where the page is."))
@TODAY
@click.pass_obj
def command(directory: Path | None, no_browser: bool, today: date | None) -> None:
    """Print the page's path, and open it; where it can't be opened, the path is enough."""
    root = journal_folder(directory)
    result = rebuild(Request(root, today or date.today()))
    print_findings(result.diagnostics, result.words, Severity.WARNING)
    page = result.folder.absolute() / "index.html"
    if result.built:
        click.echo(report.visible(str(page)))
        if not no_browser and click.launch(page.as_uri()):
            click.echo(_("I couldn’t start a browser. Open the page above in yours."), err=True)
    sys.exit(exit_code(result))
