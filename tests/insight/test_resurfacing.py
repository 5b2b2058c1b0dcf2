"""The takeaway of a day: due after 3, 7, 21 and 60 days, fair, the same all day, never a heavy one."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from journalgen.insight.items import collect_items
from journalgen.insight.resurfacing import DUE_AFTER, choose
from journalgen.model.thread import TAKEAWAY
from tests.conftest import dated_journal

START = date(2026, 1, 1)


def shown(entries: dict[int, str], days: range) -> list[str]:
    """The takeaway of each day after the first of January; entries by the day they are from."""
    journal = dated_journal({START + timedelta(offset): text for offset, text in entries.items()})
    takeaways = tuple(collect_items(journal).of_kind(TAKEAWAY))
    found = (choose(takeaways, START + timedelta(offset)) for offset in days)
    return [item.words if item else "" for item in found]


def taken(*texts: str) -> str:
    return "## What I took away\n" + "".join(f"- {text}\n" for text in texts)


def test_there_is_none_without_any() -> None:
    assert shown({0: "x"}, range(3)) == ["", "", ""]


@pytest.mark.parametrize("day", DUE_AFTER)
def test_what_is_due_comes_before_everything_else(day: int) -> None:
    """Old ones stand in the way unless it is due."""
    old = {-1000 + 7 * number: taken(f"old {number}") for number in range(9)}
    found = shown({**old, 0: taken("due")}, range(day, day + 2))
    assert found[0] == "due"
    assert found[1] != "due"


def test_each_follow_up_begins_anew() -> None:
    entries = {0: taken("one"), -500: taken("two"), 10: "## From last time\n- one -> still true"}
    found = shown(entries, range(90))
    assert [day for day in (13, 17, 31, 70) if found[day] == "one"] == [13, 17, 31, 70]
    alone = shown({0: taken("one"), -500: taken("two")}, range(90))
    assert alone[21] == "one"


def test_of_several_that_are_due_each_has_its_turn() -> None:
    found = shown({0: taken("a", "b", "c"), -500: taken("old")}, range(15))
    assert set(found[3:6]) == set(found[7:10]) == {"a", "b", "c"}
    assert found[6] == "old"


def test_many_more_than_there_are_days_are_shown_alike() -> None:
    entries = {7 * week: taken(*(f"{week}-{n}" for n in range(5))) for week in range(30)}
    counts = Counter(shown(entries, range(3, 210)))
    early = [counts[f"{week}-{n}"] for week in range(20) for n in range(5)]
    assert min(early) >= 1
    assert max(early) - min(early) <= 2


def test_on_other_days_the_newest_and_later_all_take_turns() -> None:
    entries = {0: taken("a", "b"), 1: taken("new", "newer")}
    assert shown(entries, range(1, 3)) == ["new", "new"]
    assert set(shown(entries, range(300, 304))) == {"a", "b", "new", "newer"}


def test_a_heavy_one_never_comes_and_neither_does_what_has_changed() -> None:
    entries = {
        0: "---\nheavy: yes\n---\n" + taken("heavy"),
        1: taken("replaced", "kept"),
        2: "## From last time\n- replaced -> changed: other",
    }
    assert set(shown(entries, range(90))) == {"kept"}


def test_what_is_still_to_come_is_not_shown_before_its_day() -> None:
    assert set(shown({0: taken("now"), 500: taken("later")}, range(90))) == {"now"}


def test_a_wrong_year_costs_no_time() -> None:
    assert shown({-700_000: taken("long ago"), 0: taken("now")}, range(3, 4)) == ["now"]
