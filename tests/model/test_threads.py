"""One rule for following up: the same thing again is the follow-up."""

from __future__ import annotations

import pytest

from journalgen.diagnostics import Diagnostic
from journalgen.model.thread import Thread
from journalgen.model.threads import join
from tests.conftest import parse


def threads(*entries: str) -> tuple[dict[str, Thread], list[Diagnostic]]:
    """Threads by their text, of entries written one day after the other."""
    parsed = [
        parse(text, f"entries/2026-03-{day:02d}.md").entry
        for day, text in enumerate(entries, start=1)
    ]
    found, diagnostics = join(parsed)
    return {thread.text or thread.id: thread for thread in found.all}, diagnostics


def said(thread: Thread) -> list[tuple[str, str]]:
    return [(step.status, step.text) for step in thread.later]


ASKED = "## Still unclear\n- How do I say “no” to Ilse?\n\n## Until next time\n- Say no once.\n"


@pytest.mark.parametrize(
    "named",
    ['How do I say "no" to Ilse?', "how  do i SAY “no” to ilse?", "How do I say", "HOW"],
)
def test_a_question_is_answered_by_its_text_or_beginning(named: str) -> None:
    found, diagnostics = threads(ASKED, f"## From last time\n- {named} -> The same way.")
    assert diagnostics == []
    assert said(found["How do I say “no” to Ilse?"]) == [("answered", "The same way.")]


def test_by_its_id() -> None:
    found, diagnostics = threads(
        "---\nquestions: [{id: Q-1, text: Why?}]\n---\n",
        "## From last time\n- q 1 -> living with it: for now",
    )
    assert diagnostics == []
    assert said(found["Why?"]) == [("living with it", "for now")]


def test_practice_and_takeaways_too() -> None:
    found, _ = threads(
        ASKED + "\n## What I took away\n- Guilt is no proof.\n",
        "## From last time\n- Say no -> not tried: the week\n- Guilt is -> changed: it can be",
    )
    assert said(found["Say no once."]) == [("not tried", "the week")]
    assert said(found["Guilt is no proof."]) == [("changed", "it can be")]


def test_the_same_item_again_in_a_list() -> None:
    found, diagnostics = threads(
        ASKED,
        "## Still unclear\n- How do I say \"no\" to Ilse?\n",
        "---\nquestions: [{text: How do I say, answer: Slowly, status: answered}]\n---\n",
    )  # fmt: skip
    assert diagnostics == []
    assert said(found["How do I say “no” to Ilse?"]) == [("", ""), ("answered", "Slowly")]


def test_a_new_item_that_only_begins_alike_is_new() -> None:
    found, _ = threads(
        "## What I took away\n- Breathe out longer", "## What I took away\n- Breathe"
    )
    assert set(found) == {"Breathe out longer", "Breathe"}


def test_beliefs_by_their_id() -> None:
    found, _ = threads(
        "---\nbeliefs: [{id: b, belief: I must please, conviction: 80}]\n---\n",
        "---\nbeliefs: [{id: b, conviction: 60}]\n---\n",
    )
    assert [step.conviction for step in found["I must please"].steps] == [80, 60]


@pytest.mark.parametrize("named", ["Something else entirely", "say no twice"])
def test_an_unknown_name_lists_what_is_near(named: str) -> None:
    _, diagnostics = threads(ASKED, f"\n## From last time\n- {named} -> yes")
    (found,) = diagnostics
    assert (found.code, found.span.path, found.span.line) == (
        "follow-up-unknown",
        "entries/2026-03-02.md",
        3,
    )
    if named == "say no twice":
        assert dict(found.args)["candidates"].startswith("entries/2026-03-01.md:5")


def test_an_ambiguous_name_lists_the_candidates_by_place() -> None:
    _, diagnostics = threads(
        "## Still unclear\n- Why now?\n- Why me?", "## From last time\n- Why -> because"
    )
    (found,) = diagnostics
    assert found.code == "follow-up-several"
    assert dict(found.args)["candidates"] == "entries/2026-03-01.md:3, entries/2026-03-01.md:2"


def test_a_status_decides_between_a_question_and_practice_of_the_same_words() -> None:
    found, diagnostics = threads(
        "## Still unclear\n- Sleep\n\n## Until next time\n- Sleep more",
        "## From last time\n- Sleep m -> done\n- sleep -> living with it",
    )
    assert diagnostics == []
    assert said(found["Sleep"]) == [("living with it", "")]


def test_an_entry_does_not_follow_up_on_itself_or_on_later_ones() -> None:
    _, diagnostics = threads(
        "## From last time\n- Say no -> done\n\n## Until next time\n- Say no",
        "## Until next time\n- Say no tomorrow",
    )
    assert [found.code for found in diagnostics] == ["follow-up-before"]


def test_an_answer_before_its_question_names_both_places() -> None:
    _, diagnostics = threads(
        "## From last time\n- Why me -> because", "## Still unclear\n- Why me?"
    )
    (found,) = diagnostics
    assert (found.code, found.span.path, found.span.line) == (
        "follow-up-before",
        "entries/2026-03-01.md",
        2,
    )
    assert dict(found.args) == {"other": "entries/2026-03-02.md:2"}


def test_an_answer_by_id_before_its_question_too() -> None:
    _, diagnostics = threads(
        "---\nquestions: [{id: q, answer: because}]\n---\n",
        "---\nquestions: [{id: q, text: Why?}]\n---\n",
    )
    assert [(found.code, dict(found.args)) for found in diagnostics] == [
        ("follow-up-before", {"other": "entries/2026-03-02.md:2"})
    ]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("questions: [{id: q, text: Why?}]", "questions: [{id: q, text: How?}]", "id-twice"),
        ("practice: [{id: p, task: Rest}]", "practice: [{id: p, task: Run}]", "id-twice"),
        ("questions: [{id: q, text: Why?}]", "practice: [{id: q, task: Run}]", "id-two-kinds"),
        ("beliefs: [{id: b, belief: I fail}]", "beliefs: [{id: b, belief: I try}]", "belief-reworded"),
        ("beliefs: [I must please them]", "beliefs: [I must please them all]", "belief-similar"),
    ],
)  # fmt: skip
def test_what_could_be_confused_is_named_with_both_places(
    first: str, second: str, code: str
) -> None:
    _, diagnostics = threads(f"---\n{first}\n---\n", f"---\n{second}\n---\n")
    assert [found.code for found in diagnostics] == [code]
    assert diagnostics[0].span.path == "entries/2026-03-02.md"
    assert dict(diagnostics[0].args) == {"other": "entries/2026-03-01.md:2"}


def test_an_id_again_with_its_words_or_without_is_no_confusion() -> None:
    _, diagnostics = threads(
        "---\nbeliefs: [{id: b, belief: I must please, conviction: 80}]\n---\n",
        "---\nbeliefs: [{id: b, conviction: 60}]\n---\n",
        "---\nbeliefs: [{id: b, belief: i must  please, conviction: 50}]\n---\n",
    )
    assert diagnostics == []


def test_one_id_twice_in_an_entry() -> None:
    _, diagnostics = threads("---\nquestions: [{id: q, text: Why?}, {id: q, text: How?}]\n---\n")
    assert [found.code for found in diagnostics] == ["id-twice"]


def test_what_was_to_be_said_between_us_can_be_followed_up() -> None:
    found, diagnostics = threads(
        "## Between us\n- Shorter sessions would suit me.\n- Why now?\n\n## Still unclear\n- Why now?",
        "## From last time\n- Shorter sessions -> said it\n- Why now? -> not yet",
    )  # fmt: skip
    assert diagnostics == []
    assert said(found["Shorter sessions would suit me."]) == [("", "said it")]
    assert found["Why now?"].kind == "between-us"  # the question of the same words has it
    assert said(found["Why now?"]) == []


def test_an_id_nobody_has_is_named_in_a_list_too() -> None:
    _, diagnostics = threads("---\nquestions: [{id: q9, answer: Because}]\n---\n")
    assert [(found.code, found.span.line) for found in diagnostics] == [("follow-up-unknown", 2)]


def test_a_beginning_that_fits_several_is_named_in_a_list_too() -> None:
    _, diagnostics = threads(
        "## Still unclear\n- Why now?\n- Why me?",
        "---\nquestions: [{text: Why, answer: Because}]\n---\n",
    )
    assert [found.code for found in diagnostics] == ["follow-up-several"]


def test_a_new_id_does_not_hide_that_the_text_is_known() -> None:
    found, _ = threads(
        ASKED, "---\nquestions: [{id: q, text: How do I say “no” to Ilse?, answer: x}]\n---\n"
    )
    assert said(found["How do I say “no” to Ilse?"]) == [("answered", "x")]


def test_one_text_for_two_kinds_needs_a_word() -> None:
    both = "## Still unclear\n- Sleep\n\n## Until next time\n- Sleep"
    _, diagnostics = threads(both, "## From last time\n- Sleep -> well")
    assert [found.code for found in diagnostics] == ["follow-up-several"]
    _, diagnostics = threads(both, "## From last time\n- Sleep -> done: yes")
    assert diagnostics == []


def test_one_id_for_two_kinds_is_decided_by_the_word() -> None:
    ids = "---\nquestions: [{id: a, text: Why?}]\npractice: [{id: a, task: Try}]\n---\n"
    found, diagnostics = threads(ids, "## From last time\n- a -> done: yes")
    assert [found.code for found in diagnostics] == ["id-two-kinds"]
    assert said(found["Try"]) == [("done", "yes")]


def test_marks_make_no_difference() -> None:
    found, diagnostics = threads(
        "---\nquestions: ['use `x` *now*?']\n---\n", "## From last time\n- use `x` *now*? —> yes"
    )
    assert diagnostics == []
    assert said(found["use `x` *now*?"]) == [("answered", "yes")]
