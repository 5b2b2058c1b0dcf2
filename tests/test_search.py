"""Search: what is found in which script, and what can't be."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.conftest import Journal
from tests.test_browser import browser as browser

SCRIPTS = (
    ("latin", "Nobody minds a café.", "CAFE"),
    ("cyrillic", "Граница — не стена.", "границ"),
    ("greek", "Ο φόβος περνά.", "φοβος"),
    ("arabic", "الحُدود ليست جدارًا.", "الحدود"),
    ("hebrew", "הַגְּבוּל אינו קיר.", "גבול"),
    ("devanagari", "सीमा दीवार नहीं है।", "दीवार"),
    ("chinese", "说不是一句完整的话。", "完整"),
    ("japanese", "ｶﾍﾞは境界ではない。", "カベは"),
    ("korean", "경계는 벽이 아니다.", "경계"),
)


def write(journal: Journal) -> None:
    for day, (name, text, _query) in enumerate(SCRIPTS, 1):
        journal.write(f"entries/2026-03-{day:02d}.md", f"# {name}\n\n{text}")
    journal.build()


@pytest.mark.browser
def test_each_script_is_found(browser: Browser, journal: Journal) -> None:
    write(journal)
    page = browser.new_page()
    for name, _text, query in SCRIPTS:
        page.goto((journal.site / "search.html").as_uri())
        page.keyboard.type(query)
        assert page.locator("#found li").count() == 1, name
        assert page.locator("#found li bdi").inner_text() == name
        assert page.locator("#found mark").count() == 1, name
    page.close()


@pytest.mark.browser
def test_a_key_and_an_address_lead_to_the_search(browser: Browser, journal: Journal) -> None:
    write(journal)
    page = browser.new_page()
    page.goto((journal.site / "index.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    assert page.evaluate("document.activeElement.id") == "query"
    page.goto((journal.site / "search.html").as_uri() + "?q=caf")
    assert page.locator("#found li").count() == 1
    page.close()


@pytest.mark.browser
def test_what_is_found_stays_text(browser: Browser, journal: Journal) -> None:
    text = "<img src=x onerror=alert(1)> </script><script>alert(1)</script>"
    journal.write("entries/2026-03-04.md", f"---\ntitle: '{text}'\n---\n{text}")
    journal.build()
    page = browser.new_page()
    page.goto((journal.site / "search.html").as_uri() + "?q=onerror")
    assert page.locator("#found li").count() == 1
    assert page.locator("#found :is(img, script)").count() == 0
    assert "<img src=x onerror=alert(1)>" in page.locator("#found li bdi").inner_text()
    page.close()


@pytest.mark.browser
def test_filters_narrow_what_is_found(browser: Browser, journal: Journal) -> None:
    journal.write("entries/2025-03-04.md", "# Old\n## What I took away\n- Pause first")
    journal.write("entries/2026-03-04.md", "---\ntags: work\n---\n# New\nPause then.")
    journal.build()
    page = browser.new_page()
    for query, titles in (
        ("?q=pause", ["Old", "New"]),
        ("?q=pause&year=2026", ["New"]),
        ("?q=pause&tag=work", ["New"]),
        ("?q=pause&kind=takeaway", ["Old"]),
        ("?tag=work", ["New"]),
    ):
        page.goto((journal.site / "search.html").as_uri() + query)
        assert page.locator("#found li bdi").all_inner_texts() == titles, query
    page.close()


@pytest.mark.browser
def test_without_scripts_there_are_the_indexes(browser: Browser, journal: Journal) -> None:
    if browser.browser_type.name == "firefox":
        return  # which runs scripts in a test whatever it is asked for
    write(journal)
    page = browser.new_page(java_script_enabled=False)
    page.goto((journal.site / "search.html").as_uri())
    assert page.locator("main").get_by_role("link", name="Strategies").is_visible()
    assert not page.locator("#query").is_visible()
    page.close()


def test_what_must_not_be_found_is_in_no_script(journal: Journal) -> None:
    heavy = "---\ntitle: Veiled\nheavy: yes\ntags: dark\nstrategies: anchor\n---\nburden"
    journal.write("entries/2026-03-04.md", heavy)
    journal.write("entries/2026-03-05.md", "plain words\n\n## Only for me\n\nsecret")
    journal.write("entries/2026-03-06.md", "---\n- [\n---\nunsure")
    journal.write("entries/2026-03-07.md", "---\nshare: no\n---\nshy words")
    journal.build()
    script = (journal.site / "assets/search-2026.js").read_text("utf-8")
    for word in ("Veiled", "dark", "anchor", "burden", "secret", "unsure"):
        assert word not in script
    for word in ("plain words", "shy words", "4 March 2026"):
        assert word in script
