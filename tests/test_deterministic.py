"""The same journal gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY, TODAY, Journal, tree


def build_elsewhere(example: Path, output: Path, **environment: str) -> dict[str, bytes]:
    """Build in a process of its own with another environment."""
    command = [sys.executable, "-m", "journalgen", "build", str(example), "--today", TODAY]
    subprocess.run(
        [*command, "--output", str(output)],
        check=True,
        capture_output=True,
        cwd=example.parent,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), **environment},
    )
    return tree(output)


def test_folder_zone_locale_seed_and_order_make_no_difference(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "a longer/path to another"
    shutil.copytree(REPOSITORY / "example-journal", one, ignore=shutil.ignore_patterns("site"))
    other.parent.mkdir()
    for path in sorted(one.rglob("*"), reverse=True):  # another order of creation
        target = other / path.relative_to(one)
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (0, 0))
    first = build_elsewhere(one, tmp_path / "s1", TZ="UTC", LANG="C", PYTHONHASHSEED="1")
    second = build_elsewhere(
        other, tmp_path / "s2", TZ="Pacific/Kiritimati", LC_ALL="de_DE.UTF-8", PYTHONHASHSEED="2"
    )
    assert first == second


def test_no_trace_of_the_machine_in_the_site(example_site: Path) -> None:
    for name, content in tree(example_site).items():
        assert str(REPOSITORY).encode() not in content, name
        assert str(Path.home()).encode() + b"/" not in content, name


def test_building_again_changes_nothing(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 42\n---\nx")
    first, files = journal.check(), journal.files()
    second = journal.check()
    assert journal.files() == files
    assert second.code == first.code
    assert second.report["diagnostics"] == first.report["diagnostics"]


def test_sources_are_never_changed(journal: Journal) -> None:
    ours = ("site", ".journalgen")
    ignored = shutil.ignore_patterns(*ours)
    shutil.copytree(
        REPOSITORY / "example-journal", journal.root, dirs_exist_ok=True, ignore=ignored
    )
    before = tree(journal.root)
    journal.build()
    after = {n: data for n, data in tree(journal.root).items() if n.split("/")[0] not in ours}
    assert after == before


def test_edits_renames_and_deletions_give_what_a_clean_build_gives(
    journal: Journal, tmp_path: Path
) -> None:
    journal.write("entries/2026-03-01.md", "---\ntags: a\n---\n## Still unclear\n- Why?")
    journal.write("entries/2026-03-02.md", "---\nstrategies: tea\n---\n[[2026-03-01]]")
    journal.build()
    journal.write("entries/2026-03-01.md", "---\ntags: b\n---\n## Still unclear\n- Why?")
    (journal.root / "entries/2026-03-02.md").rename(journal.root / "entries/2025-03-02.md")
    journal.write("entries/2026-03-05.md", "## From last time\n- Why -> so")
    journal.build()
    clean = tmp_path / "clean"
    journal.build("--output", str(clean))
    assert journal.files() == tree(clean)
    assert json.loads((clean / ".journalgen-manifest.json").read_text())["journalgen"] == 1
