"""Links between files lead where they should, or say that they don't."""

from __future__ import annotations

import pytest

from tests.conftest import Journal
from tests.picture import picture


def make(journal: Journal, text: str) -> str:
    """Build a small journal with `text` as one entry; return the entry's page."""
    journal.write("entries/2026/2026-03-04.md", text)
    journal.write("entries/2026-03-01-one.md", "# One\n\n## A place\ntext")
    journal.write("entries/a/same.md", "---\ndate: 2026-01-01\n---\n")
    journal.write("entries/b/same.md", "---\ndate: 2026-01-02\n---\n")
    journal.write(
        "strategies/box-breathing.md",
        "---\naliases: square\n---\n# Box breathing\n\n## Steps\n1. in",
    )
    journal.write("attachments/view of sea.png", picture())
    journal.write("attachments/draw.svg", "<svg/>")
    journal.write("attachments/talk.mp3", "mp3")
    journal.write("attachments/page.html", "<script>")
    journal.write("plan.md", "x")
    return journal.page("entries/2026-03-04.html") if journal.build().code <= 1 else ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[x](../2026-03-01-one.md)", '<a href="../entries/2026-03-01-one.html">x</a>'),
        ("[x](../2026-03-01-one)", '<a href="../entries/2026-03-01-one.html">x</a>'),
        ("[x](entries/2026-03-01-one.md)", '<a href="../entries/2026-03-01-one.html">x</a>'),
        ("[x](../2026-03-01-one.md#a-place)", 'href="../entries/2026-03-01-one.html#h-a-place"'),
        ("[[2026-03-01-one]]", '<a href="../entries/2026-03-01-one.html">2026-03-01-one</a>'),
        ("[[2026-03-01-ONE#A place|there]]", 'one.html#h-a-place">there</a>'),
        ("[[b/same]]", 'href="../entries/same-'),
        ("[[Box breathing]]", '<a href="../strategies/box-breathing.html">Box breathing</a>'),
        ("[[square]]", 'href="../strategies/box-breathing.html"'),
        ("[x](../../strategies/box-breathing.md#steps)", "box-breathing.html#h-steps"),
        ("![s](<../../attachments/view of sea.png>)", 'src="../assets/files/view-of-sea.png" alt="s"'),
        ("![[view of sea.png]]", 'src="../assets/files/view-of-sea.png"'),
        ("![d](../../attachments/draw.svg)", '<img src="../assets/files/draw.svg"'),
        ("![t](../../attachments/talk.mp3)", '<audio controls preload="none" src="../assets/files/talk.mp3">'),
        ("## Here\n\n[up](#here)", '<a href="#h-here">up</a>'),
        ("## What I took away\n- x\n\n## More\n[up](#what-i-took-away)", '<a href="#takeaways">up</a>'),
        ("[p](../../plan.md)", '<a href="../hard-moment.html">p</a>'),
        ("# Title\n\n[top](#title)", '<a href="#main">top</a>'),
    ],
)  # fmt: skip
def test_links_that_lead_somewhere(journal: Journal, text: str, html: str) -> None:
    assert html in make(journal, text)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("[gone](../nothing.md)", "link-broken", "gone (../nothing.md)"),
        ("[[Nobody|them]]", "link-broken", "them (Nobody)"),
        ("![[Daily.base]]", "link-broken", "Daily.base"),
        ("[out](../../../etc/passwd)", "link-broken", "out (../../../etc/passwd)"),
        ("[mine](../../journal.yaml)", "link-broken", "mine (../../journal.yaml)"),
        ("[up](#nowhere)", "link-fragment", "up"),
        ("[x](../2026-03-01-one.md#nowhere)", "link-heading", "x"),
        ("[run](../../attachments/page.html)", "link-broken", "run (../../attachments/page.html)"),
        ("[open](../../attachments/draw.svg)", "attachment-kind", "open"),
        ("[[same]]", "link-several", "same"),
    ],
)
def test_links_that_do_not(journal: Journal, text: str, code: str, words: str) -> None:
    make(journal, text)
    assert words in journal.text("entries/2026-03-04.html")
    assert code in journal.check().codes


def test_only_files_that_pages_show_are_copied(journal: Journal) -> None:
    make(journal, "![s](<../../attachments/view of sea.png>)")
    copied = [name for name in journal.files() if name.startswith("assets/files/")]
    assert copied == ["assets/files/view-of-sea.png"]


def test_a_mention_links_back(journal: Journal) -> None:
    make(journal, "[[2026-03-01-one]]")
    assert "Mentioned on 4 March" in journal.text("entries/2026-03-01-one.html")


def test_a_heavy_mention_shows_only_its_date(journal: Journal) -> None:
    make(journal, "---\nheavy: yes\ntitle: Secretword\n---\n[[2026-03-01-one]]")
    page = journal.text("entries/2026-03-01-one.html")
    assert "Mentioned on 4 March" in page
    assert "Secretword" not in page
