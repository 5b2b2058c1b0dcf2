"""Turn beliefs and takeaways that changed into a page: the first wording beside the latest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from journalgen.insight.items import Item
from journalgen.insight.then_and_now import BeliefHistory, beliefs, replaced_takeaways
from journalgen.model.entry import Entry
from journalgen.model.scale import Scale
from journalgen.model.thread import Step
from journalgen.parse.numbers import percent
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.page import Page
from journalgen.site.steps import LONG, ByYear
from journalgen.site.urls import THEN_AND_NOW
from journalgen.site.views.parts import BeliefHistoryView, BeliefStep, Quoted
from journalgen.site.views.purposes import Replaced, ThenAndNowView

_Written = tuple[BeliefHistory | Item, Step]
"""A belief with one of its steps, or a takeaway with the step that replaced it."""


def then_and_now_pages(context: Context) -> Iterator[Page]:
    """The page, and others for earlier years where there is much; nothing is called better."""
    items = context.insights.items
    held = list(beliefs(items))
    written: list[_Written] = [(belief, step) for belief in held for step in belief.steps]
    written += replaced_takeaways(items)
    years = ByYear(THEN_AND_NOW, written, _entry_of, together=LONG)
    for url, here in years.pages.items():
        yield Page(url, "then-and-now.html", partial(_view, context, years, url, held, here))


def _entry_of(written: _Written) -> Entry:
    thing, step = written
    return thing.entry if isinstance(thing, Item) else step.entry


def _view(
    context: Context,
    years: ByYear[_Written],
    url: str,
    held: list[BeliefHistory],
    written: list[_Written],
) -> ThenAndNowView:
    """The index has the first beside the latest of all years, the rest is split by year."""
    title = years.title(url, context.words.gettext("Then and now"))
    steps: dict[int, list[Step]] = {}
    for thing, step in written:
        steps.setdefault(id(thing), []).append(step)
    views = [
        belief_view(context, url, belief, steps.get(id(belief), ()))
        for belief in held
        if url == years.index or id(belief) in steps
    ]
    replaced = [
        Replaced(
            Quoted(thing.words, context.entry_link(url, thing.entry)),
            Quoted(step.text, context.entry_link(url, step.entry)),
        )
        for thing, step in written
        if isinstance(thing, Item)
    ]
    frame = frame_of(context, url, title)
    return ThenAndNowView(frame, title, years.links(context, url), tuple(views), tuple(replaced))


def belief_view(
    context: Context, page: str, belief: BeliefHistory, rows: Sequence[Step] | None = None
) -> BeliefHistoryView:
    """A belief's first wording beside its latest, and how strongly it was held when.

    `rows` are the steps that stand in the table, all by default.
    """
    worded = [step for step in belief.steps if step.words] or [belief.steps[0]]
    rated = belief.rated
    drawing = None
    if len(rated) > 1:
        scale = Scale(context.words.gettext("Conviction"), 0, 100)
        drawing = context.scaled(scale, rated[0].conviction, rated[-1].conviction)
    return BeliefHistoryView(
        first=_step(context, page, belief.steps[0], worded[0].words or belief.item.words),
        latest=_step(context, page, belief.steps[-1], worded[-1].words or belief.item.words),
        several=len(belief.steps) > 1,
        rows=tuple(
            _step(context, page, step, step.words)
            for step in (belief.steps if rows is None else rows)
        ),
        heavy=tuple(context.entry_link(page, step.entry) for step in belief.heavy),
        drawing=drawing,
    )


def _step(context: Context, page: str, step: Step, words: str) -> BeliefStep:
    return BeliefStep(words, percent(step.conviction), context.entry_link(page, step.entry))
