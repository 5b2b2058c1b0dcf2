"""Leaving at once in real browsers, and a journal that is discreet."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.conftest import Journal
from tests.test_browser import browser as browser

ENTRY = "entries/2026-03-04-lighthouse.md"
WORDS = ("lighthouse", "anna", "breathing", "insomnia", "harbour", "takeaway", "hard")


def write(journal: Journal, settings: str) -> None:
    journal.write("journal.yaml", f"title: Anna at the harbour\n{settings}")
    journal.write("attachments/harbour.txt", "tide")
    text = "---\nstrategies: breathing\ntags: insomnia\n---\n# Lighthouse\n[tide](../attachments/harbour.txt)"
    journal.write(ENTRY, text)
    journal.write("entries/2026-03-05.md", "---\ntags: insomnia\n---\n")
    journal.build()


@pytest.mark.browser
@pytest.mark.parametrize("way", ["link", "keys"])
def test_a_blank_page_takes_the_place_of_the_one_that_is_left(
    browser: Browser, journal: Journal, way: str
) -> None:
    write(journal, "")
    page = browser.new_page()
    page.goto((journal.site / "entries/2026-03-05.html").as_uri())
    page.goto((journal.site / "entries/2026-03-04-lighthouse.html").as_uri())
    if way == "link":
        page.get_by_role("link", name="Leave").click()
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.wait_for_url("**/blank.html")
    assert page.evaluate("document.body.textContent.trim()") == ""
    for key in ("Alt+ArrowLeft", "Backspace", "Escape", "Alt+ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url.endswith("/blank.html")
    page.evaluate("history.back()")
    page.wait_for_timeout(500)
    assert "lighthouse" not in page.evaluate("location.href")
    page.close()


@pytest.mark.browser
def test_one_escape_stays(browser: Browser, journal: Journal) -> None:
    write(journal, "")
    page = browser.new_page()
    page.goto((journal.site / "index.html").as_uri())
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert page.url.endswith("/index.html")
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("settings", "moved"), [("", True), ("shortcuts: no", False)])
def test_arrows_lead_to_the_entries_beside(
    browser: Browser, journal: Journal, settings: str, *, moved: bool
) -> None:
    write(journal, settings)
    page = browser.new_page()
    page.goto((journal.site / "entries/2026-03-04-lighthouse.html").as_uri())
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    assert page.url.endswith("/2026-03-05.html") is moved
    page.close()


def test_leaving_needs_no_script(journal: Journal) -> None:
    write(journal, "")
    assert 'class="leave" href="../blank.html"' in journal.page("entries/2026-03-05.html")


def test_a_discreet_journal_is_named_nowhere(journal: Journal) -> None:
    write(journal, "discreet: yes\nhard_moment: {label: A pause}")
    for url, content in journal.files().items():
        found = re.findall(r"<title>(.*?)</title>", content.decode("utf-8", "replace"))
        for word in WORDS:
            assert word not in url.casefold(), url
            assert word not in "".join(found).casefold(), url
    index = journal.page("index.html")
    assert "<title>Notes</title>" in index
    assert "A pause" in index
    assert "Hard moment" not in index


def test_links_of_a_discreet_journal_lead_somewhere(journal: Journal) -> None:
    write(journal, "discreet: yes")
    for url, content in journal.files().items():
        folder = (journal.site / url).parent
        for href in re.findall(r'(?:href|src)="([^"#:]+)[#"]', content.decode("utf-8", "replace")):
            assert (folder / href).is_file(), f"{url}: {href}"


def test_what_is_close_to_an_entry_shares_its_rarer_names(journal: Journal) -> None:
    for day in range(1, 10):
        journal.write(f"entries/2026-03-0{day}.md", f"---\ntitle: Day {day}\ntags: work\n---\n")
    for day in (1, 5):
        journal.write(
            f"entries/2026-03-0{day}.md", f"---\ntitle: Day {day}\ntags: work, sea\n---\n"
        )
    journal.write("entries/2026-03-08.md", "---\ntitle: Day 8\ntags: sea\nheavy: yes\n---\n")
    journal.build()
    page = journal.page("entries/2026-03-01.html")
    assert re.search(r'Close to it <a href="[^"]*2026-03-05\.html"><bdi>Day 5</bdi></a>', page)
    assert "2026-03-08" not in page


def test_a_long_entry_has_a_table_of_contents(journal: Journal) -> None:
    long = "\n\n".join(f"## Part {n}\n\n{'words ' * 400}" for n in range(4))
    journal.write("entries/2026-03-04.md", long)
    journal.write("entries/2026-03-05.md", "## Part 1\n\nshort\n\n## Part 2\n\n## Part 3")
    journal.build()
    assert '<a href="#h-part-2"><bdi>Part 2</bdi></a>' in journal.page("entries/2026-03-04.html")
    assert "#h-part-2" not in journal.page("entries/2026-03-05.html")


def test_no_level_of_headings_is_left_out(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "## One\n\n##### Deep\n\n### Two\n\n###### Deeper")
    journal.build()
    levels = re.findall(r"<h(\d) id=\"h-", journal.page("entries/2026-03-04.html"))
    assert levels == ["3", "4", "4", "5"]
