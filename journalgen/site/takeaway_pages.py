"""Turn takeaways into their pages: by session, by strategy, and folded, for recalling."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from journalgen.insight.items import Item
from journalgen.model.names import fold
from journalgen.model.thread import TAKEAWAY
from journalgen.model.visibility import Shown, quoted
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.marks import told_of_items
from journalgen.site.page import Page
from journalgen.site.steps import ByYear, item_view, newest_first
from journalgen.site.urls import RECALL, TAKEAWAYS
from journalgen.site.views.parts import Link
from journalgen.site.views.purposes import RecallView, TakeawaysView, TakenAway


def takeaway_pages(context: Context) -> Iterator[Page]:
    """One page a year, and one a year for recalling."""
    items = newest_first(context.insights.items.of_kind(TAKEAWAY))
    years = ByYear(TAKEAWAYS, items, lambda item: item.entry)
    for url, found in years.pages.items():
        view = partial(_takeaways, context, years, url, found)
        inputs = partial(_takeaways_inputs, context, years, url, found)
        yield Page(url, "takeaways.html", view, inputs=inputs)
    light = [item for item in items if item.words]
    years = ByYear(RECALL, light, lambda item: item.entry)
    for url, found in years.pages.items():
        recall = partial(_recall, context, years, url, found)
        recall_inputs = partial(_items_inputs, context, years, url, found)
        yield Page(url, "recall.html", recall, inputs=recall_inputs)


def _takeaways(context: Context, years: ByYear[Item], url: str, items: list[Item]) -> TakeawaysView:
    _ = context.words.gettext
    title = years.title(url, _("Takeaways"))
    return TakeawaysView(
        frame=frame_of(context, url, title, current=TAKEAWAYS),
        title=title,
        years=years.links(context, url),
        sessions=tuple(_by_session(context, url, items)),
        strategies=tuple(_strategies(context)) if url == TAKEAWAYS else (),
        recall=context.link(url, RECALL) if context.insights.takeaway else "",
    )


def _takeaways_inputs(
    context: Context, years: ByYear[Item], url: str, items: list[Item]
) -> tuple[object, ...]:
    strategies = tuple(_strategies(context)) if url == TAKEAWAYS else ()
    recall = bool(context.insights.takeaway)
    return _items_inputs(context, years, url, items), strategies, recall


def _items_inputs(
    context: Context, years: ByYear[Item], url: str, items: list[Item]
) -> tuple[object, ...]:
    return years.links(context, url), list(told_of_items(context, items))


def _by_session(context: Context, url: str, items: list[Item]) -> Iterator[TakenAway]:
    for entry, found in groupby(items, lambda item: item.entry):
        shown = quoted(entry) is Shown.FULL
        views = tuple(item_view(context, url, item) for item in found) if shown else ()
        yield TakenAway(context.entry_link(url, entry), views)


def _strategies(context: Context) -> Iterator[Link]:
    """The strategies whose sessions had takeaways: each page lists them."""
    for strategy in context.journal.strategies:
        if any(quoted(e) is Shown.FULL and e.takeaways for e, _ in strategy.uses):
            url = context.strategy_urls[fold(strategy.name)]
            yield Link(strategy.name, context.link(TAKEAWAYS, url, "takeaways"))


def _recall(context: Context, years: ByYear[Item], url: str, items: list[Item]) -> RecallView:
    _ = context.words.gettext
    title = years.title(url, _("What stayed with me"))
    return RecallView(
        frame=frame_of(context, url, title, current=TAKEAWAYS),
        title=title,
        years=years.links(context, url),
        sessions=tuple(_by_session(context, url, items)),
    )
