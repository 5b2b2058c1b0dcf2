"""The progress pages: what is drawn, what is said, and what is never said."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.conftest import Journal

RISK = "[1, 0, 0, 0, 0, 0, 0, 0, {}]"
DOOR = "Your page is here if you want it"


def write(journal: Journal, *fronts: str, step: int = 14) -> None:
    """Entries with these lines of front matter, one every `step` days."""
    for number, front in enumerate(fronts):
        day = date(2025, 1, 1) + timedelta(days=step * number)
        journal.write(f"entries/{day}.md", f"---\n{front}\n---\ntext\n")


def totals(*values: int) -> list[str]:
    return [f"measures: {{phq9: {value}}}" for value in values]


# The words


def test_one_number(journal: Journal) -> None:
    write(journal, *totals(12))
    assert journal.build().code == 0
    page = journal.text("progress/phq9.html")
    assert "One number so far: 12 on 1 January 2025." in page
    assert "lower" not in page.replace("Lower means less low mood.", "")


def test_below_five_nothing_is_said_of_change(journal: Journal) -> None:
    write(journal, *totals(20, 15, 10, 2))
    journal.build()
    page = journal.text("progress/phq9.html")
    assert "First 20 on 1 January 2025, latest 2 on 12 February 2025." in page
    assert "With fewer than five numbers there is nothing more to say." in page
    assert "points lower" not in page
    assert "measurement error" not in page


def test_a_change_beyond_the_published_error_is_named_with_its_source(journal: Journal) -> None:
    write(journal, *totals(18, 15, 13, 11, 9))
    journal.build()
    page = journal.text("progress/phq9.html")
    assert "9 points lower." in page
    assert "That is larger than the usual measurement error (6 points or more, IAPT)." in page
    assert "about 5 differ by as much by chance" in page


def test_a_change_within_it_is_no_clear_change(journal: Journal) -> None:
    write(journal, *totals(14, 2, 27, 11, 9))
    journal.build()
    page = journal.text("progress/phq9.html")
    assert (
        "No clear change: that is within the usual measurement error (less than 6 points, IAPT)."
        in page
    )


def test_where_the_source_names_no_rate_the_page_says_so(journal: Journal) -> None:
    write(journal, *[f"measures: {{gad7: {value}}}" for value in (14, 9, 8, 9, 8)])
    journal.build()
    page = journal.text("progress/gad7.html")
    assert "How often chance alone comes to as much, the source doesn’t say." in page


@pytest.mark.parametrize(
    ("front", "page"),
    [
        ("measures: {{phq4: {}}}", "phq4"),
        ("mood: {}", "mood"),
        ("goals: {{rest: {}}}", "rest"),
    ],
)
def test_without_a_published_error_the_two_stand_side_by_side(
    journal: Journal, front: str, page: str
) -> None:
    journal.write("journal.yaml", "goals: {rest: {title: Rest}}\n")
    write(journal, *[front.format(value) for value in (0, 2, 1, 0, 2)])
    journal.build()
    text = journal.text(f"progress/{page}.html")
    assert "measurement error is published" in text
    assert "The two stand side by side, no more." in text
    assert "larger than" not in text


def test_disputed_figures_are_named_and_not_used(journal: Journal) -> None:
    write(journal, *[f"measures: {{pcl5: {value}}}" for value in (60, 50, 40, 30, 20)])
    journal.build()
    text = journal.text("progress/pcl5.html")
    assert "lie between 10 and 18 points" in text
    assert "larger than" not in text


def test_bands_only_where_they_are_asked_for_and_never_as_a_diagnosis(journal: Journal) -> None:
    write(journal, *totals(12, 11))
    journal.build()
    assert "severe" not in journal.text("progress/phq9.html")
    journal.write("journal.yaml", "measures: {phq9: {bands: yes}}\n")
    journal.build()
    page = journal.text("progress/phq9.html")
    assert "Bands after Kroenke et al. 2001: minimal from 0, mild from 5" in page
    assert "They are not a diagnosis." in page


def test_before_and_after_are_counted_without_a_verdict(journal: Journal) -> None:
    write(journal, *["mood: 3 -> 6"] * 4, "mood: 5 -> 4", "mood: 5 -> 5", "mood: 7")
    journal.build()
    page = journal.text("progress/mood.html")
    assert "After was higher in 4 of 6, lower in 1, the same in 1." in page


def test_goals_are_put_into_one_score_only_when_asked(journal: Journal) -> None:
    goals = "goals: {a: {title: A}, b: {title: B}, c: {title: C}}\n"
    journal.write("journal.yaml", goals)
    write(journal, "goals: {a: 1, b: 1, c: 1}", "goals: {a: 0, b: 0, c: 0}")
    journal.build()
    assert "progress/goals-together.html" not in journal.files()
    journal.write("journal.yaml", goals + "goal_score: yes\n")
    journal.build()
    assert "First 63.7 on 1 January 2025, latest 50 on" in journal.text(
        "progress/goals-together.html"
    )


# The way to one's own page


@pytest.mark.parametrize(
    ("fronts", "shown"),
    [
        (["measures: {phq9: " + RISK.format(1) + "}"], True),
        (["measures: {phq9: " + RISK.format(0) + "}"], False),
        (["measures: {phq9: 20}"], False),
        (["measures: {phq9: " + RISK.format(2) + "}", "measures: {phq9: 3}"], False),
        (["measures: {phq9: " + RISK.format(2) + "}", "mood: 3"], True),
        (["measures: {core10: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]}"], True),
        (["heavy: yes\nmeasures: {phq9: " + RISK.format(1) + "}"], True),
    ],
)
def test_the_latest_form_may_open_the_way_to_ones_own_page(
    journal: Journal, fronts: list[str], shown: bool
) -> None:
    write(journal, *fronts)
    journal.build()
    overview = journal.page("progress/index.html")
    assert (DOOR in overview) is shown
    if shown:
        assert overview.index(DOOR) < overview.index('<section class="part series"')
        assert 'href="../hard-moment.html">Your page' in overview
    page = next(
        url for url in ("progress/phq9.html", "progress/core10.html") if url in journal.files()
    )
    assert (DOOR in journal.page(page)) is shown
    assert DOOR not in journal.text("index.html")


# Edges


def test_an_empty_journal_has_a_page_that_says_how_to_begin(journal: Journal) -> None:
    journal.write("journal.yaml", "")
    journal.build()
    page = journal.text("progress/index.html")
    assert "Nothing is measured yet." in page
    assert "A ring is before" not in page


def test_what_is_declared_and_not_used_is_named(journal: Journal) -> None:
    journal.write(
        "journal.yaml",
        "scales: {sleep: {min: 0, max: 5}}\nmeasures: {gad7: {}}\ngoals: {rest: {title: Rest}}\n",
    )
    write(journal, "mood: 4")
    journal.build()
    assert "Declared, and without numbers so far: GAD-7, sleep, Rest" in journal.text(
        "progress/index.html"
    )


def test_a_rating_outside_its_scale_is_named_and_not_drawn(journal: Journal) -> None:
    write(journal, "mood: 4", "mood: 42", "mood: 3 -> 11")
    assert journal.build().code == 1
    page = journal.page("progress/mood.html")
    assert "Not drawn, because it is outside 0 to 10: 42 on 15 January 2025." in page
    assert "outside 0 to 10: 3 – 11 on 29 January 2025." in page
    assert marks(page) == [1, 1]


def test_one_outside_number_of_a_pair_makes_the_pair_unusable_and_loses_nothing(
    journal: Journal,
) -> None:
    write(journal, "mood: {before: 3, after: 42}", "mood: 5")
    assert journal.build().code == 1
    page = journal.page("progress/mood.html")
    assert "outside 0 to 10: 3 – 42 on 1 January 2025." in page
    assert marks(page) == [1, 1]
    entry = journal.text("entries/2025-01-01.html")
    assert "mood: before 3" in entry
    assert "mood: after 42" in entry


def test_a_rating_without_a_number_after_is_no_after(journal: Journal) -> None:
    write(journal, "mood: {before: 3}", "mood: 5")
    journal.build()
    page = journal.page("progress/mood.html")
    assert "there is no number after: 3 before, on 1 January 2025." in page
    assert marks(page) == [1, 1]


def test_totals_a_form_cannot_come_to_are_named(journal: Journal) -> None:
    journal.write("journal.yaml", "measures: {who5: {scoring: raw}}")
    write(journal, "measures: {who5: 64}", "measures: {who5: 16}")
    journal.build()
    page = journal.text("progress/who5.html")
    assert "Not drawn, because the form can’t come to it: 64 on 1 January 2025." in page
    assert "One number so far: 64 on 15 January 2025." in page
    assert "16, which is 64 of 100" in journal.text("entries/2025-01-15.html")


def test_the_way_to_ones_own_page_stands_on_the_page_of_that_form_only(journal: Journal) -> None:
    write(
        journal,
        "measures: {phq9: " + RISK.format(1) + ", core10: [0, 0, 0, 0, 0, 2, 0, 0, 0, 0]}",
        "measures: {phq9: " + RISK.format(0) + "}",
    )
    journal.build()
    assert DOOR in journal.text("progress/core10.html")
    assert DOOR in journal.text("progress/index.html")
    assert DOOR not in journal.text("progress/phq9.html")


def test_numbers_of_a_heavy_entry_stand_on_its_own_page_only(journal: Journal) -> None:
    journal.write("journal.yaml", "goals: {rest: {}}")
    write(
        journal,
        "heavy: yes\nmood: 1 -> 2\nmeasures: {phq9: 26}\ngoals: {rest: -2}",
        "mood: 5\nmeasures: {phq9: 7}\ngoals: {rest: 1}",
    )
    journal.build()
    for name in ("mood", "phq9", "rest", "index"):
        page = journal.page(f"progress/{name}.html")
        assert "heavy entry: the number of 1 January 2025." in page
        assert not re.search(r">(26|−2)</td>|>26<|latest 26|First 26|2 on 1 January", page)
    assert marks(journal.page("progress/mood.html")) == [1, 1]
    assert "PHQ-9 26" in journal.text("entries/2025-01-01.html")


def test_addresses_do_not_depend_on_what_came_first(journal: Journal) -> None:
    journal.write("journal.yaml", "scales: {rest: {min: 0, max: 9}}\ngoals: {rest: {}}")
    write(journal, "ratings: {rest: 3}", "goals: {rest: 1}")
    journal.build()
    before = journal.page("progress/rest.html").partition("<h1")[2][:80]
    write(journal, "goals: {rest: 1}", "ratings: {rest: 3}")
    journal.build()
    assert journal.page("progress/rest.html").partition("<h1")[2][:80] == before


def test_numbers_stay_as_they_were_written(journal: Journal) -> None:
    journal.write(
        "journal.yaml", "measures: {fine: {min: 0, max: 0.5}, far: {min: 0, max: 900000000}}"
    )
    write(journal, *[f"measures: {{fine: 0.0{n}, far: 12345678{n}}}" for n in (4, 3, 2, 2, 1)])
    journal.build()
    assert "First 0.04 on 1 January 2025, latest 0.01 on" in journal.text("progress/fine.html")
    assert "0.03 points lower" in journal.text("progress/fine.html")
    assert "123456784" in journal.text("progress/far.html")


def test_direction_is_said_only_where_somebody_said_it(journal: Journal) -> None:
    journal.write(
        "journal.yaml", "scales: {a: {min: 0, max: 9}, b: {min: 0, max: 9, better: lower}}"
    )
    write(journal, "ratings: {a: 3, b: 4}")
    journal.build()
    assert "better" not in journal.text("progress/a.html")
    assert "Lower is better here." in journal.text("progress/b.html")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are(journal: Journal, day: str) -> None:
    write(journal, "mood: 3")
    journal.write(f"entries/{day}.md", "---\nmood: 4\n---\n")
    assert journal.build().code == 0
    assert marks(journal.page("progress/mood.html")) == [2, 2]


def test_long_names_of_ends_stand_below_the_drawing(journal: Journal) -> None:
    long = "as calm as I have ever been in my life"
    journal.write("journal.yaml", f"scales: {{mood: {{high: {long}}}}}")
    write(journal, "mood: 3")
    journal.build()
    page = journal.page("progress/mood.html")
    assert f"10 means: {long}." in page
    assert f'text-anchor="end">{long}</text>' not in page


def test_names_of_bands_do_not_run_into_each_other(journal: Journal) -> None:
    journal.write("journal.yaml", "measures: {pcl5: {bands: yes}}")
    write(journal, "measures: {pcl5: 30}")
    journal.build()
    page = journal.page("progress/pcl5.html")
    assert page.count(">within the range of cut-offs</text>") == 1
    assert page.count(">above the range of cut-offs</text>") == 0  # three points higher


def test_a_series_of_ratings_that_all_lie_outside(journal: Journal) -> None:
    write(journal, "mood: 42")
    journal.build()
    assert "No number that can be drawn yet." in journal.text("progress/mood.html")


@pytest.mark.parametrize(
    "values", [[5], [5, 5, 5, 5, 5, 5], [0, 10, 0, 10, 0, 10], [3, 4, 5, 6, 7, 8]]
)
def test_every_number_is_a_dot_and_a_row(journal: Journal, values: list[int]) -> None:
    write(journal, *[f"mood: {value}" for value in values])
    journal.build()
    page = journal.page("progress/mood.html")
    assert marks(page) == [len(values)] * 2
    assert page.count('<tr><th scope="row">') == len(values)
    assert inside(page)


def test_two_measurements_a_day(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 3\ntime: 09:00\n---\n")
    journal.write("entries/2026-03-04-later.md", "---\nmood: 6\ntime: 20:00\n---\n")
    journal.build()
    page = journal.page("progress/mood.html")
    assert marks(page) == [2, 2]
    assert re.findall(r'<td class="right">(\d)</td>', page) == ["3", "6"]


def test_twenty_years_of_gaps(journal: Journal) -> None:
    for year in (2006, 2007, 2016, 2026):
        for month in (1, 2, 3):
            journal.write(f"entries/{year}-0{month}-05.md", "---\nmood: 4 -> 5\n---\n")
    journal.build()
    page = journal.page("progress/mood.html")
    assert page.count('class="gap"') == 6
    assert "It stops where there are no numbers for a long time." in page
    assert inside(page)


def test_no_line_crosses_a_gap(journal: Journal) -> None:
    for day in (1, 8, 15, 22, 29):
        journal.write(f"entries/2025-01-{day:02d}.md", f"---\nmood: {day % 7 + 1}\n---\n")
        journal.write(f"entries/2025-06-{day:02d}.md", f"---\nmood: {day % 7 + 2}\n---\n")
    journal.build()
    wide = journal.page("progress/mood.html").partition("drawing-narrow")[0]
    found = polylines(wide)
    gap = re.search(r'class="gap" d="M([\d.]+) [\d.]+v6m0-3H([\d.]+)', wide)
    assert gap is not None
    left, right = float(gap.group(1)), float(gap.group(2))
    assert len(found) == 2
    places = [[float(point.split(",")[0]) for point in line.split()] for line in found]
    assert max(places[0]) <= left
    assert min(places[1]) >= right


def test_very_many_numbers_stay_inside_and_deterministic(journal: Journal) -> None:
    for number in range(400):
        day = date(2020, 1, 1) + timedelta(days=number)
        journal.write(f"entries/{day}.md", f"---\nmood: {number % 10} -> {number % 7}\n---\n")
    journal.build()
    page = journal.page("progress/mood.html")
    wide, narrow = marks(page)
    assert wide == 400  # a pixel each
    assert 180 <= narrow <= 400  # of those that fall on one pixel one is drawn
    assert inside(page)
    before = journal.files()
    journal.build()
    assert journal.files() == before


def test_an_undated_or_unreadable_entry_is_in_no_series(journal: Journal) -> None:
    journal.write("entries/undated.md", "---\nmood: 3\n---\n")
    journal.write("entries/2026-03-04.md", "---\nmood: 3\n\tbroken: [\nlost text\n---\n")
    journal.build()
    assert "progress/mood.html" not in journal.files()


def test_every_chart_has_its_words_and_its_table(journal: Journal) -> None:
    write(journal, *totals(12, 11, 10), *["mood: 3 -> 6"] * 3)
    journal.build()
    for url, page in journal.files().items():
        if url.startswith("progress/") and url.endswith(".html"):
            text = page.decode()
            drawings = re.findall(
                r'<svg class="drawing [^>]*aria-labelledby="([^"]+)" '
                r'aria-describedby="([^"]+)"',
                text,
            )
            assert len(drawings) >= 2
            for title, description in drawings:
                assert f'<title id="{title}">' in text
                assert f'<desc id="{description}">' in text
            assert "style=" not in text
            assert "#numbers" in text or 'id="numbers"' in text


def marks(page: str) -> list[int]:
    """The number of measurements in each drawing: dots, a ring around a dot being one."""
    drawings = re.findall(r'<svg class="drawing.*?</svg>', page, re.DOTALL)
    return [drawing.count('class="dot"') + len(cloud(drawing)) for drawing in drawings]


def cloud(drawing: str) -> list[tuple[str, str]]:
    """Where the dots of a crowded drawing are."""
    found = re.search(r'<path class="dots" d="([^"]*)"', drawing)
    return re.findall(r"M([\d.]+) ([\d.]+)h0", found.group(1)) if found else []


def polylines(page: str) -> list[str]:
    return re.findall(r'<polyline class="middle" points="([^"]+)"', page)


def inside(page: str) -> bool:
    """Whether every circle lies within its drawing."""
    for width, height, drawing in re.findall(
        r'<svg class="drawing[^>]* width="(\d+)" height="(\d+)"(.*?)</svg>', page, re.DOTALL
    ):
        circles = re.findall(r'<circle class="\w+" cx="([\d.]+)" cy="([\d.]+)"', drawing)
        for x, y in [*circles, *cloud(drawing)]:
            if not (5 <= float(x) <= int(width) - 5 and 5 <= float(y) <= int(height) - 5):
                return False
    return True
