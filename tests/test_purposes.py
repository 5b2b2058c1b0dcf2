"""A journal written for the purpose, and a table of what must and must not be on each page."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Journal, run

FILES = {
    "journal.yaml": "measures: {phq9: {bands: no}}\n",
    "strategies/tea.md": "---\npinned: yes\n---\n1. Put the kettle on.\n",
    "plan.md": (
        "---\nchecked: 2026-03-03\n---\n## People I can ask for help\n- Ada: 000 111\n\n"
        "## Warning signs\n- Toast.\n"
    ),
    "entries/2025-12-04.md": (
        "---\ntherapist: R.\ntags: work\nmeasures: {phq9: 18}\n"
        "takeaways:\n  - {text: Guilt is no proof, unsure: yes}\n  - {id: lists, text: Lists help}\n"
        "beliefs: [{id: please, belief: I must please, conviction: 80}]\n"
        "explained: Guilt is a smoke alarm.\nsaid_back: And toast sets it off.\n---\n"
        "# The smoke alarm\n\n## Still unclear\n- Why do I apologise?\n- Whose voice is it?\n\n"
        "## Until next time\n- Say no once\n\n## What helped\n- Tea, 3 -> 4, helped some. Two cups.\n"
    ),
    "entries/2026-01-08.md": (
        "---\ntags: work\nmeasures: {phq9: 15}\n"
        "beliefs: [{id: please, belief: I may please, conviction: 60}]\n"
        "practice:\n  - {id: call, task: Call Ada, prediction: She won't answer}\n---\n"
        "# The phone\n\n## From last time\n- Whose voice -> let go: not needed now\n"
        "- Say no once -> not tried: the week was full\n"
        "- lists -> changed: Short lists help\n\n## What helped\n- Tea, 3 -> 3, helped no. Cold.\n"
    ),
    "entries/2026-02-05.md": (
        "---\nheavy: yes\nmeasures: {phq9: 14}\n---\n# Sesame title\n\n"
        "## What I took away\n- Sesame takeaway\n\n## Still unclear\n- Sesame question?\n\n"
        "## Between us\n- Sesame wish\n\n## What helped\n- Tea, 1 -> 2, helped a lot. Sesame use.\n"
    ),
    "entries/2026-02-19.md": (
        "---\nshare: no\nmeasures: {phq9: 13}\n---\n# Cellar title\n\n## Between us\n- Cellar wish\n\n"
        "## Until next time\n- Cellar plan\n"
    ),
    "entries/2026-03-04.md": (
        "---\nmeasures: {phq9: 11}\ntags: rest\n"
        "practice: [{id: call, status: done, what_happened: She answered, learned: She does}]\n---\n"
        "# The answer\n\n## What I took away\n- Rooms can be left\n\n## Still unclear\n- What now?\n"
    ),
    "entries/2026-03-08.md": (
        "---\nkind: between\nmeasures: {phq9: 9}\n---\n# Sunday\n\n## Between us\n- Shorter sessions\n\n"
        "## Only for me\nAttic note\n"
    ),
}

# (page, what must be on it, what must not)
TABLE = [
    (
        "takeaways/index.html",
        ["4 March 2026", "Rooms can be left", "5 February 2026", "A heavy one, folded"],
        ["Guilt is no proof", "Sesame"],
    ),
    (
        "takeaways/2025.html",
        ["Guilt is no proof", "Not sure about this yet", "8 January 2026 : changed. Short lists"],
        ["Rooms can be left"],
    ),
    (
        "takeaways/recall.html",
        ["4 March 2026, The answer : what stayed with you?", "Rooms can be left"],
        ["Sesame", "5 February", "Guilt is no proof"],
    ),
    ("takeaways/recall/2025.html", ["The smoke alarm : what stayed with you?"], ["Rooms"]),
    (
        "questions/index.html",
        [
            "Open",
            "What now?",
            "5 February 2026",
            "A heavy one, folded",
            "Let go Whose voice is it?",
            "let go · 8 January 2026 not needed now",
            "Not spoken of for a while Why do I apologise?",
            "Guilt is no proof",
        ],
        ["Sesame", "Answered"],
    ),
    (
        "questions/explained.html",
        ["4 December 2025", "Guilt is a smoke alarm.", "And toast sets it off."],
        ["Sesame"],
    ),
    (
        "practice/index.html",
        [
            "Cellar plan",
            "Call Ada",
            "What I expected She won't answer",
            "done · 4 March 2026 She answered",
            "What I learned She does",
        ],
        ["Say no once", "Sesame"],
    ),
    ("practice/2025.html", ["Say no once", "not tried · 8 January 2026 the week was full"], []),
    (
        "then-and-now/index.html",
        [
            "A belief from 4 December 2025 First · 4 December 2025 I must please held at 80",
            "Latest · 8 January 2026 I may please held at 60",
            "Lists help",
            "Short lists help",
        ],
        ["better", "Better", "worse", "Sesame"],
    ),
    (
        "next-session.html",
        [
            "Put together from what is still open after 4 March 2026.",
            "Shorter sessions",
            "Between us · from 8 March 2026",
            "What now?",
            "Cellar plan",
            "not for sharing",
            "Rooms can be left",
            "PHQ-9: first 18 on 4 December 2025, latest 9 on 8 March 2026.",
            "A heavy one, folded",
        ],
        ["Sesame", "Attic", "Why do I apologise?", "Say no once", "Call Ada"],
    ),
    (
        "entries/2026-01-08.html",
        ["What I went in with", "Why do I apologise?", "Say no once", "the week was full"],
        ["Sesame", "What now?"],
    ),
    (
        "strategies/tea.html",
        [
            "it got worse 0 didn’t help 1 helped some 1 helped a lot 0 not said 0",
            "These numbers mislead easily.",
            "Two cups.",
            "Cold.",
            "A heavy one, folded",
            "Guilt is no proof",
        ],
        ["Sesame", "the middle change", "interval"],
    ),
    ("strategies/index.html", ["tea in 3 entries, last on 5 February 2026"], ["Sesame"]),
    (
        "tags/work.html",
        ["In 2 entries. First on 4 December 2025, last on 8 January 2026."],
        ["Whose voice", "Open questions"],
    ),
    ("tags/rest.html", ["In 1 entry. On 4 March 2026.", "Open questions What now?"], []),
    (
        "reviews/2025.html",
        [
            "1 entry",
            "Guilt is no proof",
            "tea in 1 entry",
            "Why do I apologise?",
            "I must please",
            "18 on 4 December",
            "entries/2025-12-31-review.md",
        ],
        ["Rooms", "I may please"],
    ),
    (
        "reviews/2026.html",
        [
            "5 entries",
            "Rooms can be left",
            "What became of questions Whose voice is it?",
            "I may please",
            "first 15 on 8 January, last 9 on 8 March, 4 numbers",
        ],
        ["Sesame", "Attic"],
    ),
    ("reviews/index.html", ["2026 5 entries", "2025 1 entry"], []),
    (
        "hard-moment.html",
        [
            "Stay with one line.",
            "Put the kettle on.",
            "Toast.",
            "Ada: 000 111 checked on 3 March 2026",
        ],
        ["Toast. checked", "Sesame"],
    ),
    (
        "index.html",
        ["For the next session", "Shorter sessions", "The whole page for the next session"],
        ["Sesame", "Attic"],
    ),
]


@pytest.fixture
def site(journal: Journal) -> Journal:
    for path, text in FILES.items():
        journal.write(path, text)
    built = journal.build()
    assert built.code == 0, built.err
    return journal


def test_every_page_holds_what_it_must_and_nothing_it_must_not(site: Journal) -> None:
    for page, must, must_not in TABLE:
        text = site.text(page)
        for words in must:
            assert words in text, f"{page} lacks {words!r}: {text}"
        for words in must_not:
            assert words not in text, f"{page} has {words!r}"


def test_each_statement_leads_to_its_entries(site: Journal) -> None:
    assert 'href="entries/2026-03-08.html"' in site.page("next-session.html")
    assert 'href="entries/2026-02-05.html"' in site.page("next-session.html")  # the folded one
    assert 'href="../entries/2025-12-04.html"' in site.page("questions/index.html")
    assert 'href="../entries/2026-01-08.html"' in site.page("questions/index.html")


def test_next_in_the_terminal_leaves_out_what_is_not_for_sharing(site: Journal) -> None:
    said = run("next", str(site.root), "--today", "2026-05-29")
    assert said.code == 0
    assert said.err == ""
    for words in ("Shorter sessions", "from 8 March 2026", "What now?", "A heavy one, folded"):
        assert words in said.out
    for words in ("Cellar", "Sesame", "Attic", "Why do I apologise?"):
        assert words not in said.out
    assert "2 more are on the page only; their entries are not for sharing." in said.out


def test_next_writes_nothing(site: Journal) -> None:
    before = sorted(path.as_posix() for path in site.root.rglob("*"))
    run("next", str(site.root))
    assert sorted(path.as_posix() for path in site.root.rglob("*")) == before


def test_next_without_anything_open(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "x")
    said = run("next", str(journal.root))
    assert said.code == 0
    assert said.out == ("For the next session\nNothing is open right now. That is fine.\n")


def test_next_without_a_journal_or_with_a_broken_one(journal: Journal) -> None:
    assert run("next", str(journal.root / "nowhere")).code == 2
    journal.write("journal.yaml", "title: [\n")
    said = run("next", str(journal.root))
    assert said.code == 2
    assert said.out == ""
    assert "journal.yaml:" in said.err


def test_next_says_what_needs_a_look_and_goes_on(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 42\n---\n## Still unclear\n- Why?")
    said = run("next", str(journal.root))
    assert said.code == 1
    assert "out-of-range-high" in said.err
    assert "Why?" in said.out


def test_a_terminal_obeys_nothing_in_a_text(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "## Still unclear\n- Why\x1b[31m red\u202e?")
    said = run("next", str(journal.root))
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out


def test_the_interval_of_a_strategy_needs_six_rated_uses(journal: Journal) -> None:
    changes = (1, 2, 0, 3, 1, 2)
    for day, change in enumerate(changes, start=1):
        use = f"## What helped\n- Tea, 3 -> {3 + change}, helped some."
        journal.write(f"entries/2026-03-0{day}.md", use)
        journal.build()
        assert ("the middle change" in journal.text("strategies/tea.html")) is (day >= 6)
    text = journal.text("strategies/tea.html")
    assert "In 6 uses with a mood before and after, the middle change was +1.5." in text
    assert "goes from 0 to +3." in text


def test_heavy_uses_are_in_no_count(journal: Journal) -> None:
    for day in range(1, 7):
        front = "---\nheavy: yes\n---\n" if day == 6 else ""
        journal.write(
            f"entries/2026-03-0{day}.md", f"{front}## What helped\n- Tea, 3 -> 4, helped no"
        )
    journal.build()
    text = journal.text("strategies/tea.html")
    assert "didn’t help 5" in text
    assert "the middle change" not in text


def test_a_sheet_of_paper_holds_what_comes_first(journal: Journal) -> None:
    for day in range(1, 10):
        journal.write(
            f"entries/2026-03-0{day}.md",
            "---\nkind: between\n---\n## Still unclear\n"
            + "".join(f"- Question {day}{letter}?\n" for letter in "abc"),
        )
    journal.build()
    page = journal.page("next-session.html")
    assert page.count("Question ") == 27
    assert page.count("screen-only") == 27 - 10 + 1  # and the links at the end
    assert "More is on the page itself" in page


def test_how_it_has_been_since_the_session_before_last(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "---\nmood: 1\nstrategies: rope\n---\n")
    journal.write("entries/2026-03-08.md", "---\nmood: 2\nstrategies: {name: tea, used: 3}\n---\n")
    journal.write(
        "entries/2026-03-09.md", "---\nkind: between\nmood: 3 -> 4\nstrategies: tea\n---\n"
    )
    journal.write(
        "entries/2026-03-10.md", "---\nkind: between\nheavy: yes\nmood: 9\nstrategies: oak\n---\n"
    )
    journal.write("entries/2026-03-11.md", "---\nkind: between\nshare: no\nstrategies: ivy\n---\n")
    journal.build()
    page = journal.text("next-session.html")
    assert "How it has been Mood, 9 March 2026" in page
    assert "Used since 1 March 2026 ivy once tea 4 times" in page
    assert "oak" not in page
    assert "rope" not in page
    item = re.search(
        r'<li class="screen-only"><a[^>]*><bdi>(\w+)', journal.page("next-session.html")
    )
    assert item is not None
    assert item.group(1) == "ivy"
    said = run("next", str(journal.root)).out
    assert "Mood, 9 March 2026: 3 before, 4 after\nUsed since 1 March 2026: tea 4 times\n" in said


def test_a_mood_that_is_not_for_sharing_stays_on_the_screen(journal: Journal) -> None:
    journal.write("entries/2026-03-08.md", "---\nshare: no\nmood: 2\n---\n")
    journal.build()
    assert '<div class="screen-only"><dt>Mood' in journal.page("next-session.html")
    assert "Mood" not in run("next", str(journal.root)).out


def test_a_line_that_was_offered_and_left_as_it_is_says_nothing(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "## Still unclear\n- Why now?\n")
    for day in range(2, 6):
        journal.write(f"entries/2026-03-0{day}.md", "## From last time\n- Why now? ->\n")
    assert journal.check().codes == []
    assert "From last time" not in journal.text("entries/2026-03-05.html")
    assert "still open" not in journal.text("entries/2026-03-01.html")
    assert "Why now?" not in journal.text("next-session.html")  # it rests


def test_a_line_that_names_nothing_earlier_stays_on_the_page(journal: Journal) -> None:
    journal.write("entries/2026-03-02.md", "## From last time\n- Why now? ->\n")
    assert journal.check().codes == ["follow-up-unknown"]
    assert "Why now?" in journal.text("entries/2026-03-02.html")
