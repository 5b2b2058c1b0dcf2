"""Turn what was to be tried into its pages: what was expected beside what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from journalgen.insight.items import Item, State
from journalgen.model.entry import Practice
from journalgen.model.thread import PRACTICE as KIND
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.marks import told_of_items
from journalgen.site.page import Page
from journalgen.site.steps import ByYear, newest_first, step_view
from journalgen.site.urls import PRACTICE, QUESTIONS
from journalgen.site.views.purposes import PracticeRow, PracticeView


def practice_pages(context: Context) -> Iterator[Page]:
    """What is open, with the latest year; a page for each earlier year."""
    found = newest_first(context.insights.items.of_kind(KIND))
    past = [item for item in found if item.state is not State.OPEN]
    current = [item for item in found if item.state is State.OPEN]
    years = ByYear(PRACTICE, past, lambda item: item.entry)
    for url, items in years.pages.items():
        now = current if url == PRACTICE else []
        view = partial(_view, context, years, url, now, items)
        inputs = partial(_inputs, context, years, url, now, items)
        yield Page(url, "practice.html", view, inputs=inputs)


def _view(
    context: Context, years: ByYear[Item], url: str, current: list[Item], past: list[Item]
) -> PracticeView:
    _ = context.words.gettext
    title = years.title(url, _("Practice"))
    return PracticeView(
        frame=frame_of(context, url, title),
        title=title,
        years=years.links(context, url),
        open=_rows(context, url, current),
        told=_rows(context, url, (x for x in past if x.state is State.CLOSED)),
        resting=_rows(context, url, (x for x in past if x.state is State.RESTING)),
        questions=context.link(url, QUESTIONS),
        index=url == PRACTICE,
    )


def _inputs(
    context: Context, years: ByYear[Item], url: str, current: list[Item], past: list[Item]
) -> tuple[object, ...]:
    items = (*current, *past)
    return years.links(context, url), [x.state for x in items], list(told_of_items(context, items))


def _rows(context: Context, url: str, items: Iterable[Item]) -> tuple[PracticeRow, ...]:
    return tuple(_row(context, url, item) for item in items)


def _row(context: Context, url: str, item: Item) -> PracticeRow:
    source = item.source or item.first
    task = source.item
    prediction = task.prediction if isinstance(task, Practice) and item.source else ""
    steps = tuple(step_view(context, url, step) for step in item.steps if not step.silent)
    return PracticeRow(item.words, context.entry_link(url, source.entry), prediction, steps)
