"""`journalgen build`: print what came of a build."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from journalgen import report
from journalgen.cli.journal import (
    OUTPUT,
    THEME,
    TODAY,
    built_line,
    exit_code,
    journal_folder,
    print_findings,
    print_json,
)
from journalgen.cli.progress import Progress
from journalgen.cli.texts import _
from journalgen.diagnostics import Severity
from journalgen.rebuild import Builder
from journalgen.request import Request, Result


@click.command(
    name="build",
    help=_(
        "Build the site of the journal. It is the one in JOURNAL, or else the one you are in.\n\n"
        "\b\nExamples:\n"
        "  journalgen build\n"
        "  journalgen build ~/my-journal --output /media/stick/journal"
    ),
)
@click.argument("journal", type=click.Path(path_type=Path), required=False)
@OUTPUT
@THEME
@TODAY
@click.option("--strict", is_flag=True, help=_("Build nothing if there is an error or a warning."))
@click.option(
    "--no-cache",
    "cached",
    is_flag=True,
    flag_value=False,
    default=True,
    help=_("Read and render everything anew, and keep nothing for the next build."),
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("Work in N processes at once; as many as fit, if it isn’t given."),
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json"]),
    default="text",
    help=_("How to say what came of it."),
)
@click.option("-q", "--quiet", is_flag=True, help=_("Say nothing but errors."))
@click.option("-v", "--verbose", is_flag=True, help=_("Say more: notes and figures."))
@click.pass_obj
def command(
    directory: Path | None,
    journal: Path | None,
    output: Path | None,
    theme: str | None,
    today: date | None,
    strict: bool,
    cached: bool,
    jobs: int | None,
    kind: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build and print; the exit code says whether anything needs a look."""
    root = journal_folder(directory, journal, kind)
    day = today or date.today()
    place = (directory or Path()) / output if output else None
    base = directory or Path()
    request = Request(root, day, place, theme, base, strict, jobs, cached)
    progress = Progress(wanted=kind == "text" and not quiet and sys.stderr.isatty())
    with Builder(request, progress) as builder:
        result = builder.build(request)
        progress.clear()
        if kind == "json":
            print_json(report.json_report(result.diagnostics, result.words, result.summary))
        else:
            _print_text(result, quiet=quiet, verbose=verbose)
        sys.exit(exit_code(result))


def _print_text(result: Result, *, quiet: bool, verbose: bool) -> None:
    """Findings on stderr, the result on stdout."""
    least = Severity.ERROR if quiet else Severity.NOTE
    print_findings(result.diagnostics, result.words, least)
    if quiet:
        return
    click.echo(built_line(result, changed=verbose))
    if result.built:
        path = report.visible(str(result.folder / "index.html"))
        click.echo(result.words.gettext("Open {path}").format(path=path))
