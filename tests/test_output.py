"""Writing out: only our own folder, only what differs, and nothing lost on the way."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from journalgen import output, writing
from journalgen.crew import Crew
from journalgen.diagnostics import CannotBuildError
from journalgen.output import Output, Planned, Written, check_place
from journalgen.site_files import MANIFEST, MARK
from journalgen.writing import FileWriter, OutputFile
from tests.conftest import Journal, run, tree


def put(folder: Path, *files: OutputFile) -> Written:
    """Write a site that consists of these files."""
    planned = [Planned(file.url, 0, lambda: "", partial(_made_of_nothing, file)) for file in files]
    return Output(folder).bring_about(planned, FileWriter(folder, _nothing), Crew(1))


def _made_of_nothing(file: OutputFile) -> tuple[OutputFile, str]:
    return file, ""


def _nothing(template: str, view: object) -> bytes:
    raise AssertionError("there is nothing to render here")


def write(folder: Path, **files: str) -> Written:
    names = {name.replace("__", "/") + ".html": text for name, text in files.items()}
    return put(folder, *(OutputFile(url, text.encode()) for url, text in names.items()))


def names(folder: Path) -> list[str]:
    return [name for name in tree(folder) if name != MANIFEST]


def test_files_and_folders_are_for_their_owner_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o277)
    try:
        write(tmp_path / "site", index="a", sub__page="b")
    finally:
        os.umask(before)
    for path in [tmp_path / "site", *(tmp_path / "site").rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_permissions_that_were_loosened_are_tightened(tmp_path: Path) -> None:
    write(tmp_path, index="a")
    (tmp_path / "index.html").chmod(0o644)
    write(tmp_path, index="a")
    assert stat.S_IMODE((tmp_path / "index.html").stat().st_mode) == 0o600


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    write(tmp_path, index="a", page="b")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.html")}
    write(tmp_path, index="a", page="c")
    after = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.html")}
    assert before[tmp_path / "index.html"] == after[tmp_path / "index.html"]
    assert before[tmp_path / "page.html"] != after[tmp_path / "page.html"]


def test_only_what_we_made_is_removed(tmp_path: Path) -> None:
    write(tmp_path, index="a", old__page="b", old__other="c")
    (tmp_path / "old/mine.txt").write_text("keep")
    (tmp_path / "mine.txt").write_text("keep")
    write(tmp_path, index="a")
    assert names(tmp_path) == ["index.html", "mine.txt", "old/mine.txt"]


def test_empty_folders_go_too(tmp_path: Path) -> None:
    write(tmp_path, index="a", old__page="b")
    write(tmp_path, index="a")
    assert not (tmp_path / "old").exists()


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(CannotBuildError, match="output-foreign"):
        Output(tmp_path)


@pytest.mark.parametrize("litter", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_litter_of_operating_systems_does_not_count(tmp_path: Path, litter: str) -> None:
    (tmp_path / litter).write_text("")
    assert write(tmp_path, index="a").extra == []
    assert (tmp_path / litter).exists()


def test_unknown_files_are_named_once(tmp_path: Path) -> None:
    write(tmp_path, index="a")
    (tmp_path / "mine.txt").write_text("keep")
    assert write(tmp_path, index="a").extra == ["mine.txt"]


def test_a_lost_manifest_leaves_nothing_unnamed(tmp_path: Path) -> None:
    write(tmp_path, index="a", entries__old="private words")
    (tmp_path / MANIFEST).write_text("{")
    assert write(tmp_path, index="a").extra == ["entries/old.html"]


def test_permissions_of_copied_files_are_tightened_too(tmp_path: Path) -> None:
    (tmp_path / "pic.png").write_text("png")
    for _ in range(2):
        put(tmp_path / "site", OutputFile("pic.png", tmp_path / "pic.png"))
        assert stat.S_IMODE((tmp_path / "site/pic.png").stat().st_mode) == 0o600
        (tmp_path / "site/pic.png").chmod(0o644)


def test_after_a_crash_the_next_build_knows_what_could_be_there(tmp_path: Path) -> None:
    write(tmp_path, index="a")
    Output(tmp_path).begin(["index.html", "new.html"])
    FileWriter(tmp_path, _nothing)(OutputFile("new.html", b"never finished"))
    (tmp_path / "new.html.journalgen-tmp").write_text("half")
    assert (tmp_path / MARK).exists()
    write(tmp_path, index="a")
    assert names(tmp_path) == ["index.html"]


def test_a_half_written_page_is_made_whole(tmp_path: Path) -> None:
    write(tmp_path, index="whole page")
    (tmp_path / "index.html").write_text("whole")
    write(tmp_path, index="whole page")
    assert (tmp_path / "index.html").read_text() == "whole page"


@pytest.mark.parametrize(
    "name", ["../victim.txt", "/tmp/victim", "a/../../victim.txt", "..\\v", ""]
)
def test_a_forged_manifest_removes_nothing_outside(tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    write(site, index="a")
    (tmp_path / "victim.txt").write_text("keep")
    (site / MANIFEST).write_text(json.dumps({"files": {name: "x", "index.html": "y"}}))
    write(site, index="a")
    assert (tmp_path / "victim.txt").read_text() == "keep"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"files": 3}', '{"files": [1, null]}', "\x00", "[" * 200_000]
)
def test_a_manifest_that_cannot_be_read_is_made_anew(tmp_path: Path, content: str) -> None:
    write(tmp_path, index="a")
    (tmp_path / MANIFEST).write_text(content)
    write(tmp_path, index="b")
    assert json.loads((tmp_path / MANIFEST).read_text())["files"].keys() == {"index.html"}


def test_links_in_the_site_lead_nothing_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    site = tmp_path / "site"
    write(site, index="a", sub__page="b")
    (site / "sub/page.html").unlink()
    (site / "sub").rmdir()
    (site / "sub").symlink_to(outside)
    with pytest.raises(CannotBuildError, match="output-link"):
        write(site, index="a", sub__page="b")
    assert list(outside.iterdir()) == []
    (outside / "page.html").write_text("keep")
    write(site, index="a")
    assert (outside / "page.html").read_text() == "keep"


def test_a_link_in_place_of_a_page_is_replaced_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("keep")
    site = tmp_path / "site"
    write(site, index="a")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(victim)
    write(site, index="a")
    assert victim.read_text() == "keep"
    assert not (site / "index.html").is_symlink()


def test_the_mark_comes_first_and_the_first_page_last(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "x")
    journal.build()
    site = journal.site
    order = sorted(tree(site), key=lambda name: (site / name).stat().st_mtime_ns)
    assert order[0].startswith("assets/")
    assert order.index("entries/2026-03-04.html") < order.index("timeline/index.html")
    assert order[-2:] == ["index.html", MANIFEST]
    assert not (site / MARK).exists()


def steps(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Builds a site anew that is stopped at its first step, its second, and so on, to the end.

    A step makes a file, or gives a file its name.
    """
    for at in itertools.count():
        left = at

        def stopped(original: Callable[..., Any]) -> Callable[..., Any]:
            def write(*arguments: Any, **named: Any) -> Any:
                nonlocal left
                if not left:
                    raise KeyboardInterrupt
                left -= 1
                return original(*arguments, **named)

            return write

        shutil.rmtree(journal.site, ignore_errors=True)
        shutil.rmtree(journal.root / ".journalgen", ignore_errors=True)
        with monkeypatch.context() as patch:
            for module, name in itertools.product((output, writing), ("create", "replace")):
                patch.setattr(module, name, stopped(getattr(module, name)))
            journal.check()
        if left:
            return
        yield at


def test_a_build_that_ends_at_any_step_is_made_good(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the drive is pulled between making a file and giving it its name."""
    journal.write("entries/2026-03-04.md", "x")
    clean = journal.root.parent / "clean"
    assert journal.check("--output", str(clean)).code == 0
    count = 0
    for at in steps(journal, monkeypatch):
        again = journal.check("-v")
        assert (again.code, again.codes) == (0, []), at
        assert tree(journal.site) == tree(clean), at
        count += 1
    assert count > len(tree(clean))


def test_a_build_that_ends_at_any_step_is_taken_away(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.write("entries/2026-03-04.md", "x")
    for at in steps(journal, monkeypatch):
        assert run("-C", str(journal.root), "clean").code == 0
        assert tree(journal.site) == {}, at  # an empty folder may not be ours


@pytest.mark.parametrize(
    "place", [".", "..", "entries", "entries/site", "strategies", "attachments/x"]
)
def test_the_journals_own_folders_are_refused(journal: Journal, place: str) -> None:
    journal.write("entries/a.md")
    with pytest.raises(CannotBuildError, match="output-unsafe"):
        check_place(journal.root / place, journal.root)
    built = journal.check("--output", str(journal.root / place))
    assert (built.code, built.codes) == (2, ["output-unsafe"])


def test_a_site_folder_that_is_a_link_is_refused(journal: Journal, tmp_path: Path) -> None:
    journal.write("entries/a.md")
    (tmp_path / "outside").mkdir()
    journal.site.symlink_to(tmp_path / "outside")
    assert journal.check().codes == ["output-link"]
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_disk_that_is_full_is_said_in_words(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.write("entries/2026-03-04.md")

    def full(self: FileWriter, file: OutputFile) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileWriter, "__call__", full)
    built = journal.build()
    assert built.code == 2
    assert "No space left on device" in built.err
    assert "Your entries are untouched" in built.err
