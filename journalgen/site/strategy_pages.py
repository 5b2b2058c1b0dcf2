"""Turn coping strategies into their pages: how to do it, every use, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby

from markupsafe import Markup

from journalgen.insight.items import Item
from journalgen.insight.uses import Uses, summarize_uses
from journalgen.model.entry import Entry, Helped, StrategyUse
from journalgen.model.names import fold
from journalgen.model.strategies import Strategy
from journalgen.model.thread import TAKEAWAY
from journalgen.model.visibility import Shown, quoted
from journalgen.parse.numbers import minus, plain
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.marks import told_of_items
from journalgen.site.page import Page
from journalgen.site.steps import LONG, ByYear, item_view
from journalgen.site.urls import STRATEGIES
from journalgen.site.use_count import use_count
from journalgen.site.views.lists import (
    Count,
    EveryUse,
    StrategyIndexView,
    StrategyView,
    UseRow,
    UsesView,
    UseYear,
)
from journalgen.site.views.parts import ItemView, Link, StrategyRow

_Uses = ByYear[tuple[Entry, StrategyUse]]
_DOTS = 24
"""Uses up to which each has a dot."""


def strategy_pages(context: Context) -> Iterator[Page]:
    """The page of each strategy, and the index."""
    for strategy in context.journal.strategies:
        index = context.strategy_urls[fold(strategy.name)]
        years = ByYear(index, strategy.uses, lambda use: use[0], together=LONG)
        view = partial(_strategy, context, strategy, years)
        inputs = partial(_strategy_inputs, context, strategy, years)
        yield Page(index, "strategy.html", view, inputs=inputs)
        for url in years.pages:
            if url != index:
                year = partial(_year_of_uses, context, strategy, years, url)
                inputs_of_year = partial(_year_inputs, context, strategy, years, url)
                yield Page(url, "uses.html", year, inputs=inputs_of_year)
    yield Page(STRATEGIES, "strategies.html", partial(_strategy_index, context))


def _strategy(context: Context, strategy: Strategy, years: _Uses) -> StrategyView:
    page = strategy.page
    url = years.index
    how = Markup()
    if page:
        how = context.html(url, page.path, page.body, page.references)
    uses = summarize_uses(strategy)
    return StrategyView(
        frame=frame_of(context, url, strategy.name, current=STRATEGIES),
        name=strategy.name,
        aliases=page.aliases if page else (),
        how=how,
        as_written=page.as_written if page else "",
        words=use_count(context.words, strategy),
        counts=tuple(_counts(context, uses)) if any(uses.helped[word] for word in Helped) else (),
        change=_change(context, uses),
        uses=_every_use(context, years, url),
        takeaways=tuple(_takeaways(context, url, years)),
        notices=context.notices(page.path) if page else (),
        kept=context.kept(page.kept) if page else (),
        kept_out=page.kept_out if page else 0,
    )


def _year_of_uses(context: Context, strategy: Strategy, years: _Uses, url: str) -> UsesView:
    """A page of an earlier year, where there are too many uses for one page."""
    return UsesView(
        frame=frame_of(context, url, years.title(url, strategy.name), current=STRATEGIES),
        strategy=Link(strategy.name, context.link(url, years.index)),
        name=years.title(url, strategy.name),
        uses=_every_use(context, years, url),
        takeaways=tuple(_takeaways(context, url, years)),
    )


def _strategy_inputs(context: Context, strategy: Strategy, years: _Uses) -> tuple[object, ...]:
    path = strategy.page.path if strategy.page else ""
    return (
        _year_inputs(context, strategy, years, years.index),
        _uses(context, strategy.uses),
        context.marks.get(path),
        context.resolved.get(path),
        context.journal.notices.get(path),
    )


def _year_inputs(
    context: Context, strategy: Strategy, years: _Uses, url: str
) -> tuple[object, ...]:
    """What a page of uses is made from."""
    uses = _uses(context, years.pages[url])
    items = told_of_items(context, _items(context, years, url))
    return strategy.name, sorted(strategy.keys), years.links(context, url), uses, list(items)


def _uses(context: Context, uses: Iterable[tuple[Entry, StrategyUse]]) -> list[object]:
    return [(context.mark(entry), use) for entry, use in uses]


def _every_use(context: Context, years: _Uses, url: str) -> EveryUse:
    rows = [(entry, _use_row(context, url, entry, use)) for entry, use in years.pages[url]]
    low, high = context.ends(context.mood_scale)
    return EveryUse(
        pages=years.links(context, url),
        years=tuple(
            UseYear(name, tuple(row for _, row in found))
            for name, found in groupby(rows, lambda row: _year_name(context, row[0]))
        ),
        low=low,
        high=high,
        rated=any(row.scaled for _, row in rows),
    )


def _use_row(context: Context, url: str, entry: Entry, use: StrategyUse) -> UseRow:
    shown = context.entry_link(url, entry)
    if quoted(entry) is not Shown.FULL:
        return UseRow(shown, "", "", None)
    scaled = context.scaled(context.mood_scale, use.before, use.after)
    return UseRow(shown, context.use_words(use), use.note, scaled)


def _year_name(context: Context, entry: Entry) -> str:
    return str(entry.date.year) if entry.date else context.words.gettext("Undated")


def _takeaways(context: Context, url: str, years: _Uses) -> Iterator[ItemView]:
    """What was taken away in the sessions that used the strategy, newest first."""
    return (item_view(context, url, item) for item in _items(context, years, url))


def _items(context: Context, years: _Uses, url: str) -> Iterator[Item]:
    seen = {entry.path: entry for entry, _ in years.pages[url]}
    for entry in reversed(seen.values()):
        if quoted(entry) is Shown.FULL:
            for item, step in context.insights.items.of_entry.get(entry.path, ()):
                if item.kind == TAKEAWAY and item.source is step and item.words:
                    yield item


# How it went


def _counts(context: Context, uses: Uses) -> Iterator[Count]:
    """How many uses helped how far, from worse to a lot; then those that don't say it."""
    for helped, number in uses.helped.items():
        name = context.helped_words(helped) if helped else context.words.gettext("not said")
        places = range(number if number <= _DOTS else 0)
        yield Count(name, number, tuple(6 + 14 * place for place in places))


def _change(context: Context, uses: Uses) -> str:
    """The middle change with its interval; empty below six rated uses."""
    if uses.change is None:
        return ""
    middle, low, high = (_signed(value) for value in uses.change)
    return context.words.gettext(
        "In {count} uses with a mood before and after, the middle change was {middle}. A 95 % "
        "interval for the middle, which assumes nothing about how the changes are spread, goes "
        "from {low} to {high}."
    ).format(count=uses.rated, middle=middle, low=low, high=high)


def _signed(value: float) -> str:
    return f"+{plain(value)}" if value > 0 else minus(value)


# The index


def _strategy_index(context: Context) -> StrategyIndexView:
    _ = context.words.gettext
    by_name = [(strategy, _row(context, strategy)) for strategy in context.journal.strategies]
    recent = sorted(by_name, key=lambda pair: _last_used(pair[0]), reverse=True)
    return StrategyIndexView(
        frame_of(context, STRATEGIES, _("Strategies"), current=STRATEGIES),
        tuple(row for _strategy, row in recent),
        tuple(row.link for _strategy, row in by_name),
    )


def _row(context: Context, strategy: Strategy) -> StrategyRow:
    url = context.strategy_urls[fold(strategy.name)]
    words = _in_entries(context, tuple(entry for entry, _ in strategy.uses))
    return StrategyRow(Link(strategy.name, context.link(STRATEGIES, url)), words)


def _last_used(strategy: Strategy) -> date:
    return max((entry.date for entry, _ in strategy.uses if entry.date), default=date.min)


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
