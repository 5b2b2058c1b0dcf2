"""Turn more marks than there are pixels into the fewest that look the same.

Nothing is averaged or left out that could be seen: marks that fall on one pixel are drawn once,
and a line keeps the first, the lowest, the highest and the last point of each column of pixels
(M4: Jugel and others 2014, which shows that such a line is drawn like the whole one).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from journalgen.parse.numbers import plain


def dots(places: Iterable[tuple[float, float]]) -> str:
    """The path of a round stroke that draws a dot at each (x, y) in pixels, each pixel once."""
    found = dict.fromkeys((round(x), round(y)) for x, y in places)
    return "".join(f"M{x} {y}h0" for x, y in found)


def joins(places: Iterable[tuple[float, float, float]]) -> str:
    """The path of the upright lines from (x, y) to (x, other y), each pixel's once."""
    found = dict.fromkeys((round(x), round(y), round(end)) for x, y, end in places)
    return "".join(f"M{x} {y}V{end}" for x, y, end in found)


def line(points: Sequence[tuple[float, float]]) -> str:
    """The points of a polyline, at most four for each column of pixels."""
    kept: list[tuple[float, float]] = []
    for _column, several in groupby(points, key=lambda point: round(point[0])):
        column = list(several)
        low = min(column, key=lambda point: point[1])
        high = max(column, key=lambda point: point[1])
        wanted = {column[0], low, high, column[-1]}
        kept += [point for point in dict.fromkeys(column) if point in wanted]
    return " ".join(f"{plain(x)},{plain(y)}" for x, y in kept)
