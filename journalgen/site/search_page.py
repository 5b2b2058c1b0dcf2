"""Turn a journal into the page that searches it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from journalgen.model.entry import Entry
from journalgen.model.visibility import Shown, searched
from journalgen.scripts import EVERY_PAGE, SEARCH_PAGE
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.page import Page
from journalgen.site.search_data import (
    UNDATED,
    Names,
    data_url,
    searched_entries,
    year_of,
)
from journalgen.site.search_text import (
    BELIEF,
    BETWEEN_US,
    BODY,
    EXPLANATION,
    FOLLOW_UP,
    HELPED,
    PRACTICE,
    QUESTION,
    TAKEAWAY,
)
from journalgen.site.urls import QUESTIONS, SEARCH, STRATEGIES, TAGS, TAKEAWAYS
from journalgen.site.views.parts import Link
from journalgen.site.views.search import Choice, SearchView


def search_page(context: Context) -> Page:
    """The page."""
    return Page(SEARCH, "search.html", partial(_view, context))


def _view(context: Context) -> SearchView:
    _ = context.words.gettext
    entries = searched_entries(context)
    shown = tuple(entry for entry in entries if searched(entry) is Shown.FULL)
    years = tuple(dict.fromkeys(year_of(entry) for entry in entries))
    scripts = (EVERY_PAGE, SEARCH_PAGE, *map(data_url, years))
    names = Names(context.journal)
    strategies = {name for entry in shown for name in names.strategies(entry)}
    tags = {name for entry in shown for name in names.tags(entry)}
    return SearchView(
        frame=frame_of(context, SEARCH, _("Search"), current=SEARCH, scripts=scripts),
        title=_("Search"),
        years=tuple(_year(context, year) for year in sorted(years, reverse=True)),
        strategies=tuple(Choice(name, name) for name in sorted(strategies, key=str.casefold)),
        tags=tuple(Choice(name, name) for name in sorted(tags, key=str.casefold)),
        kinds=tuple(_kinds(context, shown)),
        ways=tuple(_ways(context)),
        timeline=tuple(
            Link(str(year), context.link(SEARCH, url))
            for year, url in sorted(context.year_urls.items(), reverse=True)
        ),
        remembers=not context.config.discreet,
    )


def _year(context: Context, year: str) -> Choice:
    return Choice(year, context.words.gettext("Undated") if year == UNDATED else year)


def _kinds(context: Context, entries: tuple[Entry, ...]) -> Iterator[Choice]:
    """The kinds of texts there are."""
    _ = context.words.gettext
    fields = (
        (("takeaways",), "takeaway", _("Takeaway"), TAKEAWAY),
        (("questions",), "question", _("Question"), QUESTION),
        (("practice",), "practice", _("Practice"), PRACTICE),
        (("explained", "said_back"), "explanation", _("Explanation"), EXPLANATION),
        (("strategies",), "helped", _("What helped"), HELPED),
        (("follow_ups",), "follow-up", _("From last time"), FOLLOW_UP),
        (("between_us",), "between-us", _("Between us"), BETWEEN_US),
        (("beliefs",), "belief", _("Belief"), BELIEF),
    )
    for names, value, label, code in fields:
        if any(getattr(entry, name) for entry in entries for name in names):
            yield Choice(value, label, code)
    if entries:
        yield Choice("body", _("Text"), BODY)


def _ways(context: Context) -> Iterator[Link]:
    """The indexes, for whoever can't search or has nothing to search for."""
    _ = context.words.gettext
    for label, url in (
        (_("Takeaways"), TAKEAWAYS),
        (_("Questions"), QUESTIONS),
        (_("Strategies"), STRATEGIES),
        (_("Tags"), TAGS),
    ):
        yield Link(label, context.link(SEARCH, url))
