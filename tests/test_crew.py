"""Work that is spread over processes comes to the same, whatever becomes of the helpers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from journalgen import crew as module
from journalgen.crew import Crew
from journalgen.reading import FileParser, Task
from journalgen.sources import SourceFile
from tests.conftest import SETTINGS, Journal, tree

MANY = module.WORTH_IT + 20


def tasks(folder: Path) -> list[Task]:
    """One small entry each."""
    found = []
    for number in range(MANY):
        path = folder / f"{number}.md"
        path.write_text(f"---\nmood: {number % 11}\n---\nText {number}.")
        found.append(Task(SourceFile(path.name, os.fspath(path)), "entry", ""))
    return found


def test_helpers_find_the_same_as_we_do(tmp_path: Path) -> None:
    todo = tasks(tmp_path)
    parser = FileParser(SETTINGS)
    with Crew(3) as crew:
        spread = sorted(crew.spread(parser, todo, MANY))
        assert len(crew.helpers) == 2
        assert all(helper.answered for helper in crew.helpers)
    assert spread == sorted(map(parser, todo))


def test_a_little_work_is_done_here(tmp_path: Path) -> None:
    with Crew(3) as crew:
        assert list(crew.spread(str, [1, 2], 2)) == ["1", "2"]
        assert crew.helpers == []


def test_helpers_that_are_killed_are_not_missed(tmp_path: Path) -> None:
    todo = tasks(tmp_path)
    parser = FileParser(SETTINGS)
    with Crew(2) as crew:
        found = []
        for done in crew.spread(parser, todo, MANY):
            found.append(done)
            if len(found) == 20:
                crew.helpers[0].kill()
    assert {done.path for done in found} == {task.file.path for task in todo}


def test_where_no_helper_can_be_started_all_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with Crew(2) as crew:
        assert len(list(crew.spread(str, range(MANY), MANY))) == MANY


def test_what_a_job_raises_is_raised_here(tmp_path: Path) -> None:
    def numbers() -> list[str]:
        return ["1"] * MANY + ["one"]

    with Crew(2) as crew:
        with pytest.raises(ValueError, match="one"):
            list(crew.spread(int, numbers(), MANY))
        # What was under way then doesn't turn up later.
        assert sorted(crew.spread(str, range(MANY), MANY)) == sorted(map(str, range(MANY)))


def test_what_cannot_be_sent_is_done_here() -> None:
    with Crew(2) as crew:
        job: Callable[[bytes], object] = memoryview
        found = list(crew.spread(job, [b"a"] * MANY, MANY))
        assert len(found) == MANY
        assert crew.helpers[0].answered == 0


def test_nothing_of_the_folder_we_are_in_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal that somebody sends may hold files named like modules."""
    for name in ("journalgen", "pickle", "msgspec", "yaml", "sitecustomize", "usercustomize"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()")
    monkeypatch.chdir(tmp_path)
    with Crew(2) as crew:
        assert len(list(crew.spread(FileParser(SETTINGS), tasks(tmp_path), MANY))) == MANY
    assert not (tmp_path / "ran").exists()


def test_helpers_end_when_the_build_is_killed(tmp_path: Path) -> None:
    code = (
        "import time; from journalgen.crew import Crew\n"
        "with Crew(2) as crew:\n"
        "    crew.expect(10_000)\n"
        "    print(crew.helpers[0].pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    build = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert build.stdout
    helper = int(build.stdout.readline())
    build.kill()
    build.wait()
    build.stdout.close()
    for _attempt in range(200):
        if not is_running(helper):
            return
        time.sleep(0.05)
    os.kill(helper, signal.SIGKILL)
    pytest.fail("the helper outlived the build")


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_one_process_and_several_write_the_same_site(journal: Journal) -> None:
    for number in range(MANY):
        day = f"20{10 + number // 28}-02-{number % 28 + 1:02d}"
        journal.write(
            f"entries/{day}.md",
            f"---\nmood: {number % 11} -> 5\ntags: work\nstrategies: walking\n---\n"
            f"## What I took away\n- Thing {number % 7}\n\n## Still unclear\n- Why {number}?\n",
        )
    alone = journal.check("--jobs", "1", "--no-cache")
    files = journal.files()
    other = journal.root.parent / "other"
    several = journal.check("--jobs", "3", "--no-cache", "--output", str(other))
    assert several.report["diagnostics"] == alone.report["diagnostics"]
    assert tree(other) == files
