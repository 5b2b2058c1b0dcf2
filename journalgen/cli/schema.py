"""`journalgen schema`: print what can stand in front matter and journal.yaml, for editors."""

from __future__ import annotations

import json

import click

from journalgen.cli.journal import print_json
from journalgen.cli.texts import _


@click.command(
    name="schema",
    help=_(
        "Print a JSON Schema, for editors that check as you type. It tells them what can be "
        "written in the front matter of an entry, or in journal.yaml. Without a name, both are "
        "printed in one.\n\n"
        "\b\nExamples:\n"
        "  journalgen schema entry > entry.schema.json\n"
        "  journalgen schema journal > journal.schema.json"
    ),
)
@click.argument("what", type=click.Choice(["entry", "journal"]), required=False)
def command(what: str | None) -> None:
    """Print JSON."""
    from journalgen.schema import entry_schema, journal_schema

    found = {"entry": entry_schema, "journal": journal_schema}
    if what:
        document = found[what](_)
    else:
        parts = {name: make(_) for name, make in found.items()}
        document = {
            "$schema": parts["entry"]["$schema"],
            "$defs": parts,
            "anyOf": [{"$ref": f"#/$defs/{name}"} for name in parts],
        }
    print_json(json.dumps(document, ensure_ascii=False, indent=2))
