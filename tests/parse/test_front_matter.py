"""The front matter of an entry: every field, and each trap that YAML sets for prose.

The text given to `front` begins on line 2 of its file.
"""

from __future__ import annotations

from datetime import date, time

import pytest

from journalgen.diagnostics import Severity
from journalgen.model.entry import (
    Helped,
    Kind,
    Measure,
    PracticeStatus,
    QuestionStatus,
    Rating,
    Verdict,
)
from journalgen.parse.front_matter import FIELDS
from tests.conftest import front, parse

PRIVACY_KEYS = ("heavy", "share", "private", "draft")

# Facts of one line


def test_a_whole_entry_written_tired() -> None:
    found = front("date: 2026-03-04\nmood: 3 -> 6\nstrategies: box breathing, thought record\n"
                  "tags: work، boundaries; sleep、 rest")  # fmt: skip
    entry = found.entry
    assert found.codes == []
    assert entry.date == date(2026, 3, 4)
    assert entry.ratings == (Rating("mood", 3, 6),)
    assert [use.name for use in entry.strategies] == ["box breathing", "thought record"]
    assert entry.tags == ("work", "boundaries", "sleep", "rest")


def test_every_simple_field() -> None:
    entry = front(
        "title: The ring road\nkind: between\nsession: 12\ntherapist: R.\nduration: 50\n"
        "time: 14:30\nheavy: yes\nshare: no\ndraft: true"
    ).entry
    assert (entry.title, entry.kind, entry.session) == ("The ring road", Kind.BETWEEN, 12)
    assert (entry.therapist, entry.duration, entry.time) == ("R.", 50, time(14, 30))
    assert (entry.heavy, entry.share, entry.draft) == (True, False, True)


def test_keys_may_be_written_in_other_ways() -> None:
    entry = front("Mood: 4\nBetween-Us: shorter sessions\nsaid back: wait").entry
    assert entry.mood == Rating("mood", None, 4)
    assert [item.text for item in entry.between_us] == ["shorter sessions"]
    assert entry.said_back == "<p>wait</p>\n"


def test_the_date_comes_from_date_then_created_then_the_name() -> None:
    assert front("date: 2026-01-02\ncreated: 2026-01-01").entry.date == date(2026, 1, 2)
    assert front("created: 2026-01-01").entry.date == date(2026, 1, 1)
    assert front("title: x").entry.date == date(2026, 3, 4)
    undated = parse("text", "entries/evening.md")
    assert undated.entry.date is None
    assert undated.codes == ["date-missing"]


def test_a_date_that_cannot_be_used_leaves_the_next_source() -> None:
    found = front("date: 04.03.2026\ncreated: 2026-01-01")
    assert found.entry.date == date(2026, 1, 1)
    assert found.places == [("not-a-date", 2, 7)]


@pytest.mark.parametrize("empty", ["", "~", "null"])
@pytest.mark.parametrize("key", [key for key in FIELDS if key not in PRIVACY_KEYS])
def test_a_key_left_empty_says_nothing(key: str, empty: str) -> None:
    found = front(f"{key}: {empty}")
    assert found.codes == []
    assert found.entry == front("").entry


@pytest.mark.parametrize("key", ["date", "mood", "duration", "tags", "strategies"])
def test_a_remark_is_no_value(key: str) -> None:
    assert front(f"{key}: # later").entry == front("").entry


# Ratings, measures, goals, beliefs


def test_ratings_in_every_form() -> None:
    entry = front("mood: {before: 3, after: 6}\nratings: {anxiety: 7 -> 5}").entry
    assert entry.ratings == (Rating("mood", 3, 6), Rating("anxiety", 7, 5))


def test_a_lacking_space_inside_braces_is_understood() -> None:
    found = front("mood: {before: 3, after:6}")
    assert found.entry.mood == Rating("mood", 3, 6)
    assert found.codes == []


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("42", "out-of-range-high"),
        ("-1", "out-of-range-low"),
        ("3 -> 11", "out-of-range-high"),
        ("1_0", "not-a-rating"),
        (".nan", "not-a-rating"),
        ("nan", "not-a-rating"),
        ("14:30", "not-a-rating"),
        ("yes", "not-a-rating"),
        ("[3, 6]", "not-a-rating"),
        ("low", "not-a-rating"),
    ],
)
def test_moods_that_cannot_be_used(value: str, code: str) -> None:
    found = front(f"date: 2026-03-04\nmood: {value}")
    assert found.entry.mood is None
    assert found.places == [(code, 3, 7)]
    assert [(kept.key, kept.text) for kept in found.entry.kept] == [("mood", value)]


def test_an_octal_is_the_number_people_see() -> None:
    assert front("mood: 010\nduration: 050").entry.mood == Rating("mood", None, 10)


def test_measures_as_totals_and_items() -> None:
    found = front("measures: {phq9: 12, gad7: [1, 0, 2, 1, 0, 0, 3]}")
    assert found.entry.measures == (
        Measure("phq9", 12, 12),
        Measure("gad7", 7, 7, (1, 0, 2, 1, 0, 0, 3)),
    )


def test_measures_that_cannot_be_used() -> None:
    found = front("measures:\n  phq9: yes\n  gad7: [1, no, 2]\n  k10: .inf")
    assert found.entry.measures == ()
    assert found.places == [
        ("not-a-whole-number", 3, 9),
        ("not-a-whole-number", 4, 13),
        ("not-a-whole-number", 5, 8),
    ]


def test_goals_from_minus_two_to_plus_two() -> None:
    found = front("goals: {rest: -1, sleep: 1}")
    assert [(goal.goal, goal.level) for goal in found.entry.goals] == [("rest", -1)]
    assert found.codes == ["goal-unknown"]
    assert front("goals: {rest: 3}").codes == ["out-of-range-high"]
    assert front("goals: {rest: 0.5}").codes == ["not-a-whole-number"]


def test_beliefs_with_conviction() -> None:
    found = front("beliefs:\n  - {id: b1, belief: I must please, conviction: 80%}\n  - {id: b1}")
    first, second = found.entry.beliefs
    assert (first.id, first.belief, first.conviction) == ("b1", "I must please", 80)
    assert (second.id, second.belief, second.conviction) == ("b1", "", None)
    assert front("beliefs: [{belief: x, conviction: 101}]").codes == ["out-of-range-high"]


def test_an_undeclared_scale_is_kept_and_named() -> None:
    found = front("ratings: {sleep: 4}")
    assert found.places == [("scale-unknown", 2, 11)]
    assert found.entry.ratings == ()
    assert found.entry.kept[0].text == "4"


# Lists in both forms


def test_takeaways_in_long_form() -> None:
    entry = front(
        "takeaways:\n  - A plain one\n  - {id: t1, text: Pause first, confidence: not yet,"
        " unsure: yes, verdict: still true}\n  - text: With a number\n    confidence: 7.5"
    ).entry
    plain, full, number = entry.takeaways
    assert (plain.text, plain.id) == ("A plain one", None)
    assert (full.id, full.text, full.confidence) == ("t1", "Pause first", 2)
    assert (full.unsure, full.verdict) == (True, Verdict.STILL_TRUE)
    assert number.confidence == 7.5
    assert [item.line for item in entry.takeaways] == [3, 4, 5]


def test_questions_and_practice_in_long_form() -> None:
    entry = front(
        "questions:\n  - {id: q1, text: Why?, for: R., answer: Because, status: living with it}\n"
        "practice:\n  - {id: p1, task: Say no, prediction: They'll ask, status: not tried,"
        " what_happened: nothing, learned: that}"
    ).entry
    question, practice = entry.questions[0], entry.practice[0]
    assert (question.for_whom, question.answer) == ("R.", "Because")
    assert question.status is QuestionStatus.LIVING_WITH_IT
    assert (practice.text, practice.prediction) == ("Say no", "They'll ask")
    assert (practice.what_happened, practice.learned) == ("nothing", "that")
    assert practice.status is PracticeStatus.NOT_TRIED


def test_strategies_in_long_form() -> None:
    use = front(
        "strategies:\n  - {name: Walk, used: 2, before: 3, after: 5, helped: a-lot, note: Rain}"
    ).entry.strategies[0]
    assert (use.name, use.used, use.before, use.after) == ("Walk", 2, 3, 5)
    assert (use.helped, use.note) == (Helped.A_LOT, "Rain")


def test_the_line_of_a_use_works_in_front_matter_too() -> None:
    uses = front("strategies: walk, used 2, 3 -> 5, helped some, box breathing").entry.strategies
    assert [(use.name, use.used, use.helped) for use in uses] == [
        ("walk", 2, Helped.SOME),
        ("box breathing", None, None),
    ]


def test_a_text_over_several_lines_becomes_items() -> None:
    entry = front("takeaways: |\n  - one\n  - two\n    goes on\nbetween_us: |\n  A.\n\n  B.").entry
    assert [item.text for item in entry.takeaways] == ["one", "two goes on"]
    assert [item.text for item in entry.between_us] == ["A.", "B."]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("strategies: [{used: 2}]", "text-lacking"),
        ("strategies: [{name: x, helped: lots}]", "not-a-choice"),
        ("questions: [{text: x, status: closed}]", "not-a-choice"),
        ("takeaways: [{text: x, confidence: 11}]", "out-of-range-high"),
        ("takeaways: [{text: x, unsure: perhaps}]", "not-yes-or-no"),
        ("tags: {a: b}", "not-a-list"),
        ("ratings: 5", "not-a-mapping"),
        ("kind: holiday", "not-a-choice"),
        ("title: [a, b]", "not-plain-text"),
        ("duration: 50.5", "not-a-whole-number"),
        ("session: 0", "out-of-range-low"),
        ("time: 25:10", "not-a-time"),
        ("date: 2026-02-30", "no-such-day"),
    ],
)
def test_values_that_cannot_be_used(text: str, code: str) -> None:
    found = front(text)
    assert found.codes == [code]
    assert found.diagnostics[0].span.line == 2
    assert found.diagnostics[0].span.excerpt == text


def test_all_problems_come_at_once() -> None:
    found = front("mood: 42\ndate: soon\nkind: x\nheavy: perhaps\nduration: long")
    assert [line for _, line, _ in found.places] == [2, 3, 4, 5, 6]


# Who may see what


@pytest.mark.parametrize("word", ["yes", "true", "Yes", "TRUE", '"yes"'])
def test_words_for_yes(word: str) -> None:
    assert front(f"heavy: {word}").entry.heavy
    assert front(f"heavy: {word}").codes == []


@pytest.mark.parametrize("word", ["on", "1", "y", "t", "ja", "", "[yes]", "~", "maybe"])
def test_an_unclear_privacy_key_counts_as_the_careful_one(word: str) -> None:
    found = front(f"heavy: {word}\nshare: {word}\ndraft: {word}\nprivate: {word}")
    entry = found.entry
    assert (entry.heavy, entry.share, entry.draft) == (True, False, True)
    assert found.codes == ["privacy-unclear"] * 4


def test_private_is_the_old_spelling_of_share() -> None:
    assert not front("private: yes").entry.share
    assert front("private: no").entry.share
    assert not front("private: no\nshare: no").entry.share
    assert not front("private: yes\nshare: yes").entry.share


@pytest.mark.parametrize("pair", ["no\nheavy: yes", "yes\nheavy: no"])
def test_the_careful_one_of_two_privacy_keys_counts(pair: str) -> None:
    found = front(f"heavy: {pair}")
    assert found.entry.heavy
    assert found.codes == ["duplicate-privacy-key"]


def test_only_for_me_is_counted_and_gone() -> None:
    found = front("only_for_me:\n  - sesame\n  - tahini: paste\ntitle: x")
    assert found.entry.kept_out == 2
    assert "sesame" not in repr(found)
    assert "tahini" not in repr(found)


@pytest.mark.parametrize("key", ["onlyforme", "only_for_mee", "Only For Me", "only-for-me"])
def test_a_misspelt_only_for_me_stays_off_the_page(key: str) -> None:
    assert "sesame" not in repr(front(f"{key}: sesame\ntitle: x"))


def test_only_for_me_in_broken_yaml_stays_off_the_page() -> None:
    found = front('only_for_me: "sesame" oil\n  tahini: {\n   - x\ntitle: "No" is hard')
    assert "sesame" not in repr(found)
    assert "tahini" not in repr(found)
    assert found.entry.title == '"No" is hard'


# Traps


def test_words_that_yaml_takes_for_values_stay_words() -> None:
    entry = front("tags: [no, on, yes, null, 010, 14:30, 1e3, 2026-01-01]\ntitle: no").entry
    assert entry.tags == ("no", "on", "yes", "null", "010", "14:30", "1e3", "2026-01-01")
    assert entry.title == "no"


@pytest.mark.parametrize(
    "line",
    [
        "I learned: pause first",
        "use #5",
        "call R.  # later",
        "title: Anger: what it says",
        '"No" is a whole sentence',
        "*not* my fault",
        "[ ] breathe",
        "[done] is a word",
        "!important",
        "!important to rest",
        "&c breathing",
        "@home it is easier",
        "`code` helps",
        "% done",
        "{breathe}",
        "- nested",
        "? why",
        "'tis fine",
        "no",
        "~",
        "null",
        "> quote",
        "| pipe",
        "a: b: c",
        "#5 first",
        "10:30 is early",
        "key:: value",
        "<b>bold</b>",
    ],
)
def test_prose_in_a_list_survives_as_it_was_written(line: str) -> None:
    found = front(f"date: 2026-03-04\ntakeaways:\n  - before\n  - {line}\n  - after\nmood: 4")
    assert [item.text for item in found.entry.takeaways] == ["before", line, "after"]
    assert found.entry.mood == Rating("mood", None, 4)
    assert found.entry.readable


@pytest.mark.parametrize(
    "text",
    ["Anger: what it says", '"No" is hard', "*not* mine", "a #5", "[x] done", "!later", "{a"],
)
def test_a_title_survives_as_it_was_written(text: str) -> None:
    found = front(f"heavy: yes\ntitle: {text}\nmood: 4")
    assert found.entry.title == text
    assert found.entry.heavy
    assert found.entry.mood == Rating("mood", None, 4)


def test_a_comma_inside_braces_stays_in_the_text() -> None:
    entry = front("takeaways:\n  - {text: I can pause, then answer, confidence: 5}").entry
    assert entry.takeaways[0].text == "I can pause, then answer"
    assert entry.takeaways[0].confidence == 5


def test_a_comment_behind_a_number_is_a_comment() -> None:
    found = front("mood: 3 # tired\ntags: work # and sleep\nheavy: no # really")
    assert found.codes == []
    assert found.entry.tags == ("work",)


def test_tags_of_other_tools() -> None:
    assert front("tags: #work, #home").entry.tags == ("work", "home")
    assert front('tags: ["[[Rest]]", "#work", work]').entry.tags == ("Rest", "work")
    assert front("tags: [[Rest]]").entry.tags == ("Rest",)


def test_a_key_that_stands_twice_is_named_and_both_are_kept() -> None:
    found = front("mood: 3\nmood: 4")
    assert found.places == [("duplicate-key", 3, 1)]
    assert found.entry.mood == Rating("mood", None, 3)
    assert found.entry.kept[0].text == "4"


def test_unknown_keys_are_kept_with_a_suggestion() -> None:
    found = front("moood: 4\nweather: rain\nsleep:\n  hours: 7")
    assert [kept.key for kept in found.entry.kept] == ["moood", "weather", "sleep"]
    assert found.entry.kept[2].text == "hours: 7"
    first, *others = found.diagnostics
    assert dict(first.args)["suggestion"] == "mood"
    assert {other.code for other in others} == {"unknown-key"}
    assert {other.severity for other in others} == {Severity.WARNING}


def test_aliases_and_merge_keys_are_refused() -> None:
    assert "yaml-alias" in front("tags: &a [x]\nstrategies: *a").codes
    assert "yaml-merge" in front("<<: {mood: 3}\ntitle: x").codes
    bomb = "a: &a [x,x]\n" + "\n".join(f"b{i}: &b{i} [*a,*a]" for i in range(60))
    assert "yaml-alias" in front(bomb).codes


def test_tabs_are_read_all_the_same() -> None:
    found = front("ratings:\n\tanxiety: 3\nmood:\t4\nheavy: yes")
    assert found.entry.heavy
    assert found.entry.mood == Rating("mood", None, 4)
    assert Rating("anxiety", None, 3) in found.entry.ratings


def test_deep_nesting_is_refused_without_harm() -> None:
    for deep in ("[" * 2000, "{a: " * 2000, "- " * 2000, "[" * 60_000):
        found = front(f"heavy: yes\ntags: {deep}\nmood: 4")
        assert found.entry.heavy
        assert found.entry.mood == Rating("mood", None, 4)
        assert found.codes


def test_front_matter_over_64_kib_is_not_read_but_kept() -> None:
    found = parse("---\ndate: 2026-01-01\nheavy: yes\nx: " + "a" * 70_000 + "\n---\nbody")
    assert found.codes == ["front-matter-too-big"]
    assert not found.entry.readable
    assert found.entry.heavy
    assert "a" * 70_000 in found.entry.kept[0].text


def test_an_unclosed_front_matter_ends_where_its_lines_end() -> None:
    found = parse("---\nmood: 4\nheavy: yes\n\nJust text\n\n## What I took away\n- pause\n")
    assert found.places == [("front-matter-unclosed", 1, 1)]
    assert found.entry.heavy
    assert found.entry.mood == Rating("mood", None, 4)
    assert "Just text" in found.prose.body
    assert [item.text for item in found.entry.takeaways] == ["pause"]


def test_a_rule_below_is_no_closing_line() -> None:
    found = parse("---\nmood: 4\n\n## Only for me\nsesame\n\n---\n\nmore")
    assert found.codes == ["front-matter-unclosed"]
    assert "sesame" not in repr(found)
    assert found.entry.kept_out == 1


def test_an_indented_privacy_key_is_still_honoured() -> None:
    found = front("date: 2026-03-04\n heavy: yes\nmood:4\nshare:no")
    assert found.entry.heavy
    assert not found.entry.share
    assert found.entry.mood == Rating("mood", None, 4)


def test_a_line_that_belongs_to_no_key_makes_the_entry_careful() -> None:
    found = front("mood: 4\nthis is no key\ntags: work")
    assert not found.entry.readable
    assert "front-matter-leftover" in found.codes
    assert found.entry.tags == ("work",)
    assert found.entry.kept[0].text == "this is no key"


def test_lines_between_dashes_may_be_text() -> None:
    found = parse("---\nJust a thought\n---\nmore")
    assert found.codes == ["front-matter-not-keys"]
    assert "Just a thought" in found.prose.body


def test_escapes_bring_in_nothing_a_page_cannot_hold() -> None:
    entry = front('title: "a\\0b\\ud800"').entry
    assert "\x00" not in entry.title


def test_a_measure_with_an_item_left_out_is_kept_whole() -> None:
    for items in ("[1, 2, ~, 3]", "[2, 3, x]"):
        found = front(f"measures: {{phq9: {items}}}")
        assert found.codes == ["not-a-whole-number"]
        assert found.entry.kept[-1].text == items


def test_a_second_mood_is_kept() -> None:
    found = front("mood: 3\nratings: {mood: 8}")
    assert [(kept.key, kept.text) for kept in found.entry.kept] == [("mood", "8")]


def test_strategies_in_a_block_and_in_nested_lists() -> None:
    block = front("strategies: |\n  - tea\n  - walk, used 2").entry.strategies
    assert [(use.name, use.used) for use in block] == [("tea", None), ("walk", 2)]
    nested = front("strategies: [[tea, walk], rest]").entry.strategies
    assert [use.name for use in nested] == ["tea", "walk", "rest"]


@pytest.mark.parametrize("key", ["ratings", "measures", "goals", "beliefs", "strategies"])
def test_an_empty_list_says_nothing(key: str) -> None:
    assert front(f"{key}: []").codes == []


def test_empty_items_of_a_list_are_nothing() -> None:
    found = front("takeaways: ['', '  ', one]\nquestions: ['']\nbeliefs: [' ']\npractice: [' ']")
    assert found.codes == []
    assert [item.text for item in found.entry.takeaways] == ["one"]
    assert [*found.entry.questions, *found.entry.practice, *found.entry.beliefs] == []
