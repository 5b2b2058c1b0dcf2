"""`journalgen show`: print strategies, questions, practice or takeaways."""

from __future__ import annotations

import json
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
    print_json,
    terminal_width,
)
from journalgen.cli.texts import _
from journalgen.diagnostics import Severity
from journalgen.request import Request


@click.command(
    name="show",
    help=_(
        "Print the coping strategies, questions, practice or takeaways of the journal you are in, "
        "with what became of them. Words of heavy entries stay in their entries.\n\n"
        "\b\nExamples:\n"
        "  journalgen show questions\n"
        "  journalgen show strategies --json"
    ),
)
@click.argument("what", type=click.Choice(["strategies", "questions", "practice", "takeaways"]))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for programs."))
@TODAY
@click.pass_obj
def command(directory: Path | None, what: str, as_json: bool, today: datetime | None) -> None:
    """Read and print; nothing is written."""
    from journalgen.site.show import show_json, show_text
    from journalgen.survey import read_journal

    root = find_folder(directory, None)
    if root is None:
        missing()
    reading, result = read_journal(Request(root, today.date() if today else date.today()))
    print_findings(result.diagnostics, result.words, Severity.ERROR)
    if reading is None:
        sys.exit(2)
    context = reading.context(result.words)
    if as_json:
        print_json(json.dumps(show_json(context, what), ensure_ascii=False, indent=2))
    else:
        click.echo(show_text(context, what, paint, terminal_width()), nl=False)
    sys.exit(int(any(x.severity is Severity.ERROR for x in result.diagnostics)))
