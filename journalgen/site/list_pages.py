"""Turn a journal into its lists: home, timeline, strategies, tags and the page about the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby

from markupsafe import Markup

from journalgen import __version__
from journalgen.charts.year_map import MANY, month_map
from journalgen.model.entry import Entry, StrategyUse
from journalgen.model.journal import Tag
from journalgen.model.names import fold
from journalgen.model.strategies import Strategy
from journalgen.model.visibility import Shown, in_lists, quoted
from journalgen.site.context import ABOUT, HOME, STRATEGIES, TAGS, TIMELINE, Context
from journalgen.site.page import Page
from journalgen.site.urls import link
from journalgen.site.views import (
    AboutView,
    EntryLink,
    HomeView,
    Link,
    Month,
    Quoted,
    StrategyIndexView,
    StrategyRow,
    StrategyView,
    TagIndexView,
    TagView,
    TimelineView,
    UseRow,
    UseYear,
)

_LATEST = 5
"""Entries on the first page."""


def list_pages(context: Context) -> Iterator[Page]:
    """Every page that isn't an entry's."""
    for strategy in context.journal.strategies:
        url = context.strategy_urls[fold(strategy.name)]
        yield Page(url, "strategy.html", partial(_strategy, context, strategy, url))
    for tag in context.journal.tags:
        url = context.tag_urls[fold(tag.name)]
        yield Page(url, "tag.html", partial(_tag, context, tag, url))
    yield from _timelines(context)
    yield Page(STRATEGIES, "strategies.html", partial(_strategy_index, context))
    yield Page(TAGS, "tags.html", partial(_tag_index, context))
    yield Page(ABOUT, "about.html", partial(_about, context))
    yield Page(HOME, "home.html", partial(_home, context))


# The timeline


def _timelines(context: Context) -> Iterator[Page]:
    dated = context.journal.dated
    by_year = {year: tuple(found) for year, found in groupby(dated, lambda e: _day(e).year)}
    for year, entries in by_year.items():
        url = context.year_urls[year]
        yield Page(url, "timeline.html", partial(_timeline, context, url, year, entries))
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
        frame=context.frame(
            url,
            _("Timeline") if year is None else _("Timeline {year}").format(year=year),
            current=TIMELINE,
        ),
        title=_("Timeline") if year is None else str(year),
        years=tuple(
            Link(str(other), link(url, address), address == url)
            for other, address in sorted(context.year_urls.items(), reverse=True)
        ),
        months=months,
        undated=tuple(context.timeline_row(url, entry) for entry in undated),
        rated=any(row.mood for row in rows),
        low=low,
        high=high,
        empty=not context.journal.entries,
    )


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


# Strategies


def _strategy(context: Context, strategy: Strategy, url: str) -> StrategyView:
    page = strategy.page
    how = Markup()
    if page:
        how = context.html(url, page.path, page.body, page.references)
    rows = [(entry, _use_row(context, url, entry, use)) for entry, use in strategy.uses]
    low, high = context.ends(context.mood_scale)
    return StrategyView(
        frame=context.frame(url, strategy.name, current=STRATEGIES),
        name=strategy.name,
        aliases=page.aliases if page else (),
        how=how,
        as_written=page.as_written if page else "",
        words=_use_count(context, strategy),
        years=tuple(
            UseYear(name, tuple(row for _, row in found))
            for name, found in groupby(rows, lambda row: _year_name(context, row[0]))
        ),
        low=low,
        high=high,
        rated=any(row.scaled for _, row in rows),
        takeaways=tuple(_takeaways(context, url, strategy)),
        notices=context.notices(page.path) if page else (),
        kept=context.kept(page.kept) if page else (),
        kept_out=page.kept_out if page else 0,
    )


def _use_row(context: Context, url: str, entry: Entry, use: StrategyUse) -> UseRow:
    shown = context.entry_link(url, entry)
    if quoted(entry) is not Shown.FULL:
        return UseRow(shown, "", "", None)
    scaled = context.scaled(context.mood_scale, use.before, use.after)
    return UseRow(shown, context.use_words(use), use.note, scaled)


def _year_name(context: Context, entry: Entry) -> str:
    return str(entry.date.year) if entry.date else context.words.gettext("Undated")


def _use_count(context: Context, strategy: Strategy) -> str:
    """`In 9 entries, 24 times in all.`"""
    entries = {entry.path for entry, _ in strategy.uses}
    times = [use.used for _, use in strategy.uses if use.used is not None]
    ngettext = context.words.ngettext
    count = len(entries)
    if not count:
        return context.words.gettext("Not in any entry yet.")
    if not times:
        return ngettext("In {count} entry.", "In {count} entries.", count).format(count=count)
    within = ngettext(
        "In {count} entry, {times} times in all.",
        "In {count} entries, {times} times in all where a number was given.",
        count,
    )
    return within.format(count=count, times=sum(times))


def _takeaways(context: Context, url: str, strategy: Strategy) -> Iterable[Quoted]:
    """What was taken away in the sessions that used the strategy, newest first."""
    seen = {entry.path: entry for entry, _ in strategy.uses}
    for entry in reversed(seen.values()):
        if quoted(entry) is Shown.FULL:
            shown = context.entry_link(url, entry)
            yield from (Quoted(item.text, shown) for item in entry.takeaways if item.text)


def _strategy_index(context: Context) -> StrategyIndexView:
    _ = context.words.gettext
    rows = []
    for strategy in context.journal.strategies:
        url = context.strategy_urls[fold(strategy.name)]
        entries = tuple(entry for entry, _ in strategy.uses)
        row = Link(strategy.name, link(STRATEGIES, url))
        rows.append(StrategyRow(row, _in_entries(context, entries)))
    return StrategyIndexView(
        context.frame(STRATEGIES, _("Strategies"), current=STRATEGIES), tuple(rows)
    )


def _in_entries(context: Context, entries: tuple[Entry, ...]) -> str:
    """`in 9 entries, last on 26 May 2026`."""
    count = len({entry.path for entry in entries})
    if not count:
        return context.words.gettext("not in any entry yet")
    last = max((entry.date for entry in entries if entry.date), default=None)
    ngettext = context.words.ngettext
    if last is None:
        return ngettext("in {count} entry", "in {count} entries", count).format(count=count)
    text = ngettext("in {count} entry, on {day}", "in {count} entries, last on {day}", count)
    return text.format(count=count, day=context.words.long_date(last))


# Tags


def _tag(context: Context, tag: Tag, url: str) -> TagView:
    count = len(tag.entries)
    words = context.words.ngettext("In {count} entry.", "In {count} entries.", count)
    rows = tuple(context.timeline_row(url, entry) for entry in tag.entries)
    low, high = context.ends(context.mood_scale)
    return TagView(
        frame=context.frame(url, tag.name),
        name=tag.name,
        words=words.format(count=count),
        rows=rows,
        rated=any(row.mood for row in rows),
        low=low,
        high=high,
    )


def _tag_index(context: Context) -> TagIndexView:
    _ = context.words.gettext
    rows = tuple(
        StrategyRow(context.tag_link(TAGS, tag.name), _in_entries(context, tag.entries))
        for tag in context.journal.tags
    )
    return TagIndexView(context.frame(TAGS, _("Tags")), rows)


# The first page and the page about the site


def _home(context: Context) -> HomeView:
    _ = context.words.gettext
    journal = context.journal
    latest = tuple(reversed((*journal.undated, *journal.dated)))[:_LATEST]
    newest = max(context.year_urls, default=None)
    label = _("Timeline") if newest is None else _("All of {year}").format(year=newest)
    return HomeView(
        frame=context.frame(HOME, context.title, current=HOME, as_of=True),
        takeaway=_latest_takeaway(context),
        latest=tuple(context.entry_link(HOME, entry) for entry in latest),
        timeline=Link(label, link(HOME, TIMELINE)),
        empty=not journal.entries,
    )


def _latest_takeaway(context: Context) -> Quoted | None:
    """The first takeaway of the newest entry that has one; heavy ones are left in peace."""
    for entry in reversed(context.journal.dated or context.journal.undated):
        if quoted(entry) is Shown.FULL:
            for item in entry.takeaways:
                if item.text:
                    return Quoted(item.text, context.entry_link(HOME, entry))
    return None


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
        frame=context.frame(ABOUT, _("About this site"), as_of=True),
        words=words,
        needing_a_look=tuple(_needing_a_look(context)),
        version=__version__,
    )


def _needing_a_look(context: Context) -> Iterator[EntryLink]:
    for entry in context.journal.entries:
        if in_lists(entry) is Shown.NEEDS_A_LOOK:
            yield context.entry_link(ABOUT, entry)
