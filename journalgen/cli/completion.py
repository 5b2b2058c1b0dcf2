"""`journalgen completion`: print what makes a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from journalgen.cli.texts import _


@click.command(
    name="completion",
    help=_(
        "Print what lets your shell complete commands with Tab. Put it where your shell looks "
        "for it.\n\n"
        "\b\nExamples:\n"
        "  journalgen completion bash >> ~/.bash_completion\n"
        "  journalgen completion zsh > ~/.zfunc/_journalgen\n"
        "  journalgen completion fish > ~/.config/fish/completions/journalgen.fish"
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script."""
    kind = get_completion_class(shell)
    assert kind  # click knows these three
    found = kind(context.find_root().command, {}, "journalgen", "_JOURNALGEN_COMPLETE")
    click.echo(found.source_template % found.source_vars())
