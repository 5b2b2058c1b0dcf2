"""Turn entries into what stands for all that pages may say of them, quicker than by saying it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import blake2b

from journalgen.insight.agenda import AgendaPoint
from journalgen.insight.items import Item
from journalgen.insight.progress import Series
from journalgen.model.entry import Entry
from journalgen.model.thread import BELIEF, BETWEEN_US, PRACTICE, QUESTION, TAKEAWAY, Step, Thread
from journalgen.model.threads import FOLLOW_UP
from journalgen.site.context import Context
from journalgen.site.next_session import prediction_of
from journalgen.stored import to_json


def row(context: Context, entry: Entry) -> str:
    """What stands for an entry as a row of a list."""

    def parts() -> object:
        takeaway = next((item.text for item in entry.takeaways if item.text), "")
        return context.mark(entry), entry.mood, [use.name for use in entry.strategies], takeaway

    return _remembered(context, ("row", entry.path), parts)


def told(context: Context, entry: Entry) -> str:
    """What stands for the items of an entry with what others say of them."""
    key = "entry", entry.path
    found = context.told.get(key)
    if found is None:
        parts = [_told_of(context, entry, kind, index) for kind, index in _places(entry)]
        found = context.told[key] = _digest(parts)
    return found


def told_of_items(context: Context, items: Iterable[Item]) -> Iterator[str]:
    """What stands for items as pages show them that aren't their entries'."""
    before = None
    for item in items:
        entry = item.entry
        if entry is not before:
            before = entry
            yield told(context, entry)
        if entry is not item.thread.steps[0].entry:  # it knows only a part of the rest
            steps = partial(_steps, context, item.thread.steps)
            yield _remembered(context, ("thread", id(item.thread)), steps)


def of_point(context: Context, point: AgendaPoint) -> str:
    """What stands for a point of a list, without what the session's own entry says of it."""

    def parts() -> object:
        change = point.change
        numbers: tuple[object, ...] = ()
        if change:
            ends = context.mark(change.first.entry), change.first.value, change.latest.value
            numbers = (change.series.kind, change.series.key, *ends)
        words = point.item.words if point.item else ""
        entry = context.mark(point.entry)
        return entry, point.kind, words, point.shared, prediction_of(point), numbers

    return _remembered(context, ("point", id(point)), parts)


def addresses(context: Context) -> str:
    """What stands for where strategies, tags, years and series have their pages."""

    def parts() -> object:
        series = [(*key, url) for key, url in context.series_urls.items()]
        return context.strategy_urls, context.tag_urls, list(context.year_urls.items()), series

    return _remembered(context, ("addresses",), parts)


def measured(context: Context, series: Series) -> str:
    """What stands for all that is known of a series."""

    def parts() -> object:
        points = [
            (context.mark(point.entry), point.value, point.before)
            for point in (*series.points, *series.only_before)
        ]
        outside = [(context.mark(entry), values) for entry, values in series.outside]
        ends = context.measured_days if series.points else ()
        risk = sorted(context.insights.progress.at_risk)
        folded = [context.mark(entry) for entry in series.folded]
        return series.kind, series.key, len(series.points), points, outside, folded, ends, risk

    return _remembered(context, ("series", series.kind, series.key), parts)


def _remembered(context: Context, key: tuple[object, ...], parts: Callable[[], object]) -> str:
    found = context.told.get(key)
    if found is None:
        found = context.told[key] = _digest(parts())
    return found


def _digest(parts: object) -> str:
    return blake2b(to_json(parts), digest_size=16).hexdigest()


# What entries say of each other's items


def _places(entry: Entry) -> Iterator[tuple[str, int]]:
    """The items of the entry, as threads know them."""
    lists: tuple[tuple[str, tuple[object, ...]], ...] = (
        (TAKEAWAY, entry.takeaways),
        (QUESTION, entry.questions),
        (PRACTICE, entry.practice),
        (BETWEEN_US, entry.between_us),
        (BELIEF, entry.beliefs),
        (FOLLOW_UP, entry.follow_ups),
    )
    for kind, items in lists:
        for index in range(len(items)):
            yield kind, index


def _told_of(context: Context, entry: Entry, kind: str, index: int) -> object:
    """The steps of an item's thread that pages show, and how many there are."""
    known = context.journal.threads.of_item.get((entry.path, kind, index))
    if known is None:
        return ()
    thread, place = known
    steps = thread.steps
    if kind == BELIEF:
        shown = [steps[x] for x in belief_places(thread, place)]
    elif steps[0].entry is entry:
        shown = steps
    else:
        shown = [steps[0], *own_steps(thread, place)]
    count = len(steps) if kind == BELIEF else 0
    return thread.kind, thread.id, thread.text, thread.html, count, _steps(context, shown)


def _steps(context: Context, steps: Iterable[Step]) -> list[object]:
    return [(context.mark(step.entry), step.item, step.text, step.status) for step in steps]


def own_steps(thread: Thread, place: int) -> list[Step]:
    """The steps of one entry, which stand side by side."""
    entry = thread.steps[place].entry
    first = last = place
    while first and thread.steps[first - 1].entry is entry:
        first -= 1
    while last + 1 < len(thread.steps) and thread.steps[last + 1].entry is entry:
        last += 1
    return thread.steps[first : last + 1]


def belief_places(thread: Thread, place: int) -> list[int]:
    """Where it began, just before, just after, and last."""
    places = sorted({0, place - 1, place + 1, len(thread.steps) - 1})
    return [x for x in places if 0 <= x < len(thread.steps)]
