"""Turn the entries of each year into a script that hands their texts to the search page.

`(globalThis.searchYears ??= []).push(["2026", [entry, …]])`, where an entry is
`[address, "03-04", "4 March 2026", marks, title, strategies, tags, texts]`: 1 of `marks` is a
draft, 2 was written between sessions, and each line of `texts` begins with its kind (see
`search_text`). Of a heavy entry there are the first three. Texts are as they were written: folded
ones would be needed beside them, so the page folds them itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from journalgen.model.entry import Entry, Kind
from journalgen.model.journal import Journal
from journalgen.model.names import fold
from journalgen.model.visibility import Shown, searched
from journalgen.site.context import Context
from journalgen.site.page import Data
from journalgen.site.search_text import texts_of
from journalgen.site.urls import SEARCH
from journalgen.stored import to_json

UNDATED = "undated"


def year_of(entry: Entry) -> str:
    """What the year of an entry is called in data and addresses."""
    return f"{entry.date.year:04d}" if entry.date else UNDATED


def data_url(year: str) -> str:
    """Where the script of a year is."""
    return f"assets/search-{year}.js"


def searched_entries(context: Context) -> tuple[Entry, ...]:
    """The entries that can be found, in their order."""
    return tuple(x for x in context.journal.entries if searched(x) is not Shown.NOT)


def search_data(context: Context) -> Iterator[Data]:
    """One script a year."""
    names = Names(context.journal)
    for year, found in groupby(searched_entries(context), year_of):
        entries = tuple(found)
        yield Data(
            data_url(year),
            partial(_script, context, names, year, entries),
            tuple(entry.path for entry in entries),
            partial(_inputs, context, names, entries),
        )


class Names:
    """The one name that all uses of a strategy or tag are found under."""

    def __init__(self, journal: Journal) -> None:
        """Strategies are known by their aliases too."""
        self._strategies = {key: found.name for found in journal.strategies for key in found.keys}
        self._tags = {fold(tag.name): tag.name for tag in journal.tags}

    def strategies(self, entry: Entry) -> list[str]:
        """Those of an entry, each once."""
        known = self._strategies
        return list(dict.fromkeys(known[fold(use.name)] for use in entry.strategies))

    def tags(self, entry: Entry) -> list[str]:
        """Those of an entry, each once."""
        return list(dict.fromkeys(self._tags[fold(tag)] for tag in entry.tags))


def _inputs(context: Context, names: Names, entries: tuple[Entry, ...]) -> Iterable[object]:
    """What a script is made from beside the prose."""
    return [
        (
            context.marks.get(entry.path),
            context.mark(entry),
            names.strategies(entry),
            names.tags(entry),
        )
        for entry in entries
    ]


def _script(context: Context, names: Names, year: str, entries: tuple[Entry, ...]) -> bytes:
    rows = b",\n".join(to_json(_row(context, names, entry)) for entry in entries)
    data = b'(globalThis.searchYears ??= []).push(["%s", [\n%s\n]]);\n' % (year.encode(), rows)
    # No text can end the script, whatever reads it.
    data = data.replace(b"</", b"<\\/")
    return data.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")


def _row(context: Context, names: Names, entry: Entry) -> tuple[object, ...]:
    href = context.link(SEARCH, context.entry_urls[entry.path])
    day = context.day(entry.date)
    when = (href, day.iso[5:], day.long) if day else (href, "", "")
    if searched(entry) is not Shown.FULL:
        return when
    prose = context.prose(entry.path)
    marks = entry.draft + 2 * (entry.kind is Kind.BETWEEN)
    texts = "\n".join(kind + text for kind, text in texts_of(entry, prose))
    title = entry.title or ("" if day else context.title_of(entry))
    return (*when, marks, title, names.strategies(entry), names.tags(entry), texts)
