"""Turn a series of numbers into the dots, lines and labels of its chart, in pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from journalgen.charts import thinning
from journalgen.charts.axis import Tick, TimeAxis, guides
from journalgen.parse.numbers import minus, plain

WIDE, NARROW = 608, 280
"""Pixels: beside the text, and on a phone of 320."""
_TOP, _BOTTOM = 28, 44
_LEFT = {WIDE: 34, NARROW: 26}
_RIGHT = {WIDE: 66, NARROW: 56}
"""Beside the plot, with room for numbers of two digits; longer ones get more."""
_DIGIT = 8
_LEAST_PLOT = 90
TICK_ROOM = {WIDE: 46, NARROW: 40}
LONGEST_NAME = 28
"""Letters of an end's name that fit into the narrow drawing; longer ones stand below it."""
_LABEL_WIDTH = 7
"""Pixels a letter of a label takes at most."""
_GAP_ROOM = 76
"""Pixels that “no numbers” needs."""
_DENSE = 3.5
"""Pixels from one measurement to the next below which there is no room for rings."""
_PAIR_ROOM = 14
"""Pixels between the lines of two labels."""


class Drawn(Struct, frozen=True):
    """What a chart is drawn from."""

    days: Sequence[date]
    values: Sequence[float]
    befores: Sequence[float | None]
    """None for each where only one number was given."""
    medians: Sequence[float | None]
    gaps: Sequence[int]
    """Places of the numbers that a stretch without any follows."""
    low: float
    high: float
    low_name: str = ""
    high_name: str = ""
    bands: Sequence[tuple[float, str]] = ()
    """Lower bounds and words, from the lowest up; empty where they aren't asked for."""


class Mark(Struct, frozen=True):
    """A measurement: a dot, and the ring of the number before."""

    x: float
    y: float
    ring: float | None
    """Where the ring is; None where there is none."""
    same: bool
    """One mark for both: a ring around a dot."""


class Label(Struct, frozen=True):
    """A number with a word beside it."""

    x: float
    y: float
    value: str
    word: str
    """`first`, `latest`, `before` or `after`."""
    beside: bool
    """To the right of its mark, else centred above or below it."""


class Gap(Struct, frozen=True):
    """A bracket under a stretch without numbers."""

    left: float
    right: float
    y: float
    named: bool
    """Whether there is room for words."""


class EndName(Struct, frozen=True):
    """What an end of the scale is called, beside its line."""

    x: float
    y: float
    text: str
    anchor: str
    """`start` or `end`."""


class Chart(Struct, frozen=True):
    """One drawing; `width` by `height` pixels."""

    width: int
    height: int
    left: float
    right: float
    bottom: float
    guides: tuple[tuple[float, str], ...]
    """(y, number) of each line."""
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    radius: float
    """Of a dot."""
    dense: bool
    """Too many for rings: only dots and lines."""
    dots: str
    """Of a dense chart: the path of its dots, each pixel once."""
    joins: str
    """Of a dense chart: the path of the lines from before to after."""
    lines: tuple[str, ...]
    """Points of the helper line, one text a stretch."""
    gaps: tuple[Gap, ...]
    labels: tuple[Label, ...]
    ends: tuple[EndName, ...]
    bands: tuple[tuple[float, str], ...]
    """(y, word) of each band's lower bound."""


def time_axis(first: date, last: date, width: int, digits: int = 2) -> TimeAxis:
    """The axis of time of a chart of that width, whose longest number has so many digits."""
    margin = 10
    left, right = _edges(width, digits)
    return TimeAxis(first, last, left + margin, right - margin)


def _edges(width: int, digits: int) -> tuple[float, float]:
    """Where the plot begins and ends."""
    spare = (width - _LEFT[width] - _RIGHT[width] - _LEAST_PLOT) / 2
    more = min(_DIGIT * max(digits - 2, 0), spare)
    return _LEFT[width] + more, width - _RIGHT[width] - more


def digits_of(drawn: Drawn) -> int:
    """How many signs the longest number at an edge of the chart has."""
    numbers = (
        *guides(drawn.low, drawn.high),
        *drawn.values[-1:],
        *filter(None, drawn.befores[-1:]),
    )
    return max(len(plain(number)) for number in numbers)


def draw(drawn: Drawn, axis: TimeAxis, ticks: tuple[Tick, ...], width: int, plot: int) -> Chart:
    """The chart of a series; `plot` is the height of the part between both ends."""
    bottom = _TOP + plot

    def y(value: float) -> float:
        share = (value - drawn.low) / (drawn.high - drawn.low)
        return round(bottom - share * plot, 1)

    xs = [axis.x(day) for day in drawn.days]
    marks = tuple(
        Mark(x, y(value), None if before is None else y(before), before == value)
        for x, value, before in zip(xs, drawn.values, drawn.befores, strict=True)
    )
    step = (axis.right - axis.left) / max(len(marks), 1)
    dense = step < _DENSE
    dots = [(mark.x, mark.y) for mark in marks]
    dots += [(mark.x, mark.ring) for mark in marks if mark.ring is not None and not mark.same]
    left, right = _edges(width, digits_of(drawn))
    return Chart(
        width=width,
        height=bottom + _BOTTOM,
        left=left,
        right=right,
        bottom=bottom,
        guides=tuple((y(value), minus(value)) for value in guides(drawn.low, drawn.high)),
        ticks=ticks,
        marks=marks,
        radius=_radius(step),
        dense=dense,
        dots=thinning.dots((mark.x, mark.y) for mark in marks) if dense else "",
        joins=thinning.joins(_pairs(marks)) if dense else "",
        lines=tuple(_lines(drawn, xs, y)),
        gaps=tuple(_gap(xs, place, bottom) for place in drawn.gaps),
        labels=tuple(_labels(marks, drawn, dots, bottom)),
        ends=tuple(_ends(drawn, dots, left, right, bottom)),
        bands=tuple(_bands(drawn, y)),
    )


def _bands(drawn: Drawn, y: Callable[[float], float]) -> Iterator[tuple[float, str]]:
    """The line of each band, with its name where the one below leaves room."""
    below = float("inf")
    for lower, word in drawn.bands:
        place = y(lower)
        named = below - place >= _PAIR_ROOM
        below = place if named else below
        yield place, word if named else ""


def _radius(step: float) -> float:
    if step < 2:
        return 1.5
    if step < _DENSE:
        return 2
    return 3 if step < 2 * _DENSE else 4


def _pairs(marks: Sequence[Mark]) -> Iterator[tuple[float, float, float]]:
    return ((mark.x, mark.ring, mark.y) for mark in marks if mark.ring is not None)


def _lines(drawn: Drawn, xs: Sequence[float], y: Callable[[float], float]) -> Iterator[str]:
    """The helper line, parted where it has no value."""
    points = zip(xs, drawn.medians, strict=True)
    for known, stretch in groupby(points, key=lambda point: point[1] is not None):
        found = [(x, y(value)) for x, value in stretch if value is not None]
        if known and len(found) > 1:
            yield thinning.line(found)


def _gap(xs: Sequence[float], place: int, bottom: float) -> Gap:
    left, right = xs[place], xs[place + 1]
    return Gap(left, right, bottom - 30, right - left >= _GAP_ROOM)


def _labels(
    marks: Sequence[Mark], drawn: Drawn, dots: Sequence[tuple[float, float]], bottom: float
) -> Iterator[Label]:
    """The latest beside its mark; the first below or above it where nothing is in the way."""
    if not marks:
        return
    last = marks[-1]
    x = last.x + 10
    value, before = drawn.values[-1], drawn.befores[-1]
    if last.ring is None or last.same or abs(last.ring - last.y) < _PAIR_ROOM:
        yield Label(x, last.y + 4, minus(value), "latest", beside=True)
    else:
        yield Label(x, last.y + 4, minus(value), "after", beside=True)
        yield Label(x, last.ring + 4, minus(before or 0), "before", beside=True)
    first = marks[0]
    if len(marks) < 2 or first.ring is not None or drawn.bands:  # bands have their names there
        return
    for top in (first.y + 8, first.y - 36):
        box = (first.x - 18, top, first.x + 18, top + 28)
        free = not any(_inside(dot, box) for dot in dots)
        if free and top > 0 and top + 28 < bottom - 2:
            yield Label(first.x, top + 11, minus(drawn.values[0]), "first", beside=False)
            return


def _inside(dot: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    return box[0] - 5 < dot[0] < box[2] + 5 and box[1] - 5 < dot[1] < box[3] + 5


def _ends(
    drawn: Drawn, dots: Sequence[tuple[float, float]], left: float, right: float, bottom: float
) -> Iterator[EndName]:
    """Above the top line, and above the bottom one on the side where no dot is in the way."""
    if len(drawn.high_name) <= LONGEST_NAME:
        yield EndName(right, _TOP - 8, drawn.high_name, "end")
    if len(drawn.low_name) > LONGEST_NAME:
        return
    width = len(drawn.low_name) * _LABEL_WIDTH
    for edge, anchor, begin in ((right, "end", right - width), (left, "start", left)):
        box = (begin, bottom - 18, begin + width, bottom - 3)
        if not any(_inside(dot, box) for dot in dots):
            yield EndName(edge, bottom - 6, drawn.low_name, anchor)
            return
