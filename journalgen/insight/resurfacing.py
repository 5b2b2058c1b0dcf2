"""Turn all takeaways into the one that is shown today.

A takeaway is due 3, 7, 21 and 60 days after its entry, and again after each follow-up: spaced
repetition beats massed (Latimier, Peyre and Ramus 2021, g about .74; no spacing within it is known
to be superior). Nobody records what was looked at. The choice of a day follows from the journal
and the day alone, as if the first page had been opened on every day before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise

from msgspec import Struct, field

from journalgen.insight.items import Item
from journalgen.model.entry import Verdict

DUE_AFTER = (3, 7, 21, 60)
"""Days after an entry or a follow-up."""


def choose(takeaways: Sequence[Item], today: date) -> Item | None:
    """The takeaway of `today`; None where there is none that may be quoted.

    Of several that are due, the one that had the fewest days so far comes first, then the one
    that is due the shortest. On a day on which nothing is due, a takeaway of the last three days
    is shown, else the one that hasn't been shown for the longest.
    """
    past = _quotable(takeaways, today)
    if not past:
        return None
    turns = _take_turns(past, today.toordinal())
    if turns.day == today.toordinal():
        return turns.item
    newest = [item for item in past if _age(item, today) < DUE_AFTER[0]]
    if newest:
        day = max(item.day for item in newest if item.day)
        return next(item for item in newest if item.day == day)
    waiting = sorted(past, key=lambda item: turns.shown_on.get(item, 0))
    return waiting[(today.toordinal() - turns.day - 1) % len(waiting)]


def last_due(takeaways: Sequence[Item], today: date, since: date) -> Item | None:
    """The takeaway whose turn came last, on a day after `since`; None where none was due."""
    turns = _take_turns(_quotable(takeaways, today), today.toordinal())
    return turns.item if turns.day > since.toordinal() else None


def _quotable(takeaways: Sequence[Item], today: date) -> list[Item]:
    """Those that may be shown, without those to come where there are others."""
    usual = [item for item in takeaways if item.words and not _replaced(item)]
    return [item for item in usual if item.day is None or item.day <= today] or usual


class _Turns(Struct):
    """What was due on the days so far; days are ordinals."""

    item: Item | None = None
    """Whose turn came last."""
    day: int = 0
    """When that was."""
    shown_on: dict[Item, int] = field(default_factory=dict)
    count: Counter[Item] = field(default_factory=Counter)


def _take_turns(items: Sequence[Item], today: int) -> _Turns:
    """Give each day up to today its turn, where something is due.

    A takeaway waits for its turn until it is due again; each due day has one turn at most.
    """
    due = sorted((day, place) for place, item in enumerate(items) for day in _due_days(item, today))
    turns = _Turns()
    waiting: list[tuple[int, int, int]] = []  # (turns it had, minus the due day, place)
    latest: dict[int, int] = {}
    day, index = 0, 0
    while True:
        if not waiting and index == len(due):
            return turns
        day = day + 1 if waiting else due[index][0]
        if day > today:
            return turns
        while index < len(due) and due[index][0] <= day:
            when, place = due[index]
            latest[place] = when
            heappush(waiting, (turns.count[items[place]], -when, place))
            index += 1
        while waiting:
            _, minus_when, place = heappop(waiting)
            if latest.get(place) == -minus_when:  # else it was due again meanwhile
                item = items[place]
                turns.item, turns.day = item, day
                turns.shown_on[item] = day
                turns.count[item] += 1
                del latest[place]
                break


def _due_days(item: Item, today: int) -> Iterator[int]:
    """Days up to today, as ordinals; each follow-up begins anew."""
    days = [step.entry.date.toordinal() for step in item.steps if step.entry.date]
    for start, end in pairwise([*days, today + 1]):
        for after in DUE_AFTER:
            if start + after < end:
                yield start + after


def _replaced(item: Item) -> bool:
    """Whether something else has taken its place."""
    return item.last.status == Verdict.CHANGED


def _age(item: Item, today: date) -> float:
    return (today - item.day).days if item.day else float("inf")
