"""`journalgen new`: make an entry for a day, and open it in the person's editor."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journalgen.cli.journal import Day, give_up, journal_folder, print_findings
from journalgen.cli.texts import _, environment_words
from journalgen.diagnostics import CannotBuildError, Diagnostic, Severity, Span
from journalgen.request import Request

if TYPE_CHECKING:
    from journalgen.authoring.entry_text import NewEntry
    from journalgen.build import Reading
    from journalgen.locale import Words


@click.command(
    name="new",
    help=_(
        "Make an entry for today, and open it in your editor. It has the headings that are read, "
        "and a question under each. What is still open from last time is there to be answered. "
        "All of it is optional: what you leave as it is says nothing.\n\n"
        "\b\nExamples:\n"
        "  journalgen new\n"
        '  journalgen new --date yesterday --title "The short session"\n'
        "  journalgen new --between"
    ),
)
@click.option("--date", "day", type=Day(), metavar="DAY", help=_(
    "The day of the session, such as 2026-03-04 or yesterday; else it is today."
))  # fmt: skip
@click.option("--title", default="", metavar="TITLE", help=_("What the entry is called."))
@click.option("--between", is_flag=True, help=_("A note between sessions: one question only."))
@click.option("--blank", is_flag=True, help=_("No headings and no questions."))
@click.option("--no-edit", is_flag=True, help=_("Make the file and open nothing."))
@click.option("--template", metavar="NAME", help=_(
    "Begin with templates/NAME.md of your journal. In it, {{date}}, {{title}} and "
    "{{from_last_time}} stand for what they say."
))  # fmt: skip
@click.pass_obj
def command(
    directory: Path | None,
    day: date | None,
    title: str,
    between: bool,
    blank: bool,
    no_edit: bool,
    template: str | None,
) -> None:
    """Make the file, print its path, and open it."""
    if blank and template:
        raise click.UsageError(_("Use --blank or --template, but not both."))
    root = journal_folder(directory)
    day = day or date.today()
    try:
        path = _make(root, day, " ".join(title.split()), between, blank, template)
    except CannotBuildError as error:
        give_up(error.diagnostics)
    target = root.joinpath(*path.split("/"))
    click.echo(str(target))
    if not no_edit:
        _edit(target)


def _make(
    root: Path, day: date, title: str, between: bool, blank: bool, template: str | None
) -> str:
    """Where the new file is. Raises CannotBuildError."""
    from journalgen.authoring.entry_text import NewEntry, blank_text, entry_text, filled_template
    from journalgen.authoring.new_files import entry_folder, make_entry, read_template
    from journalgen.request import empty_result

    request = Request(root, day)
    starting_point = read_template(root, template) if template else ""
    new = NewEntry(day, title, between)
    if blank:
        text = blank_text(new)
    else:
        new, words = _with_what_is_open(request, new)
        usual = entry_text(new, words.gettext)
        text = filled_template(starting_point, new) if template else usual
    return make_entry(root, entry_folder(root, empty_result(request).folder), day, text)


def _with_what_is_open(request: Request, new: NewEntry) -> tuple[NewEntry, Words]:
    """The entry with its lines from last time, and the journal's own words.

    A journal that can't be read keeps nobody from writing: there is just nothing from last time.
    """
    from msgspec.structs import replace

    from journalgen.survey import read_journal

    reading, result = read_journal(request)
    if reading is None:
        print_findings(result.diagnostics, result.words, Severity.ERROR)
        return new, result.words
    return replace(new, open_lines=_open_lines(reading, result.words)), result.words


def _open_lines(reading: Reading, words: Words) -> tuple[str, ...]:
    from journalgen.authoring.open_lines import open_lines
    from journalgen.parse.vocabulary import HEADINGS

    heading = HEADINGS["from_last_time"]
    settings = reading.config.parse_settings(words)
    return open_lines(
        reading.journal, reading.insights, settings, words.gettext(heading), reading.today
    )


def _edit(path: Path) -> None:
    """Open the editor; where that doesn't work, the file stays."""
    from journalgen.authoring.editor import EditorFailedError, find_editor, open_editor

    editor = find_editor(os.environ, terminal=sys.stdin.isatty())
    try:
        if editor:
            open_editor(editor, path)
            return
        found = Diagnostic("editor-missing", Span(""))
    except EditorFailedError:
        found = Diagnostic("editor-unusable", Span(""), (("value", editor),))
    print_findings((found,), environment_words(), Severity.NOTE)
    sys.exit(int(found.severity is not Severity.NOTE))
