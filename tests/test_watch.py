"""`watch` builds what was saved, however it was saved, and nothing where nothing was.

`WATCH_EDITS=500 make test` looks longer.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import TODAY, Journal, run, tree

EDITS = int(os.environ.get("WATCH_EDITS", "60"))
PATIENCE = 30.0


class Watching:
    """A running `journalgen watch`."""

    def __init__(self, journal: Journal, folder: Path) -> None:
        self.journal = journal
        self.said = folder / "said"
        command = [sys.executable, "-m", "journalgen", "-C", str(journal.root), "watch"]
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [*command, "--today", TODAY], stdout=subprocess.PIPE, stderr=said, text=True
            )
        assert self.process.stdout
        self.first = self.process.stdout.readline()

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode


@pytest.fixture
def watching(journal: Journal, tmp_path: Path) -> Iterator[Watching]:
    for day in range(1, 7):
        text = f"---\nmood: {day}\ntags: sea\n---\n# Day {day}\n\n## Still unclear\n- Why {day}?\n"
        journal.write(f"entries/2026-03-0{day}.md", text)
    running = Watching(journal, tmp_path)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()


def until(holds: Callable[[], bool]) -> None:
    """Wait for something, but not for ever."""
    limit = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < limit, "waited too long"
        time.sleep(0.02)


def clean(journal: Journal, folder: Path) -> dict[str, bytes]:
    """What a build from nothing makes of the journal."""
    shutil.rmtree(folder, ignore_errors=True)
    run("build", str(journal.root), "--today", TODAY, "--output", str(folder), "--no-cache", "-q")
    return tree(folder)


# How editors save


def plainly(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def by_rename(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.tmp-{random.random()}")
    temporary.write_text(text, "utf-8")
    temporary.replace(path)


def like_vim(path: Path, text: str) -> None:
    probe = path.with_name("4913")
    probe.touch()
    probe.unlink()
    backup = path.with_name(path.name + "~")
    if path.exists():
        path.rename(backup)
    path.write_text(text, "utf-8")
    backup.unlink(missing_ok=True)


def in_halves(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text[: len(text) // 2])
        file.flush()
        time.sleep(random.choice([0, 0.01, 0.05]))
        file.write(text[len(text) // 2 :])


SAVES = (plainly, by_rename, like_vim, in_halves)


@pytest.mark.parametrize("save", SAVES)
def test_each_way_to_save(watching: Watching, save: Callable[[Path, str], None]) -> None:
    journal = watching.journal
    assert watching.first == f"{journal.site / 'index.html'}\n"
    save(journal.root / "entries/2026-03-03.md", "# Saved")
    until(lambda: "Saved" in journal.page("entries/2026-03-03.html"))
    save(journal.root / "entries/2026-03-09.md", "# New one")
    until(lambda: (journal.site / "entries/2026-03-09.html").exists())
    (journal.root / "entries/2026-03-09.md").unlink()
    until(lambda: not (journal.site / "entries/2026-03-09.html").exists())
    assert watching.end() == 0
    assert "Traceback" not in watching.said.read_text()


def test_folders_come_go_and_change_their_names(watching: Watching) -> None:
    journal = watching.journal
    journal.write("entries/2025/2025-01-01.md", "# Older")
    until(lambda: (journal.site / "entries/2025-01-01.html").exists())
    (journal.root / "entries/2025").rename(journal.root / "entries/old")
    journal.write("entries/old/2025-01-02.md", "# Older too")
    until(lambda: (journal.site / "entries/2025-01-02.html").exists())
    journal.write("strategies/pause.md", "# Pause\n\nWait.")
    until(lambda: (journal.site / "strategies/pause.html").exists())
    journal.write("strategies/pause.md", "# Pause\n\nWait longer.")
    until(lambda: "longer" in journal.page("strategies/pause.html"))
    shutil.rmtree(journal.root / "strategies")
    until(lambda: not (journal.site / "strategies/pause.html").exists())
    journal.write("journal.yaml", "title: Another name\n")
    until(lambda: "Another name" in journal.page("index.html"))


def test_a_slip_is_named_once_and_the_loop_lives_on(watching: Watching) -> None:
    journal = watching.journal
    journal.write("entries/2026-03-02.md", "---\nmood: 42\n---\n")
    until(lambda: "above 10" in watching.said.read_text())
    journal.write("journal.yaml", "scales: 4\n")
    until(lambda: "Nothing was built" in watching.said.read_text())
    journal.write("journal.yaml", "title: All right\n")
    until(lambda: "All right" in journal.page("index.html"))
    assert watching.said.read_text().count("[out-of-range-high]") == 1


def test_reading_and_swap_files_build_nothing(watching: Watching) -> None:
    journal = watching.journal
    until(lambda: "Built" in watching.said.read_text())
    manifest = journal.site / ".journalgen-manifest.json"
    before = (watching.said.read_text(), manifest.stat())
    for path in journal.root.rglob("*"):
        if path.is_file():
            path.read_bytes()
    journal.write("entries/.2026-03-02.md.swp", b"b0VIM")
    journal.write("entries/2026-03-02.md~", "old")
    (journal.root / "entries/2026-03-02.md").touch()
    time.sleep(2)
    assert (watching.said.read_text(), manifest.stat()) == before


def test_in_the_end_it_is_as_if_built_from_nothing(watching: Watching, tmp_path: Path) -> None:
    seed = int(os.environ.get("WATCH_SEED", "7"))
    chance = random.Random(seed)
    journal = watching.journal
    for number in range(EDITS):
        _edit(chance, journal.root / "entries", number)
        time.sleep(chance.choice([0, 0, 0.005, 0.02, 0.05, 0.2]))
    expected = clean(journal, tmp_path / "clean")
    until(lambda: tree(journal.site) == expected)
    time.sleep(1.5)  # the look that follows finds nothing, either
    assert tree(journal.site) == expected
    assert watching.end() == 0
    assert "Traceback" not in watching.said.read_text()


def _edit(chance: random.Random, entries: Path, number: int) -> None:
    """One thing that people or their programs do."""
    there = sorted(path for path in entries.rglob("*.md") if path.is_file())
    day = f"2026-03-{chance.randint(1, 28):02}"
    kind = chance.choice(["write"] * 6 + ["delete", "rename", "folder", "read", "break"])
    target = chance.choice(there) if there and chance.random() < 0.7 else entries / f"{day}.md"
    if kind in ("write", "break") or not there:
        mood = 42 if kind == "break" else chance.randint(0, 10)
        text = (
            f"---\nmood: {mood}\ntags: {chance.choice(['sea', 'work'])}\n---\n# Number {number}\n"
        )
        text += (
            f"\n## From last time\n- Why {chance.randint(1, 6)}? -> {number}\n"
            * chance.randint(0, 1)
        )
        chance.choice(SAVES)(target, text)
    elif kind == "delete":
        chance.choice(there).unlink()
    elif kind == "rename":
        chance.choice(there).rename(entries / f"{day}-{number}.md")
    elif kind == "folder":
        folders = [path for path in entries.iterdir() if path.is_dir()]
        if folders:
            folders[0].rename(entries / f"folder-{number}")
        else:
            (entries / f"folder-{number}").mkdir()
            chance.choice(there).rename(entries / f"folder-{number}/{day}-{number}.md")
    else:
        for path in there:
            path.read_bytes()
