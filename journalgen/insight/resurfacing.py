"""Turn all takeaways into the one that is shown today.

A takeaway is due 3, 7, 21 and 60 days after its entry, and again after each follow-up: spaced
repetition beats massed (Latimier, Peyre and Ramus 2021, g about .74; no spacing within it is known
to be superior). Nobody records what was looked at. The choice of a day follows from the journal
and the day alone, as if the first page had been opened on every day before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise

from journalgen.insight.items import Item
from journalgen.model.entry import Verdict

DUE_AFTER = (3, 7, 21, 60)
"""Days after an entry or a follow-up."""


def choose(takeaways: Sequence[Item], today: date) -> Item | None:
    """The takeaway of `today`; None where there is none that may be quoted.

    Of several that are due, the one that had the fewest days so far comes first, then the one
    that is due the shortest. On a day on which nothing is due, a takeaway of the last three days
    is shown, else the others take turns.
    """
    usual = [item for item in takeaways if item.source and item.words and not _replaced(item)]
    if not usual:
        return None
    order = {item: place for place, item in enumerate(usual)}
    shown = dict.fromkeys(usual, 0)
    due = [(day, order[item]) for item in usual for day in _due_days(item, today.toordinal())]
    due.sort()
    chosen = _last_turn(due, usual, shown, today.toordinal())
    if chosen:
        return chosen
    past = [item for item in usual if item.day is None or item.day <= today] or usual
    newest = [item for item in past if _age(item, today) < DUE_AFTER[0]]
    if newest:
        day = max(item.day for item in newest if item.day)
        return next(item for item in newest if item.day == day)
    return past[today.toordinal() % len(past)]


def _last_turn(
    due: Sequence[tuple[int, int]], items: Sequence[Item], shown: dict[Item, int], today: int
) -> Item | None:
    """Give each day its takeaway, up to today; None where nothing is due today.

    A takeaway waits for its turn until it is due again; each has one turn a due day.
    """
    waiting: list[tuple[int, int, int]] = []  # (days it had, minus the due day, place)
    latest: dict[int, int] = {}
    chosen: Item | None = None
    day, index = 0, 0
    while day < today:
        coming = due[index][0] if index < len(due) else today + 1
        day = day + 1 if waiting else coming
        if day > today:
            return None
        while index < len(due) and due[index][0] <= day:
            when, place = due[index]
            latest[place] = when
            heappush(waiting, (shown[items[place]], -when, place))
            index += 1
        chosen = None
        while waiting and chosen is None:
            _, minus_when, place = heappop(waiting)
            if latest.get(place) == -minus_when:  # else it was due again meanwhile
                chosen = items[place]
                shown[chosen] += 1
                del latest[place]
    return chosen


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
