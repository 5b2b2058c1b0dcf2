"""Turn what is still open into the page for the next session."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from msgspec.structs import replace

from journalgen.diagnostics import N_
from journalgen.insight.agenda import (
    CHANGE,
    UNCLEAR,
    Agenda,
    AgendaPoint,
    Change,
)
from journalgen.model.entry import Entry, Practice
from journalgen.model.names import fold
from journalgen.model.thread import BETWEEN_US, PRACTICE, QUESTION, TAKEAWAY
from journalgen.parse.numbers import plain
from journalgen.site import urls
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.page import Page
from journalgen.site.steps import step_view
from journalgen.site.subjects import shown_number, subject_of
from journalgen.site.urls import NEXT_SESSION, root_of
from journalgen.site.views.parts import Link, PointView
from journalgen.site.views.purposes import MoodLately, NextSessionView, PointGroup, UsedLately

KIND_NAMES: dict[str, str] = {
    BETWEEN_US: N_("Between us"),
    QUESTION: N_("Still unclear"),
    PRACTICE: N_("What I wanted to try"),
    UNCLEAR: N_("Not sure yet"),
    TAKEAWAY: N_("Taken away last time"),
    CHANGE: N_("Numbers"),
}
ON_PAPER = 10
"""Points that go on one printed page; the others are on the screen only."""


def next_session_page(context: Context) -> Page:
    """The page; it fits on one sheet of paper."""
    return Page(NEXT_SESSION, "next-session.html", partial(_view, context))


def _view(context: Context) -> NextSessionView:
    _ = context.words.gettext
    agenda = context.insights.agendas.next
    since = context.insights.lately.since
    printed = max(0, ON_PAPER - sum(point.shared for point in agenda.top))
    return NextSessionView(
        frame=frame_of(context, NEXT_SESSION, _("For the next session"), current=NEXT_SESSION),
        about=about(context, agenda),
        top=tuple(point_view(context, NEXT_SESSION, point) for point in agenda.top),
        groups=tuple(_groups(context, agenda, printed)),
        mood=_mood(context),
        used=tuple(_used(context)),
        used_since=context.entry_link(NEXT_SESSION, since) if since else None,
        cut=sum(point.shared for point in agenda.rest) > printed,
        more=tuple(_more(context)),
    )


def about(context: Context, agenda: Agenda) -> str:
    """After which session the list was put together; nothing where there was none."""
    if not (agenda.after and agenda.after.date and (agenda.top or agenda.rest)):
        return ""
    day = context.words.long_date(agenda.after.date)
    return context.words.gettext("Put together from what is still open after {day}.").format(
        day=day
    )


def _groups(context: Context, agenda: Agenda, printed: int) -> Iterator[PointGroup]:
    """The rest by kind; `printed` is how many of them there is room for on paper."""
    for kind, points in groupby(agenda.rest, lambda point: point.kind):
        views = []
        for point in points:
            printed -= point.shared
            views.append(point_view(context, NEXT_SESSION, point, paper=printed >= 0))
        name = context.words.gettext(KIND_NAMES[kind])
        yield PointGroup(name, kind, tuple(views), any(view.paper for view in views))


def _mood(context: Context) -> MoodLately | None:
    entry = context.insights.lately.mood
    mood = entry.mood if entry else None
    scaled = context.scaled(context.mood_scale, mood.before, mood.after) if mood else None
    if not (entry and scaled):
        return None
    return MoodLately(context.entry_link(NEXT_SESSION, entry), scaled, entry.share)


def _used(context: Context) -> Iterator[UsedLately]:
    for used in context.insights.lately.used:
        url = context.strategy_urls[fold(used.strategy.name)]
        way = Link(used.strategy.name, context.link(NEXT_SESSION, url))
        yield UsedLately(way, context.times_words(used.times), used.shared)


def _more(context: Context) -> Iterator[Link]:
    _ = context.words.gettext
    yield Link(_("All questions"), context.link(NEXT_SESSION, urls.QUESTIONS))
    yield Link(_("All practice"), context.link(NEXT_SESSION, urls.PRACTICE))
    yield Link(_("How I’d explain it"), context.link(NEXT_SESSION, urls.EXPLAINED))


def point_view(
    context: Context,
    page: str,
    point: AgendaPoint,
    session: Entry | None = None,
    *,
    paper: bool = True,
) -> PointView:
    """A point of the list; with `session`, what the entry of that session says of it."""
    told = context.insights.items.of_entry.get(session.path, ()) if session else ()
    key = (root_of(page), point, paper)
    view: PointView | None = context.views.get(key)
    if view is None:
        view = context.views[key] = PointView(
            text=point_words(context, point),
            kind=context.words.gettext(KIND_NAMES[point.kind]),
            entry=context.entry_link(page, point.entry),
            first=context.entry_link(page, point.change.first.entry) if point.change else None,
            shared=point.shared,
            paper=paper and point.shared,
            prediction=prediction_of(point),
        )
    said = (step for item, step in told if item is point.item)
    steps = tuple(step_view(context, page, step, own=True) for step in said)
    return replace(view, steps=steps) if steps else view


def point_words(context: Context, point: AgendaPoint) -> str:
    """Its own words, or what has changed; empty where its words stand in a heavy entry."""
    if point.item:
        return point.item.words
    assert point.change is not None  # the one or the other
    return _change_words(context, point.change)


def prediction_of(point: AgendaPoint) -> str:
    """What is expected of something to try."""
    source = point.item.source if point.item else None
    return source.item.prediction if source and isinstance(source.item, Practice) else ""


def _change_words(context: Context, change: Change) -> str:
    _ = context.words.gettext
    subject = subject_of(context, change.series)

    def said(value: str, when: str) -> str:
        return _("{value} on {day}").format(value=value, day=when)

    words = _(
        "{name}: first {first}, latest {latest}. That is more than the usual measurement error "
        "({error})."
    )
    points = _("{points} points or more").format(points=plain(change.error.points))
    error = ", ".join(filter(None, (points, change.error.source)))
    ends = [
        said(shown_number(point.value, subject), context.words.long_date(point.day))
        for point in (change.first, change.latest)
    ]
    name = subject.instrument or subject.title
    return words.format(name=name, first=ends[0], latest=ends[1], error=error)
