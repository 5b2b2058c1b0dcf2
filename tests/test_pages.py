"""What a person finds on the pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import Journal


def test_an_empty_journal_reads_well(journal: Journal) -> None:
    journal.write("journal.yaml", "")
    built = journal.check()
    assert (built.code, built.codes) == (0, ["no-entries"])
    assert "no entries yet" in journal.text("index.html")
    assert "no entries here yet" in journal.text("timeline/index.html")


def test_one_entry(journal: Journal) -> None:
    journal.write(
        "entries/2026-03-04-evening.md",
        "---\nmood: 3 -> 6\ntherapist: R.\nduration: 50\ntime: 14:30\ntags: work\n---\n"
        "# Not this week\n\nBody words.\n\n## What I took away\n- A whole sentence.\n",
    )
    assert journal.build().code == 0
    page = journal.text("entries/2026-03-04-evening.html")
    assert "Wednesday, 4 March 2026 · session 1 · 14:30 · with R. · 50 minutes" in page
    assert page.index("A whole sentence.") < page.index("Body words.")
    assert "Filed under work" in page
    assert 'aria-label="Mood: 3 before, 6 after"' in journal.page("entries/2026-03-04-evening.html")
    home = journal.text("index.html")
    assert "A whole sentence." in home
    assert "Not this week" in home
    timeline = journal.text("timeline/index.html")
    assert "2026" in timeline
    assert "March" in timeline
    assert "A whole sentence." in timeline
    assert "Not this week" in journal.text("tags/work.html")


def test_the_timeline_runs_forward_and_has_a_page_a_year(journal: Journal) -> None:
    for day in ("2025-11-02", "2026-01-05", "2026-03-04", "2026-03-01"):
        journal.write(f"entries/{day}.md", f"# Entry of {day}")
    journal.build()
    latest = journal.text("timeline/index.html")
    places = [latest.index(f"Entry of 2026-{day}") for day in ("01-05", "03-01", "03-04")]
    assert places == sorted(places)
    assert "2025-11-02" not in latest
    assert "2025-11-02" in journal.text("timeline/2025.html")
    assert 'href="../timeline/2025.html"' in journal.page("timeline/index.html")
    assert not (journal.site / "timeline/2026.html").exists()


def test_undated_entries_have_their_group_and_page(journal: Journal) -> None:
    journal.write("entries/evening.md", "# Late\ntext")
    journal.write("entries/2026-03-04.md", "x")
    built = journal.check()
    assert built.codes == ["date-missing"]
    timeline = journal.text("timeline/index.html")
    assert timeline.index("Undated") < timeline.rindex("Late")
    assert "Undated" in journal.text("entries/evening.html")


def test_same_names_and_same_days_all_have_their_page(journal: Journal) -> None:
    for number, folder in enumerate(("a", "b", "c")):
        journal.write(f"entries/{folder}/2026-03-04.md", f"words{number}")
    journal.write("entries/2026-03-04 b.md", "words3")
    assert journal.check().report["entries"] == 4
    pages = [name for name in journal.files() if name.startswith("entries/")]
    assert len(pages) == 4
    together = " ".join(journal.text(page) for page in pages)
    assert all(f"words{number}" in together for number in range(4))


def test_what_became_of_it_stands_on_both_pages(journal: Journal) -> None:
    journal.write(
        "entries/2026-03-01.md", "## Still unclear\n- Why now?\n\n## Until next time\n- Try"
    )
    journal.write(
        "entries/2026-03-08.md",
        "## From last time\n- Why now -> Because.\n- Try -> not tried: rain",
    )
    assert journal.check().codes == []
    asked = journal.text("entries/2026-03-01.html")
    assert "answered · 8 March Because." in asked
    assert "not tried · 8 March rain" in asked
    told = journal.text("entries/2026-03-08.html")
    assert "Why now? from 1 March answered Because." in told
    assert "Try from 1 March not tried rain" in told


def test_values_that_could_not_be_used_stand_on_the_page(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\ndate: 2026-03-04\nmood: 42\nweather: rain\n---\nx")
    journal.build()
    page = journal.text("entries/2026-03-04.html")
    assert "I couldn't use the mood on line 3: 42 is above 10." in page
    assert "I don't know the key “weather”" in page
    assert "weather rain" in page


def test_strategies_with_how_to_and_every_use(journal: Journal) -> None:
    journal.write("strategies/box.md", "---\naliases: square\n---\n# Box breathing\n1. In\n2. Out")
    journal.write(
        "entries/2026-03-01.md",
        "## What helped\n- Box breathing, used 2, 4 -> 6, helped a lot. On the train.\n\n"
        "## What I took away\n- Counting stops.",
    )
    journal.write("entries/2026-03-02.md", "---\nstrategies: square\n---\n")
    journal.write("entries/2026-03-03.md", "## What helped\n- walk, helped no")
    assert journal.check().codes == []
    page = journal.text("strategies/box-breathing.html")
    for words in ("In", "Out", "square", "twice, helped a lot", "On the train.", "Counting stops."):
        assert words in page
    index = journal.text("strategies/index.html")
    assert "Box breathing in 2 entries, last on 2 March 2026" in index
    assert "walk in 1 entry, on 3 March 2026" in index
    assert "didn’t help" in journal.text("strategies/walk.html")


def test_every_fact_of_an_entry_is_on_its_page(journal: Journal) -> None:
    journal.write(
        "journal.yaml", "scales: {anxiety: {min: 0, max: 10}}\ngoals: {rest: {title: Rest more}}"
    )
    journal.write(
        "entries/2026-03-04.md",
        "---\nratings: {anxiety: 7 -> 5}\nmeasures: {phq9: 12, gad7: [1, 2, 0, 0, 0, 1, 3]}\n"
        "goals: {rest: -1}\nbeliefs: [{belief: I must please, conviction: 80}]\n"
        "takeaways: [{text: Pause, confidence: partly, unsure: yes}]\n"
        "questions: [{text: Why?, for: R.}]\npractice: [{task: Try, prediction: They'll ask}]\n"
        "explained: Mine\nsaid_back: Theirs\nbetween_us: [Shorter]\nonly_for_me: [sesame, tahini]\n---\n",
    )
    assert journal.check().codes == []
    page = journal.text("entries/2026-03-04.html")
    for words in (
        "anxiety", "7 5", "PHQ-9 12", "items 1 2 0 0 0 1 3, in all 7", "Rest more −1",
        "I must please", "80 %", "How sure, from 0 to 10: 5", "Not sure about this yet",
        "For: R.", "What I expect: They'll ask", "Mine", "Theirs", "Shorter",
        "2 notes kept out of the site.",
    ):  # fmt: skip
        assert words in page, words


def test_long_and_strange_titles_are_harmless(journal: Journal) -> None:
    journal.write(
        "entries/2026-03-04.md", f"---\ntitle: <script>alert(1)</script>{'x' * 500}\n---\n"
    )
    journal.write("entries/2026-03-05.md", "---\ntags: <b>, '\" onx=1'\nstrategies: <i>\n---\n")
    journal.build()
    for name, content in journal.files().items():
        if name.endswith(".html"):
            assert b"<script>" not in content
            assert b"<b>," not in content


def test_the_language_of_the_journal_is_marked(journal: Journal) -> None:
    journal.write("journal.yaml", "language: ar")
    journal.write("entries/2026-03-04.md", "x")
    journal.build()
    assert '<html lang="ar" dir="rtl">' in journal.page("index.html")


@pytest.mark.parametrize("today", ["2026-05-29", "2030-01-01"])
def test_only_home_and_about_know_the_day(journal: Journal, today: str) -> None:
    journal.write("entries/2026-03-04.md", "x")
    journal.build("--today", "2026-03-05")
    before = journal.files()
    journal.build("--today", today)
    changed = [name for name, content in journal.files().items() if before[name] != content]
    assert changed == [".journalgen-manifest.json", "about.html", "index.html"]


# Long lists


USED = (
    "---\nmood: 3 -> 4\nstrategies: tea\ntags: work\n"
    "beliefs: [{id: b, belief: I must please, conviction: 50}]\n---\n"
)


@pytest.mark.parametrize(
    ("page", "row"),
    [
        ("tags/work", 'class="row"'),
        ("strategies/tea", 'class="row"'),
        ("progress/mood", '<tr><th scope="row">'),
        ("then-and-now/index", '<tr><th scope="row">'),
    ],
)
def test_a_long_list_is_split_by_year_and_a_shorter_one_is_not(
    journal: Journal, page: str, row: str
) -> None:
    earlier = page.removesuffix("/index") + "/2025.html"
    for number in range(200):
        journal.write(f"entries/{date(2025, 1, 1) + timedelta(days=2 * number)}.md", USED)
    journal.build()
    assert journal.page(f"{page}.html").count(row) == 200
    assert earlier not in journal.files()
    journal.write("entries/2026-05-20.md", USED)
    journal.build()
    rows = [journal.page(url).count(row) for url in (earlier, f"{page}.html")]
    assert rows == [183, 18]
    assert ">2025</a>" in journal.page(f"{page}.html")
    assert ">2026</a>" in journal.page(earlier)


def test_the_date_of_an_entry_without_a_title_stands_once(journal: Journal) -> None:
    journal.write("entries/2026-05-01.md", "## What I took away\n- one")
    journal.write("entries/2026-05-02.md", "# Named\n\n## What I took away\n- two")
    journal.build("--today", "2026-05-05")
    latest = journal.text("index.html").partition("Latest entries")[2]
    assert latest.startswith(" 2 May Named 1 May 2026 All of 2026")
    assert "what stayed with you? one" in journal.text("takeaways/recall.html")
    assert "1 May 2026, " not in journal.text("takeaways/recall.html")
    assert " 1 May 2026 Questions" in journal.text("entries/2026-05-02.html")
