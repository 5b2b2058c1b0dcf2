"""The page for hard moments: the person's own words, in an order that holds, and never empty."""

from __future__ import annotations

import re

import pytest

from journalgen.parse.vocabulary import PLAN_STEPS
from tests.conftest import Journal

PAGE = "hard-moment.html"


@pytest.fixture(autouse=True)
def _an_entry(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "x")


def test_nothing_of_a_plan_is_lost(journal: Journal) -> None:
    journal.write("plan.md", "---\nphone: 555-123\n---\n# For bad days\n\n## Call\nAnn\n")
    built = journal.check()
    assert "unknown-key" in built.codes
    page = journal.text(PAGE)
    for words in ("For bad days", "Call", "Ann", "phone", "555-123"):
        assert words in page, words


def test_a_second_plan_is_named(journal: Journal) -> None:
    journal.write("plan.md", "the one")
    journal.write("plan.markdown", "the other")
    assert journal.check().codes == ["plan-twice"]
    assert "the one" in journal.text(PAGE)


def test_only_for_me_stays_out_of_the_page_for_hard_moments(journal: Journal) -> None:
    journal.write("plan.md", "## Call\nAnn\n\n## Only for me\nsesame\n")
    journal.build()
    page = journal.text(PAGE)
    assert "sesame" not in page
    assert "1 note kept out of the site." in page


def test_without_a_plan_the_page_says_how_to_write_one(journal: Journal) -> None:
    journal.build()
    page = journal.text(PAGE)
    assert "Stay with one line." in page
    assert "If you may be in danger now" in page
    assert page.index("If you may be") < page.index("How to write a page of my own")


def test_the_six_steps_come_in_their_order_whatever_the_file_says(journal: Journal) -> None:
    names = list(PLAN_STEPS.values())
    journal.write("plan.md", "\n\n".join(f"## {name}\nnote {name[:4]}" for name in names[::-1]))
    journal.build()
    page = journal.page(PAGE)
    places = [page.index(f">{name}</h2>") for name in names]
    assert places == sorted(places)


def test_empty_steps_are_left_out_and_other_headings_follow(journal: Journal) -> None:
    journal.write(
        "plan.md", "before\n\n## Warning signs\n\n## WARNING SIGNS:\ntoast\n\n## Mine\ncat\n"
    )
    journal.build()
    page = journal.text(PAGE)
    assert "People I can ask for help" not in page
    assert page.index("toast") < page.index("before") < page.index("Mine") < page.index("cat")


def test_pinned_strategies_come_first_with_their_steps(journal: Journal) -> None:
    for name in ("one", "two"):
        journal.write(
            f"strategies/{name}.md",
            f"---\npinned: yes\n---\n# {name} way\n\n## Steps\n1. {name} step[^1]\n\n[up](#steps)\n\n[^1]: so",
        )
    journal.write("strategies/three.md", "# Third\n\n1. elsewhere")
    journal.write("plan.md", "## Warning signs\ntoast")
    assert journal.check().codes == []
    page = journal.page(PAGE)
    assert page.index("one step") < page.index("two step") < page.index("toast")
    assert "elsewhere" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert 'href="strategies/one-way.html#h-steps"' in page
    assert not re.search(r'href="#fn', page)


def test_without_a_plan_what_helped_a_lot_stands_there(journal: Journal) -> None:
    journal.write("strategies/walk.md", "# Walk\n\n1. shoes on")
    journal.write(
        "entries/2026-03-05.md", "## What helped\n- walk, helped a lot\n- tea, helped some\n"
    )
    journal.write(
        "entries/2026-03-06.md", "---\nheavy: yes\n---\n## What helped\n- bath, helped a lot\n"
    )
    journal.build()
    page = journal.text(PAGE)
    assert "shoes on" in page
    assert "tea" not in page
    assert "bath" not in page


def test_it_is_one_click_away_and_one_back(journal: Journal) -> None:
    journal.build()
    for url, content in journal.files().items():
        if url.endswith(".html") and url not in (PAGE, "blank.html"):
            assert b'hard-moment.html"><bdi>Hard moment</bdi></a>' in content, url
    page = journal.text(PAGE)
    assert "Back to the journal" in page
    assert "Timeline" not in page


def test_nothing_on_it_depends_on_the_day(journal: Journal) -> None:
    journal.write("plan.md", "Checked on 3 March 2026.")
    journal.build()
    before = journal.page(PAGE)
    journal.build("--today", "2031-01-01")
    assert journal.page(PAGE) == before


def test_a_pinned_strategy_that_cannot_be_rendered_stands_there_as_written(
    journal: Journal,
) -> None:
    journal.write("strategies/tee.md", "---\npinned: yes\n---\nFenster öffnen".encode("latin-1"))
    journal.build()
    assert "Fenster öffnen" in journal.text(PAGE)


def test_the_way_to_people_stands_at_the_top(journal: Journal) -> None:
    journal.write("strategies/tea.md", "---\npinned: yes\n---\n1. Kettle.")
    journal.write("plan.md", "## Professionals and agencies\n- R.\n\n## Warning signs\n- Toast.")
    journal.build()
    page = journal.page("hard-moment.html")
    assert page.index('href="#professionals"') < page.index("Kettle.")


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("Ada: 07700 900121. Any hour.", "tel:07700900121"),
        ("+44 (0)1632 960-118", "tel:+4401632960118"),
        ("0800/111 0 111", "tel:08001110111"),
        ("116123", "tel:116123"),
    ],
)
def test_a_number_can_be_tapped_and_its_words_stay(
    journal: Journal, written: str, called: str
) -> None:
    journal.write("plan.md", f"## People I can ask for help\n- {written}")
    journal.build()
    assert re.findall('href="(tel:[^"]*)"', journal.page("hard-moment.html")) == [called]
    assert written in journal.text("hard-moment.html").replace(" .", ".").replace("( 0", "(0")


@pytest.mark.parametrize(
    "written",
    ["since 2026-03-04", "on 3.4.2026", "at 8, 9 and 10", "flat 12, stair 4", "`07700 900121`"],
)
def test_what_is_no_number_is_left_alone(journal: Journal, written: str) -> None:
    journal.write("plan.md", f"## People I can ask for help\n- {written}")
    journal.build()
    assert "tel:" not in journal.page("hard-moment.html")


def test_the_plan_says_when_its_contacts_were_checked(journal: Journal) -> None:
    journal.write("plan.md", "---\nchecked: 2026-13-40\n---\n## People I can ask for help\n- Ada")
    assert journal.check().codes == ["no-such-day"]
    assert 'class="aside checked"' not in journal.page("hard-moment.html")
