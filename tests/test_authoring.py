"""`init` and `new` make files that are ready to be written in, and touch nothing that is there."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from journalgen.parse.vocabulary import HEADINGS, PLAN_STEPS
from tests.conftest import TODAY, Built, Journal, parse, run, tree, visible_text


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "true")


def init(folder: Path, *arguments: str) -> Built:
    return run("init", str(folder), "--today", TODAY, *arguments)


def new(journal: Journal, *arguments: str, day: str = TODAY) -> Built:
    return run("-C", str(journal.root), "new", "--date", day, *arguments)


def made(journal: Journal, *arguments: str, day: str = TODAY) -> str:
    """The text of a new entry."""
    built = new(journal, *arguments, day=day)
    assert (built.code, built.err) == (0, "")
    return Path(built.out.rstrip("\n")).read_text("utf-8")


def offered(text: str) -> list[str]:
    """The lines under “From last time”."""
    part = text.partition("## From last time\n")[2].partition("\n## ")[0]
    return [line for line in part.split("\n") if line.startswith("- ")]


# init


def test_a_new_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "some where/my-journal")
    built = init(journal.root)
    assert (built.code, built.err) == (0, "")
    assert set(tree(journal.root)) == {
        "journal.yaml",
        "plan.md",
        ".gitignore",
        f"entries/{TODAY}.md",
        "strategies/box-breathing.md",
    }
    for name in tree(journal.root):
        assert name in built.out
        assert stat.S_IMODE((journal.root / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.root.stat().st_mode) == 0o700
    assert f"journalgen -C '{journal.root}' open" in built.out


def test_it_builds_without_a_word(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    init(journal.root)
    assert journal.check().codes == []
    assert journal.check().code == 0
    page = journal.text(f"entries/{TODAY}.html")
    assert "1 note kept out of the site" in page
    assert "What stands here is on no page" not in page
    assert "<!--" not in page
    assert "are for you while you write" not in page
    plan = (journal.root / "plan.md").read_text("utf-8")
    for step in PLAN_STEPS.values():
        assert f"## {step}\n- " in plan
    assert run("-C", str(journal.root), "check").code == 0


def test_lines_of_the_plan_show_once_they_are_completed(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    init(journal.root)
    plan = journal.root / "plan.md"
    journal.build()
    before = journal.text("hard-moment.html")
    assert "…" not in before
    assert "I can call" not in before
    plan.write_text(plan.read_text("utf-8").replace("I can call …", "I can call Joe"), "utf-8")
    journal.build()
    assert "I can call Joe" in journal.text("hard-moment.html")
    assert "I can go to" not in journal.text("hard-moment.html")


def test_init_again_makes_only_what_is_missing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    init(journal.root)
    journal.write("plan.md", "mine")
    (journal.root / ".gitignore").unlink()
    before = tree(journal.root)
    built = init(journal.root)
    after = tree(journal.root)
    assert built.code == 0
    assert set(after) - set(before) == {".gitignore"}
    assert {name: after[name] for name in before} == before
    assert "Left as it was: journal.yaml" in built.out
    assert "Nothing to make" in init(journal.root).out


def test_notes_that_lie_loose_are_still_read(journal: Journal) -> None:
    journal.write("2026-03-04.md", "notes of another program")
    init(journal.root)
    assert not (journal.root / "entries").exists()
    new(journal, day="2026-03-05")
    assert (journal.root / "2026-03-05.md").exists()
    assert journal.check().report["entries"] == 2


def test_init_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    built = run("init", "--today", TODAY)
    assert (tmp_path / "journal.yaml").is_file()
    assert "journalgen open" in built.out
    assert run("-C", str(tmp_path), "init", "inner").code == 0
    assert (tmp_path / "inner/journal.yaml").is_file()


def test_init_warns_and_refuses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox/my journal"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text('[remote "origin"]\n')
    built = init(folder)
    assert built.code == 0
    assert (folder / "journal.yaml").is_file()
    for code in ("folder-cloud", "folder-git", "folder-readable"):
        assert code in built.err
    assert f"chmod 700 '{folder}'" in built.err


def test_init_in_a_place_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    built = init(tmp_path / "file")
    assert built.code == 2
    assert "is a file" in built.err
    inside = init(tmp_path / "file/journal")
    assert inside.code == 2
    assert "file-unwritable" in inside.err


def test_init_follows_no_link_out_of_the_journal(journal: Journal, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (journal.root / "strategies").symlink_to(outside)
    assert "symlink-outside" in init(journal.root).err
    assert list(outside.iterdir()) == []


# new


def following(journal: Journal, url: str) -> str:
    """What an entry's page calls the next one."""
    page = journal.page(url)
    return visible_text(page[page.index('<nav class="neighbours"') :].partition("</nav>")[0])


def test_an_entry_left_as_it_is_says_nothing(journal: Journal) -> None:
    journal.write("journal.yaml")
    text = made(journal)
    assert text.startswith(
        f"---\ndate: {TODAY}\nmood:\nstrategies:\ntags:\n---\n## What I took away\n<!-- "
    )
    headings = [line[3:] for line in text.split("\n") if line.startswith("## ")]
    assert headings == [name for name in HEADINGS.values() if name != "From last time"]
    assert text.count("<!-- ") == len(headings)
    found = parse(text, f"entries/{TODAY}.md")
    assert found.codes == []
    empty = parse(f"---\ndate: {TODAY}\n---\n", f"entries/{TODAY}.md")
    assert found.entry == empty.entry
    assert found.prose == empty.prose


def test_the_second_of_a_day_comes_after_the_first(journal: Journal) -> None:
    journal.write("journal.yaml")
    for _ in range(11):
        made(journal)
    names = sorted(tree(journal.root / "entries"))
    assert f"{TODAY}.md" in names
    assert f"{TODAY}-2.md" in names
    assert f"{TODAY}-11.md" in names
    journal.write(f"entries/{TODAY}.md", "# one")
    journal.write(f"entries/{TODAY}-2.md", "# two")
    journal.write(f"entries/{TODAY}-10.md", "# ten")
    journal.build()
    assert "two" in following(journal, f"entries/{TODAY}.html")
    assert "ten" in following(journal, f"entries/{TODAY}-9.html")


def test_the_day_by_word_and_by_number(journal: Journal) -> None:
    journal.write("journal.yaml")
    yesterday = date.today() - timedelta(days=1)
    assert f"date: {yesterday}" in made(journal, day="yesterday")
    assert f"date: {date.today()}" in made(journal, day="today")
    assert "date: 2024-02-29" in made(journal, day="2024-02-29")
    bad = new(journal, day="2024-02-30")
    assert bad.code == 2
    assert "is no day" in bad.err


TITLES = ["Short", 'Say "no": twice', "a: b # c", "- x", "yes", "2026", "[[x]]", "ü ☂", "a\\b"]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_read_as_it_was_given(journal: Journal, title: str) -> None:
    journal.write("journal.yaml")
    for arguments in ((), ("--blank",), ("--between",)):
        found = parse(made(journal, "--title", title, *arguments), f"entries/{TODAY}.md")
        assert found.entry.title == title
        assert found.codes == []


def test_blank_has_only_what_is_known(journal: Journal) -> None:
    journal.write("journal.yaml")
    assert made(journal, "--blank") == f"---\ndate: {TODAY}\n---\n"


def test_between_sessions_there_is_one_question(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "## Still unclear\n- Why now?\n")
    text = made(journal, "--between")
    assert text.count("<!--") == 1
    assert "## " not in text
    found = parse(text, f"entries/{TODAY}.md")
    assert found.entry.kind == "between"
    assert found.codes == []


def test_what_is_open_is_ready_to_be_answered(journal: Journal) -> None:
    journal.write(
        "entries/2026-03-01.md",
        "## Still unclear\n- Why now?\n- And why me?\n\n## Until next time\n- Rest on Sunday.\n\n"
        "## Between us\n- Shorter sessions.\n",
    )
    text = made(journal, day="2026-03-02")
    assert offered(text) == ["- Shorter sessions. ->", "- Why now? ->", "- Rest on Sunday. ->"]
    assert journal.check().codes == []
    page = journal.text("entries/2026-03-02.html")
    assert "From last time" not in page
    path = journal.root / "entries/2026-03-02.md"
    path.write_text(text.replace("Why now? ->", "Why now? -> Because of June."), "utf-8")
    assert journal.check().codes == []
    assert offered(made(journal, day="2026-03-03")) == [
        "- Shorter sessions. ->", "- And why me? ->", "- Rest on Sunday. ->",
    ]  # fmt: skip


HARD = [
    "*not* my fault",
    "`code` and [[a link]] and <b>",
    "a_b_c",
    "# not a heading",
    "1. first",
    "x -> y -> z",
    "“No” is a sentence",
    "-> an arrow first",
    "[x] done?",
    "<!-- a remark",
    "ends with a backslash\\\\",
    "line " * 60,
    "同じ質問 " * 30,
    "# # #",
    "[^1]: a note",
    "[a]: b",
    "~~~",
]


@pytest.mark.parametrize("words", HARD)
def test_whatever_was_written_is_found_again(journal: Journal, words: str) -> None:
    """The line that is offered leads back to what it names, or isn't offered."""
    journal.write("entries/2026-03-01.md", f"## Still unclear\n- {words}\n- other\n")
    before = journal.check().codes
    text = made(journal, day="2026-03-02")
    lines = offered(text)
    assert "- other ->" in lines
    for line in lines:
        assert len(line) <= 110
    journal.write("entries/2026-03-02.md", text.replace(" ->\n", " -> let go\n"))
    assert journal.check().codes == before


def test_a_beginning_that_fits_two_is_given_whole(journal: Journal) -> None:
    long = "Why do I keep saying yes to everything that anybody asks of me, even where I know "
    words = [f"{long}{end}" for end in ("that I have a choice", "that they could ask others")]
    journal.write(
        "entries/2026-03-01.md", "## Still unclear\n" + "".join(f"- {x}\n" for x in words)
    )
    assert offered(made(journal, day="2026-03-02")) == [f"- {text} ->" for text in words]


def test_the_same_words_for_two_things_are_not_offered(journal: Journal) -> None:
    text = "## Still unclear\n- Rest.\n\n## Until next time\n- Rest.\n"
    journal.write("entries/2026-03-01.md", text)
    assert offered(made(journal, day="2026-03-02")) == []


def test_heavy_words_stay_where_they_are(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "---\nheavy: yes\n---\n## Still unclear\n- Why now?\n")
    assert "Why now?" not in made(journal, day="2026-03-02")


def test_an_entry_for_an_earlier_day_knows_nothing_of_later_ones(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "## Still unclear\n- Why now?\n")
    assert offered(made(journal, day="2026-03-01")) == []
    assert offered(made(journal, day="2026-02-01")) == []


def test_a_takeaway_is_offered_when_it_is_due(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "## What I took away\n- Rest is no reward.\n")
    assert offered(made(journal, "--no-edit", day="2026-03-03")) == []
    (journal.root / "entries/2026-03-03.md").unlink()
    assert offered(made(journal, day="2026-03-09")) == ["- Rest is no reward. ->"]
    assert offered(made(journal, day="2026-03-10")) == []  # not twice


def test_a_template_of_ones_own(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "## Still unclear\n- Why now?\n")
    journal.write(
        "templates/short.md",
        "---\ndate: {{date}}\ntitle: {{ title }}\n---\n## From last time\n{{from_last_time}}\n\nToday, {{date}}:\n",
    )
    assert made(journal, "--template", "short", "--title", "a: b", day="2026-03-02") == (
        "---\ndate: 2026-03-02\ntitle: a: b\n---\n## From last time\n- Why now? ->\n\nToday, 2026-03-02:\n"
    )
    journal.write("templates/empty.md")
    assert made(journal, "--template", "empty") == ""
    journal.write("templates/plain.md", "How was it?\n")
    assert made(journal, "--template", "plain.md", "--title", "x", "--between") == (
        '---\ntitle: "x"\nkind: between\n---\nHow was it?\n'
    )


def test_a_template_that_is_not_there(journal: Journal) -> None:
    journal.write("journal.yaml")
    assert "template-none" in new(journal, "--template", "x").err
    journal.write("templates/short.md")
    built = new(journal, "--template", "../../etc/passwd")
    assert built.code == 2
    assert "There is: short." in built.err
    (journal.root / "templates/out.md").symlink_to("/etc/passwd")
    assert "symlink-outside" in new(journal, "--template", "out").err
    assert not (journal.root / "entries").exists()


def test_a_journal_that_cannot_be_read_keeps_nobody_from_writing(journal: Journal) -> None:
    journal.write("journal.yaml", "scales: 4\n")
    journal.write("entries/2026-03-01.md", b"\xff\xfe\x00")
    built = new(journal)
    assert built.code == 0
    assert "[not-a-mapping]" in built.err
    assert "## What I took away" in (journal.root / f"entries/{TODAY}.md").read_text("utf-8")


def test_where_there_is_no_journal(tmp_path: Path) -> None:
    built = run("-C", str(tmp_path), "new")
    assert built.code == 2
    assert "journalgen init" in built.err
    assert list(tmp_path.iterdir()) == []


# The editor


def script(folder: Path, body: str) -> Path:
    path = folder / "an editor"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o700)
    return path


def test_the_editor_gets_the_file_itself(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.root.rename(tmp_path / 'it\'s $HOME; "quoted"')
    journal = Journal(tmp_path / 'it\'s $HOME; "quoted"')
    journal.write("journal.yaml")
    editor = script(tmp_path, 'echo "$1" >> "$2"')
    monkeypatch.setenv("VISUAL", f"'{editor}' written")
    monkeypatch.setenv("EDITOR", "false")
    built = new(journal)
    assert (built.code, built.err) == (0, "")
    path = journal.root / f"entries/{TODAY}.md"
    assert built.out == f"{path}\n"
    assert path.read_text("utf-8").endswith("written\n")
    assert set(tree(journal.root)) == {"journal.yaml", f"entries/{TODAY}.md"}


@pytest.mark.parametrize("editor", ["false", "no-such-editor --wait", "'unbalanced"])
def test_the_file_stays_when_the_editor_does_not_work(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    journal.write("journal.yaml")
    monkeypatch.setenv("EDITOR", editor)
    built = new(journal)
    assert built.code == 1
    assert str(journal.root / f"entries/{TODAY}.md") in built.out
    assert "editor-unusable" in built.err
    assert (journal.root / f"entries/{TODAY}.md").is_file()


def test_without_an_editor_the_path_is_said(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.write("journal.yaml")
    for name in ("EDITOR", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    built = new(journal)
    assert built.code == 0
    assert "editor-missing" in built.err
    assert built.out.endswith(f"entries/{TODAY}.md\n")


def test_no_edit_opens_nothing(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.write("journal.yaml")
    monkeypatch.setenv("EDITOR", "false")
    assert new(journal, "--no-edit").code == 0


def test_names_are_safe_even_where_two_write_at_once(journal: Journal) -> None:
    journal.write("journal.yaml")
    (journal.root / "entries").mkdir()
    (journal.root / f"entries/{TODAY}.md").symlink_to("nowhere")
    made(journal)
    assert (journal.root / f"entries/{TODAY}.md").readlink() == Path("nowhere")
    assert (journal.root / f"entries/{TODAY}-2.md").is_file()
