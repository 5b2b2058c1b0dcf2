"""Turn each year into a page of its own: what it held, in the person's own words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from journalgen.insight.progress import Point, Series
from journalgen.insight.review import Review
from journalgen.model.entry import Entry, StrategyUse
from journalgen.model.names import fold
from journalgen.model.strategies import Strategy
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.marks import addresses, told_of_items
from journalgen.site.page import Page
from journalgen.site.steps import item_view, step_view
from journalgen.site.subjects import shown_number, subject_of
from journalgen.site.then_and_now import belief_view
from journalgen.site.urls import REVIEWS
from journalgen.site.views.parts import ItemView, Link, Quoted, StrategyRow
from journalgen.site.views.purposes import RatingOfYear, ReviewIndexView, ReviewView


def review_pages(context: Context) -> Iterator[Page]:
    """One page a year, and the list of years."""
    years = context.insights.reviews
    for year, review in years.items():
        url = _url(year)
        view = partial(_review, context, url, year, review)
        yield Page(url, "review.html", view, inputs=partial(_inputs, context, url, review))
    yield Page(REVIEWS, "reviews.html", partial(_index, context))


def _url(year: int) -> str:
    return f"reviews/{year}.html"


def _index(context: Context) -> ReviewIndexView:
    rows = tuple(
        StrategyRow(Link(str(year), context.link(REVIEWS, _url(year))), _entries(context, review))
        for year, review in reversed(list(context.insights.reviews.items()))
    )
    return ReviewIndexView(frame_of(context, REVIEWS, context.words.gettext("Reviews")), rows)


def _entries(context: Context, review: Review) -> str:
    count = len(review.entries)
    return context.words.ngettext("{count} entry", "{count} entries", count).format(count=count)


def _review(context: Context, url: str, year: int, review: Review) -> ReviewView:
    _ = context.words.gettext
    return ReviewView(
        frame=frame_of(context, url, _("Review of {year}").format(year=year)),
        year=str(year),
        years=tuple(
            Link(str(other), context.link(url, _url(other)), other == year)
            for other in reversed(list(context.insights.reviews))
        ),
        words=_entries(context, review),
        takeaways=tuple(
            Quoted(item.words, context.entry_link(url, item.entry)) for item in review.takeaways
        ),
        strategies=tuple(_used(context, url, *found) for found in review.strategies),
        asked=tuple(item_view(context, url, item) for item in review.asked),
        closed=tuple(
            ItemView(
                item_view(context, url, item).html,
                (),
                (),
                (step_view(context, url, step),),
                context.entry_link(url, item.entry),
            )
            for item, step in review.closed
        ),
        beliefs=tuple(belief_view(context, url, belief) for belief in review.beliefs),
        ratings=tuple(_rating(context, url, *found) for found in review.ratings),
    )


def _inputs(context: Context, url: str, review: Review) -> tuple[object, ...]:
    items = (*review.takeaways, *review.asked, *(item for item, _step in review.closed))
    return (
        list(context.insights.reviews),
        addresses(context),
        len(review.entries),
        list(told_of_items(context, items)),
        [(context.mark(x.entry), x.item, x.text, x.status) for _item, x in review.closed],
        [(strategy.name, len(uses)) for strategy, uses in review.strategies],
        [belief_view(context, url, belief) for belief in review.beliefs],
        [
            (series.kind, series.key, count, *((x.day, x.value) for x in (first, last)))
            for series, first, last, count in review.ratings
        ],
    )


def _used(
    context: Context, url: str, strategy: Strategy, uses: list[tuple[Entry, StrategyUse]]
) -> StrategyRow:
    count = len({entry.path for entry, _ in uses})
    words = context.words.ngettext("in {count} entry", "in {count} entries", count)
    target = context.strategy_urls[fold(strategy.name)]
    return StrategyRow(Link(strategy.name, context.link(url, target)), words.format(count=count))


def _rating(
    context: Context, url: str, series: Series, first: Point, last: Point, count: int
) -> RatingOfYear:
    """`First 4 on 8 January, latest 6 on 20 December, 18 numbers`, and no more than that."""
    _ = context.words.gettext
    subject = subject_of(context, series)

    def said(point: Point) -> str:
        return _("{value} on {day}").format(
            value=shown_number(point.value, subject), day=context.words.day_and_month(point.day)
        )

    if count == 1:
        words = said(first)
    else:
        words = _("first {first}, last {last}, {count} numbers").format(
            first=said(first), last=said(last), count=count
        )
    href = context.link(url, context.series_urls[series.kind, series.key])
    return RatingOfYear(Link(subject.title, href), words)
