"""Turn ranges of numbers and dates into the places of an axis and their labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000)
_MOST_LINES = 4.2
"""Guides between the ends: 5 apart from 0 to 21, 10 apart from 0 to 27, 25 apart to 100."""
_CLOSE = 0.6
"""A guide nearer to an end than so much of a step is left out."""
_SHORT_SPAN = 62
"""Days; below, the first and the last day are named instead of months."""
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class Tick(Struct, frozen=True):
    """A place on the axis of time."""

    x: float
    label: str
    year: str = ""
    """Below the label; empty where it is the same as before."""


class TimeAxis(Struct, frozen=True):
    """The days from `first` to `last` between two edges, in pixels."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day is; the middle where there is only one."""
        days = (self.last - self.first).days
        if not days:
            return round((self.left + self.right) / 2, 1)
        share = (day - self.first).days / days
        return round(self.left + share * (self.right - self.left), 1)


def guides(low: float, high: float) -> tuple[float, ...]:
    """The values at which lines are drawn: both ends, and round numbers between them."""
    wanted = (high - low) / _MOST_LINES
    step = next((step for step in _STEPS if step >= wanted), wanted)
    first = int(low // step)
    inner = (round((first + number) * step, 6) for number in range(1, int(_MOST_LINES) + 3))
    kept = [x for x in inner if low + _CLOSE * step < x < high - _CLOSE * step]
    return (low, *kept, high)


def ticks(
    axis: TimeAxis,
    room: float,
    name_day: Callable[[date], str],
    name_month: Callable[[date], str],
) -> tuple[Tick, ...]:
    """Names of days, months or years, at least `room` pixels apart."""
    if (axis.last - axis.first).days < _SHORT_SPAN:
        return _days(axis, room, name_day)
    months = (axis.last - axis.first).days / 30
    for step in _MONTH_STEPS:
        if months / step * room > 2 * (axis.right - axis.left):
            continue  # far too many to try
        found = list(_months(axis, step))
        if _far_apart(axis, found, room):
            return tuple(_with_years(axis, found, name_month))
    for years in _YEAR_STEPS:
        found = [
            date(year, 1, 1)
            for year in range(axis.first.year, axis.last.year + 1)
            if year % years == 0 and date(year, 1, 1) >= axis.first
        ]
        if _far_apart(axis, found, room) or years == _YEAR_STEPS[-1]:
            break
    return tuple(Tick(axis.x(day), str(day.year)) for day in found)


def _days(axis: TimeAxis, room: float, name_day: Callable[[date], str]) -> tuple[Tick, ...]:
    first = Tick(axis.x(axis.first), name_day(axis.first), str(axis.first.year))
    if axis.x(axis.last) - first.x < room:
        return (first,)
    year = str(axis.last.year) if axis.last.year != axis.first.year else ""
    return (first, Tick(axis.x(axis.last), name_day(axis.last), year))


def _months(axis: TimeAxis, step: int) -> Iterator[date]:
    """The first days of months on the axis, every `step` months counted from January."""
    first = 12 * axis.first.year + axis.first.month - (axis.first.day == 1)
    last = 12 * axis.last.year + axis.last.month - 1
    for number in range(first, last + 1):
        if number % 12 % step == 0:
            yield date(number // 12, number % 12 + 1, 1)


def _far_apart(axis: TimeAxis, days: Sequence[date], room: float) -> bool:
    places = [axis.x(day) for day in days]
    return all(after - before >= room for before, after in pairwise(places))


def _with_years(
    axis: TimeAxis, days: Sequence[date], name_month: Callable[[date], str]
) -> Iterator[Tick]:
    year = 0
    for day in days:
        yield Tick(axis.x(day), name_month(day), str(day.year) if day.year != year else "")
        year = day.year
