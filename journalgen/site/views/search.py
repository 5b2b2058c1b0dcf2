"""What the search page sees."""

from __future__ import annotations

from msgspec import Struct

from journalgen.site.views.parts import Frame, Link


class Choice(Struct, frozen=True):
    """Something to narrow a search down to."""

    value: str
    """In the page's address."""
    label: str
    code: str = ""
    """What search data call it, where that isn't its value."""


class SearchView(Struct, frozen=True):
    """search.html."""

    frame: Frame
    title: str
    years: tuple[Choice, ...]
    """Newest first; only those with something to find, as all choices."""
    strategies: tuple[Choice, ...]
    """By name."""
    tags: tuple[Choice, ...]
    """By name."""
    kinds: tuple[Choice, ...]
    ways: tuple[Link, ...]
    """To the indexes."""
    timeline: tuple[Link, ...]
    """To its years, newest first."""
    remembers: bool
    """Whether what is searched for stands in the page's address, which the browser keeps."""
