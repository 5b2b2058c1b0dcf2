"""`check` says all that a build would say, and what could leak, and writes nothing."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, TODAY, Built, Journal, run, tree

BROKEN = "---\ndate: 2026-03-04\nmood: 42\n---\n"


def check(journal: Journal, *arguments: str) -> Built:
    return run("-C", str(journal.root), "check", "--today", TODAY, *arguments)


@pytest.fixture
def closed(journal: Journal) -> Journal:
    """A journal that only its owner may look into."""
    journal.root.chmod(0o700)
    journal.write("entries/2026-03-04.md", BROKEN)
    journal.write("entries/more/2026-03-05.md", "![x](../lake.jpg)\n")
    return journal


def test_it_writes_nothing(closed: Journal) -> None:
    before = tree(closed.root)
    assert check(closed).code == 1
    assert tree(closed.root) == before
    closed.build()
    before = tree(closed.root)
    assert check(closed).code == 1
    assert tree(closed.root) == before


def test_it_says_what_build_says(closed: Journal) -> None:
    built = closed.check()
    assert check(closed, "--format", "json").report["diagnostics"] == built.report["diagnostics"]
    assert check(closed, "--format", "json").err == ""
    assert check(closed).out.startswith(closed.build().err)


def test_the_example_needs_no_look(tmp_path: Path) -> None:
    built = run("-C", str(REPOSITORY / "example-journal"), "check", "--format", "json")
    own = [x["code"] for x in built.report["diagnostics"] if not x["code"].startswith("folder-")]
    assert own == []


def test_compilers_lines(closed: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(closed.root / "entries")
    lines = run("check", "--format", "gcc", "--today", TODAY).out.splitlines()
    assert lines[0] == (
        "../entries/2026-03-04.md:3:7: error: I couldn't use the mood on line 3: 42 is above 10. "
        "Write a number from 0 to 10. [out-of-range-high]"
    )
    for line in lines:
        assert re.fullmatch(r"[^:]+:\d+:\d+: (error|warning|note): .+", line)


def test_only_what_was_asked_for(closed: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def codes(*paths: str) -> list[str]:
        return check(closed, "--format", "json", *paths).codes

    assert codes("entries/2026-03-04.md") == ["out-of-range-high"]
    assert codes("entries/more") == ["link-broken"]
    assert codes("entries/more", "entries/2026-03-04.md") == ["out-of-range-high", "link-broken"]
    assert check(closed, "entries/more").code == 0
    monkeypatch.chdir(closed.root.parent)  # an editor may run it from anywhere
    path = str(closed.root / "entries/2026-03-04.md")
    assert run("check", "--format", "json", path).codes == ["out-of-range-high"]


@pytest.mark.parametrize("path", ["entries/2026-03-99.md", "../elsewhere.md"])
def test_a_path_that_is_not_there(closed: Journal, path: str) -> None:
    (closed.root.parent / "elsewhere.md").touch()
    found = check(closed, "entries/2026-03-04.md", path)
    assert found.code == 2
    assert path in found.err


def test_exit_codes(closed: Journal) -> None:
    assert check(closed, "entries/more", "--strict").code == 1
    (closed.root / "entries/2026-03-04.md").unlink()
    assert check(closed).code == 0
    assert check(closed, "--strict").code == 1
    closed.write("journal.yaml", "scales: 4\n")
    assert check(closed, "entries/more").code == 2
    assert run("-C", str(closed.root.parent), "check").code == 2
    assert run("-C", str(closed.root.parent), "check", "--format", "json").codes == [
        "journal-missing"
    ]


def test_quiet_says_errors_only(closed: Journal) -> None:
    assert "link-broken" not in check(closed, "-q").out
    (closed.root / "entries/2026-03-04.md").unlink()
    assert check(closed, "-q").out == ""


def test_a_theme_of_ones_own_is_tried_too(closed: Journal) -> None:
    closed.write("theme/templates/entry.html", "{{ page.no_such_thing.more }}")
    found = check(closed, "--format", "json")
    assert found.code == 2
    assert "theme-name" in found.codes
    assert not closed.site.exists()


LEFT = [
    "entries/.2026-03-04.md.swp",
    "entries/2026-03-04.md~",
    "entries/2026-03-04.md.bak",
    "entries/#2026-03-04.md#",
    "entries/.~lock.2026-03-04.md#",
    "strategies/.breathing.md.swo",
    "plan.md.orig",
    ".trash/2026-03-01.md",
]


@pytest.mark.parametrize("path", LEFT)
def test_what_editors_leave_behind(closed: Journal, path: str) -> None:
    closed.write(path, "text")
    report = check(closed, "--format", "json").report["diagnostics"]
    found = [x["path"] for x in report if x["code"] == "leftover"]
    assert found == [path.partition("/")[0] if path.startswith(".trash") else path]


def test_emacs_locks_are_links_to_nowhere(closed: Journal) -> None:
    (closed.root / "entries/.#2026-03-04.md").symlink_to("someone@somewhere.1234")
    assert "leftover" in check(closed, "--format", "json").codes


@pytest.mark.parametrize("path", ["site/x.md~", ".git/x~", ".journalgen/x.bak", ".DS_Store"])
def test_what_is_no_leftover(closed: Journal, path: str) -> None:
    closed.write(path, "text")
    assert "leftover" not in check(closed, "--format", "json").codes


@pytest.mark.parametrize("mode", [0o755, 0o705, 0o701, 0o777])
def test_a_folder_others_may_look_into(closed: Journal, mode: int) -> None:
    assert "folder-readable" not in check(closed).out
    closed.root.chmod(mode)
    found = check(closed)
    assert "folder-readable" in found.out
    assert f"chmod 700 {closed.root}" in found.out


@pytest.mark.parametrize(
    ("parents", "name"),
    [
        ("Dropbox/notes", "Dropbox"),
        ("OneDrive - Somebody/notes", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-a@b.example/My Drive", "Google Drive"),
        ("google drive", "Google Drive"),
        ("Nextcloud/a/b", "Nextcloud"),
    ],
)
def test_folders_that_are_copied_elsewhere(tmp_path: Path, parents: str, name: str) -> None:
    root = tmp_path / parents / "journal"
    (root / "entries").mkdir(parents=True)
    assert f"a folder that {name} copies" in run("-C", str(root), "check").out


def test_a_cloud_folder_by_another_name(closed: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", str(closed.root.parent))
    assert "OneDrive copies" in check(closed).out
    monkeypatch.delenv("OneDrive")
    assert "folder-cloud" not in check(closed).out
    (closed.root.parent / ".dropbox.cache").mkdir()
    assert "Dropbox copies" in check(closed).out


def test_a_link_into_a_cloud_folder(closed: Journal) -> None:
    place = closed.root.parent / "Dropbox"
    place.mkdir()
    closed.root.rename(place / "journal")
    closed.root.symlink_to(place / "journal")
    assert "Dropbox copies" in check(closed).out


CONFIG = '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://somewhere.example/secret.git\n'


def test_a_repository_with_a_remote(closed: Journal) -> None:
    git = closed.root.parent / ".git"
    git.mkdir()
    (git / "config").write_text("[core]\n")
    assert "folder-git" not in check(closed).out
    (git / "config").write_text(CONFIG)
    found = check(closed)
    assert "a remote (origin)" in found.out
    assert "somewhere.example" not in found.out


def test_a_worktree_of_a_repository_with_a_remote(closed: Journal) -> None:
    git = closed.root.parent / "main/.git"
    (git / "worktrees/journal").mkdir(parents=True)
    (git / "config").write_text(CONFIG)
    (git / "worktrees/journal/commondir").write_text("../..\n")
    closed.write(".git", f"gitdir: {os.path.relpath(git / 'worktrees/journal', closed.root)}\n")
    assert "folder-git" in check(closed).out


def test_json_of_a_finding_about_the_folder(closed: Journal) -> None:
    closed.root.chmod(0o755)
    (found,) = (
        x
        for x in json.loads(check(closed, "--format", "json").out)["diagnostics"]
        if x["code"] == "folder-readable"
    )
    assert (found["path"], found["line"], found["severity"]) == ("", None, "warning")
