"""Numbers, ratings, dates and times are read as people mean them."""

from __future__ import annotations

from datetime import date, time

import pytest

from journalgen.parse import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4),
        ("4.5", 4.5),
        ("4,5", 4.5),
        ("-2", -2),
        ("−2", -2),
        ("+1", 1),
        ("010", 10),
        (" 7 ", 7),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert numbers.number(text) == value


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "1_0", "1e3", "0x10", "14:30", "ten", "1.2.3", "٣", "1 0", "9" * 12]
)
def test_no_numbers(text: str) -> None:
    assert numbers.number(text) is None


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("3 -> 6", (3, 6)),
        ("3->6", (3, 6)),
        ("3 → 6", (3, 6)),
        ("3 to 6", (3, 6)),
        ("3 TO 6", (3, 6)),
        ("2.5 -> 4,5", (2.5, 4.5)),
        ("6", (None, 6)),
    ],
)
def test_ratings(text: str, pair: tuple[float | None, float]) -> None:
    assert numbers.rating(text) == pair


@pytest.mark.parametrize("text", ["3 -> ", "-> 6", "3 -> 6 -> 7", "low", "3 / 6", "🙁"])
def test_no_ratings(text: str) -> None:
    assert numbers.rating(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-04", (date(2026, 3, 4), None)),
        ("2026-3-4", (date(2026, 3, 4), None)),
        ("2026/03/04", (date(2026, 3, 4), None)),
        ("2026-03-04 14:30", (date(2026, 3, 4), time(14, 30))),
        ("2026-03-04T14:30:05Z", (date(2026, 3, 4), time(14, 30, 5))),
    ],
)
def test_dates(text: str, found: tuple[date, time | None]) -> None:
    assert numbers.calendar_date(text) == found


@pytest.mark.parametrize(
    "text",
    ["04.03.2026", "03-04-2026", "20260304", "1772582400", "tomorrow", "2026-03/04", "2026-03"],
)
def test_what_may_be_another_day_is_no_date(text: str) -> None:
    assert numbers.calendar_date(text) is None


def test_a_day_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="month"):
        numbers.calendar_date("2026-13-40")


@pytest.mark.parametrize(
    ("stem", "day"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("2026-03-04-evening", date(2026, 3, 4)),
        ("2026-03-04 evening", date(2026, 3, 4)),
        ("2026-13-40", None),
        ("2026-03-041", None),
        ("evening-2026-03-04", None),
        ("20260304", None),
    ],
)
def test_dates_in_names(stem: str, day: date | None) -> None:
    assert numbers.date_in_name(stem) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14:30", time(14, 30)),
        ("9:05", time(9, 5)),
        ("2:30 pm", time(14, 30)),
        ("12:10 AM", time(0, 10)),
    ],
)
def test_times(text: str, moment: time) -> None:
    assert numbers.time_of_day(text) == moment


@pytest.mark.parametrize("text", ["24:00", "870", "14.30", "13:00 pm", "noon"])
def test_no_times(text: str) -> None:
    assert numbers.time_of_day(text) is None


def test_numbers_are_shown_as_people_write_them() -> None:
    assert [numbers.plain(x) for x in (6.0, 4.5, 0, -2, 100)] == ["6", "4.5", "0", "-2", "100"]
