"""The command line: thin commands over the pipeline, and the only place that prints."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from journalgen import __version__
from journalgen.cli.texts import _
from journalgen.report import visible

_COMMANDS = (
    "init",
    "new",
    "open",
    "next",
    "show",
    "watch",
    "serve",
    "check",
    "build",
    "clean",
    "theme",
    "schema",
    "completion",
)
"""In the order in which people meet them; each is a module here with a `command`."""


class _Commands(click.Group):
    """Imports a command only when it is asked for."""

    details = False
    """Whether an unexpected error shall show where it came from."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"journalgen.cli.{name}").command
        return command

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(context, arguments)
        except click.NoSuchCommand as error:
            name = error.command_name
            raise click.NoSuchCommand(name, possibilities=_COMMANDS, ctx=context) from None


@click.group(
    cls=_Commands,
    name="journalgen",
    help=_(
        "Turn a folder of reflections into a private website that stays on your disk.\n\n"
        "\b\nTo begin:\n"
        "  journalgen init my-journal      make a journal\n"
        "  journalgen -C my-journal new    write an entry\n"
        "  journalgen -C my-journal open   see it"
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
@click.option(
    "--details",
    is_flag=True,
    help=_("If something unexpected happens, show where. It can hold words of your entries."),
)
@click.version_option(__version__, message="journalgen %(version)s", help=_("Show the version."))
@click.pass_context
def cli(context: click.Context, directory: Path | None, details: bool) -> None:
    """Remember the folder for the command."""
    context.obj = directory
    _Commands.details = details
    if os.environ.get("NO_COLOR"):
        context.color = False


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
        if _Commands.details:
            raise
        text = _(
            "Something unexpected happened ({name}){where}, and I stopped. Your entries are "
            "untouched. To see what it was: journalgen --details {command}"
        )
        notes = getattr(error, "__notes__", ())
        where = _(" at {path}").format(path=visible(notes[0])) if notes else ""
        command = visible(" ".join(sys.argv[1:]))
        name = type(error).__name__
        click.echo(text.format(name=name, where=where, command=command), err=True)
        sys.exit(2)


def _leave(end: SystemExit) -> NoReturn:
    """End at once: taking a large journal out of memory piece by piece takes its time."""
    with contextlib.suppress(OSError):  # where nobody reads any more
        sys.stdout.flush()
        sys.stderr.flush()
        if end.code is None or isinstance(end.code, int):
            os._exit(end.code or 0)
    raise end
