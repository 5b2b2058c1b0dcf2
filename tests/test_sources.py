"""Which files are read, and which never are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journalgen.sources import SourceFile, Sources, discover, find_journal
from tests.conftest import Journal
from tests.picture import picture


def found(journal: Journal) -> Sources:
    return discover(journal.root, journal.site)


def paths(files: list[SourceFile]) -> list[str]:
    return [file.path for file in files]


def test_entries_in_any_folder_below_entries(journal: Journal) -> None:
    for path in (
        "entries/a.md",
        "entries/2026/b.md",
        "entries/2026/03/c.MD",
        "notes.md",
        "plan.md",
    ):
        journal.write(path)
    assert paths(found(journal).entries) == [
        "entries/2026/03/c.MD",
        "entries/2026/b.md",
        "entries/a.md",
    ]


def test_a_folder_without_entries_uses_every_text_but_its_own_files(journal: Journal) -> None:
    for path in ("a.md", "sub/b.md", "plan.md", "README.md", "strategies/tea.md", "templates/t.md"):
        journal.write(path)
    sources = found(journal)
    assert paths(sources.entries) == ["a.md", "sub/b.md"]
    assert paths(sources.strategies) == ["strategies/tea.md"]


def test_litter_and_backups_are_never_read(journal: Journal) -> None:
    for name in (
        ".a.md.swp", "a.md~", ".#a.md", "Thumbs.db", ".DS_Store", ".obsidian/b.md", ".git/c.md",
        ".journalgen/d.md", "site/e.md", "a.md.bak", "#a.md#",
    ):  # fmt: skip
        journal.write(f"entries/{name}")
        journal.write(name)
    assert paths(found(journal).entries) == ["entries/site/e.md"]


def test_links_inside_the_journal_are_followed_once(journal: Journal) -> None:
    journal.write("entries/a.md")
    journal.write("elsewhere/b.md")
    journal.root.joinpath("entries/c.md").symlink_to(journal.root / "elsewhere/b.md")
    journal.root.joinpath("entries/d.md").symlink_to("a.md")
    journal.root.joinpath("entries/loop").symlink_to(journal.root / "entries")
    sources = found(journal)
    assert paths(sources.entries) == ["entries/a.md"]
    assert sources.diagnostics == []


def test_links_out_of_the_journal_are_refused(journal: Journal, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("sesame")
    journal.write("entries/a.md")
    journal.root.joinpath("entries/b.md").symlink_to(outside / "secret.md")
    journal.root.joinpath("entries/c").symlink_to(outside)
    sources = found(journal)
    assert paths(sources.entries) == ["entries/a.md"]
    assert [d.span.path for d in sources.diagnostics] == ["entries/b.md", "entries/c"]
    built = journal.check()
    assert built.code == 1
    assert built.codes.count("symlink-outside") == 2


def test_pipes_and_names_that_are_no_text(journal: Journal) -> None:
    journal.write("entries/a.md")
    os.mkfifo(journal.root / "entries/pipe.md")
    (Path(os.fsdecode(os.fsencode(journal.root) + b"/entries/\xff.md"))).write_text("hi")
    assert paths(found(journal).entries) == ["entries/\\xff.md", "entries/a.md"]
    assert journal.check().report["entries"] == 2


def test_a_file_that_cannot_be_opened_has_its_page(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.write("entries/2026-03-04.md", "x")
    gone = SourceFile("entries/gone.md", str(journal.root / "entries/gone.md"))
    assert gone.read() is None
    monkeypatch.setattr(SourceFile, "read", lambda self: None)
    built = journal.check()
    assert (built.code, built.codes) == (1, ["file-unreadable"])
    assert "I couldn't open this file." in journal.text("entries/2026-03-04.html")
    assert "needs a look" in journal.text("timeline/index.html")


def test_the_journal_is_found_from_below(journal: Journal) -> None:
    journal.write("entries/2026/a.md")
    assert find_journal(journal.root / "entries/2026") == journal.root
    journal.write("sub/journal.yaml")
    assert find_journal(journal.root / "sub") == journal.root / "sub"


def test_attachments_are_listed_by_kind(journal: Journal) -> None:
    for name in ("a.PNG", "b.pdf", "c.html", "d.svg", "e.js", "f.mp3"):
        journal.write(f"attachments/{name}")
    assert sorted(found(journal).attachments) == [
        f"attachments/{name}" for name in ("a.PNG", "b.pdf", "d.svg", "f.mp3")
    ]


def test_a_site_built_before_is_no_source(journal: Journal, tmp_path: Path) -> None:
    journal.write("attachments/pic.png", picture())
    journal.write("entries/2026-03-04.md", "![[pic.png]]")
    journal.build()
    assert journal.check("--output", str(tmp_path / "out")).codes == []


def test_names_that_are_no_text_stay_apart(journal: Journal) -> None:
    for byte in (b"\xff", b"\xfe"):
        (Path(os.fsdecode(os.fsencode(journal.root) + b"/" + byte + b".md"))).write_text("hi")
    journal.write("journal.yaml", "")
    built = journal.check()
    assert built.report["entries"] == 2
    assert len([name for name in journal.files() if name.startswith("entries/")]) == 2
