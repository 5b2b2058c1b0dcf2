"""Choose what renders a theme: trusting code for what ships with journalgen, else the sandbox."""

from __future__ import annotations

from typing import Protocol

from journalgen.locale import Words
from journalgen.theme.render import Renderer
from journalgen.theme.theme import Theme


class AnyRenderer(Protocol):
    """What both have in common."""

    def render(self, name: str, view: object) -> bytes:
        """The page of a view; `name` is its template's."""


def make_renderer(theme: Theme, words: Words) -> AnyRenderer:
    """The whole theme is put into the sandbox as soon as any part of it doesn't ship."""
    if theme.built_in:
        return Renderer(theme, words)
    from journalgen.theme.sandboxed import SandboxedRenderer  # most journals need none of it

    return SandboxedRenderer(theme, words)
