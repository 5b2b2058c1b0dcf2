"""Charts: where things are, at every number of points and in both widths."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from journalgen.charts.axis import TimeAxis, guides, ticks
from journalgen.charts.series import NARROW, WIDE, Chart, Drawn, draw, time_axis
from journalgen.charts.year_map import month_map
from journalgen.model.scale import Scale

START = date(2025, 1, 16)


def chart(values: list[float], width: int = WIDE, low: float = 0, high: float = 10) -> Chart:
    days = [START + timedelta(days=7 * place) for place in range(len(values))]
    drawn = Drawn(
        days, values, [None] * len(values), [None] * len(values), [], low, high, "none", "most"
    )
    axis = time_axis(days[0], days[-1], width)
    return draw(drawn, axis, (), width, 200)


@pytest.mark.parametrize(
    ("low", "high", "lines"),
    [
        (0, 10, (0, 5, 10)),
        (0, 27, (0, 10, 20, 27)),
        (0, 21, (0, 5, 10, 15, 21)),
        (0, 6, (0, 2, 4, 6)),
        (10, 50, (10, 20, 30, 40, 50)),
        (0, 100, (0, 25, 50, 75, 100)),
        (-2, 2, (-2, -1, 0, 1, 2)),
        (1, 5, (1, 2, 3, 4, 5)),
        (0, 1, (0, 0.5, 1)),
        (-100, 100, (-100, -50, 0, 50, 100)),
    ],
)
def test_guides_are_round_numbers_and_both_ends(
    low: float, high: float, lines: tuple[float, ...]
) -> None:
    assert guides(low, high) == lines


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("days", [0, 1, 30, 61, 62, 200, 400, 800, 2000, 9000])
def test_labels_of_time_are_far_enough_apart(width: int, days: int) -> None:
    axis = time_axis(START, START + timedelta(days=days), width)
    found = ticks(axis, 40, lambda day: f"{day:%d %b}", lambda day: f"{day:%b}")
    places = [tick.x for tick in found]
    assert found
    assert all(after - before >= 39.9 for before, after in pairwise(places))
    assert all(axis.left <= place <= axis.right for place in places)
    assert found[0].year or found[0].label.isdigit()


def test_one_day_stands_in_the_middle() -> None:
    axis = TimeAxis(START, START, 10, 110)
    assert axis.x(START) == 60


def test_ends_of_the_scale_are_the_ends_of_the_drawing() -> None:
    found = chart([0, 10, 5])
    heights = [mark.y for mark in found.marks]
    assert heights == [found.bottom, 28, (found.bottom + 28) / 2]


@pytest.mark.parametrize("count", [1, 5, 60, 500, 2000])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_dots_shrink_before_they_run_into_each_other(count: int, width: int) -> None:
    found = chart([float(place % 11) for place in range(count)], width)
    assert len(found.marks) == count
    assert 1.5 <= found.radius <= 4
    assert found.dense is (count >= 500 or (count == 60 and width == NARROW))


def test_the_first_is_labelled_where_nothing_is_in_the_way() -> None:
    words = [label.word for label in chart([8, 8, 8, 8]).labels]
    assert words == ["latest", "first"]
    crowded = chart([5.0, 4.2, 3.6, 5.8, 6.4] * 60)
    assert [label.word for label in crowded.labels] == ["latest"]


def test_the_name_of_the_lower_end_makes_room() -> None:
    assert [end.anchor for end in chart([5, 5, 5]).ends] == ["end", "end"]
    assert [end.anchor for end in chart([5, 5, 5, 0.3]).ends] == ["end", "start"]
    assert [end.anchor for end in chart([0.3, 5, 5, 0.3]).ends] == ["end"]


def test_the_map_of_a_month() -> None:
    found = month_map(Scale("mood"), [(3, 6), (None, 5), (4, 4)], dense=False)
    assert (found.width, found.height) == (47, 27)
    assert [mark.same for mark in found.marks] == [False, False, True]
    assert found.marks[1].before is None
    assert month_map(Scale("mood"), [(3, 6)] * 3, dense=True).height == 15


def test_a_very_long_number_leaves_room_for_the_plot() -> None:
    axis = time_axis(START, START + timedelta(days=100), NARROW, digits=14)
    assert axis.right - axis.left >= 60
