"""Search: what is found in which script, and what can't be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.conftest import Journal
from tests.picture import picture
from tests.test_browser import browser as browser
from tests.test_browser import in_scheme

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


# What the scripts of the years hold


def rows(script: Path) -> list[list[Any]]:
    """The entries that a script hands over."""
    text = script.read_text("utf-8")
    _year, found = json.loads(text[text.index("push(") + 5 : text.rindex(")")])
    return list(found)


def texts(row: list[Any]) -> list[str]:
    """All of an entry that can be found, as it was written."""
    if len(row) == 3:
        return []
    return [row[2], row[4], *row[5], *row[6], *(line[1:] for line in row[7].split("\n"))]


def test_an_entry_is_handed_over_with_all_its_parts(journal: Journal) -> None:
    journal.write(
        "entries/2026-03-04.md",
        "---\ntitle: Doors\ntags: work\ndraft: yes\nkind: between\n---\n"
        "## What I took away\n- A *half*way house\n\n## Still unclear\n- Why now?\n\n"
        "## Until next time\n- Say no\n\n## How I'd explain it\nSlowly\n\n"
        "## What helped\n- Tea, 2 -> 3. Warm hands\n\n## Between us\n- Shorter, please\n\n"
        "## A heading\nun**believ**able &amp; <b> ![a kite](a.png)[^1]\n\n[^1]: Small print.\n",
    )
    journal.write("attachments/a.png", picture())
    journal.build()
    (row,) = rows(journal.site / "assets/search-2026.js")
    assert row[:7] == [
        "entries/2026-03-04.html", "03-04", "4 March 2026", 3, "Doors", ["Tea"], ["work"],
    ]  # fmt: skip
    assert sorted(row[7].split("\n")) == [
        "BA heading",
        "bSmall print.",
        "bunbelievable & <b> a kite",
        "eSlowly",
        "hTea \u2013 Warm hands",
        "pSay no",
        "qWhy now?",
        "tA halfway house",
        "wShorter, please",
    ]


def test_only_the_date_of_a_heavy_entry_is_handed_over(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nheavy: yes\ntitle: Veiled\n---\nburden")
    journal.build()
    assert rows(journal.site / "assets/search-2026.js") == [
        ["entries/2026-03-04.html", "03-04", "4 March 2026"]
    ]


def test_no_text_ends_its_script(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", '# </script> \u2028 \u2029\n\na</script>b \\ " c')
    journal.build()
    script = (journal.site / "assets/search-2026.js").read_text("utf-8")
    assert not re.search("</|\u2028|\u2029", script)
    (row,) = rows(journal.site / "assets/search-2026.js")
    assert row[7] == 'ba</script>b \\ " c'


@pytest.mark.parametrize(("name", "text", "_query"), SCRIPTS)
def test_what_is_handed_over_is_little_more_than_the_text(
    journal: Journal, name: str, text: str, _query: str
) -> None:
    for day in range(1, 20):
        takeaways = f"## What I took away\n- {text}\n- {text}\n\n"
        body = "\n\n".join([text] * 40)
        front = f"---\ntitle: {name}\ntags: work, rest\n---\n"
        journal.write(f"entries/2026-03-{day:02d}.md", f"{front}{takeaways}## More\n{body}")
    journal.build()
    script = journal.site / "assets/search-2026.js"
    held = sum(len(found.encode()) for row in rows(script) for found in texts(row))
    assert script.stat().st_size <= 1.2 * held


def test_entries_without_a_date_can_be_found(journal: Journal) -> None:
    journal.write("entries/someday.md", "# Someday\n\nwords")
    journal.build()
    assert [row[4] for row in rows(journal.site / "assets/search-undated.js")] == ["Someday"]
    assert 'value="undated"' in journal.page("search.html")


def test_the_scripts_of_a_year_go_with_its_last_entry(journal: Journal) -> None:
    journal.write("entries/2025-03-04.md", "old")
    journal.write("entries/2026-03-04.md", "new")
    journal.build()
    (journal.root / "entries/2025-03-04.md").unlink()
    journal.build()
    assert not (journal.site / "assets/search-2025.js").exists()
    assert "search-2025" not in journal.page("search.html")


def test_filters_are_those_that_hold_something(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\ntags: work\n---\n## Still unclear\n- Why?")
    heavy = "---\nheavy: yes\ntags: dark\nstrategies: anchor\n---\n## What I took away\n- x"
    journal.write("entries/2026-03-05.md", heavy)
    journal.build()
    values = re.findall(r'<option value="([^"]+)"', journal.page("search.html"))
    assert values == ["2026", "work", "question", "body"]


# What is alike, and what is marked

ALIKE = (
    ("Cafe\u0301 crème", "café", "Cafe\u0301"),
    ("Cafe\u0301 crème", "ＣＡＦＥ", "Cafe\u0301"),
    ("ＡＢＣ full width", "abc", "ＡＢＣ"),
    ("Straße", "STRASSE", "Straße"),
    ("Straße", "stras", "Straß"),  # what became two letters is marked whole
    ("the ﬁnal ﬂoor", "final", "ﬁnal"),
    ("İstanbul ışık", "istanbul", "İstanbul"),
    ("İstanbul ışık", "isik", "ışık"),
    ("I don’t know", "don't", "don’t"),
    ("Œuvre Ærlig smørrebrød", "smorrebrod", "smørrebrød"),
    ("Ещё раз", "еще", "Ещё"),
    ("ΟΔΟΣ Ὀδυσσεύς", "οδυσσευσ", "Ὀδυσσεύς"),
    ("ΟΔΟΣ Ὀδυσσεύς", "οδος", "ΟΔΟΣ"),
    ("أهلاً وسهلاً", "اهلا", "أهلاً"),
    ("الســـلام", "السلام", "الســـلام"),
    ("שָׁלוֹם רב", "שלום", "שָׁלוֹם"),
    ("हिन्दी की क़लम", "कलम", "क़लम"),
    ("हिन्दी की क़लम", "न्दी", "न्दी"),
    ("ｶﾞｷﾞ ｶﾀｶﾅ", "ガギ", "ｶﾞｷﾞ"),
    ("한국어 공부", "하", "한"),  # while the syllable is being typed
    ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
    ("吃了𠮷野家", "𠮷野", "𠮷野"),
    ("an un\u00adbroken word", "unbroken", "un\u00adbroken"),
)
UNLIKE = (
    ("мои вещи", "мой"),
    ("ハハハ", "パ"),
    ("か", "が"),
    ("कल", "की"),
    ("각", "간"),
)


@pytest.mark.browser
def test_what_is_alike_is_found_and_marked_as_it_was_written(
    browser: Browser, journal: Journal
) -> None:
    filler = "Ein wenig “Text” vor dem Fund… "
    for number, (text, _query, _mark) in enumerate(ALIKE):
        day = f"{2000 + number}-03-04"
        journal.write(f"entries/{day}.md", f"# x\n\n{filler * 5}{text}\n{filler * 12}")
    journal.build()
    page = browser.new_page()
    for number, (text, query, mark) in enumerate(ALIKE):
        page.goto((journal.site / "search.html").as_uri() + f"?year={2000 + number}")
        page.locator("#query").fill(query)
        assert page.locator("#found mark").all_text_contents() == [mark], (text, query)
    page.close()


@pytest.mark.browser
def test_what_is_another_letter_is_not_found(browser: Browser, journal: Journal) -> None:
    for day, (text, _query) in enumerate(UNLIKE, 1):
        journal.write(f"entries/2026-03-{day:02d}.md", text)
    journal.build()
    page = browser.new_page()
    page.goto((journal.site / "search.html").as_uri())
    for text, query in UNLIKE:
        page.locator("#query").fill(query)
        assert page.locator("#found li").count() == 0, (text, query)
    page.close()


# What comes first


@pytest.mark.browser
def test_titles_come_before_words_beginnings_and_the_newest(
    browser: Browser, journal: Journal
) -> None:
    for day, title, text in (
        (1, "The door", "nothing else"),
        (2, "whole", "by the door."),
        (3, "begins", "a doormat"),
        (4, "inside", "outdoors"),
        (5, "inside too", "outdoors"),
    ):
        journal.write(f"entries/2026-03-{day:02d}.md", f"# {title}\n\n{text}")
    journal.build()
    page = browser.new_page()
    page.goto((journal.site / "search.html").as_uri() + "?q=door")
    titles = page.locator("#found li bdi").all_inner_texts()
    assert titles == ["The door", "whole", "begins", "inside too", "inside"]
    page.close()


@pytest.mark.browser
def test_all_words_have_to_be_there_and_set_phrases_together(
    browser: Browser, journal: Journal
) -> None:
    journal.write("entries/2026-03-01.md", "# one\n\nno is a word")
    journal.write("entries/2026-03-02.md", "# two\n\na word is no excuse")
    journal.write("entries/2026-03-03.md", "# three\n\nno")
    journal.build()
    page = browser.new_page()
    page.goto((journal.site / "search.html").as_uri())
    for query, titles in (
        ("word no", ["two", "one"]),
        ('"a word"', ["two", "one"]),
        ('"is a word"', ["one"]),
        ("“is a word”", ["one"]),
        ("march 2026", ["three", "two", "one"]),
        ("2026-03-02", ["two"]),
        ("no", ["three", "two", "one"]),  # less than before
    ):
        page.locator("#query").fill(query)
        assert page.locator("#found li bdi").all_inner_texts() == titles, query
    page.close()


@pytest.mark.browser
def test_a_heavy_entry_is_found_by_its_date_only(browser: Browser, journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nheavy: yes\ntitle: Veiled\n---\nburden")
    journal.build()
    page = browser.new_page()
    page.goto((journal.site / "search.html").as_uri())
    for query in ("veiled", "burden", "heavy"):
        page.locator("#query").fill(query)
        assert page.locator("#found li").count() == 0, query
    page.locator("#query").fill("4 march")
    assert page.locator("#found li").inner_text().split("\n\n") == [
        "4 March 2026", "A heavy one, folded",
    ]  # fmt: skip
    page.close()


# Using it


@pytest.mark.browser
def test_results_are_reached_by_keyboard_thirty_at_a_time(
    browser: Browser, journal: Journal
) -> None:
    for day in range(1, 32):
        journal.write(f"entries/2026-03-{day:02d}.md", f"# Day {day}\n\npause")
    journal.build()
    page = browser.new_page()
    page.goto((journal.site / "search.html").as_uri())
    page.keyboard.type("pause")
    page.keyboard.press("Enter")
    assert page.locator("#found [role=status]").text_content() == "Entries: 31"
    assert page.url.endswith("search.html?q=pause")
    assert page.locator("#found li").count() == 30
    page.locator("#found button").press("Enter")
    assert page.locator("#found li").count() == 31
    assert page.evaluate("document.activeElement.textContent") == "Day 1"
    assert not page.locator("#found button").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/entries/2026-03-01.html")
    page.goto((journal.site / "search.html").as_uri() + "?q=pause")
    assert page.locator("#query").input_value() == "pause"
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "query"
    page.close()


@pytest.mark.browser
def test_in_a_discreet_journal_the_address_says_nothing(browser: Browser, journal: Journal) -> None:
    journal.write("journal.yaml", "discreet: yes")
    journal.write("entries/2026-03-04.md", "# Doors\n\npause")
    journal.build()
    page = browser.new_page()
    page.goto((journal.site / "index.html").as_uri())
    page.keyboard.press("/")
    page.locator("#query").wait_for()
    page.keyboard.type("pause")
    page.keyboard.press("Enter")
    assert "?" not in page.url
    page.get_by_role("link", name="Doors").click()
    assert page.locator("h1").inner_text() == "Doors"
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_are_accessible(browser: Browser, example_site: Path, scheme: str) -> None:
    with in_scheme(browser, scheme) as page:
        page.goto((example_site / "search.html").as_uri() + "?q=list")
        assert page.locator("#found mark").count() > 1
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
