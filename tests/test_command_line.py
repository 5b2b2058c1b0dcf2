"""The command line behaves as people expect of one."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from journalgen import cli as module
from journalgen.cli import cli, main, progress
from journalgen.parse.entry import EntryParser
from journalgen.rebuild import Builder
from journalgen.request import Request
from tests.conftest import Journal, run

COMMANDS = cli.list_commands(cli.make_context("journalgen", ["build"]))


@pytest.mark.parametrize("command", [*COMMANDS, "theme list", "theme eject"])
def test_every_command_has_help_with_examples(command: str) -> None:
    shown = CliRunner().invoke(cli, [*command.split(), "--help"], terminal_width=80).output
    assert re.search(rf"Examples?:\n +journalgen (-C \S+ )?{command}", shown)
    assert max(map(len, shown.splitlines())) <= 80
    first = CliRunner().invoke(cli, [*command.split(), "-h"], terminal_width=80).output
    assert shown.startswith(first)


def test_the_list_of_commands_says_what_each_does() -> None:
    shown = CliRunner().invoke(cli, ["--help"], terminal_width=80).output
    for command in COMMANDS:
        assert re.search(rf"^  {command} +[A-Z].*[a-zA-Z]\.$", shown, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["biuld"], "build"),
        (["chek"], "check"),
        (["show", "question"], "questions"),
        (["build", "--stric"], "--strict"),
        (["new", "--titel", "x"], "--title"),
    ],
)
def test_did_you_mean(arguments: list[str], meant: str) -> None:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert meant in result.stderr
    assert result.stdout == ""


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a command shows on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "journalgen", *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | environment,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    process.wait()
    return shown.decode()


def test_colours_are_for_terminals_that_want_them(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 42\n---\n")
    assert "\x1b[31m" in on_a_terminal("build", str(journal.root), NO_COLOR="")
    assert "\x1b[" not in on_a_terminal("build", str(journal.root), NO_COLOR="1")
    assert "\x1b[" not in journal.build().err


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Its one number is the time, in seconds."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_a_long_build_shows_how_far_it_is(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    shown = progress.Progress(wanted=True)
    shown(1, 1500)
    clock[0] += 0.9
    shown(300, 1500)
    assert capsys.readouterr().err == ""
    clock[0] += 0.2
    shown(750, 1500)
    shown(751, 1500)
    said = capsys.readouterr()
    assert said.err == "\r" + "█" * 12 + "░" * 12 + " 750 of 1500"
    assert said.out == ""
    shown.clear()
    assert capsys.readouterr().err == "\r"  # what clears the line is for terminals only


def test_a_quick_or_quiet_build_shows_nothing(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    progress.Progress(wanted=True).clear()
    quiet = progress.Progress(wanted=False)
    clock[0] += 5
    quiet(3, 4)
    assert capsys.readouterr().err == ""


def test_builds_tell_how_far_they_are(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "# x")
    told: list[tuple[int, int]] = []
    request = Request(journal.root, date(2026, 3, 4))
    with Builder(request, lambda done, count: told.append((done, count))) as builder:
        assert builder.build(request).built
    assert told[0] == (1, 1)
    assert all(1 <= done <= count for done, count in told)


def test_no_bar_where_nobody_looks(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "# x")
    built = journal.build()
    assert "█" not in built.err + built.out


def test_an_unexpected_error_is_one_line_with_the_file(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_arguments: object) -> None:
        raise ZeroDivisionError("sesame")

    journal.write("entries/2026-03-04.md", "# sesame")
    monkeypatch.setattr(EntryParser, "parse", breaks)
    monkeypatch.setattr(sys, "argv", ["journalgen", "build", str(journal.root)])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "(ZeroDivisionError) at entries/2026-03-04.md" in said.err
    assert f"journalgen --details build {journal.root}" in said.err
    assert "sesame" not in said.err
    monkeypatch.setattr(sys, "argv", ["journalgen", "--details", "build", str(journal.root)])
    with pytest.raises(ZeroDivisionError):
        main()
    monkeypatch.setattr(module._Commands, "details", False)


def test_a_pipe_that_is_closed_is_no_error(journal: Journal, tmp_path: Path) -> None:
    journal.write("entries/2026-03-04.md", "## Still unclear\n- Why?\n")
    command = f"{sys.executable} -m journalgen -C '{journal.root}' show questions | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_the_version() -> None:
    assert re.fullmatch(r"journalgen \d+\.\d+\S*\n", run("--version").out)
