"""Turn numbers over time into the few things that can honestly be said about them.

With no true change at all a single difference of two forms is often large, and some step in a
series almost surely is (facts gathered for this project: on the PHQ-9 one difference in five is 5
points or more by chance). So only the first and the latest are compared, with the published
measurement error, and never below five measurements.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import comb
from statistics import median

from journalgen.model.measures import PublishedError
from journalgen.model.scale import Goal

ENOUGH = 5
"""Measurements below which nothing is said about change."""
GAP_FACTOR = 3
"""A gap is longer than so many times the usual interval."""
CONFIDENCE = 0.95
"""Of the interval of a median."""
GOAL_CORRELATION = 0.3
"""The correlation between goals that Kiresuk and Sherman (1968) assume."""


class Verdict(StrEnum):
    """What comparing the first number with the latest comes to."""

    TOO_FEW = "too few"
    """Fewer than five measurements."""
    UNPUBLISHED = "unpublished"
    """No measurement error is published."""
    UNCLEAR = "no clear change"
    """Within the published measurement error."""
    LARGER = "larger"
    """Larger than the published measurement error."""


def compare(values: Sequence[float], error: PublishedError | None) -> Verdict:
    """The first of `values` beside the latest: a reliable change, or none that is clear.

    A difference counts when it reaches the published number of points (reliable change, after
    Jacobson and Truax 1991).
    """
    if len(values) < ENOUGH:
        return Verdict.TOO_FEW
    return verdict_on(values[-1] - values[0], error)


def verdict_on(difference: float, error: PublishedError | None) -> Verdict:
    """What a difference of at least five measurements' ends comes to."""
    if error is None:
        return Verdict.UNPUBLISHED
    change = round(abs(difference), 6)  # 0.3 - 0.1 is a little less than 0.2
    return Verdict.LARGER if change >= error.points else Verdict.UNCLEAR


def usual_interval(days: Sequence[date]) -> float:
    """The median number of days between neighbouring days of measurement; 0 below two."""
    steps = [(after - before).days for before, after in pairwise(sorted(set(days)))]
    return float(median(steps)) if steps else 0.0


def gaps(days: Sequence[date]) -> tuple[int, ...]:
    """The places that a stretch longer than three times the usual interval follows.

    `days` are in order.
    """
    limit = GAP_FACTOR * usual_interval(days)
    return tuple(
        place
        for place, (before, after) in enumerate(pairwise(days))
        if (after - before).days > limit
    )


def running_median(values: Sequence[float], breaks: Sequence[int] = ()) -> tuple[float | None, ...]:
    """The middle one of three neighbours at each place, None at the ends of each stretch.

    Tukey's running median of 3; a stretch ends at each of `breaks`, so that no line crosses a gap.
    """
    ends = set(breaks)
    found: list[float | None] = []
    for place in range(len(values)):
        inside = 0 < place < len(values) - 1
        whole = inside and place not in ends and place - 1 not in ends
        found.append(float(median(values[place - 1 : place + 2])) if whole else None)
    return tuple(found)


def median_interval(values: Sequence[float]) -> tuple[float, float, float] | None:
    """(median, lower, upper): the middle of `values` with a 95 percent interval of it.

    The interval lies between two order statistics and assumes nothing about how the values are
    spread but that they are independent: from the binomial distribution, the narrowest symmetric
    one that holds the median at least 95 times in 100 (Conover, Practical Nonparametric
    Statistics, 3rd ed. 1999, section 3.2). Below six values there is none.
    """
    count = len(values)
    outside = 0.0
    place = 0
    while place < count:
        outside += 2 * comb(count, place) / 2**count
        if outside > 1 - CONFIDENCE:
            break
        place += 1
    if not place:
        return None
    ordered = sorted(values)
    return float(median(ordered)), ordered[place - 1], ordered[count - place]


def goal_score(ratings: Sequence[tuple[Goal, int]]) -> float | None:
    """The T-score of goals rated together: 50 where each is just as hoped.

    T = 50 + 10 Σwx / √((1 − ρ) Σw² + ρ (Σw)²) with ρ = 0.3 (Kiresuk and Sherman 1968). None where
    no goal has weight.
    """
    total = sum(goal.weight for goal, _ in ratings)
    squares = sum(goal.weight**2 for goal, _ in ratings)
    if not total:
        return None
    weighted = sum(goal.weight * level for goal, level in ratings)
    spread = (1 - GOAL_CORRELATION) * squares + GOAL_CORRELATION * total**2
    return 50 + 10 * weighted / float(spread**0.5)
