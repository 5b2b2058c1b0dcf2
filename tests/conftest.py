"""A builder for whole sites: from files, change a file, build, look at what came of it."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from journalgen.cli import cli
from journalgen.diagnostics import Diagnostic
from journalgen.locale import Words
from journalgen.measures import instruments
from journalgen.model import journal as model
from journalgen.model.entry import Entry, Prose
from journalgen.model.scale import Scale
from journalgen.parse.entry import EntryParser
from journalgen.parse.settings import ParseSettings
from journalgen.parse.vocabulary import make_vocabulary

TODAY = "2026-05-29"
REPOSITORY = Path(__file__).parent.parent


@dataclass(frozen=True)
class Built:
    """What a build printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON document on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def codes(self) -> list[str]:
        """The codes of the JSON document's diagnostics, in order."""
        return [found["code"] for found in self.report["diagnostics"]]


class Journal:
    """A journal's folder in a temporary place."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"

    def write(self, path: str, content: str | bytes = "") -> Path:
        """Write a file of the journal, exactly as given."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def build(self, *options: str) -> Built:
        """Run `journalgen build` on the folder."""
        return run("build", str(self.root), "--today", TODAY, *options)

    def check(self, *options: str) -> Built:
        """Run `journalgen build --format json`."""
        return self.build("--format", "json", *options)

    def page(self, url: str) -> str:
        """The HTML of a page."""
        return (self.site / url).read_text("utf-8")

    def text(self, url: str) -> str:
        """The words of a page, attributes left out."""
        return visible_text(self.page(url))

    def files(self) -> dict[str, bytes]:
        """Every file of the site with its bytes."""
        return tree(self.site)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def run(*arguments: str) -> Built:
    """Run the command line in this process; a traceback fails the test."""
    result = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    return Built(result.exit_code, result.stdout, result.stderr)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def visible_text(page: str) -> str:
    """The words of an HTML text with single spaces."""
    parser = _Text()
    parser.feed(page)
    parser.close()
    return " ".join(" ".join(parser.parts).split())


def all_text(page: str) -> str:
    """The words of an HTML text, those in attributes included."""
    attributes = " ".join(re.findall(r'="([^"]*)"', page))
    return visible_text(page) + " " + " ".join(html.unescape(attributes).split())


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """An empty folder to put a journal into."""
    root = tmp_path / "journal"
    root.mkdir()
    return Journal(root)


@dataclass(frozen=True)
class Parsed:
    """One entry's text, read."""

    entry: Entry
    prose: Prose
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        """The codes found, sorted by line."""
        found = sorted(self.diagnostics, key=lambda d: (d.span.line or 0, d.span.column or 0))
        return [diagnostic.code for diagnostic in found]

    @property
    def places(self) -> list[tuple[str, int | None, int | None]]:
        """(code, line, column) of what was found."""
        return [(d.code, d.span.line, d.span.column) for d in self.diagnostics]


SETTINGS = ParseSettings(
    make_vocabulary(Words().gettext, {}),
    {"mood": Scale("mood"), "anxiety": Scale("anxiety", better="lower")},
    instruments(),
    {"rest": "rest"},
    "en",
)
_PARSER = EntryParser(SETTINGS)


def parse(text: str | bytes, path: str = "entries/2026-03-04.md") -> Parsed:
    """Read an entry with the default settings, a second scale `anxiety` and a goal `rest`."""
    found = _PARSER.parse(path, text.encode() if isinstance(text, str) else text)
    return Parsed(found.entry, found.prose, found.diagnostics)


def front(text: str) -> Parsed:
    """Read an entry that has only front matter; its first line is line 2 of the file."""
    return parse(f"---\n{text}\n---\n")


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example journal, built once."""
    output = tmp_path_factory.mktemp("example") / "site"
    built = run(
        "build", str(REPOSITORY / "example-journal"), "--today", TODAY, "--output", str(output)
    )
    assert built.code == 0, built.err
    return output


def dated_journal(entries: dict[date, str]) -> model.Journal:
    """A journal of entries by their day."""
    parsed = [parse(text, f"entries/{day}.md").entry for day, text in entries.items()]
    return model.assemble(parsed, (), None, (), date.fromisoformat(TODAY))[0]


def journal_of(*entries: str) -> model.Journal:
    """A journal of entries written one day after the other, from the first of March 2026."""
    return dated_journal({date(2026, 3, day): text for day, text in enumerate(entries, start=1)})
