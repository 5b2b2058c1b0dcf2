"""The command line: thin commands over the pipeline, and the only place that prints."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from journalgen import __version__
from journalgen.cli.build import build_command
from journalgen.cli.next import next_command
from journalgen.cli.texts import _
from journalgen.cli.theme import theme_command


@click.group(
    name="journalgen",
    help=_(
        "Turn a folder of reflections into a private website that stays on your disk.\n\n"
        "Start with: journalgen build FOLDER"
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "-C",
    "directory",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help=_("Work on the journal in DIR instead of the current folder."),
)
@click.version_option(__version__, message="journalgen %(version)s", help=_("Show the version."))
@click.pass_context
def cli(context: click.Context, directory: Path | None) -> None:
    """Remember the folder for the command."""
    context.obj = directory


cli.add_command(build_command)
cli.add_command(next_command)
cli.add_command(theme_command)


def main() -> None:
    """Run the command line; an unexpected error says so in words instead of a traceback."""
    # Reading and putting together make many objects that live to the end; looking for cycles among
    # them again and again costs a tenth of the time. Rendering switches it on again.
    gc.disable()
    try:
        cli()
    except SystemExit as end:
        _leave(end)
    except Exception as error:  # the last resort: whatever it is, nobody should see a traceback
        click.echo(
            _(
                "Something unexpected happened ({name}), and I stopped. "
                "Your entries are untouched. Please report it with what you did."
            ).format(name=type(error).__name__),
            err=True,
        )
        sys.exit(2)


def _leave(end: SystemExit) -> NoReturn:
    """End at once: taking a large journal out of memory piece by piece takes its time."""
    with contextlib.suppress(OSError):  # where nobody reads any more
        sys.stdout.flush()
        sys.stderr.flush()
        if end.code is None or isinstance(end.code, int):
            os._exit(end.code or 0)
    raise end
