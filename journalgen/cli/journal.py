"""What commands share: find the journal, print what was odd about it, and say how it ended."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from journalgen import report
from journalgen.cli.texts import _, environment_words
from journalgen.diagnostics import Diagnostic, Severity, Span
from journalgen.locale import Words
from journalgen.request import Request, Result
from journalgen.sources import find_journal

if TYPE_CHECKING:
    from journalgen.build import Reading


class Day(click.ParamType[date]):
    """A day: `2026-03-04`, `today` or `yesterday`."""

    name = "day"

    def convert(self, value: Any, param: Any, context: Any) -> date:
        words = {"today": 0, "yesterday": 1}
        if str(value).casefold() in words:
            return date.today() - timedelta(days=words[str(value).casefold()])
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            text = _("“{value}” is no day. Write it as 2026-03-04, or today, or yesterday.")
            self.fail(text.format(value=value), param, context)


TODAY = click.option("--today", type=Day(), metavar="DAY", help=_("Do it as on this day."))
OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("Write the site to DIR instead of the folder “site” in the journal."),
)
THEME = click.option(
    "--theme",
    metavar="NAME|DIR",
    help=_("Use the theme NAME, or the one in the folder DIR, for this build."),
)

_WIDEST = 80
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


def journal_folder(directory: Path | None, named: Path | None = None, kind: str = "text") -> Path:
    """The same; where there is none, say so in the way that was asked for, and end."""
    folder = find_folder(directory, named)
    if folder is None:
        missing(kind)
    return folder


def site_request(
    directory: Path | None, root: Path, output: Path | None, theme: str | None, today: date | None
) -> Request:
    """What to build where; folders that were named start from `directory`."""
    base = directory or Path()
    return Request(root, today or date.today(), base / output if output else None, theme, base)


def read_or_end(root: Path, today: date | None) -> tuple[Reading, Result]:
    """What a journal says, and its errors on stderr; where it can't be read, end."""
    from journalgen.survey import read_journal  # only now: `build` starts faster without it

    reading, result = read_journal(Request(root, today or date.today()))
    print_findings(result.diagnostics, result.words, Severity.ERROR)
    if reading is None:
        sys.exit(2)
    return reading, result


def missing(kind: str = "text") -> NoReturn:
    """Say that there is no journal, in the way that was asked for, and end."""
    found = (Diagnostic("journal-missing", Span("")),)
    if kind == "json":
        nothing = report.Summary(0, 0, 0, "")
        print_json(report.json_report(found, environment_words(), nothing))
    else:
        print_findings(found, environment_words(), Severity.NOTE)
    sys.exit(2)


def give_up(found: Sequence[Diagnostic]) -> NoReturn:
    """Say what stands in the way, and end."""
    print_findings(found, environment_words(), Severity.NOTE)
    sys.exit(2)


def exit_code(result: Result) -> int:
    """0 done, 1 done with errors in entries (or held back by --strict), 2 not done."""
    if not result.built:
        return 1 if result.held_back else 2
    return int(result.has_errors)


def built_line(result: Result, *, changed: bool) -> str:
    """`Built: 3 entries, 22 pages, 1 error.`; `changed` adds how many files were written."""
    words = result.words
    counts = report.summary_line(result.diagnostics, words)
    if not result.built:
        return words.gettext("Nothing was built.") + (f" {counts}." if counts else "")
    summary = result.summary
    entries = words.ngettext("{count} entry", "{count} entries", summary.entries)
    pages = words.ngettext("{count} page", "{count} pages", summary.pages)
    parts = [entries.format(count=summary.entries), pages.format(count=summary.pages)]
    if changed:
        text = words.ngettext("{count} file changed", "{count} files changed", summary.written)
        parts.append(text.format(count=summary.written))
    if counts:
        parts.append(counts)
    return words.gettext("Built: {figures}.").format(figures=", ".join(parts))


def terminal_width() -> int:
    """Columns for text that is read."""
    return min(_WIDEST, shutil.get_terminal_size().columns)


def print_json(document: str) -> None:
    """In UTF-8 whatever the terminal's encoding, as JSON has to be."""
    click.echo(document.encode("utf-8", "replace"))


def print_findings(found: Sequence[Diagnostic], words: Words, least: Severity) -> None:
    """Findings of at least this severity, on stderr."""
    click.echo(report.text_report(found, words, paint, least=least), nl=False, err=True)


def paint(text: str, role: str) -> str:
    """Colour, which click takes out again where the output is no terminal."""
    return click.style(text, **_COLOURS[role])  # type: ignore[arg-type]
