"""`journalgen init`: make a new journal, and say what came to be."""

from __future__ import annotations

import os
import shlex
from datetime import date
from pathlib import Path

import click

from journalgen import report
from journalgen.cli.journal import TODAY, give_up, print_findings
from journalgen.cli.texts import _, environment_words
from journalgen.diagnostics import CannotBuildError, Severity


@click.command(
    name="init",
    help=_(
        "Make a journal in DIR, or in the folder you are in. It gets a first entry that explains "
        "itself, an example of a coping strategy, a plan to be completed, and the few choices "
        "there are. What is there already stays as it is.\n\n"
        "\b\nExamples:\n"
        "  journalgen init my-journal\n"
        "  journalgen init"
    ),
)
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), required=False
)
@TODAY
@click.pass_obj
def command(directory: Path | None, folder: Path | None, today: date | None) -> None:
    """Make what isn't there, and print it."""
    from journalgen.authoring.first_files import first_files
    from journalgen.authoring.new_files import make_file, make_root
    from journalgen.surroundings import look_around

    root = (directory or Path()) / (folder or "")
    made, kept = [], []
    try:
        make_root(root)
        skipped = _skipped(root)
        for path, text, about in first_files(environment_words(), today or date.today()):
            if path.partition("/")[0] in skipped or not make_file(root, path, text):
                kept.append(path)
            else:
                made.append((path, about))
    except CannotBuildError as error:
        give_up(error.diagnostics)
    _print(root, made, kept)
    found = tuple(look_around(root, os.environ))
    if found:
        click.echo(err=True)
        print_findings(found, environment_words(), Severity.NOTE)


def _skipped(root: Path) -> set[str]:
    """Folders that get no example: those with files, and `entries` where notes lie around it."""
    from journalgen.request import DEFAULT_OUTPUT
    from journalgen.sources import discover

    found = discover(root.resolve(), root / DEFAULT_OUTPUT)
    skipped = {"strategies"} if found.strategies else set()
    return skipped | ({"entries"} if found.entries else set())


def _print(root: Path, made: list[tuple[str, str]], kept: list[str]) -> None:
    place = report.visible(str(root.resolve()))
    if made:
        click.echo(_("Made in {folder}:").format(folder=place))
        width = max(len(path) for path, _about in made)
        for path, about in made:
            click.echo(f"  {path:<{width}}  {about}")
    else:
        click.echo(_("Nothing to make in {folder}: all of it is there.").format(folder=place))
    if made and kept:
        click.echo(_("Left as it was: {names}").format(names=", ".join(kept)))
    here = root.resolve() == Path.cwd()
    name = "journalgen" if here else f"journalgen -C {shlex.quote(str(root))}"
    click.echo()
    click.echo(_("To see what it looks like:  {command}").format(command=f"{name} open"))
    click.echo(_("To write your first entry:  {command}").format(command=f"{name} new"))
