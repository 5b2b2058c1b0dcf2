"""The list for the next session: what is on it, in which order, and what was before each one."""

from __future__ import annotations

from datetime import date

import pytest

from journalgen.config import Config
from journalgen.insight.agenda import AgendaPoint, Agendas
from journalgen.insight.insights import Insights
from tests.conftest import journal_of


def lists(*entries: str, top: int = 5) -> Agendas:
    return Insights(journal_of(*entries), Config(next_session=top), date(2026, 5, 29)).agendas


def words(points: tuple[AgendaPoint, ...]) -> list[str]:
    return [point.item.words if point.item else point.kind for point in points]


FULL = (
    "## What I took away\n- First.\n- Second.\n\n## Still unclear\n- Why?\n- How?\n\n"
    "## Until next time\n- Try.\n\n## Between us\n- Wish one.\n- Wish two.\n"
)


def test_the_kinds_take_turns_and_the_rest_follows_by_kind() -> None:
    agenda = lists(FULL).next
    assert words(agenda.top) == ["Wish one.", "Why?", "Try.", "First.", "Wish two."]
    assert words(agenda.rest) == ["How?"]
    assert agenda.after is not None
    assert agenda.after.path == "entries/2026-03-01.md"


@pytest.mark.parametrize("top", [1, 2, 50])
def test_how_many_come_first_is_for_the_person_to_say(top: int) -> None:
    agenda = lists(FULL, top=top).next
    assert len(agenda.top) == min(top, 6)
    assert len(agenda.top) + len(agenda.rest) == 6


def test_an_empty_journal_has_an_empty_list() -> None:
    agenda = lists().next
    assert (agenda.after, agenda.top, agenda.rest) == (None, (), ())


def test_questions_for_the_therapist_come_first_then_the_oldest() -> None:
    agenda = lists(
        "## Still unclear\n- Old?",
        "## Still unclear\n- New?",
        "---\ntherapist: R.\nquestions: [{text: Theirs?, for: R.}, {text: Ours?, for: therapist}, "
        "{text: Joe's?, for: Joe}]\n---\n",
    ).next
    assert words(agenda.top) == ["Theirs?", "Ours?", "Old?", "New?", "Joe's?"]


def test_wishes_and_plans_of_the_latest_entry_come_first() -> None:
    one, two = "## Until next time\n- Try {0}a.\n- Try {0}b.", "## Between us\n- Say {0}."
    agenda = lists(one.format(1), one.format(2), two.format(1), two.format(2)).next
    assert words(agenda.top) == ["Say 2.", "Try 2a.", "Say 1.", "Try 2b.", "Try 1a."]


def test_what_was_said_of_or_rests_is_not_on_it() -> None:
    assert words(lists(FULL, "## From last time\n- Why -> so\n- Wish one -> said it").next.top) == [
        "Wish two.", "How?", "Try.",
    ]  # fmt: skip
    assert words(lists(FULL, "x", "x", "x", "x").next.top) == []


def test_the_takeaway_is_of_the_last_session_and_not_of_a_heavy_one() -> None:
    taken = "## What I took away\n- {}"
    assert words(lists(taken.format("a"), taken.format("b")).next.top) == ["b"]
    assert words(lists(taken.format("a"), "x").next.top) == []
    assert words(lists("---\nheavy: yes\n---\n" + taken.format("a")).next.top) == []
    between = "---\nkind: between\n---\n" + taken.format("b")
    assert words(lists(taken.format("a"), between).next.top) == ["a"]


def test_an_unclear_takeaway_stands_once() -> None:
    agenda = lists("---\ntakeaways: [{text: Guilt, unsure: yes}]\n---\n").next
    assert [(point.kind, point.item and point.item.words) for point in agenda.top] == [
        ("unclear", "Guilt")
    ]


def test_words_of_a_heavy_entry_are_folded_and_stay_on_the_list() -> None:
    (point,) = lists("---\nheavy: yes\n---\n## Still unclear\n- Why?").next.top
    assert point.item is not None
    assert point.item.words == ""
    assert point.entry.path == "entries/2026-03-01.md"


def test_what_is_not_for_sharing_is_left_out_and_the_others_move_up() -> None:
    private = "---\nshare: no\n---\n## Between us\n- Private."
    agendas = lists(private, "## Between us\n- Open.\n\n## Still unclear\n- Why?", top=2)
    assert words(agendas.next.top) == ["Open.", "Why?"]
    assert words(agendas.next.rest) == ["Private."]
    assert words(agendas.next_shared.top + agendas.next_shared.rest) == ["Open.", "Why?"]


def forms(*totals: int, last: str = "") -> list[str]:
    entries = [f"---\nmeasures: {{phq9: {total}}}\n---\n" for total in totals]
    return [*entries[:-1], entries[-1].replace("---\n", f"---\n{last}", 1)]


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ((18, 15, 13, 11, 12), ["change"]),
        ((18, 15, 13, 11, 13), []),
        ((9, 15, 13, 11, 15), ["change"]),
        ((18, 9), []),
    ],
)
def test_a_measure_is_on_it_when_it_changed_by_its_published_error(
    totals: tuple[int, ...], expected: list[str]
) -> None:
    assert words(lists(*forms(*totals)).next.top) == expected


def test_a_measure_is_on_it_only_after_the_session_it_was_filled_in_for() -> None:
    entries = forms(18, 15, 13, 11, 9)
    assert words(lists(*entries).next.top) == ["change"]
    assert words(lists(*entries, "x").next.top) == []
    assert words(lists(*entries, "---\nkind: between\n---\n").next.top) == ["change"]


@pytest.mark.parametrize("place", [0, 4])
def test_a_change_rests_on_both_its_forms_being_for_sharing(place: int) -> None:
    entries = forms(18, 15, 13, 11, 9)
    entries[place] = entries[place].replace("---\n", "---\nshare: no\n", 1)
    agendas = lists(*entries)
    assert words(agendas.next.top) == ["change"]
    assert words(agendas.next_shared.top) == []


def test_a_heavy_form_says_nothing() -> None:
    assert words(lists(*forms(18, 15, 13, 11, 12, 9, last="heavy: yes\n")).next.top) == []


def test_what_each_session_went_in_with() -> None:
    before = lists(
        "## Still unclear\n- Why?\n\n## Until next time\n- Try.",
        "## From last time\n- Why -> so\n\n## Until next time\n- Again.",
        "---\nkind: between\n---\n## From last time\n- Try -> done",
        "x",
    ).before
    assert {path: words(points) for path, points in before.items()} == {
        "entries/2026-03-01.md": [],
        "entries/2026-03-02.md": ["Why?", "Try."],
        "entries/2026-03-04.md": ["Again."],
    }
