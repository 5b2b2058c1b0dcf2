"""`journalgen theme`: show the themes there are, and copy one of their files to change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journalgen import report
from journalgen.cli.journal import find_folder, give_up, journal_folder
from journalgen.cli.texts import _, environment_words
from journalgen.diagnostics import CannotBuildError
from journalgen.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journalgen.theme.theme import Theme


@click.group(
    name="theme",
    help=_(
        "Show the themes, or copy a file of one to change it.\n\n"
        "\b\nExamples:\n"
        "  journalgen theme list\n"
        "  journalgen theme eject calm entry.html"
    ),
)
def command() -> None:
    """Holds the two commands."""


@command.command(
    name="list",
    help=_(
        "Show the themes, and what can be chosen about each. They are those that ship with "
        "journalgen, and the one that this journal uses.\n\n"
        "\b\nExample:\n"
        "  journalgen theme list"
    ),
)
@click.pass_obj
def list_command(directory: Path | None) -> None:
    """Print; what can't be read of the journal's own theme is said at the end."""
    from journalgen.theme.shipped import load_theme, theme_names

    chosen, options = _chosen(directory)
    themes = [load_theme(name) for name in theme_names()]
    if chosen and not chosen.chosen.built_in:
        themes.append(chosen.chosen)
    for theme in themes:
        used = chosen is not None and theme.label == chosen.chosen.label
        for line in _described(theme, options if used else None):
            click.echo(report.visible(line))
    if chosen and chosen.over:
        click.echo(_("The folder theme in this journal goes over it."))


def _chosen(directory: Path | None) -> tuple[Theme | None, Mapping[str, str]]:
    """The theme of the journal we are in, and the options chosen there."""
    from journalgen.build import configure
    from journalgen.sources import discover
    from journalgen.themes import ThemeReader

    root = find_folder(directory, None)
    if root is None:
        return None, {}
    config, result = configure(Request(root, date.today()))
    if config is None:
        give_up(result.diagnostics)
    try:
        reader = ThemeReader(root.resolve(), discover(root.resolve(), result.folder))
        return reader.chosen(config.theme, root.resolve()), config.theme_options
    except CannotBuildError as error:
        give_up(error.diagnostics)


def _described(theme: Theme, chosen: Mapping[str, str] | None) -> Iterator[str]:
    """The lines about one theme; `chosen` are its options where this journal uses it."""
    from journalgen.theme.options import pick

    about = [_(theme.description) if theme.description else ""]
    about += [_("It extends {name}.").format(name=theme.parent.name)] if theme.parent else []
    about += [_("This journal uses it.")] if chosen is not None else []
    yield " ".join((f"{theme.label}:", *filter(None, about)))
    picked, _odd = pick(theme.name, theme.options, chosen or {})
    for name, option in theme.options.items():
        values = [
            _("{value} (unless you say otherwise)").format(value=value)
            if value == option.default
            else value
            for value in option.values
        ]
        used = (
            _("chosen: {value}").format(value=picked[name])
            if picked[name] != option.default
            else ""
        )
        yield f"  {name}: {', '.join(values)}{'; ' if used else ''}{used}"


@command.command(
    name="eject",
    help=_(
        "Copy a template or a style sheet of the theme NAME. The copy goes into the folder theme "
        "of the journal, and is used instead. Without TEMPLATE, show what there is.\n\n"
        "\b\nExample:\n"
        "  journalgen theme eject calm entry.html"
    ),
)
@click.argument("name")
@click.argument("template", required=False)
@click.pass_obj
def eject_command(directory: Path | None, name: str, template: str | None) -> None:
    """Copy, and say what came to be; nothing is ever overwritten."""
    from journalgen.theme.copies import originals
    from journalgen.theme.shipped import theme_names, unknown_theme

    if name not in theme_names():
        give_up(unknown_theme(name).diagnostics)
    known = originals(name)
    if template is None:
        for one in known:
            click.echo(one)
        return
    root = journal_folder(directory)
    original = known.get(template)
    if original is None:
        give_up(_unknown_file(template, known).diagnostics)
    from journalgen.themes import write_copy

    try:
        path = write_copy(root.resolve(), original, environment_words())
    except CannotBuildError as error:
        give_up(error.diagnostics)
    click.echo(_("Made {path}. It goes over {original} from now on.").format(
        path=report.visible(path), original=original.copied_from
    ))  # fmt: skip
    click.echo(_("It doesn’t follow later versions of journalgen; build says when there is one."))
    if template.endswith(".html"):
        click.echo(
            _(
                "To change only a part of a page, a few lines may do: begin the file with "
                "{extends} and write only the blocks that differ."
            ).format(extends=f'{{% extends "{original.copied_from}" %}}')
        )


def _unknown_file(name: str, known: Mapping[str, object]) -> CannotBuildError:
    from journalgen.parse.known_keys import suggestion

    close = suggestion(name, tuple(known))
    if close:
        return CannotBuildError("theme-no-file-suggestion", value=name, suggestion=close)
    return CannotBuildError("theme-no-file", value=name, choices=", ".join(known))
