"""Turn beliefs and takeaways that changed into a page: the first wording beside the latest."""

from __future__ import annotations

from functools import partial

from journalgen.insight.then_and_now import BeliefHistory, beliefs, replaced_takeaways
from journalgen.model.scale import Scale
from journalgen.model.thread import Step
from journalgen.parse.numbers import percent
from journalgen.site.context import THEN_AND_NOW, Context
from journalgen.site.page import Page
from journalgen.site.views.parts import BeliefHistoryView, BeliefStep, Quoted
from journalgen.site.views.purposes import Replaced, ThenAndNowView


def then_and_now_page(context: Context) -> Page:
    """The page; nothing on it is called better or worse."""
    return Page(THEN_AND_NOW, "then-and-now.html", partial(_view, context))


def _view(context: Context) -> ThenAndNowView:
    items = context.insights.items
    return ThenAndNowView(
        frame=context.frame(THEN_AND_NOW, context.words.gettext("Then and now")),
        beliefs=tuple(belief_view(context, THEN_AND_NOW, belief) for belief in beliefs(items)),
        replaced=tuple(
            Replaced(
                Quoted(item.words, context.entry_link(THEN_AND_NOW, item.entry)),
                Quoted(step.text, context.entry_link(THEN_AND_NOW, step.entry)),
            )
            for item, step in replaced_takeaways(items)
        ),
    )


def belief_view(context: Context, page: str, belief: BeliefHistory) -> BeliefHistoryView:
    """A belief's first wording beside its latest, and how strongly it was held when."""
    worded = [step for step in belief.steps if step.words] or [belief.steps[0]]
    rated = belief.rated
    drawing = None
    if len(rated) > 1:
        scale = Scale(context.words.gettext("Conviction"), 0, 100)
        drawing = context.scaled(scale, rated[0].conviction, rated[-1].conviction)
    return BeliefHistoryView(
        first=_step(context, page, belief.steps[0], worded[0].words or belief.item.words),
        latest=_step(context, page, belief.steps[-1], worded[-1].words or belief.item.words),
        rows=tuple(_step(context, page, step, step.words) for step in belief.steps),
        heavy=tuple(context.entry_link(page, step.entry) for step in belief.heavy),
        drawing=drawing,
    )


def _step(context: Context, page: str, step: Step, words: str) -> BeliefStep:
    return BeliefStep(words, percent(step.conviction), context.entry_link(page, step.entry))
