"""The table of who sees what, with a word of its own in every cell."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Journal, run, visible_text

DAYS = {"ordinary": 1, "heavy": 2, "notshared": 3, "draft": 4, "unreadable": 5, "encoding": 6}
KEYS = {
    "ordinary": "",
    "heavy": "heavy: yes\n",
    "notshared": "share: no\n",
    "draft": "draft: yes\n",
    "unreadable": "this is no key\n",
    "encoding": "",
}
PLACES = ("title", "takeaway", "note", "question", "body", "only", "practice", "prediction",
          "explained", "reply", "wish", "belief")  # fmt: skip

# Where the words of an entry that is shown in full stand, beside its own page and those of
# sessions that went in with them.
LISTS = {"timeline/index.html", "tags/work.html", "strategies/tea.html", "takeaways/index.html",
         "takeaways/recall.html", "questions/explained.html"}  # fmt: skip
QUOTED = {
    "takeaway": {
        "timeline/index.html", "tags/work.html", "strategies/tea.html", "takeaways/index.html",
        "takeaways/recall.html", "reviews/2026.html",
    },
    "note": {"strategies/tea.html"},
    "question": {"questions/index.html", "reviews/2026.html"},
    "body": set(),
    "practice": {"practice/index.html", "next-session.html"},
    "prediction": {"practice/index.html", "next-session.html"},
    "explained": {"questions/explained.html"},
    "reply": {"questions/explained.html"},
    "wish": {"next-session.html"},
    "belief": {"then-and-now/index.html", "reviews/2026.html"},
}  # fmt: skip


def word(kind: str, place: str) -> str:
    return f"{kind}{place}word"


def entry(kind: str) -> str:
    return (
        f"---\n{KEYS[kind]}title: {word(kind, 'title')}\nmood: 3 -> 6\ntags: work\n"
        f"only_for_me: {word(kind, 'only')}\nexplained: {word(kind, 'explained')}\n"
        f"said_back: {word(kind, 'reply')}\n"
        f"practice: [{{task: {word(kind, 'practice')}, prediction: {word(kind, 'prediction')}}}]\n"
        f"beliefs: [{{belief: {word(kind, 'belief')}, conviction: 50}}]\n---\n"
        f"## Between us\n- {word(kind, 'wish')}\n\n"
        f"## What I took away\n- {word(kind, 'takeaway')}\n\n"
        f"## What helped\n- Tea, 2 -> 3, helped some. {word(kind, 'note')}\n\n"
        f"## Still unclear\n- {word(kind, 'question')}?\n\n"
        f"## More\n{word(kind, 'body')} [[2026-03-01]]\n\n## Only for me\n{word(kind, 'only')}\n"
    )


@pytest.fixture
def site(journal: Journal) -> Journal:
    for kind, day in DAYS.items():
        text = entry(kind)
        data = text.encode() if kind != "encoding" else text.encode() + b"\xff"
        journal.write(f"entries/2026-03-0{day}.md", data)
    journal.write(
        "entries/2026-03-07.md",
        "---\nkind: between\n---\n## From last time\n"
        + "".join(f"- {word(kind, 'question')} -> x\n" for kind in DAYS),
    )
    assert journal.build().code == 1
    return journal


def pages(site: Journal) -> dict[str, str]:
    return {
        name: content.decode() for name, content in site.files().items() if name.endswith(".html")
    }


def pages_with(site: Journal, text: str) -> set[str]:
    return {name for name, content in pages(site).items() if text in content}


def own(kind: str) -> str:
    return f"entries/2026-03-0{DAYS[kind]}.html"


def test_what_is_only_for_me_is_nowhere(site: Journal) -> None:
    for kind in DAYS:
        needle = word(kind, "only").encode()
        assert [name for name, content in site.files().items() if needle in content] == []
        assert re.search(r"\d notes? kept out of the site", site.text(own(kind)))


@pytest.mark.parametrize("kind", ["ordinary", "notshared", "draft"])
@pytest.mark.parametrize("place", QUOTED)
def test_words_of_an_entry_shown_in_full_stand_where_they_belong(
    site: Journal, kind: str, place: str
) -> None:
    found = pages_with(site, word(kind, place))
    others = {name for name in found if not name.startswith("entries/")}
    last_session = {"next-session.html"} if (kind, place) == ("draft", "takeaway") else set()
    assert others - {"index.html"} == QUOTED[place] | last_session
    assert own(kind) in found


@pytest.mark.parametrize("kind", ["ordinary", "notshared", "draft"])
def test_its_title_stands_in_the_lists(site: Journal, kind: str) -> None:
    assert pages_with(site, word(kind, "title")) >= LISTS


@pytest.mark.parametrize("kind", DAYS)
def test_what_the_terminal_says(site: Journal, kind: str) -> None:
    said = run("next", str(site.root), "--today", "2026-05-29").out
    for place in PLACES:
        there = kind in ("ordinary", "draft") and place in ("practice", "prediction", "wish")
        there |= (kind, place) == ("draft", "takeaway")  # the first of the last session
        assert (word(kind, place) in said) is there, place
    assert "A heavy one, folded" in said


def test_what_is_not_for_sharing_is_left_out_of_print(site: Journal) -> None:
    for name in ("next-session.html", "index.html"):
        for item in re.findall(r"<li[^>]*>.*?</li>", site.page(name), re.DOTALL):
            if re.search(r"notshared(?:wish|practice)word", item):
                assert 'screen-only"' in item.partition(">")[0], item
            elif re.search(r"ordinary(?:wish|practice)word", item):
                assert "screen-only" not in item.partition(">")[0]


def test_a_draft_is_marked(site: Journal) -> None:
    assert "draft" in site.text(own("draft"))
    row = site.text("timeline/index.html").partition(word("draft", "title"))[2]
    assert row.strip().startswith("draft")


def test_an_entry_not_for_sharing_is_marked_on_its_page(site: Journal) -> None:
    assert "not for sharing" in site.text(own("notshared"))
    assert "not for sharing" not in site.text(own("ordinary"))


def test_a_heavy_entry_is_folded_and_quoted_nowhere(site: Journal) -> None:
    for place in PLACES:
        found = pages_with(site, word("heavy", place))
        # What follows up on it repeats its own words there.
        assert found - {own("heavy"), "entries/2026-03-07.html"} == set(), place
    page = pages(site)[own("heavy")]
    before, fold, inside = page.partition("<details")
    assert fold
    for place in ("title", "takeaway", "note", "question", "body"):
        assert word("heavy", place) not in before
        assert word("heavy", place) in inside.rpartition("</details>")[0]
    assert "<details open" not in page


def test_a_heavy_entry_stands_with_its_date_in_lists(site: Journal) -> None:
    for name in ("timeline/index.html", "tags/work.html", "strategies/tea.html"):
        assert "A heavy one, folded" in site.text(name)
        assert "../entries/2026-03-02.html" in site.page(name)


@pytest.mark.parametrize("kind", ["unreadable", "encoding"])
def test_what_could_not_be_read_for_sure_is_quoted_nowhere(site: Journal, kind: str) -> None:
    for place in PLACES:
        found = pages_with(site, word(kind, place))
        assert found - {own(kind), "entries/2026-03-07.html"} == set(), place
    page = pages(site)[own(kind)]
    before, fold, inside = page.partition("<details")
    assert fold
    assert word(kind, "body") not in before
    assert word(kind, "body") in inside
    assert "<aside" in before  # the notice comes first
    assert "needs a look" in site.text("timeline/index.html")
    assert own(kind).rpartition("/")[2] not in site.page("strategies/tea.html")
    assert own(kind).rpartition("/")[2] not in site.page("tags/work.html")
    assert own(kind).rpartition("/")[2] in site.page("about.html")


def test_the_first_page_quotes_nothing_heavy(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "## What I took away\n- light words")
    journal.write("entries/2026-03-02.md", "---\nheavy: yes\n---\n## What I took away\n- sesame")
    journal.build()
    assert "light words" in journal.text("index.html")
    assert "sesame" not in journal.text("index.html")


def test_an_outcome_told_in_a_heavy_entry_is_only_a_date(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "## Still unclear\n- Why now?")
    journal.write(
        "entries/2026-03-02.md", "---\nheavy: yes\n---\n## From last time\n- Why -> sesame"
    )
    journal.build()
    page = journal.text("entries/2026-03-01.html")
    assert "2 March" in page
    assert "sesame" not in page


def test_folds_of_other_pages_hold_only_a_link(site: Journal) -> None:
    for name, content in pages(site).items():
        for fold in re.findall(r"<details.*?</details>", content, re.DOTALL):
            if name != own("heavy") and "A heavy one" in fold:
                assert visible_text(fold) == "A heavy one, folded Open the entry"


def test_a_belief_of_a_heavy_entry_is_not_quoted_where_only_its_id_is_rated_again(
    journal: Journal,
) -> None:
    journal.write(
        "entries/2026-03-01.md",
        "---\nheavy: yes\nbeliefs: [{id: b1, belief: sesame, conviction: 80}]\n---\n",
    )
    journal.write("entries/2026-03-02.md", "---\nbeliefs: [{id: b1, conviction: 60}]\n---\n")
    journal.build()
    assert pages_with(journal, "sesame") == {"entries/2026-03-01.html"}
    assert "b1 held at 60" in journal.text("entries/2026-03-02.html")
