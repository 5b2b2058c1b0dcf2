"""Turn an entry into what leads on from its page: its parts, and other entries."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from journalgen.model.entry import Entry
from journalgen.model.visibility import Shown, in_lists
from journalgen.site.context import Context
from journalgen.site.views.parts import EntryLink, Link

_HEADING = re.compile(r'<h[34] id="(h-[^"]*)">(.*?)</h[34]>', re.DOTALL)
_LONG = 5_000
"""Characters of HTML from which on a text has a table of contents: five minutes of reading."""
_SEVERAL = 3
"""Headings that make one worth while."""


def contents(body: str) -> tuple[Link, ...]:
    """The headings of a long text."""
    if len(body) < _LONG:
        return ()
    found = [
        # The parser made the id.
        Link(Markup(heading).striptags(), Markup("#" + name))  # noqa: S704
        for name, heading in _HEADING.findall(body)
    ]
    return tuple(link for link in found if link.label) if len(found) >= _SEVERAL else ()


def related(context: Context, url: str, entry: Entry) -> tuple[EntryLink, ...]:
    """Entries that share strategies and tags with this one."""
    return _links(context, url, context.insights.related.of(entry))


def backlinks(context: Context, url: str, entry: Entry) -> tuple[EntryLink, ...]:
    """Entries that link to this one."""
    return _links(context, url, context.backlinks.get(entry.path, ()))


def _links(context: Context, url: str, entries: Iterable[Entry]) -> tuple[EntryLink, ...]:
    return tuple(
        context.entry_link(url, other)
        for other in entries
        if in_lists(other) is not Shown.NEEDS_A_LOOK
    )
