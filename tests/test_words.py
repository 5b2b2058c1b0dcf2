"""Every word that people see goes through the catalogs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from journalgen import locale
from journalgen.cli import texts
from journalgen.locale import UnknownLanguageError, Words
from tests.catalog import ENGLISH, english, extract
from tests.conftest import Journal, run, visible_text

OPEN, CLOSE = "⟦", "⟧"


def test_the_english_catalog_is_complete() -> None:
    """`make catalog` writes it anew."""
    assert english(extract()) == ENGLISH.read_text("utf-8")


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalog in which every text stands in brackets, under the code of Esperanto."""
    with ENGLISH.open("rb") as file:
        catalog = read_po(file, locale="eo")
    for message in catalog:
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            message.string = tuple(f"{OPEN}{text}{CLOSE}" for text in message.id)
        else:
            message.string = f"{OPEN}{message.id}{CLOSE}"
    with (tmp_path / "eo.po").open("wb") as out:
        write_po(out, catalog)
    monkeypatch.setattr(locale, "CATALOGS", tmp_path)


# The person's own words are digits and signs here, so that any other letter is the site's.
CONFIG = "language: eo\ntitle: '0'\nscales: {'55': {min: 0, max: 9}, mood: {low: '1', high: '2'}}\n"
CONFIG += "goals: {'66': {title: '77'}}\ngoal_score: yes\n"
CONFIG += (
    "measures: {'99': {min: 0, max: 5}, phq9: {bands: yes}, dass21: {scoring: doubled}, who5: {}}\n"
)
FULL = (
    "---\ntitle: '1'\nmood: 3 -> 6\nheavy: no\nshare: no\ndraft: yes\ntags: '88'\n"
    "therapist: '9'\nduration: 50\nratings: {'55': 4}\ngoals: {'66': 1}\nmeasures: {'99': 1, phq9: [1, 1, 1, 0, 0, 0, 0, 0, 1], dass21: {stress: 4}}\n"
    "beliefs: [{id: '5', belief: '6', conviction: 7}]\nunknown_key: 5\nmoood: 4\nsession: 0\n"
    "takeaways: [{id: '3', text: '4', confidence: 5, unsure: yes}]\nonly_for_me: '1'\n"
    "questions: [{id: '41', text: '42', for: '43', status: living with it, answer: '4'}]\n"
    "practice: [{id: '51', task: '52', prediction: '53', status: not tried, learned: '6'}]\n"
    "strategies: [{name: '61', used: 1, before: 1, after: 1, helped: no, note: '8'}, '62']\n---\n"
    "1\n\n## How I'd explain it\n2\n\n## What my therapist said back\n3\n\n## Between us\n- 4\n"
)
LATER = (
    "---\nkind: between\nbeliefs: [{id: '5', conviction: 8}]\nstrategies: '61'\ntags: '88'\n---\n"
    "## From last time\n- 42 -> 9\n- 52 ->\n- 4 -> ⟦changed⟧: 8\n\n[1](2026-03-01.md)\n"
)


@pytest.mark.usefixtures("pseudo")
def test_no_word_of_a_page_is_left_untranslated(journal: Journal) -> None:
    journal.write("journal.yaml", CONFIG)
    journal.write("entries/2026-03-01.md", FULL)
    journal.write("entries/2026-03-02.md", LATER)
    journal.write("entries/2026-03-03.md", "---\nheavy: yes\nstrategies: '61'\n---\n5")
    journal.write("entries/2026-03-04.md", b"\xff\xfe1")
    journal.write("entries/2025-03-04.md", "x: \n---".replace("x", "1"))
    journal.write("entries/9.md", "5")
    journal.write("strategies/61.md", "---\naliases: '63'\nunknown_key: 1\n---\n1. 5")
    journal.write("strategies/64.md", "---\npinned: yes\n---\n1. 5")
    journal.write("plan.md", "5\n\n## Warning signs\n- 6\n\n## 7\n8")
    assert journal.build().code == 1
    for name, content in journal.files().items():
        if name.endswith(".html"):
            assert untranslated(content.decode()) == [], name


@pytest.mark.usefixtures("pseudo")
def test_an_empty_journal_too(journal: Journal) -> None:
    journal.write("journal.yaml", "language: eo\n")
    built = journal.build()
    assert built.code == 0
    assert built.out.startswith(OPEN)
    assert f"{OPEN}note{CLOSE}: {OPEN}There are no entries" in built.err
    for name, content in journal.files().items():
        if name.endswith(".html"):
            assert untranslated(content.decode()) == [], name


def untranslated(page: str) -> list[str]:
    """The words of a page outside the brackets of the pseudo-language."""
    labels = " ".join(re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', page))
    # Dates; the keys of lines that aren't used; the names of measures and of who published them.
    dates = r"<time[^>]*>.*?</time>|<dt>.*?</dt>|PHQ-9|DASS-21|WHO-5|IAPT|Kroenke et al. 2001"
    text = visible_text(re.sub(dates, " ", page, flags=re.DOTALL) + " " + labels)
    while True:  # innermost first: a text may hold another one
        shorter = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
        if shorter == text:
            break
        text = shorter
    names = {words for day in range(1, 5) for words in _day_words(day)}
    found = re.findall(r"[^\W\d_]{2,}", text)
    return [word for word in found if word not in names | {"unknown", "key", "moood"}]


def _day_words(day: int) -> list[str]:
    from datetime import date

    words, when = Words("eo"), date(2026, 3, day)
    shown = [words.full_date(when), words.day_and_month(when), words.long_date(when)]
    shown += [words.brief_date(when), words.medium_date(when), words.short_month(when)]
    return re.findall(
        r"[^\W\d_]{2,}", " ".join([*shown, words.short_weekday(when), words.month(when)])
    )


@pytest.mark.usefixtures("pseudo")
def test_headings_and_words_are_read_in_both_languages(journal: Journal) -> None:
    journal.write("journal.yaml", "language: eo\n")
    journal.write(
        "entries/2026-03-01.md",
        f"## {OPEN}What I took away{CLOSE}\n- kept\n\n## {OPEN}Only for me{CLOSE}\nsesame\n\n"
        "## Still unclear\n- asked\n",
    )
    assert journal.build().code == 0
    page = journal.page("entries/2026-03-01.html")
    assert 'id="takeaways"' in page
    assert 'id="questions"' in page
    assert "sesame" not in page


@pytest.mark.usefixtures("pseudo")
def test_a_new_entry_speaks_the_language_of_the_journal_and_is_read(journal: Journal) -> None:
    journal.write("journal.yaml", "language: eo\n")
    journal.write("entries/2026-03-01.md", "## Still unclear\n- 1\n")
    built = run("-C", str(journal.root), "new", "--date", "2026-03-02", "--no-edit")
    text = (journal.root / "entries/2026-03-02.md").read_text("utf-8")
    assert (built.code, built.err) == (0, "")
    assert f"## {OPEN}What I took away{CLOSE}\n<!-- {OPEN}" in text
    assert "\n- 1 ->\n" in text
    assert "What" not in re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", text)
    assert journal.check().report["diagnostics"] == []


@pytest.mark.usefixtures("pseudo")
def test_the_command_line_speaks_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "eo.UTF-8")
    texts.environment_words.cache_clear()
    try:
        assert texts._("Say nothing but errors.").startswith(OPEN)
        assert OPEN in run("build", "/nonexistent").err
    finally:
        texts.environment_words.cache_clear()


@pytest.mark.parametrize("code", ["klingon", "", "../en", "en/../../x", "e" * 300])
def test_a_language_nobody_knows(code: str) -> None:
    with pytest.raises(UnknownLanguageError):
        Words(code)


def test_dates_are_written_day_first_unless_asked_otherwise() -> None:
    from datetime import date

    day = date(2026, 3, 10)
    assert Words("en").full_date(day) == "Tuesday, 10 March 2026"
    assert Words("en-US").full_date(day) == "Tuesday, March 10, 2026"
    assert Words("de").long_date(day) == "10. März 2026"
