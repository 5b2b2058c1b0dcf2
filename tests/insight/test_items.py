"""What is open, what rests and what is closed, and whose words may be shown."""

from __future__ import annotations

import pytest

from journalgen.insight.items import Item, State, collect_items, resting_practice
from tests.conftest import journal_of

SESSION = "Nothing in particular."
BROKEN = "---\nthis is no key\ntags: x\n---\n"


def items(*entries: str) -> dict[str, Item]:
    """Items by their words, else by those of their thread; one entry a day."""
    found = collect_items(journal_of(*entries))
    return {item.words or f"folded: {item.thread.text}": item for item in found.all}


def state(text: str, *later: str) -> State:
    (found,) = items(text, *later).values()
    return found.state


ASKED = "## Still unclear\n- Why now?"
PLANNED = "## Until next time\n- Say no once."
WISH = "## Between us\n- Shorter sessions."


@pytest.mark.parametrize("text", [ASKED, PLANNED, WISH])
def test_four_sessions_without_a_word_and_it_rests(text: str) -> None:
    assert state(text) is State.OPEN
    assert state(text, *[SESSION] * 3) is State.OPEN
    assert state(text, *[SESSION] * 4) is State.RESTING


def test_notes_between_sessions_are_no_sessions() -> None:
    assert state(ASKED, *["---\nkind: between\n---\n"] * 9) is State.OPEN
    assert state(ASKED, *[BROKEN] * 9) is State.OPEN


def test_naming_it_again_wakes_it() -> None:
    again = "## From last time\n- Why now?"
    assert state(ASKED, *[SESSION] * 4, again) is State.OPEN
    assert state(ASKED, *[SESSION] * 4, again, *[SESSION] * 4) is State.RESTING


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        (ASKED, "Why -> because", State.CLOSED),
        (ASKED, "Why -> let go:", State.CLOSED),
        (ASKED, "Why -> living with it: mostly", State.CLOSED),
        (ASKED, "Why -> open: still no idea", State.OPEN),
        (ASKED, "Why ->", State.OPEN),
        (PLANNED, "Say -> it went all right", State.CLOSED),
        (PLANNED, "Say -> not tried: no week", State.CLOSED),
        (PLANNED, "Say -> open", State.OPEN),
        (WISH, "Shorter -> said it", State.CLOSED),
        (WISH, "Shorter", State.OPEN),
    ],
)
def test_what_closes(text: str, said: str, expected: State) -> None:
    assert state(text, f"## From last time\n- {said}") is expected


def test_asking_again_opens_again() -> None:
    answer = "## From last time\n- Why -> because"
    assert state(ASKED, answer) is State.CLOSED
    assert state(ASKED, answer, ASKED) is State.OPEN


UNSURE = "---\ntakeaways: [{text: Guilt is no proof, unsure: yes}]\n---\n"


@pytest.mark.parametrize("given", ["unsure: yes", "confidence: 5", "confidence: not yet"])
def test_a_takeaway_that_is_not_sure_is_unclear(given: str) -> None:
    assert state(f"---\ntakeaways: [{{text: Guilt, {given}}}]\n---\n") is State.OPEN


@pytest.mark.parametrize("given", ["confidence: 6", "confidence: sure", "unsure: no"])
def test_a_takeaway_that_is_sure_has_nothing_to_close(given: str) -> None:
    assert state(f"---\ntakeaways: [{{text: Guilt, {given}}}]\n---\n") is State.CLOSED


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("## From last time\n- Guilt is -> still true", State.CLOSED),
        ("## From last time\n- Guilt is -> changed: it can be", State.CLOSED),
        ("## From last time\n- Guilt is -> I get it now", State.CLOSED),
        ("## From last time\n- Guilt is -> had slipped my mind", State.OPEN),
        ("## From last time\n- Guilt is ->", State.OPEN),
        ("## What I took away\n- Guilt is no proof", State.OPEN),
        ("---\ntakeaways: [{text: Guilt is no proof, confidence: 8}]\n---\n", State.CLOSED),
        ("---\ntakeaways: [{text: Guilt is no proof, confidence: 4}]\n---\n", State.OPEN),
    ],
)
def test_what_closes_an_unclear_takeaway(later: str, expected: State) -> None:
    assert state(UNSURE, later) is expected


HEAVY = "---\nheavy: yes\n---\n"


def test_words_of_a_heavy_entry_are_not_quoted_even_when_something_refers_to_them() -> None:
    found = items(HEAVY + ASKED, "## From last time\n- Why now -> because")
    assert list(found) == ["folded: Why now?"]
    assert found["folded: Why now?"].state is State.CLOSED


def test_asked_again_in_the_open_it_may_be_quoted() -> None:
    assert list(items(HEAVY + ASKED, ASKED)) == ["Why now?"]


def test_words_that_may_be_shared_come_first() -> None:
    found = items("---\nshare: no\n---\n" + ASKED, ASKED)
    assert found["Why now?"].shared
    assert found["Why now?"].entry.path == "entries/2026-03-02.md"


def test_nothing_is_known_from_what_could_not_be_read_for_sure() -> None:
    assert items(BROKEN + ASKED) == {}
    assert state(ASKED, BROKEN + "## From last time\n- Why -> because") is State.OPEN


def test_practice_that_rests_is_noted_with_both_places() -> None:
    journal = journal_of(PLANNED, *[SESSION] * 4)
    (found,) = resting_practice(journal, collect_items(journal))
    assert (found.code, found.span.path, found.span.line) == (
        "practice-resting",
        "entries/2026-03-01.md",
        2,
    )
    assert dict(found.args) == {"other": "entries/2026-03-05.md"}


@pytest.mark.parametrize("told", ["-> partly: a bit", "-> a bit", "-> not tried"])
def test_practice_with_an_outcome_is_not(told: str) -> None:
    journal = journal_of(PLANNED, f"## From last time\n- Say no {told}", *[SESSION] * 5)
    assert list(resting_practice(journal, collect_items(journal))) == []
