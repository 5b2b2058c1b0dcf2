"""Thinned drawings look like the whole ones: nothing that could be seen is lost."""

from __future__ import annotations

import random
import re

from journalgen.charts.thinning import dots, joins, line


def columns(points: list[tuple[float, float]]) -> dict[int, tuple[float, float, float, float]]:
    """First, lowest, highest and last point of each column of pixels."""
    found: dict[int, list[float]] = {}
    for x, y in points:
        found.setdefault(round(x), []).append(y)
    return {x: (ys[0], min(ys), max(ys), ys[-1]) for x, ys in found.items()}


def test_each_pixel_has_its_dot_once() -> None:
    assert dots([(1, 2), (1.3, 2.4), (9.6, 2)]) == "M1 2h0M10 2h0"


def test_each_line_from_before_to_after_is_drawn_once() -> None:
    assert joins([(1, 2, 5), (1.2, 2.1, 5.3), (1, 2, 6)]) == "M1 2V5M1 2V6"


def test_few_points_are_all_kept() -> None:
    assert line([(1, 2), (2.5, 3.1), (4, 2)]) == "1,2 2.5,3.1 4,2"


def test_a_line_of_many_points_keeps_what_is_seen_of_each_column() -> None:
    rng = random.Random(1)
    points = [(place / 20, float(rng.randrange(100))) for place in range(10_000)]
    kept = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", line(points))]
    assert columns(kept) == columns(points)
    assert len(kept) <= 4 * len(columns(points))
    assert kept == sorted(kept, key=lambda point: point[0])
