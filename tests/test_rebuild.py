"""Building again: the site, what is said and the exit code are those of a build from nothing."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from journalgen import output, writing
from journalgen.cache import Cache
from journalgen.cli.journal import exit_code
from journalgen.output import Output
from journalgen.rebuild import Builder
from journalgen.report import json_report
from journalgen.request import Request
from journalgen.resources import program_token
from journalgen.site_files import MANIFEST, MARK
from journalgen.writing import FileWriter
from tests.conftest import REPOSITORY, TODAY, Journal, run, tree
from tests.picture import picture, picture_again

_STRATEGIES = ("box breathing", "walking", "thought record", "Tea")
_TAGS = ("work", "rest", "sleep")
_WORDS = ("Say no once", "Guilt is not proof", "Why Sundays?", "Rest is allowed", "Call R.", "q1")
_YEARS = ("2024", "2025", "2026")

_name = st.builds(
    "{}-{:02d}-{:02d}{}".format,
    st.sampled_from(_YEARS),
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from(["", "-evening"]),
)
_item = st.sampled_from(_WORDS)
_front = st.lists(
    st.sampled_from(
        (
            "mood: 3 -> 6", "mood: 5", "mood: 42", "mood: heavy", "tags: work, rest", "tags: sleep",
            "strategies: walking, Tea", "strategies: box breething", "heavy: yes", "share: no",
            "draft: yes", "kind: between", "session: 7", "title: A title", "title: Another",
            "measures: {phq9: 12}", "measures: {phq9: 3}", "goals: {rest: 1}", "therapist: R.",
            "beliefs: [{id: b1, belief: I must be liked, conviction: 70}]",
            "beliefs: [{id: b1, conviction: 40}]", "broken: [", "colour: blue",
            "questions: [{id: q1, text: Why Sundays?, for: R.}]", "ratings: {anxiety: 4}",
        )
    ),
    max_size=5,
    unique=True,
)  # fmt: skip
_section = st.one_of(
    st.builds("## What I took away\n- {}".format, _item),
    st.builds("## Still unclear\n- {}".format, _item),
    st.builds("## Until next time\n- {}".format, _item),
    st.builds("## From last time\n- {} -> {}".format, _item,
              st.sampled_from(["done", "answered: yes", "", "not tried: full week", "changed"])),
    st.builds("## What helped\n- {}, 2 -> 5, helped some".format, st.sampled_from(_STRATEGIES)),
    st.builds("## Between us\n- {}".format, _item),
    st.builds("## How I'd explain it\n{}".format, _item),
    st.builds("## Only for me\n{}".format, _item),
    st.builds("Text with [[{}]].".format, _name),
    st.just("![A picture](../attachments/a.png) and [a page](2025-01-01.md)."),
    st.just("More text.[^1]\n\n[^1]: A note."),
)  # fmt: skip
_entry = st.builds(
    lambda front, parts: "---\n" + "\n".join(front) + "\n---\n" + "\n\n".join(parts),
    _front,
    st.lists(_section, max_size=4),
)
_config = st.sampled_from(
    (
        "", "title: My journal", "title: Something else\ntheme_options: {accent: plum}",
        "scales: {anxiety: {min: 0, max: 10, better: lower}}\ngoals: {rest: {title: Rest}}",
        "headings: {takeaways: [What stays]}", "language: de", "next_session: {top: 2}",
        "scales: {mood: {min: 0, max: 5}}", "measures: {phq9: {bands: yes}}", "title: [",
        "theme: ./look", "theme: ./look\ntheme_options: {size: large}",
    )
)  # fmt: skip


_PICTURES = (
    picture(), picture(colour="navy"), picture((30, 20)), picture((1700, 10)), picture((1800, 10)),
    picture(kind="JPEG"), picture((1700, 10), "JPEG", turn=6), picture()[:40], b"", b"text",
    picture(kind="HEIC"),
)  # fmt: skip


class _KilledError(BaseException):
    """Nobody may catch it, as nobody can when the drive is pulled."""


class Rebuilding(RuleBasedStateMachine):
    """A journal that changes in any way between two builds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.journal = Journal(self.folder / "journal")
        self.themes = self.folder / "themes"
        shutil.copytree(REPOSITORY / "themes", self.themes)
        self.today = TODAY
        self.jobs = 1
        self.builder: Builder | None = None
        self.patches = pytest.MonkeyPatch()
        self.patches.setattr("journalgen.crew.WORTH_IT", 2)
        self.patches.setattr("journalgen.crew._BATCH", 1)
        for module in ("journalgen.resources", "journalgen.theme.shipped"):
            self.patches.setattr(f"{module}.data_folder", self.folder.joinpath)
        program_token.cache_clear()

    def teardown(self) -> None:
        self.end_process()
        self.patches.undo()
        program_token.cache_clear()
        shutil.rmtree(self.folder)

    @initialize(texts=st.lists(st.tuples(_name, _entry), min_size=2, max_size=6))
    def begin(self, texts: list[tuple[str, str]]) -> None:
        self.journal.write("attachments/a.png", _PICTURES[0])
        for name, text in texts:
            self.journal.write(f"entries/{name}.md", text)

    # What a person does to the files

    @rule(name=_name, text=_entry)
    def write(self, name: str, text: str) -> None:
        self.journal.write(f"entries/{name}.md", text)

    @rule(data=st.data(), section=_section)
    def add(self, data: st.DataObject, section: str) -> None:
        path = self._any_entry(data)
        path.write_text(path.read_text() + "\n\n" + section)

    @rule(data=st.data())
    def same_size_and_time(self, data: st.DataObject) -> None:
        """Other words of the same length, with the time of the file put back."""
        path = self._any_entry(data)
        before = path.stat()
        path.write_bytes(path.read_bytes().swapcase())
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(data=st.data(), name=_name)
    def rename(self, data: st.DataObject, name: str) -> None:
        self._any_entry(data).rename(self.journal.root / f"entries/{name}.md")

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        path = self._any_entry(data)
        if len(list(path.parent.iterdir())) > 1:
            path.unlink()

    @rule(data=st.data(), seconds=st.sampled_from([-100_000, -1, 0, 100_000]))
    def touch(self, data: st.DataObject, seconds: int) -> None:
        path = self._any_entry(data)
        when = path.stat().st_mtime + seconds
        os.utime(path, (when, when))

    @rule(data=st.data())
    def swap(self, data: st.DataObject) -> None:
        """Two files change places."""
        one, other = self._any_entry(data), self._any_entry(data)
        aside = self.journal.root / "aside"
        one.rename(aside)
        if other != one:
            other.rename(one)
        aside.rename(other)

    @rule(content=_config)
    def configure(self, content: str) -> None:
        self.journal.write("journal.yaml", content)

    @rule(text=_item, name=st.sampled_from(_STRATEGIES))
    def describe_strategy(self, text: str, name: str) -> None:
        self.journal.write(f"strategies/{name}.md", f"---\npinned: yes\n---\n{text}")

    @rule(text=_item)
    def plan(self, text: str) -> None:
        self.journal.write("plan.md", f"## Warning signs\n{text}\n")

    @rule(content=st.sampled_from(_PICTURES))
    def attach(self, content: bytes) -> None:
        self.journal.write("attachments/a.png", content)

    @rule()
    def detach(self) -> None:
        (self.journal.root / "attachments/a.png").unlink(missing_ok=True)

    @rule()
    def another_picture_of_the_same_size_and_time(self) -> None:
        path = self.journal.root / "attachments/a.png"
        if path.exists():
            before = path.stat()
            path.write_bytes(picture_again(path.read_bytes()))
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(day=st.sampled_from([TODAY, "2026-05-30", "2025-02-01", "2027-01-01"]))
    def another_day(self, day: str) -> None:
        self.today = day

    @rule(
        path=st.sampled_from(["templates/entry.html", "templates/base.html", "static/look.css"]),
        text=st.sampled_from(["{# a note #}", "changed", "/* changed */"]),
    )
    def change_the_theme(self, path: str, text: str) -> None:
        """As when a newer journalgen was installed; a process that runs doesn't see it."""
        self.end_process()
        file = self.themes / "calm" / path
        file.write_text(file.read_text("utf-8") + text, "utf-8")
        program_token.cache_clear()

    @rule(
        path=st.sampled_from(("theme", "look")),
        name=st.sampled_from(("templates/entry.html", "templates/parts.html", "templates/base.html")),
        text=st.sampled_from(
            (
                "{% extends 'calm/NAME' %}", "{% include 'calm/NAME' %}", "{{ page.x }}",
                "{% extends 'calm/NAME' %}{% block main %}<p>{{ page.frame.title }}</p>{% endblock %}",
                "<script>", "<p>{{ page.frame.journal }}</p>", "{% if %}",
            )
        ),
    )  # fmt: skip
    def change_a_template(self, path: str, name: str, text: str) -> None:
        self.journal.write(f"{path}/{name}", text.replace("NAME", name.partition("/")[2]))

    @rule(
        path=st.sampled_from(
            ("theme/static/own.css", "theme/static/look.css", "look/static/a.css")
        ),
        text=st.sampled_from(("p { color: red }", "p { color: tan }", "@import 'a.css';")),
    )
    def change_a_style_sheet(self, path: str, text: str) -> None:
        self.journal.write(path, text)

    @rule(folder=st.sampled_from(("theme", "look", "look/templates", "theme/templates")))
    def remove_from_the_theme(self, folder: str) -> None:
        shutil.rmtree(self.journal.root / folder, ignore_errors=True)

    @rule(
        text=st.sampled_from(("api: 1\nextends: calm", "api: 1\nextends: calm\nname: x", "api: 2"))
    )
    def describe_a_theme(self, text: str) -> None:
        self.journal.write("look/theme.yaml", text)

    # How it is built

    @rule()
    def start_process(self) -> None:
        """From now on one process builds again and again, as `watch` will."""
        self.end_process()
        self.builder = Builder(self._request())

    @rule()
    def end_process(self) -> None:
        if self.builder:
            self.builder.__exit__()
            self.builder = None

    @rule(jobs=st.sampled_from([1, 1, 2]))
    def use_processes(self, jobs: int) -> None:
        self.end_process()
        self.jobs = jobs

    # What happens to the site and the cache

    @rule(data=st.data())
    def delete_output(self, data: st.DataObject) -> None:
        if path := self._any_output(data):
            path.unlink()

    @rule(data=st.data(), append=st.booleans())
    def tamper_with_output(self, data: st.DataObject, append: bool) -> None:
        if path := self._any_output(data):
            content = path.read_bytes()
            path.write_bytes(content + b"x" if append else content.swapcase())

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.journal.root / ".journalgen", ignore_errors=True)

    @rule(data=st.data())
    def spoil_the_cache(self, data: st.DataObject) -> None:
        path = self.journal.root / ".journalgen/cache.sqlite3"
        if path.exists():
            content = path.read_bytes()
            cut = data.draw(st.integers(0, len(content)))
            path.write_bytes(content[:cut])

    @rule(after=st.integers(0, 20))
    def interrupt(self, after: int) -> None:
        """The drive is pulled while something is written: a page, the manifest, the cache."""
        left = [after]

        def pulled_at(original: Callable[..., Any]) -> Callable[..., Any]:
            def write(*arguments: Any) -> Any:
                if not left[0]:
                    raise _KilledError
                left[0] -= 1
                return original(*arguments)

            return write

        with pytest.MonkeyPatch.context() as patch:
            for place, name in (
                (FileWriter, "__call__"), (Output, "_keep_safe"), (Output, "_remove"),
                (output, "create"), (output, "replace"), (writing, "create"), (writing, "replace"),
                (Cache, "keep"), (Cache, "keep_made"), (Cache, "commit"),
            ):  # fmt: skip
                patch.setattr(place, name, pulled_at(getattr(place, name)))
            try:
                self._build()
            except _KilledError:
                self.end_process()

    # What holds

    @invariant()
    def it_is_what_a_build_from_nothing_makes(self) -> None:
        if not (self.journal.root / "entries").is_dir():
            return  # nothing has been written yet
        code, diagnostics = self._build()
        clean = self.folder / "clean"
        copy = self.folder / "copy"
        shutil.copytree(
            self.journal.root, copy, ignore=shutil.ignore_patterns(".journalgen", "site")
        )
        fresh = run("build", str(copy), "--today", self.today, "--output", str(clean),
                    "--format", "json", "--no-cache", "--jobs", "1")  # fmt: skip
        try:
            assert code == fresh.code
            assert diagnostics == fresh.report["diagnostics"]
            if fresh.code != 2:
                assert tree(self.journal.site) == tree(clean)
        finally:
            shutil.rmtree(copy)
            shutil.rmtree(clean, ignore_errors=True)

    def _build(self) -> tuple[int, Any]:
        """Exit code and diagnostics."""
        if self.builder is None:
            built = run(
                "build", str(self.journal.root), "--today", self.today, "--format", "json",
                "--jobs", str(self.jobs),
            )  # fmt: skip
            return built.code, built.report["diagnostics"]
        result = self.builder.build(self._request())
        document = json_report(result.diagnostics, result.words, result.summary)
        return exit_code(result), json.loads(document)["diagnostics"]

    def _request(self) -> Request:
        return Request(self.journal.root, date.fromisoformat(self.today), jobs=self.jobs)

    def _any_entry(self, data: st.DataObject) -> Path:
        return data.draw(st.sampled_from(sorted((self.journal.root / "entries").iterdir())))

    def _any_output(self, data: st.DataObject) -> Path | None:
        folder = self.journal.site
        names = sorted(name for name in tree(folder) if name not in (MANIFEST, MARK))
        return folder / data.draw(st.sampled_from(names)) if names else None


# The cache


def _journal_of_two(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", "---\nmood: 42\n---\n## What I took away\n- one")
    journal.write("entries/2026-03-02.md", "## What I took away\n- two")


def test_nothing_new_says_the_same_without_reading_or_rendering(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _journal_of_two(journal)
    first = journal.check()
    before = {path: path.stat() for path in journal.root.rglob("*")}
    monkeypatch.setattr("journalgen.build.build", None)
    second = journal.check()
    assert second.code == first.code == 1
    assert second.report["diagnostics"] == first.report["diagnostics"]
    assert second.report["pages"] == first.report["pages"]
    assert second.report["written"] == 0
    unchanged = {p: s for p, s in before.items() if ".journalgen" not in p.parts}
    assert {path: path.stat().st_mtime_ns for path in unchanged} == {
        path: status.st_mtime_ns for path, status in unchanged.items()
    }


def test_nothing_new_imports_neither_parser_nor_templates(journal: Journal) -> None:
    _journal_of_two(journal)
    journal.build()
    code = (
        "import sys; from journalgen.cli import cli\n"
        f"cli(['build', {str(journal.root)!r}, '--today', {TODAY!r}], standalone_mode=False)"
    )
    report = (
        "import atexit, sys; atexit.register(lambda: print(sorted("
        "{'jinja2', 'markdown_it', 'yaml', 'babel', 'journalgen.build'} & sys.modules.keys())))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", report + code], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1, ran.stderr
    assert "Built: 2 entries" in ran.stdout
    assert ran.stdout.endswith("[]\n")


def test_only_what_an_edit_touches_is_written(journal: Journal) -> None:
    for day in range(1, 20):
        journal.write(f"entries/2025-03-{day:02d}.md", f"Day {day}.")
    journal.build()
    journal.write("entries/2025-03-05.md", "Another text.")
    before = journal.files()
    assert journal.check().report["written"] == 2
    after = journal.files()
    changed = {name for name in after if after[name] != before.get(name)} - {MANIFEST}
    assert changed == {"entries/2025-03-05.html", "assets/search-2025.js"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"not a database" * 100),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: _execute(path, "drop table files"),
        lambda path: _execute(path, "update about set value = 'another version'"),
        lambda path: _execute(path, "update files set summary = '[1, 2]', found = '7'"),
        lambda path: _execute(path, "update prose set text = 'null'"),
        lambda path: _execute(path, "update made set inputs = '', stamp = 'x'"),
        lambda path: _execute(path, "update builds set document = '[' where 1"),
    ],
)
def test_a_cache_that_is_no_good_is_made_anew_silently(
    journal: Journal, spoil: Callable[[Path], None]
) -> None:
    _journal_of_two(journal)
    first = journal.check()
    files = journal.files()
    spoil(journal.root / ".journalgen/cache.sqlite3")
    journal.write("entries/2026-03-03.md", "New.")
    journal.check()
    (journal.root / "entries/2026-03-03.md").unlink()
    last = journal.check()
    assert last.report["diagnostics"] == first.report["diagnostics"]
    assert last.err == first.err == ""
    assert journal.files() == files


def test_somebody_elses_cache_counts_for_nothing(journal: Journal, tmp_path: Path) -> None:
    """A journal from elsewhere could bring any HTML along as its entries' text."""
    _journal_of_two(journal)
    journal.build()
    _execute(
        journal.root / ".journalgen/cache.sqlite3",
        """update prose set text = '["<script>alert(1)</script>","",[],""]'""",
    )
    other = Journal(tmp_path / "received")
    shutil.copytree(journal.root, other.root, ignore=shutil.ignore_patterns("site"))
    other.build()
    assert other.files()
    assert not any(b"<script>alert" in data for data in other.files().values())


def test_the_cache_is_for_its_owner_and_stays_in_the_journal(
    journal: Journal, tmp_path: Path
) -> None:
    _journal_of_two(journal)
    journal.build()
    folder = journal.root / ".journalgen"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in folder.iterdir()] == ["cache.sqlite3"]
    assert (folder / "cache.sqlite3").stat().st_mode & 0o777 == 0o600
    shutil.rmtree(folder)
    outside = tmp_path / "outside"
    outside.mkdir()
    folder.symlink_to(outside)
    journal.write("entries/2026-03-03.md", "New.")
    assert journal.build().code == 1
    assert list(outside.iterdir()) == []


def test_without_a_cache_nothing_is_kept(journal: Journal) -> None:
    _journal_of_two(journal)
    assert journal.build("--no-cache").code == 1
    assert not (journal.root / ".journalgen").exists()


def test_a_journal_that_cannot_be_written_builds_elsewhere(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write everywhere, so the folder's refusal is played."""
    _journal_of_two(journal)
    original = Path.mkdir

    def mkdir(self: Path, *arguments: Any, **options: Any) -> None:
        if journal.root in self.parents:
            raise PermissionError(13, "Permission denied")
        original(self, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    built = journal.build("--output", str(tmp_path / "elsewhere"))
    assert built.code == 1
    assert (tmp_path / "elsewhere/index.html").exists()
    assert sorted(path.name for path in journal.root.iterdir()) == ["entries"]


def test_a_second_build_waits_for_the_first(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="this system can't lock a folder")
    _journal_of_two(journal)
    handle = os.open(journal.root, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    monkeypatch.setattr("journalgen.lock.PATIENCE", 0.1)
    waited = journal.check()
    assert waited.code == 2
    assert waited.codes == ["build-running"]
    assert not journal.site.exists()
    os.close(handle)
    assert journal.build().code == 1


def test_where_folders_cannot_be_locked_the_cache_is(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _journal_of_two(journal)
    monkeypatch.setitem(sys.modules, "fcntl", None)  # as on Windows
    monkeypatch.setattr("journalgen.lock.PATIENCE", 0.1)
    assert journal.build().code == 1
    journal.write("entries/2026-03-03.md", "New.")
    other = sqlite3.connect(journal.root / ".journalgen/cache.sqlite3")
    other.execute("begin immediate")
    waited = journal.check()
    assert waited.code == 2
    assert waited.codes == ["build-running"]
    other.close()
    assert journal.build().code == 1
    assert "New." in journal.page("entries/2026-03-03.html")


def test_a_file_system_that_cannot_lock_a_database_builds_without(journal: Journal) -> None:
    _journal_of_two(journal)
    assert journal.build().code == 1
    journal.write("entries/2026-03-03.md", "New.")
    other = sqlite3.connect(journal.root / ".journalgen/cache.sqlite3")
    other.execute("begin immediate")
    assert journal.build().code == 1
    assert "New." in journal.page("entries/2026-03-03.html")
    other.close()


def test_a_build_that_is_killed_anywhere_is_made_good(journal: Journal, tmp_path: Path) -> None:
    """As when the drive is pulled: with a helper at work, and nobody who could tidy up."""
    for number in range(350):
        journal.write(
            f"entries/{2000 + number // 28}-02-{number % 28 + 1:02d}.md",
            f"---\nmood: {number % 11}\ntags: work\n---\n## What I took away\n- Thing {number}\n",
        )
    command = [sys.executable, "-m", "journalgen", "build", str(journal.root), "--today", TODAY]
    for delay in (0.2, 0.4, 0.6, 0.8, 1.0):
        build = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            build.wait(delay)
        except subprocess.TimeoutExpired:
            build.kill()
            build.wait()
    again = journal.check()
    clean = tmp_path / "clean"
    fresh = journal.check("--no-cache", "--output", str(clean))
    assert again.report["diagnostics"] == fresh.report["diagnostics"]
    assert tree(journal.site) == tree(clean)


def _execute(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute(statement)
    database.close()


TestRebuilding = Rebuilding.TestCase
TestRebuilding.settings = settings(
    max_examples=int(os.environ.get("REBUILD_EXAMPLES", "15")), stateful_step_count=12,
    deadline=None,
)  # fmt: skip
