"""Turn what is still open into the list for the next session, and into the list before each one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice, zip_longest

from msgspec import Struct, field

from journalgen.insight.items import SESSIONS_UNTIL_REST, Item, Items, closes, unsure
from journalgen.insight.progress import Point, Progress, Series
from journalgen.insight.statistics import ENOUGH, Verdict, verdict_on
from journalgen.model.entry import Entry
from journalgen.model.journal import Journal
from journalgen.model.measures import PublishedError
from journalgen.model.scale import MEASURE
from journalgen.model.thread import BELIEF, BETWEEN_US, PRACTICE, QUESTION, TAKEAWAY, Step
from journalgen.model.visibility import Shown, quoted

UNCLEAR, CHANGE = "unclear", "change"
KINDS = (BETWEEN_US, QUESTION, PRACTICE, UNCLEAR, TAKEAWAY, CHANGE)
"""Where a point of the list comes from, in the order in which they take turns."""


class Change(Struct, frozen=True, eq=False):
    """A measure whose latest total differs from the first by more than its published error."""

    series: Series
    error: PublishedError
    first: Point
    latest: Point


class AgendaPoint(Struct, frozen=True, eq=False):
    """One point of the list: an item, or a change of a measure."""

    kind: str
    """One of `KINDS`."""
    item: Item | None = None
    change: Change | None = None

    @property
    def entry(self) -> Entry:
        """Where it comes from."""
        if self.item:
            return self.item.entry
        assert self.change is not None  # the one or the other
        return self.change.latest.entry

    @property
    def shared(self) -> bool:
        """Whether it may be printed and shown in the terminal."""
        return self.entry.share and not (self.change and not self.change.first.entry.share)


class Agenda(Struct, frozen=True):
    """The list for one session."""

    after: Entry | None
    """The session before it; None where there was none."""
    top: tuple[AgendaPoint, ...] = ()
    """What comes first; the kinds take turns."""
    rest: tuple[AgendaPoint, ...] = ()
    """The others, kind by kind."""


class Agendas(Struct, frozen=True):
    """Every list there was and the one to come."""

    next: Agenda
    next_shared: Agenda
    """The same of what may be shared."""
    before: Mapping[str, tuple[AgendaPoint, ...]]
    """By path of a session: what came first on the list before it."""


def prepare_agendas(
    journal: Journal,
    items: Items,
    progress: Progress,
    errors: Mapping[str, PublishedError],
    top: int,
) -> Agendas:
    """Go once through the entries; `errors` by id of the measure, `top` points come first."""
    lists = _Lists(journal, items, _forms(progress, errors))
    before: dict[str, tuple[AgendaPoint, ...]] = {}
    for entry in journal.entries:
        if entry.path in journal.session_numbers:
            before[entry.path] = lists.top(top)
        lists.add(entry)
    return Agendas(lists.agenda(top), lists.agenda(top, shared_only=True), before)


def _forms(
    progress: Progress, errors: Mapping[str, PublishedError]
) -> dict[str, list[tuple[Change, int]]]:
    """By path: each form filled in there beside the first of its kind, and how many there were."""
    forms: dict[str, list[tuple[Change, int]]] = {}
    for (kind, key), series in progress.series.items():
        if kind == MEASURE and key in errors:
            for count, point in enumerate(series.points, start=1):
                change = Change(series, errors[key], series.points[0], point)
                forms.setdefault(point.entry.path, []).append((change, count))
    return forms


class _Open(Struct):
    """An open item."""

    point: AgendaPoint
    sessions: int
    """How many sessions there had been when it was last spoken of."""


class _Lists(Struct):
    """What is open at one moment, while the entries are gone through."""

    journal: Journal
    items: Items
    forms: Mapping[str, list[tuple[Change, int]]]
    sessions: int = 0
    last_session: Entry | None = None
    open: dict[str, dict[Item, _Open]] = field(
        default_factory=lambda: {kind: {} for kind in (BETWEEN_US, QUESTION, PRACTICE, UNCLEAR)}
    )
    """By kind: what is open, and doesn't rest yet."""
    changes: dict[str, AgendaPoint] = field(default_factory=dict)
    """By measure: those of the forms since the last session."""

    def add(self, entry: Entry) -> None:
        if entry.path in self.journal.session_numbers:
            self.sessions += 1
            self.last_session = entry
            self.changes = {}
        if quoted(entry) is Shown.NOT:
            return
        for item, step in self.items.of_entry.get(entry.path, ()):
            if item.kind != BELIEF:
                self._follow(item, step)
        for change, count in self.forms.get(entry.path, ()):
            verdict = verdict_on(change.latest.value - change.first.value, change.error)
            if count >= ENOUGH and verdict is Verdict.LARGER:
                self.changes[change.series.key] = AgendaPoint(CHANGE, change=change)
            else:
                self.changes.pop(change.series.key, None)

    def _follow(self, item: Item, step: Step) -> None:
        kind = UNCLEAR if item.kind == TAKEAWAY else item.kind
        open_items = self.open[kind]
        if closes(item.kind, step):
            open_items.pop(item, None)
        elif item in open_items:
            open_items[item].sessions = self.sessions
        elif kind != UNCLEAR or unsure(step):
            open_items[item] = _Open(AgendaPoint(kind, item), self.sessions)

    def agenda(self, top: int, *, shared_only: bool = False) -> Agenda:
        queues = [self._queue(kind) for kind in KINDS]
        if shared_only:
            queues = [[point for point in queue if point.shared] for queue in queues]
        first = self._turns(queues, top)
        rest = tuple(point for queue in queues for point in queue if point not in first)
        return Agenda(self.last_session, first, rest)

    def top(self, number: int) -> tuple[AgendaPoint, ...]:
        """Only what comes first."""
        return self._turns([self._queue(kind) for kind in KINDS], number)

    @staticmethod
    def _turns(queues: list[list[AgendaPoint]], number: int) -> tuple[AgendaPoint, ...]:
        turns = (point for turn in zip_longest(*queues) for point in turn if point)
        return tuple(islice(turns, number))

    def _queue(self, kind: str) -> list[AgendaPoint]:
        if kind == CHANGE:
            return list(self.changes.values())
        if kind == TAKEAWAY:
            item = self._first_takeaway()
            return [AgendaPoint(TAKEAWAY, item)] if item else []
        found = self.open[kind]
        for item in [x for x, open_item in found.items() if self._rests(open_item)]:
            del found[item]
        points = [open_item.point for open_item in found.values()]
        if kind in (BETWEEN_US, PRACTICE):  # the newest entry's first, in the order written there
            points.sort(key=lambda point: point.entry.date or date.max, reverse=True)
        elif kind == QUESTION:
            points.sort(key=lambda point: not (point.item and point.item.for_session))
        return points

    def _rests(self, open_item: _Open) -> bool:
        return self.sessions - open_item.sessions >= SESSIONS_UNTIL_REST

    def _first_takeaway(self) -> Item | None:
        """Of the last session; a heavy one is left in peace, an unclear one is on the list."""
        last = self.last_session
        if last is None or quoted(last) is not Shown.FULL:
            return None
        for index, takeaway in enumerate(last.takeaways):
            thread, _ = self.journal.threads.of_item[last.path, TAKEAWAY, index]
            item = self.items.of_item.get(id(thread))
            if takeaway.text and item:
                return None if item in self.open[UNCLEAR] else item
        return None
