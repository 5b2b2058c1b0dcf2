"""`open` builds and opens, `clean` takes away what is ours, `show` prints what is there."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from tests.conftest import REPOSITORY, TODAY, Journal, run, tree

EXAMPLE = REPOSITORY / "example-journal"


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened; nothing is."""
    found: list[str] = []

    def launch(url: str) -> int:
        found.append(url)
        return 0

    monkeypatch.setattr(click, "launch", launch)
    return found


def test_open_builds_and_opens_from_the_disk(journal: Journal, launched: list[str]) -> None:
    journal.write("entries/2026-03-04.md", "# a b")
    built = run("-C", str(journal.root), "open", "--today", TODAY)
    assert (built.code, built.err) == (0, "")
    assert built.out == f"{journal.site / 'index.html'}\n"
    assert launched == [(journal.site / "index.html").as_uri()]
    assert launched[0].startswith("file:///")
    assert "a b" in journal.text("index.html")


def test_open_says_where_it_is_without_a_browser(
    journal: Journal, launched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 42\n---\n")
    built = run("-C", str(journal.root), "open", "--no-browser")
    assert built.code == 1
    assert "out-of-range-high" in built.err
    assert launched == []
    monkeypatch.setattr(click, "launch", lambda url: 1)
    built = run("-C", str(journal.root), "open")
    assert "Open the page above" in built.err
    assert str(journal.site / "index.html") in built.out


def test_open_opens_nothing_that_was_not_built(journal: Journal, launched: list[str]) -> None:
    journal.write("journal.yaml", "scales: 4\n")
    assert run("-C", str(journal.root), "open").code == 2
    assert launched == []


def test_clean_removes_what_is_ours(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "# a\n\n![x](../attachments/a.gif)")
    journal.write("attachments/a.gif", b"GIF89a")
    before = tree(journal.root)
    journal.build()
    journal.write("site/.DS_Store", b"")
    built = run("-C", str(journal.root), "clean")
    assert built.code == 0
    assert f"files of the site in {journal.site}" in built.out
    assert tree(journal.root) == before
    assert not journal.site.exists()
    assert not (journal.root / ".journalgen").exists()
    assert run("-C", str(journal.root), "clean").out == "There is nothing to remove.\n"


def test_clean_leaves_what_is_not_ours(journal: Journal, tmp_path: Path) -> None:
    journal.write("entries/2026-03-04.md", "# a")
    journal.build()
    journal.write("site/entries/mine.txt", "mine")
    journal.write(".journalgen/mine.txt", "mine")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("theirs")
    (journal.site / "link").symlink_to(outside)
    built = run("-C", str(journal.root), "clean")
    assert "entries/mine.txt" in built.out
    assert set(tree(journal.site)) - {"link/index.html"} == {"entries/mine.txt"}
    assert set(tree(journal.root / ".journalgen")) == {"mine.txt"}
    assert (outside / "index.html").read_text() == "theirs"


def test_clean_leaves_an_empty_folder_that_is_not_ours(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "# a")
    journal.build()
    (journal.site / "kept").mkdir()
    assert run("-C", str(journal.root), "clean").code == 0
    assert [path.name for path in journal.site.iterdir()] == ["kept"]


def test_clean_trusts_no_manifest(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "kept.md").write_text("kept")
    journal.write("entries/2026-03-04.md", "kept")
    names = ["../entries/2026-03-04.md", "../../kept.md", str(tmp_path / "kept.md")]
    journal.write("site/.journalgen-manifest.json", json.dumps({"files": dict.fromkeys(names, "")}))
    assert run("-C", str(journal.root), "clean").code == 0
    assert (tmp_path / "kept.md").exists()
    assert (journal.root / "entries/2026-03-04.md").exists()


def test_clean_leaves_a_folder_that_is_no_site(journal: Journal, tmp_path: Path) -> None:
    journal.write("entries/2026-03-04.md", "kept")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/index.html").touch()
    built = run("-C", str(journal.root), "clean", "--output", str(tmp_path / "other"))
    assert built.out == "There is nothing to remove.\n"
    assert (tmp_path / "other/index.html").exists()


def test_clean_with_a_folder_of_its_own(journal: Journal, tmp_path: Path) -> None:
    journal.write("entries/2026-03-04.md", "kept")
    journal.build("--output", str(tmp_path / "elsewhere"))
    run("-C", str(journal.root), "clean", "--output", str(tmp_path / "elsewhere"))
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("what", ["strategies", "questions", "practice", "takeaways"])
def test_show_prints_the_example(what: str) -> None:
    shown = run("-C", str(EXAMPLE), "show", what, "--today", TODAY)
    assert (shown.code, shown.err) == (0, "")
    assert max(map(len, shown.out.splitlines())) <= 80
    rows = json.loads(run("-C", str(EXAMPLE), "show", what, "--json", "--today", TODAY).out)
    assert len(rows) > 5
    for row in rows:
        words = (row["name"] if what == "strategies" else row["text"]).split()
        assert " ".join(words[:4]) in " ".join(shown.out.split())


def test_show_in_full(journal: Journal) -> None:
    journal.write(
        "entries/2026-03-01.md",
        "---\nstrategies: pause\n---\n## Still unclear\n- Why now?\n- Why here?\n",
    )
    journal.write("entries/2026-03-02.md", "## From last time\n- Why here? -> Habit.\n")
    journal.write(
        "entries/2026-03-03.md",
        "---\nheavy: yes\nquestions: [{text: sesame, for: poppy}]\n---\n",
    )

    def show(*arguments: str) -> str:
        return run("-C", str(journal.root), "show", *arguments, "--today", TODAY).out

    assert show("questions") == (
        "Open\n"
        "  - A heavy one, folded\n"
        "    from 3 March 2026\n"
        "  - Why now?\n"
        "    from 1 March 2026\n"
        "\n"
        "With what became of them\n"
        "  - Why here?\n"
        "    from 1 March 2026\n"
        "    answered, 2 March 2026: Habit.\n"
    )
    assert json.loads(show("questions", "--json"))[2] == {
        "text": "Why here?",
        "state": "closed",
        "date": "2026-03-01",
        "entry": "entries/2026-03-01.md",
        "for": None,
        "share": True,
        "later": [
            {
                "date": "2026-03-02",
                "entry": "entries/2026-03-02.md",
                "status": "answered",
                "text": "Habit.",
            }
        ],
    }
    assert json.loads(show("strategies", "--json"))[0]["entries"] == ["entries/2026-03-01.md"]
    assert "nothing of this kind" in show("practice")
    assert show("practice", "--json") == "[]\n"
    for word in ("sesame", "poppy"):
        assert word not in show("questions", "--json")


def test_show_obeys_no_word_of_an_entry(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "## Still unclear\n- red \x1b[31m alert\u202e\n")
    for arguments in (("show", "questions"), ("show", "questions", "--json")):
        shown = run("-C", str(journal.root), *arguments).out
        assert "\x1b" not in shown
