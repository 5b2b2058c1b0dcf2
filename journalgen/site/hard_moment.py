"""Turn the plan and the pinned strategies into the page for hard moments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from journalgen.model.entry import Helped, StrategyPage
from journalgen.model.names import fold
from journalgen.model.strategies import Strategy
from journalgen.model.visibility import Shown, quoted
from journalgen.parse.vocabulary import PLAN_STEPS
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.page import Page
from journalgen.site.urls import HARD_MOMENT
from journalgen.site.views.lists import HardMomentView, HowTo, PlanStep
from journalgen.site.views.parts import Link

_TAG = re.compile("(<[^>]*>)")
_NUMBER = re.compile(r"(?<![\w+])\+?\d(?:[ \u00a0\-./()]{0,2}\d){4,14}(?!\w)")
_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}")
CONTACTS = ("people", "professionals")
"""The steps that hold people to turn to."""


def hard_moment_page(context: Context) -> Page:
    """The page; nothing on it depends on the day."""
    return Page(HARD_MOMENT, "hard-moment.html", partial(_view, context))


def _view(context: Context) -> HardMomentView:
    plan = context.journal.plan or StrategyPage("", "")
    steps = tuple(_steps(context, plan))
    more = context.html(HARD_MOMENT, plan.path, plan.body, plan.references)
    written = bool(steps or more or plan.as_written)
    people = next((Link(step.name, f"#{step.id}") for step in steps if step.contacts), None)
    return HardMomentView(
        frame=frame_of(context, HARD_MOMENT, context.hard_moment),
        first=tuple(_how_to(context, strategy) for strategy in _first(context, planned=written)),
        steps=steps,
        people=people,
        checked=_checked(context, plan),
        title=plan.name if fold(plan.name) != "plan" else "",
        more=more,
        as_written=plan.as_written,
        kept=context.kept(plan.kept),
        kept_out=plan.kept_out,
        notices=context.notices(plan.path) if plan.path else (),
    )


def _steps(context: Context, plan: StrategyPage) -> Iterator[PlanStep]:
    """The steps in their order, whatever the order in the file."""
    written = dict(plan.rest)
    for step, name in PLAN_STEPS.items():
        if step in written:
            html = context.html(HARD_MOMENT, plan.path, written[step], plan.references)
            contacts = step in CONTACTS
            text = with_numbers_to_call(html) if contacts else html
            yield PlanStep(step, context.words.gettext(name), text, contacts)


def with_numbers_to_call(html: Markup) -> Markup:
    """The HTML in which a telephone number can be tapped; its words stay as they are."""
    parts = _TAG.split(str(html))
    inside = 0
    for place, part in enumerate(parts):
        if part.startswith(("<a ", "<code")):
            inside += 1
        elif part in ("</a>", "</code>"):
            inside -= 1
        elif not inside and not part.startswith("<"):
            parts[place] = _NUMBER.sub(_to_call, part)
    # What the parser made, with nothing put in but links to digits.
    return Markup("".join(parts))  # noqa: S704


def _to_call(found: re.Match[str]) -> str:
    number = found.group()
    if _DATE.fullmatch(number):
        return number
    return f'<a class="number" href="tel:{re.sub("[^0-9+]", "", number)}">{number}</a>'


def _checked(context: Context, plan: StrategyPage) -> str:
    """When the person made sure of the contacts, if the plan says so; nothing counts the days."""
    if plan.checked is None:
        return ""
    day = context.words.long_date(plan.checked)
    return context.words.gettext("checked on {day}").format(day=day)


def _first(context: Context, *, planned: bool) -> list[Strategy]:
    """The pinned strategies; where there are none and no plan, those that once helped a lot."""
    strategies = context.journal.strategies
    pinned = [strategy for strategy in strategies if strategy.page and strategy.page.pinned]
    if pinned or planned:
        return pinned
    return [strategy for strategy in strategies if _helped_a_lot(strategy)]


def _helped_a_lot(strategy: Strategy) -> bool:
    return any(
        use.helped is Helped.A_LOT and quoted(entry) is Shown.FULL for entry, use in strategy.uses
    )


def _how_to(context: Context, strategy: Strategy) -> HowTo:
    page = strategy.page
    href = context.link(HARD_MOMENT, context.strategy_urls[fold(strategy.name)])
    if not page:
        return HowTo(strategy.name, href, Markup(), "")
    at = context.strategy_urls[fold(strategy.name)]
    html = context.borrowed(HARD_MOMENT, at, page.path, page.body, page.references)
    return HowTo(strategy.name, href, html, page.as_written)
