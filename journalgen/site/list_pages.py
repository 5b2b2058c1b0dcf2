"""Turn a journal into its lists: home, timeline, tags and the page about the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from journalgen import __version__
from journalgen.charts.year_map import MANY, month_map
from journalgen.model.entry import Entry
from journalgen.model.journal import Tag
from journalgen.model.names import fold
from journalgen.model.visibility import Shown, in_lists
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.marks import addresses, row, told_of_items
from journalgen.site.next_session import point_view
from journalgen.site.page import Page
from journalgen.site.steps import LONG, ByYear, item_view
from journalgen.site.urls import ABOUT, HOME, NEXT_SESSION, TAGS, TIMELINE
from journalgen.site.views.lists import (
    AboutView,
    HomeView,
    Month,
    TagIndexView,
    TagView,
    TimelineView,
)
from journalgen.site.views.parts import EntryLink, Link, Quoted, StrategyRow

_LATEST = 5
"""Entries on the first page."""
_NEXT = 3
"""Points for the next session on the first page."""


def list_pages(context: Context) -> Iterator[Page]:
    """Every page that isn't an entry's."""
    for tag in context.journal.tags:
        index = context.tag_urls[fold(tag.name)]
        years = ByYear(index, tag.entries, lambda entry: entry, together=LONG)
        for url, entries in years.pages.items():
            view = partial(_tag, context, tag, years, url, entries)
            inputs = partial(_tag_inputs, context, tag, years, url, entries)
            yield Page(url, "tag.html", view, inputs=inputs)
    yield from _timelines(context)
    yield Page(TAGS, "tags.html", partial(_tag_index, context))
    yield Page(ABOUT, "about.html", partial(_about, context))
    yield Page(HOME, "home.html", partial(_home, context))


# The timeline


def _timelines(context: Context) -> Iterator[Page]:
    dated = context.journal.dated
    by_year = {year: tuple(found) for year, found in groupby(dated, lambda e: _day(e).year)}
    for year, entries in by_year.items():
        url = context.year_urls[year]
        view = partial(_timeline, context, url, year, entries)
        inputs = partial(_timeline_inputs, context, url, year, entries)
        yield Page(url, "timeline.html", view, inputs=inputs)
    if not by_year:
        yield Page(TIMELINE, "timeline.html", partial(_timeline, context, TIMELINE, None, ()))


def _timeline(
    context: Context, url: str, year: int | None, entries: tuple[Entry, ...]
) -> TimelineView:
    _ = context.words.gettext
    undated = context.journal.undated if url == TIMELINE else ()
    months = tuple(
        _month(context, url, list(found), dense=len(entries) >= MANY)
        for _month_number, found in groupby(entries, lambda e: _day(e).month)
    )
    rows = [row for month in months for row in month.rows]
    low, high = context.ends(context.mood_scale)
    return TimelineView(
        frame=frame_of(
            context,
            url,
            _("Timeline") if year is None else _("Timeline {year}").format(year=year),
            current=TIMELINE,
        ),
        title=_("Timeline") if year is None else str(year),
        years=tuple(
            Link(str(other), context.link(url, address), address == url)
            for other, address in sorted(context.year_urls.items(), reverse=True)
        ),
        months=months,
        undated=tuple(context.timeline_row(url, entry) for entry in undated),
        rated=any(row.mood for row in rows),
        low=low,
        high=high,
        empty=not context.journal.entries,
    )


def _timeline_inputs(
    context: Context, url: str, year: int, entries: tuple[Entry, ...]
) -> tuple[object, ...]:
    undated = context.journal.undated if url == TIMELINE else ()
    return year, addresses(context), [row(context, entry) for entry in (*entries, *undated)]


def _month(context: Context, url: str, entries: list[Entry], *, dense: bool) -> Month:
    first = _day(entries[0]).replace(day=1)
    moods = [e.mood for e in entries if e.mood and in_lists(e) is Shown.FULL]
    return Month(
        context.words.month(first),
        f"m{first.month:02d}",
        tuple(context.timeline_row(url, entry) for entry in entries),
        month_map(context.mood_scale, [(x.before, x.after) for x in moods], dense=dense),
    )


def _day(entry: Entry) -> date:
    assert entry.date is not None  # asked of dated entries only
    return entry.date


# Tags


def _tag(
    context: Context, tag: Tag, years: ByYear[Entry], url: str, entries: list[Entry]
) -> TagView:
    rows = tuple(context.timeline_row(url, entry) for entry in entries)
    index = url == years.index
    questions = context.insights.open_questions.get(fold(tag.name), ()) if index else ()
    low, high = context.ends(context.mood_scale)
    return TagView(
        frame=frame_of(context, url, years.title(url, tag.name)),
        name=years.title(url, tag.name),
        words=_touched(context, tag) if index else "",
        years=years.links(context, url),
        questions=tuple(item_view(context, url, item) for item in questions),
        rows=rows,
        rated=any(row.mood for row in rows),
        low=low,
        high=high,
    )


def _tag_inputs(
    context: Context, tag: Tag, years: ByYear[Entry], url: str, entries: list[Entry]
) -> tuple[object, ...]:
    index = url == years.index
    questions = context.insights.open_questions.get(fold(tag.name), ()) if index else ()
    return (
        tag.name,
        addresses(context),
        years.links(context, url),
        [row(context, entry) for entry in entries],
        _touched(context, tag) if index else "",
        list(told_of_items(context, questions)),
    )


def _tag_index(context: Context) -> TagIndexView:
    _ = context.words.gettext
    rows = tuple(
        StrategyRow(context.tag_link(TAGS, tag.name), _touched(context, tag))
        for tag in context.journal.tags
    )
    return TagIndexView(frame_of(context, TAGS, _("Tags")), rows)


def _touched(context: Context, tag: Tag) -> str:
    """`In 4 entries, 3 of them sessions. First on 8 May 2025, last on 21 May 2026.`"""
    _, ngettext = context.words.gettext, context.words.ngettext
    count = len(tag.entries)
    sessions = sum(entry.path in context.journal.session_numbers for entry in tag.entries)
    words = ngettext("In {count} entry.", "In {count} entries.", count).format(count=count)
    if count > 1 and sessions < count:
        several = _("In {count} entries, {sessions} of them sessions.")
        words = several.format(count=count, sessions=sessions)
    days = [entry.date for entry in tag.entries if entry.date]
    ends = [context.words.long_date(day) for day in days[:1] + days[-1:]]
    if len(set(ends)) > 1:
        ends = [_("First on {first}, last on {last}.").format(first=ends[0], last=ends[1])]
    else:
        ends = [_("On {day}.").format(day=day) for day in ends[:1]]
    return " ".join((words, *ends))


# The first page and the page about the site


def _home(context: Context) -> HomeView:
    _ = context.words.gettext
    journal = context.journal
    latest = tuple(reversed((*journal.undated, *journal.dated)))[:_LATEST]
    newest = max(context.year_urls, default=None)
    item = context.insights.takeaway
    top = context.insights.agendas.next.top
    points = [point for point in top if not (item and point.item is item)][:_NEXT]
    label = _("Timeline") if newest is None else _("All of {year}").format(year=newest)
    return HomeView(
        frame=frame_of(context, HOME, context.title, current=HOME, as_of=True),
        takeaway=Quoted(item.words, context.entry_link(HOME, item.entry)) if item else None,
        next_session=tuple(point_view(context, HOME, point) for point in points),
        whole_list=context.link(HOME, NEXT_SESSION),
        latest=tuple(context.entry_link(HOME, entry) for entry in latest),
        timeline=Link(label, context.link(HOME, TIMELINE)),
        empty=not journal.entries,
    )


def _about(context: Context) -> AboutView:
    _ = context.words.gettext
    journal = context.journal
    count = len(journal.entries)
    dated = journal.dated
    words = context.words.ngettext("{count} entry", "{count} entries", count).format(count=count)
    if dated:
        words = _("{entries}, from {first} to {last}").format(
            entries=words,
            first=context.words.long_date(_day(dated[0])),
            last=context.words.long_date(_day(dated[-1])),
        )
    return AboutView(
        frame=frame_of(context, ABOUT, _("About this site"), as_of=True),
        words=words,
        needing_a_look=tuple(_needing_a_look(context)),
        version=__version__,
    )


def _needing_a_look(context: Context) -> Iterator[EntryLink]:
    for entry in context.journal.entries:
        if in_lists(entry) is Shown.NEEDS_A_LOOK:
            yield context.entry_link(ABOUT, entry)
