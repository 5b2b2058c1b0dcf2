"""Addresses: readable, unique, and safe on every file system."""

from __future__ import annotations

from journalgen.site.urls import assign, entry_order, link


def test_names_become_addresses() -> None:
    assert assign([("a", "2026-03-04 Evening")], "entries/") == {
        "a": "entries/2026-03-04-evening.html"
    }


def test_the_first_keeps_its_name_whoever_comes_later() -> None:
    alone = assign([("a/x.md", "x")], "e/")
    both = assign([("a/x.md", "x"), ("b/x.md", "X")], "e/")
    assert both["a/x.md"] == alone["a/x.md"] == "e/x.html"
    assert both["b/x.md"].startswith("e/x-")


def test_names_that_cannot_be_used() -> None:
    urls = assign([(name, name) for name in ("🌱", "🌿", "CON", "lpt1", "index", "..", "a")], "t/")
    assert len({url.casefold() for url in urls.values()}) == 7
    assert urls["a"] == "t/a.html"
    assert "t/con.html" not in urls.values()
    assert "t/index.html" not in urls.values()


def test_the_shallowest_file_chooses_first() -> None:
    assert entry_order(["b/x.md", "a/b/x.md", "x.md"]) == ["x.md", "b/x.md", "a/b/x.md"]


def test_links_are_relative_and_quoted() -> None:
    assert (
        link("entries/a.html", "tags/深 呼吸.html") == "../tags/%E6%B7%B1%20%E5%91%BC%E5%90%B8.html"
    )
    assert link("index.html", "about.html") == "about.html"
    assert link("entries/a.html", "entries/a.html", "h-x y") == "#h-x%20y"
    assert link("entries/a.html", "entries/b.html", "h-x") == "../entries/b.html#h-x"
