"""Turn beliefs and takeaways that changed into a page: the first wording beside the latest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from journalgen.insight.items import Item
from journalgen.insight.then_and_now import BeliefHistory, beliefs, replaced_takeaways
from journalgen.model.scale import Scale
from journalgen.model.thread import Step
from journalgen.parse.numbers import percent
from journalgen.site.context import THEN_AND_NOW, Context
from journalgen.site.page import Page
from journalgen.site.steps import LONG, Years
from journalgen.site.views.parts import BeliefHistoryView, BeliefStep, Quoted
from journalgen.site.views.purposes import Replaced, ThenAndNowView


def then_and_now_pages(context: Context) -> Iterator[Page]:
    """The page, and one for each earlier year where there is much; nothing is called better."""
    items = context.insights.items
    held, replaced = list(beliefs(items)), list(replaced_takeaways(items))
    written = [step.entry for belief in held for step in belief.steps]
    years = Years(THEN_AND_NOW, [*written, *(item.entry for item, _ in replaced)], whole=LONG)
    for url in years.pages:
        changed = [pair for pair in replaced if years.url_of(pair[0].entry) == url]
        yield Page(url, "then-and-now.html", partial(_view, context, years, url, held, changed))


def _view(
    context: Context,
    years: Years,
    url: str,
    held: list[BeliefHistory],
    replaced: list[tuple[Item, Step]],
) -> ThenAndNowView:
    title = years.title(url, context.words.gettext("Then and now"))
    return ThenAndNowView(
        frame=context.frame(url, title),
        title=title,
        years=years.links(url),
        beliefs=tuple(_beliefs(context, years, url, held)),
        replaced=tuple(
            Replaced(
                Quoted(item.words, context.entry_link(url, item.entry)),
                Quoted(step.text, context.entry_link(url, step.entry)),
            )
            for item, step in replaced
        ),
    )


def _beliefs(
    context: Context, years: Years, url: str, held: list[BeliefHistory]
) -> Iterator[BeliefHistoryView]:
    """The index has the first beside the latest of all years, the rest is split by year."""
    for belief in held:
        here = belief.only(lambda step: years.url_of(step.entry) == url)
        if url == years.index:
            yield belief_view(context, url, belief, here.steps)
        elif here.steps:
            yield belief_view(context, url, here)


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
