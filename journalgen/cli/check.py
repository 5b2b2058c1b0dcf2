"""`journalgen check`: print what is odd about a journal, and write nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from journalgen import report
from journalgen.cli.journal import TODAY, exit_code, find_folder, missing, paint, print_json
from journalgen.cli.texts import _
from journalgen.diagnostics import Diagnostic, Severity
from journalgen.request import Request, Result


@click.command(
    name="check",
    help=_(
        "Say what is odd about the journal, and change nothing. PATHS are files and folders to "
        "look at; else it is all of the journal you are in. It also finds what editors left "
        "behind, and says where others could read along.\n\n"
        "\b\nExamples:\n"
        "  journalgen check\n"
        "  journalgen check entries/2026-03-04.md\n"
        "  journalgen check --format gcc"
    ),
)
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json", "gcc"]),
    default="text",
    help=_("How to say it: gcc gives a line for each, as editors read it."),
)
@click.option("--strict", is_flag=True, help=_("End with 1 if there is a warning, too."))
@TODAY
@click.option("-q", "--quiet", is_flag=True, help=_("Say nothing but errors."))
@click.pass_obj
def command(
    directory: Path | None,
    paths: tuple[Path, ...],
    kind: str,
    strict: bool,
    today: date | None,
    quiet: bool,
) -> None:
    """Look and print; the exit code says whether anything needs a look."""
    from journalgen.surroundings import leftovers, look_around
    from journalgen.survey import check_journal

    start = directory or Path()
    wanted = [start / path for path in paths]
    root = find_folder(directory, None) if not wanted else _journal_of(wanted[0])
    if root is None:
        missing(kind)
    result = check_journal(Request(root, today or date.today()))
    around = (*look_around(root, os.environ), *leftovers(root, result.folder))
    result = result.with_findings(around)
    if wanted and result.built:
        result = _within(result, root, wanted)
    _print(result, root, kind, quiet=quiet)
    code = exit_code(result)
    severe = any(found.severity is not Severity.NOTE for found in result.diagnostics)
    sys.exit(max(code, int(strict and severe)))


def _journal_of(path: Path) -> Path | None:
    """The journal that a file or folder lies in; `find_folder` starts from a folder."""
    absolute = path.absolute()
    if not absolute.exists():
        raise click.BadParameter(_("There is no “{path}”.").format(path=report.visible(str(path))))
    return find_folder(absolute if absolute.is_dir() else absolute.parent, None)


def _within(result: Result, root: Path, wanted: Sequence[Path]) -> Result:
    """Only what is said of some files and folders."""
    real = root.resolve()
    places = []
    for path in wanted:
        if not path.exists() or not path.resolve().is_relative_to(real):
            text = _("“{path}” isn’t in the journal {journal}.")
            raise click.BadParameter(
                text.format(path=report.visible(str(path)), journal=report.visible(str(root)))
            )
        places.append(path.resolve().relative_to(real).as_posix())
    found = [x for x in result.diagnostics if any(_in_place(x, place) for place in places)]
    return result.only(found)


def _in_place(found: Diagnostic, place: str) -> bool:
    return place == "." or found.span.path == place or found.span.path.startswith(place + "/")


def _print(result: Result, root: Path, kind: str, *, quiet: bool) -> None:
    """Everything goes to stdout: it is what was asked for."""
    least = Severity.ERROR if quiet else Severity.NOTE
    if kind == "json":
        print_json(report.json_report(result.diagnostics, result.words, result.summary))
        return
    if kind == "gcc":
        place = os.path.relpath(root)
        text = report.gcc_report(result.diagnostics, result.words, place, least=least)
        click.echo(text, nl=False)
        return
    click.echo(report.text_report(result.diagnostics, result.words, paint, least=least), nl=False)
    if not quiet:
        words = result.words
        counts = report.summary_line(result.diagnostics, words)
        entries = words.ngettext("{count} entry", "{count} entries", result.summary.entries)
        figures = [entries.format(count=result.summary.entries)]
        figures.append(counts or words.gettext("nothing needs a look"))
        click.echo(words.gettext("Checked: {figures}.").format(figures=", ".join(figures)))
