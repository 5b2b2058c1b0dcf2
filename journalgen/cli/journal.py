"""Find the journal that a command is about, and print what was odd about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from journalgen import report
from journalgen.cli.texts import environment_words
from journalgen.diagnostics import Diagnostic, Severity, Span
from journalgen.locale import Words
from journalgen.sources import find_journal

_COLOURS = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"bold": True},
    "place": {"bold": True},
    "soft": {"dim": True},
}


def find_folder(directory: Path | None, named: Path | None) -> Path | None:
    """The folder named, else the nearest journal from where we are upward."""
    start = (directory or Path.cwd()).absolute()
    if named is None:
        return find_journal(start)
    folder = start / named
    return folder if folder.is_dir() else None


def print_missing() -> None:
    """Say that there is no journal."""
    found = (Diagnostic("journal-missing", Span("")),)
    print_findings(found, environment_words(), Severity.NOTE)


def print_findings(found: Sequence[Diagnostic], words: Words, least: Severity) -> None:
    """Findings of at least this severity, on stderr."""
    click.echo(report.text_report(found, words, paint, least=least), nl=False, err=True)


def paint(text: str, role: str) -> str:
    """Colour, which click takes out again where the output is no terminal."""
    return click.style(text, **_COLOURS[role])  # type: ignore[arg-type]
