"""`journalgen show`: print strategies, questions, practice or takeaways."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from journalgen.cli.journal import (
    TODAY,
    journal_folder,
    paint,
    print_json,
    read_or_end,
    terminal_width,
)
from journalgen.cli.texts import _


@click.command(
    name="show",
    help=_(
        "Print strategies, questions, practice or takeaways. They are those of the journal you are "
        "in, with what became of them. Words of heavy entries stay in their entries.\n\n"
        "\b\nExamples:\n"
        "  journalgen show questions\n"
        "  journalgen show strategies --json"
    ),
)
@click.argument("what", type=click.Choice(["strategies", "questions", "practice", "takeaways"]))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for programs."))
@TODAY
@click.pass_obj
def command(directory: Path | None, what: str, as_json: bool, today: date | None) -> None:
    """Read and print; nothing is written."""
    from journalgen.site.show import show_json, show_text

    root = journal_folder(directory)
    reading, result = read_or_end(root, today)
    context = reading.context(result.words)
    if as_json:
        print_json(json.dumps(show_json(context, what), ensure_ascii=False, indent=2))
    else:
        click.echo(show_text(context, what, paint, terminal_width()), nl=False)
    sys.exit(int(result.has_errors))
