"""What is said about numbers: never more than they bear, and how often chance alone gets it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from journalgen.insight.statistics import (
    Verdict,
    compare,
    gaps,
    goal_score,
    median_interval,
    running_median,
    usual_interval,
)
from journalgen.measures import instruments
from journalgen.model.measures import PublishedError
from journalgen.model.scale import Goal

RUNS = 1_000
PUBLISHED = [
    (part.id, part.error, part.minimum, part.maximum)
    for measure in instruments().values()
    for part in measure.subscales
    if part.error
]


def days(*offsets: int) -> list[date]:
    return [date(2026, 1, 1) + timedelta(days=offset) for offset in offsets]


def series(
    rng: random.Random, error: PublishedError, low: float, high: float, change: float
) -> list[float]:
    """Twelve forms around a level that moves by `change` from first to last.

    The published change is so many standard errors of a difference of two forms as leave the
    stated share to chance (1.96 for 5 in 100, 1.645 for 10), so one form scatters by the change
    divided by that and by √2.
    """
    noise = error.points / ((1.645 if error.chance == 10 else 1.96) * 2**0.5)
    middle = (low + high) / 2
    return [
        min(high, max(low, round(rng.gauss(middle - change / 2 + change * step / 11, noise))))
        for step in range(12)
    ]


@pytest.mark.parametrize(("name", "error", "low", "high"), PUBLISHED, ids=lambda x: str(x)[:8])
def test_noise_alone_is_called_unclear_nearly_always(
    name: str, error: PublishedError, low: float, high: float
) -> None:
    rng = random.Random(name)
    found = [compare(series(rng, error, low, high, 0), error) for _ in range(RUNS)]
    assert found.count(Verdict.UNCLEAR) >= 0.85 * RUNS


@pytest.mark.parametrize(("name", "error", "low", "high"), PUBLISHED, ids=lambda x: str(x)[:8])
def test_a_change_of_twice_the_error_is_nearly_always_named(
    name: str, error: PublishedError, low: float, high: float
) -> None:
    rng = random.Random(name)
    change = 2 * error.points
    found = [compare(series(rng, error, low, high, change), error) for _ in range(RUNS)]
    assert found.count(Verdict.LARGER) >= 0.8 * RUNS


def test_the_figure_of_the_phq9_holds_for_noise_that_was_measured_apart_from_it() -> None:
    """With no change at all a fifth of all pairs differ by 5 points or more, as was simulated.

    That takes a standard deviation of a difference of about 3.5 (4.5 divided by 1.28).
    """
    rng = random.Random(9)
    error = instruments()["phq9"].subscales[0].error
    runs = [[round(rng.gauss(12, 3.5 / 2**0.5)) for _ in range(6)] for _ in range(RUNS)]
    by_five = sum(abs(run[-1] - run[0]) >= 5 for run in runs)
    assert 0.17 * RUNS <= by_five <= 0.23 * RUNS
    assert [compare(run, error) for run in runs].count(Verdict.UNCLEAR) >= 0.85 * RUNS


def test_nothing_is_said_below_five_numbers() -> None:
    error = PublishedError(6, "IAPT")
    assert compare([20, 15, 10, 2], error) is Verdict.TOO_FEW
    assert compare([20, 15, 10, 5, 2], error) is Verdict.LARGER
    assert compare([20, 15, 10, 5, 2], None) is Verdict.UNPUBLISHED


@pytest.mark.parametrize(("latest", "verdict"), [(9, Verdict.UNCLEAR), (8, Verdict.LARGER)])
def test_the_published_number_of_points_counts_itself(latest: int, verdict: Verdict) -> None:
    assert compare([14, 12, 13, 11, latest], PublishedError(6, "IAPT")) is verdict


def test_a_gap_is_longer_than_three_usual_intervals() -> None:
    assert usual_interval(days(0, 7, 14, 21, 42, 43, 65)) == 7
    assert gaps(days(0, 7, 14, 35)) == ()
    assert gaps(days(0, 7, 14, 36)) == (2,)
    assert gaps(days(5)) == gaps([]) == ()


def test_two_numbers_a_day_are_no_interval() -> None:
    assert usual_interval(days(0, 0, 7, 7, 14)) == 7


def test_the_running_median_stops_at_gaps() -> None:
    assert running_median([1, 9, 2, 3, 8]) == (None, 2, 3, 3, None)
    assert running_median([1, 9, 2, 3, 8, 4], [2]) == (None, 2, None, None, 4, None)
    assert running_median([]) == ()


def test_the_score_of_goals() -> None:
    goals = [Goal(name) for name in "abc"]
    assert goal_score([(goal, 0) for goal in goals]) == 50
    assert round(goal_score([(goal, 1) for goal in goals]) or 0, 2) == 63.69
    assert goal_score([]) is None
    assert goal_score([(Goal("a", weight=0), 1)]) is None


# The interval of a median


@pytest.mark.parametrize("count", range(6))
def test_below_six_values_a_median_has_no_interval(count: int) -> None:
    assert median_interval([1.0] * count) is None


@pytest.mark.parametrize(
    ("count", "place"), [(6, 1), (8, 1), (9, 2), (12, 3), (15, 4), (17, 5), (20, 6), (25, 8)]
)
def test_the_interval_lies_between_the_values_that_tables_of_the_sign_test_name(
    count: int, place: int
) -> None:
    found = median_interval(list(map(float, range(count, 0, -1))))
    assert found == ((count + 1) / 2, place, count + 1 - place)


def test_it_holds_the_true_middle_at_least_95_times_in_100_however_values_are_spread() -> None:
    rng = random.Random(4)
    for count in (6, 11, 30):
        held = 0
        for _ in range(RUNS):
            found = median_interval([rng.expovariate(1) for _ in range(count)])
            assert found is not None
            held += found[1] <= 0.6931 <= found[2]  # ln 2, the median of that distribution
        assert held >= 0.93 * RUNS  # 95 in 100, less what chance may take from 1,000 runs
