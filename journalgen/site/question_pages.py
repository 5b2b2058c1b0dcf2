"""Turn questions, and what was explained in one's own words, into their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import Markup

from journalgen.diagnostics import N_
from journalgen.insight.items import Item, State
from journalgen.model.entry import Entry, QuestionStatus
from journalgen.model.thread import QUESTION, TAKEAWAY
from journalgen.model.visibility import Shown, quoted
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.marks import told_of_items
from journalgen.site.page import Page
from journalgen.site.steps import ByYear, item_view, newest_first
from journalgen.site.urls import EXPLAINED, PRACTICE, QUESTIONS
from journalgen.site.views.parts import ItemGroup, ItemView
from journalgen.site.views.purposes import Explained, ExplainedView, QuestionsView

# What closed a question, in the order of the sections.
_CLOSED: dict[str, tuple[str, str]] = {
    QuestionStatus.ANSWERED: (N_("Answered"), "answered"),
    QuestionStatus.LIVING_WITH_IT: (N_("Living with it"), "living-with-it"),
    QuestionStatus.LET_GO: (N_("Let go"), "let-go"),
}


def question_pages(context: Context) -> Iterator[Page]:
    """What is open, with the latest year; a page for each earlier year; what was explained."""
    found = (*context.insights.items.of_kind(QUESTION), *_unclear(context))
    past = newest_first(item for item in found if item.state is not State.OPEN)
    years = ByYear(QUESTIONS, past, lambda item: item.entry)
    for url, items in years.pages.items():
        view = partial(_questions, context, years, url, items)
        inputs = partial(_inputs, context, years, url, items)
        yield Page(url, "questions.html", view, inputs=inputs)
    entries = [entry for entry in reversed(context.journal.entries) if _explains(entry)]
    sessions = ByYear(EXPLAINED, entries, lambda entry: entry)
    for url, here in sessions.pages.items():
        yield Page(url, "explained.html", partial(_explained, context, sessions, url, here))


def _unclear(context: Context) -> Iterator[Item]:
    """Takeaways that weren't sure, open or resting; once closed they are takeaways like others."""
    return (
        item for item in context.insights.items.of_kind(TAKEAWAY) if item.state is not State.CLOSED
    )


def _questions(context: Context, years: ByYear[Item], url: str, past: list[Item]) -> QuestionsView:
    _ = context.words.gettext
    title = years.title(url, _("Questions"))
    return QuestionsView(
        frame=frame_of(context, url, title),
        title=title,
        years=years.links(context, url),
        groups=tuple(_groups(context, url, past)),
        resting=_views(context, url, (item for item in past if item.state is State.RESTING)),
        explained=context.link(url, EXPLAINED) if url == QUESTIONS else "",
        practice=context.link(url, PRACTICE),
        index=url == QUESTIONS,
    )


def _groups(context: Context, url: str, past: list[Item]) -> Iterator[ItemGroup]:
    _ = context.words.gettext
    if url == QUESTIONS:
        open_now, unclear = _open(context)
        yield ItemGroup(_("Open"), "open", _views(context, url, open_now))
        yield ItemGroup(_("Not sure yet"), "unclear", _views(context, url, unclear))
    for status, (name, anchor) in _CLOSED.items():
        found = (x for x in past if x.state is State.CLOSED and x.last.status == status)
        yield ItemGroup(_(name), anchor, _views(context, url, found))
    others = (x for x in past if x.state is State.CLOSED and x.last.status not in _CLOSED)
    yield ItemGroup(_("What became of others"), "others", _views(context, url, others))


def _open(context: Context) -> tuple[list[Item], list[Item]]:
    """Questions, those for the next session first; takeaways that weren't sure."""
    questions = context.insights.items.of_kind(QUESTION)
    found = [item for item in questions if item.state is State.OPEN]
    unclear = [item for item in _unclear(context) if item.state is State.OPEN]
    return sorted(found, key=lambda item: not item.for_session), unclear


def _inputs(
    context: Context, years: ByYear[Item], url: str, past: list[Item]
) -> tuple[object, ...]:
    now = _open(context) if url == QUESTIONS else ([], [])
    groups = (*now, past)
    states = [[(item.state, item.last.status) for item in items] for items in groups]
    said = [list(told_of_items(context, items)) for items in groups]
    return years.links(context, url), states, said


def _views(context: Context, url: str, items: Iterable[Item]) -> tuple[ItemView, ...]:
    return tuple(item_view(context, url, item) for item in items)


# What was explained


def _explains(entry: Entry) -> bool:
    return bool(entry.explained or entry.said_back) and quoted(entry) is not Shown.NOT


def _explained(
    context: Context, years: ByYear[Entry], url: str, entries: list[Entry]
) -> ExplainedView:
    _ = context.words.gettext
    title = years.title(url, _("How I’d explain it"))
    return ExplainedView(
        frame=frame_of(context, url, title),
        title=title,
        years=years.links(context, url),
        sessions=tuple(_one_explained(context, url, entry) for entry in entries),
        questions=context.link(url, QUESTIONS),
    )


def _one_explained(context: Context, url: str, entry: Entry) -> Explained:
    shown = context.entry_link(url, entry)
    if quoted(entry) is not Shown.FULL:
        return Explained(shown, Markup(), Markup())
    return Explained(
        shown,
        context.html_of(url, entry, entry.explained),
        context.html_of(url, entry, entry.said_back),
    )
