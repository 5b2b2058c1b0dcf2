"""Turn the steps of a long build into a line on the terminal that goes away again."""

from __future__ import annotations

import time

import click

from journalgen.cli.texts import _

_WORTH_SAYING = 1.0
"""Seconds after which people wonder whether anything happens."""
_PAUSE = 0.1
"""Seconds between two drawings."""
_WIDTH = 24


class Progress:
    """Draws on stderr, if the build takes over a second."""

    def __init__(self, *, wanted: bool) -> None:
        """`wanted` where stderr is a terminal, and nobody asked for quiet."""
        self._begin = self._drawn = time.monotonic()
        self._wanted = wanted
        self._there = False

    def __call__(self, done: int, count: int) -> None:
        """`done` of `count` steps of what is going on."""
        now = time.monotonic()
        if not self._wanted or now - self._begin < _WORTH_SAYING or now - self._drawn < _PAUSE:
            return
        self._drawn = now
        self._there = True
        full = round(_WIDTH * min(1.0, done / max(count, 1)))
        bar = "█" * full + "░" * (_WIDTH - full)
        text = _("{done} of {count}").format(done=done, count=max(count, done))
        click.echo(f"\r\x1b[K{bar} {text}", nl=False, err=True)

    def clear(self) -> None:
        """Leave the line as it was."""
        if self._there:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._there = False
