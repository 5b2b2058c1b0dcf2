"""What people read in the terminal, as a whole, and what programs read."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from journalgen.cli import cli
from journalgen.diagnostics import CODES, Diagnostic, Severity, Span
from journalgen.locale import Words
from journalgen.report import in_order, message_of, text_report, visible
from tests.conftest import TODAY, Journal, run


def plain(text: str, role: str) -> str:
    return text


def test_a_finding_in_full(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\ndate: 2026-03-04\nmood: 42\n---\n")
    built = journal.build()
    assert built.code == 1
    assert built.err == (
        "entries/2026-03-04.md:3:7 error: I couldn't use the mood on line 3: 42 is above 10.\n"
        "    mood: 42\n"
        "          ^^\n"
        "    Write a number from 0 to 10.\n"
        "    [out-of-range-high]\n\n"
    )
    assert built.out == (
        f"Built: 1 entry, 20 pages, 1 error.\nOpen {journal.site / 'index.html'}\n"
    )


def test_repeats_are_grouped_with_a_count(journal: Journal) -> None:
    for day in range(1, 4):
        journal.write(f"entries/2026-03-0{day}.md", "---\nweather: rain\n---\n")
    built = journal.build()
    assert built.code == 0
    assert built.err == (
        "entries/2026-03-01.md:2:1 warning: I don't know the key “weather”. "
        "It is kept and shown on the page.\n"
        "    weather: rain\n"
        "    ^^^^^^^\n"
        "    Nothing needs doing, unless it was meant to be one of journalgen's keys.\n"
        "    (and 2 more)\n"
        "    [unknown-key]\n\n"
    )
    assert built.out.startswith("Built: 3 entries, 21 pages, 3 warnings.\n")


def test_json_is_one_document(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 42\n---\n")
    built = journal.check()
    assert built.code == 1
    assert built.err == ""
    assert json.loads(built.out) == {
        "entries": 1,
        "pages": 20,
        "written": 28,
        "output": "site",
        "diagnostics": [
            {
                "severity": "error",
                "code": "out-of-range-high",
                "path": "entries/2026-03-04.md",
                "line": 2,
                "column": 7,
                "message": "I couldn't use the mood on line 2: 42 is above 10.",
                "hint": "Write a number from 0 to 10.",
            }
        ],
    }


def test_pages_are_counted_as_they_are(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 4\ntags: a\nstrategies: b\n---\n")
    journal.write("entries/2025-03-04.md", "")
    report = journal.check().report
    pages = [name for name in journal.files() if name.endswith(".html")]
    assert report["pages"] == len(pages)
    assert report["written"] == len(journal.files()) - 1  # all but the manifest
    assert journal.check().report["written"] == 0


def test_the_body_is_never_quoted(journal: Journal) -> None:
    text = (
        "## From last time\n- sesame -> tahini\n\n## What helped\n- sesame, helped tahini\n\n"
        "[sesame](tahini.md) [sesame](javascript:tahini) ![sesame](https://tahini.example)\n\n"
        "## Only for mee\nsesame [[tahini]] [x](#sesame)\n"
    )
    journal.write("entries/2026-03-04.md", text)
    built = journal.build()
    shown = built.err + built.out + journal.check().out
    assert len(journal.check().codes) >= 7
    assert "sesame" not in shown
    assert "tahini" not in shown


def test_only_for_me_is_never_quoted(journal: Journal) -> None:
    for number, key in enumerate(("only_for_me", "onlyforme", "only_for_me: [", "only_for_me: *")):
        text = f"---\nmood: 4\n{key}: sesame\n  tahini\n - sesame: [\n---\n"
        journal.write(f"entries/2026-03-0{number + 1}.md", text)
    built = journal.build()
    assert "sesame" not in built.err + built.out + journal.check().out
    assert not any(b"sesame" in content for content in journal.files().values())


def test_a_terminal_cannot_be_taken_over(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: \x1b[2J\u202e4\nk\x1b[0mey: 1\n---\n")
    built = journal.build()
    assert "\x1b" not in built.err
    assert "\u202e" not in built.err
    assert visible("a\x1b[31m\u2066b\n") == "a\ufffd[31m\ufffdb\ufffd"


def test_a_long_line_is_cut_around_its_place(journal: Journal) -> None:
    tail = "x" * 500
    journal.write("entries/2026-03-04.md", f"---\nratings: {{anxiety: 3, sleeeep{tail}: 4}}\n---\n")
    line, caret = journal.build().err.splitlines()[1:3]
    assert len(line) < 120
    assert caret.rstrip().endswith("^")


def test_wide_letters_keep_the_caret_in_place(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\n{気分: 1, mood: 42}\n---\n")
    lines = [line for line in journal.build().err.splitlines() if "^" in line]
    assert "                ^^" in lines[-1]


def test_colour_only_on_a_terminal(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 42\n---\n")
    arguments = ["build", str(journal.root), "--today", TODAY]
    assert "\x1b" not in CliRunner().invoke(cli, arguments).stderr
    assert "\x1b[" in CliRunner().invoke(cli, arguments, color=True).stderr


def test_strict_builds_nothing_when_anything_is_odd(journal: Journal) -> None:
    journal.write("entries/evening.md", "x")
    built = journal.build("--strict")
    assert built.code == 1
    assert "Nothing was built" in built.out
    assert not journal.site.exists()


def test_strict_builds_when_there_are_only_notes(journal: Journal) -> None:
    journal.write("entries/2026-06-04.md", "x")
    assert journal.build("--strict").code == 0


def test_quiet_and_verbose(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 42\nweather: rain\n---\n")
    quiet = journal.build("-q")
    assert quiet.out == ""
    assert "weather" not in quiet.err
    assert "42 is above 10" in quiet.err
    assert "files changed" in journal.build("-v").out


@pytest.mark.parametrize("arguments", [["build"], ["build", "nowhere"], ["-C", ".", "build", "x"]])
def test_no_journal_is_said_in_words(
    arguments: list[str], tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    built = run(*arguments)
    assert built.code == 2
    assert "I found no journal here" in built.err


def test_a_folder_without_anything_of_a_journal_is_left_alone(journal: Journal) -> None:
    journal.write("photo.png")
    assert journal.check().codes == ["journal-missing"]
    assert not journal.site.exists()


def test_the_journal_one_is_in_is_built(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.write("entries/2026/2026-03-04.md", "x")
    monkeypatch.chdir(journal.root / "entries/2026")
    assert run("build").code == 0
    monkeypatch.chdir("/")
    assert run("-C", str(journal.root), "build").code == 0
    assert journal.site.is_dir()


def test_findings_are_in_the_order_of_their_places_and_once() -> None:
    found = [Diagnostic("date-missing", Span(path, line)) for path, line in
             (("b", 1), ("a", 9), ("a", 2), ("b", 1))]  # fmt: skip
    assert [(d.span.path, d.span.line) for d in in_order(found)] == [("a", 2), ("a", 9), ("b", 1)]


class _AnyArgs(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "‹" + key + "›"


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_happened_and_what_to_do(code: str) -> None:
    row = CODES[code]
    message = row.message.format_map(_AnyArgs())
    hint = row.hint.format_map(_AnyArgs())
    assert message.endswith(".")
    assert hint.endswith((".", "?", "}", "›", "R")) or code == "unknown-key"
    assert "Error" not in message


def test_severities_filter() -> None:
    found = [Diagnostic("date-missing", Span("a")), Diagnostic("no-entries", Span(""))]
    words = Words()
    text = text_report(found, words, plain, least=Severity.WARNING)
    assert message_of(found[0], words) in text
    assert message_of(found[1], words) not in text
