"""Turn a journal's threads into items: what is open, what rests, and whose words may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.entry import Entry, FollowUp, Question, Takeaway, Verdict
from journalgen.model.journal import Journal
from journalgen.model.names import fold
from journalgen.model.thread import BELIEF, PRACTICE, TAKEAWAY, Step, Thread, id_of
from journalgen.model.visibility import Shown, quoted

SESSIONS_UNTIL_REST = 4
"""After so many sessions without a word an open item rests."""
LOW_CONFIDENCE = 5.0
"""A takeaway held with this confidence (`partly`) or less is still unclear, 0 to 10."""


class State(StrEnum):
    """How far an item is closed."""

    OPEN = "open"
    RESTING = "resting"
    """Open, and not spoken of for four sessions."""
    CLOSED = "closed"
    """Something was said of it; or, of takeaways and beliefs, there is nothing to close."""


class Item(Struct, frozen=True, eq=False):
    """A question, practice, takeaway, belief or wish, as far as pages may speak of it."""

    kind: str
    """One of the kinds of threads."""
    thread: Thread
    steps: tuple[Step, ...]
    """What entries say of it whose front matter is sure; heavy ones are among them."""
    state: State
    source: Step | None
    """Where its words are quoted from; None where only heavy entries hold them."""
    for_session: bool
    """Whether it is a question for the next session, or for the therapist."""

    @property
    def first(self) -> Step:
        """Where it began."""
        return self.steps[0]

    @property
    def last(self) -> Step:
        """The last that was said of it."""
        return self.steps[-1]

    @property
    def entry(self) -> Entry:
        """The entry its words are quoted from; else where it began."""
        return (self.source or self.first).entry

    @property
    def day(self) -> date | None:
        """The day of that entry."""
        return self.entry.date

    @property
    def words(self) -> str:
        """Its words; empty where they may not be quoted."""
        return (self.source.words or self.thread.id) if self.source else ""

    @property
    def shared(self) -> bool:
        """Whether its words may go into what is shown to others."""
        return self.entry.share


class Items(Struct, frozen=True):
    """All items of a journal, in the order in which they began."""

    all: tuple[Item, ...]
    of_entry: Mapping[str, tuple[tuple[Item, Step], ...]]
    """By path: the items an entry speaks of, with what it says."""
    of_item: Mapping[int, Item]
    """By the `id()` of the thread."""

    def of_kind(self, kind: str) -> Iterator[Item]:
        """Those of one kind, in order."""
        return (item for item in self.all if item.kind == kind)


def collect_items(journal: Journal) -> Items:
    """Look once at every thread."""
    left = sessions_left(journal)
    therapists = {fold(entry.therapist) for entry in journal.entries} - {""}
    threads = journal.threads.all
    found = [item for thread in threads if (item := _item(thread, left, therapists))]
    of_entry: dict[str, list[tuple[Item, Step]]] = {}
    for item in found:
        for step in item.steps:
            of_entry.setdefault(step.entry.path, []).append((item, step))
    return Items(
        tuple(found),
        {path: tuple(several) for path, several in of_entry.items()},
        {id(item.thread): item for item in found},
    )


def sessions_left(journal: Journal) -> dict[str, int]:
    """By path: how many sessions followed an entry; none follow one without a date."""
    left: dict[str, int] = {}
    count = 0
    for entry in reversed(journal.dated):
        left[entry.path] = count
        count += entry.path in journal.session_numbers
    return left


def closes(kind: str, step: Step) -> bool:
    """Whether a step closes what it speaks of; naming it again opens it again."""
    if isinstance(step.item, Takeaway) and not step.status:  # the same takeaway, held more surely
        return (step.item.confidence or 0) > LOW_CONFIDENCE and not step.item.unsure
    open_still = ("open", Verdict.SLIPPED) if kind == TAKEAWAY else ("open",)
    return not step.silent and step.status not in open_still


def resting_practice(journal: Journal, items: Items) -> Iterator[Diagnostic]:
    """Practice whose outcome was never set, and that rests now."""
    sessions = [entry for entry in journal.dated if entry.path in journal.session_numbers]
    for item in items.of_kind(PRACTICE):
        if item.state is State.RESTING and all(step.silent for step in item.steps):
            span = Span(item.first.entry.path, item.first.item.line, 1)
            yield Diagnostic("practice-resting", span, (("other", sessions[-1].path),))


def _item(thread: Thread, left: Mapping[str, int], therapists: set[str]) -> Item | None:
    steps = tuple(step for step in thread.steps if quoted(step.entry) is not Shown.NOT)
    source = _source(steps)
    heavy = any(quoted(step.entry) is Shown.FOLDED for step in steps)
    if not source and not heavy:
        return None
    state = State.CLOSED
    if not _closed(thread.kind, steps):
        rests = left.get(steps[-1].entry.path, 0) >= SESSIONS_UNTIL_REST
        state = State.RESTING if rests else State.OPEN
    asked = (step.item for step in steps if isinstance(step.item, Question))
    soon = any(x.for_session or fold(x.for_whom) in therapists for x in asked)
    return Item(thread.kind, thread, steps, state, source, soon)


def _closed(kind: str, steps: tuple[Step, ...]) -> bool:
    if kind == BELIEF:
        return True
    if kind == TAKEAWAY:
        doubt = max((place for place, step in enumerate(steps) if unsure(step)), default=None)
        return doubt is None or any(closes(kind, step) for step in steps[doubt + 1 :])
    return closes(kind, steps[-1])


def unsure(step: Step) -> bool:
    """Whether a step gives a takeaway that its writer wasn't sure of."""
    item = step.item
    if not isinstance(item, Takeaway):
        return False
    low = item.confidence is not None and item.confidence <= LOW_CONFIDENCE
    return item.unsure or low


def _source(steps: Iterable[Step]) -> Step | None:
    """The step to quote, one that may be shared first.

    A line of “From last time” only refers to what was written elsewhere, so that the words of a
    heavy entry don't get onto other pages by it.
    """
    found = (
        step
        for step in steps
        if not isinstance(step.item, FollowUp)
        and (step.words or id_of(step.item))
        and quoted(step.entry) is Shown.FULL
    )
    return min(found, key=lambda step: (not step.words, not step.entry.share), default=None)
