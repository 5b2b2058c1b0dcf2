"""`journalgen serve`: show the site in the browser, and again whenever a file is saved."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journalgen.cli.following import follow
from journalgen.cli.journal import OUTPUT, THEME, TODAY, give_up, journal_folder, site_request
from journalgen.cli.texts import _
from journalgen.diagnostics import CannotBuildError
from journalgen.request import Result

if TYPE_CHECKING:
    from journalgen.preview.server import Server


@click.command(
    name="serve",
    help=_(
        "Like watch, with pages that load again by themselves. They are shown at an address that "
        "only this computer reaches, and that begins with a random word: keep it to yourself. "
        "Ctrl-C ends it.\n\n"
        "\b\nExamples:\n"
        "  journalgen serve\n"
        "  journalgen -C ~/my-journal serve"
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
    """Print the address once, and go on."""
    root = journal_folder(directory)
    request = site_request(directory, root, output, theme, today)
    with ExitStack() as stack:
        server: list[Server] = []

        def built(result: Result) -> None:
            if server:
                server[0].announce()
            else:
                server.append(stack.enter_context(_started(result)))
                click.echo(server[0].url)
                sys.stdout.flush()

        follow(request, today is not None, built, quiet)


def _started(result: Result) -> Server:
    from journalgen.preview.server import Server

    try:
        return Server(result.folder)
    except OSError as error:
        value = error.strerror or type(error).__name__
        give_up(CannotBuildError("serve-impossible", value=value).diagnostics)
