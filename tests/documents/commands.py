"""Turn the command line into a section for each command, for docs/commands.md."""

from __future__ import annotations

from collections.abc import Iterator

import click

from journalgen.cli import cli

_ROW = "| {} | {} |"


def commands() -> str:
    """Usage, what it does, examples and options of every command, in the order of --help."""
    top = click.Context(cli, info_name="journalgen")
    return "\n".join(["### For all commands", "", *_options(top), *_below(top)])


def _below(context: click.Context) -> Iterator[str]:
    group = context.command
    assert isinstance(group, click.Group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        inner = click.Context(command, parent=context, info_name=name)
        yield from _section(inner)
        if isinstance(command, click.Group):
            yield from _below(inner)


def _section(context: click.Context) -> Iterator[str]:
    yield from (f"### {context.command_path}", "")
    usage = " ".join(context.command.collect_usage_pieces(context))
    yield from ("```text", f"{context.command_path} {usage}".strip(), "```", "")
    yield from _about(context.command.help or "")
    yield from _options(context)


def _about(text: str) -> Iterator[str]:
    """Paragraphs as they are, and what --help sets apart as it is, in a block."""
    for paragraph in text.split("\n\n"):
        if not paragraph.startswith("\b\n"):
            yield from (_escaped(paragraph), "")
            continue
        title, *lines = paragraph.split("\n")[1:]
        yield from (title, "", "```text", *(line.removeprefix("  ") for line in lines), "```", "")


def _options(context: click.Context) -> list[str]:
    records = [param.get_help_record(context) for param in context.command.get_params(context)]
    found = [record for record in records if record and record[1] and "--help" not in record[0]]
    if not found:
        return []
    rows = [
        _ROW.format(f"`{flags}`".replace("|", "\\|"), _escaped(about)) for flags, about in found
    ]
    return [_ROW.format("option", ""), "|---|---|", *rows, ""]


def _escaped(text: str) -> str:
    """As Markdown shows it."""
    return text.replace("|", "\\|").replace("<", "&lt;")
