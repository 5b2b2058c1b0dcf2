"""`journalgen clean`: remove the site and what was remembered, and say what stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from journalgen import report
from journalgen.cli.journal import give_up, journal_folder
from journalgen.cli.texts import _, environment_words
from journalgen.diagnostics import CannotBuildError
from journalgen.request import Request


@click.command(
    name="clean",
    help=_(
        "Remove the site, and what journalgen remembers of it. Both belong to the journal you are "
        "in, and can be made again from your files, which stay as they are.\n\n"
        "\b\nExamples:\n"
        "  journalgen clean\n"
        "  journalgen clean --output /media/stick/journal"
    ),
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("Remove the site in DIR instead of the one in the journal."),
)
@click.pass_obj
def command(directory: Path | None, output: Path | None) -> None:
    """Remove, and print what came of it."""
    from journalgen.cleaning import clean

    root = journal_folder(directory)
    place = (directory or Path()) / output if output else None
    try:
        done = clean(Request(root, date.today(), place))
    except CannotBuildError as error:
        give_up(error.diagnostics)
    words = environment_words()
    if done.files:
        text = words.ngettext(
            "Removed {count} file of the site in {folder}.",
            "Removed {count} files of the site in {folder}.",
            done.files,
        )
        folder = report.visible(str(done.folder))
        click.echo(text.format(count=done.files, folder=folder))
    if done.cache:
        click.echo(_("Removed what was remembered in {folder}.").format(folder=".journalgen"))
    if not (done.files or done.cache):
        click.echo(_("There is nothing to remove."))
    if done.left:
        names = report.visible(", ".join(done.left[:5]))
        click.echo(_("Left in the folder, since I didn’t make it: {names}").format(names=names))
