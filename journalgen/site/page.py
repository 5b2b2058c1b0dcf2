"""A page before it is rendered, and a file of data before it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct


class Page(Struct, frozen=True):
    """One page of the site."""

    url: str
    """Relative to the site's folder, parts joined by `/`."""
    template: str
    make_view: Callable[[], Any]
    """Returns one of the values of `views`; called when the page is rendered."""
    source: str = ""
    """The path of the entry whose prose it shows, if it shows any."""
    inputs: Callable[[], Any] | None = None
    """What the view is made from, where naming that takes less time than making the view."""


class Data(Struct, frozen=True):
    """A file of the site that a script reads."""

    url: str
    make: Callable[[], bytes]
    sources: tuple[str, ...]
    """The paths of the entries whose prose it may hold."""
    inputs: Callable[[], Any]
    """What it is made from beside the prose."""
