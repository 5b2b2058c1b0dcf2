"""Turn made-up entries into the source folder that each tool builds from.

All hold the same entries. Only journalgen reads what the headings inside a text mean, so the others
get each first takeaway in the front matter as well. Each `NAME_site` beside this file is the part
that doesn't depend on the entries: the settings and templates of one tool.
"""

from __future__ import annotations

import json
import posixpath
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.entries import LINK, Entry, slug

Strategies = dict[str, list[str]]
"""The steps of each strategy by its name."""

_HERE = Path(__file__).parent
_SCALE = "{min: 0, max: 10, better: higher, low: very low, high: very good}"


def write_journal(folder: Path, entries: Iterable[Entry], strategies: Strategies) -> None:
    """For journalgen: a journal, its entries in folders by year."""
    settings = f"title: A made-up journal\nlanguage: en\nscales:\n  mood: {_SCALE}\n"
    _write(folder / "journal.yaml", settings)
    for name, steps in strategies.items():
        _write(folder / "strategies" / f"{slug(name)}.md", f"# {name}\n\n{_numbered(steps)}")
    for entry in entries:
        path = folder / "entries" / str(entry.day.year) / f"{entry.name}.md"

        def address(name: str, here: str = str(entry.day.year)) -> str:
            return posixpath.relpath(f"{name[:4]}/{name}.md", here)

        _write(path, _text(_journal_lines(entry), entry, address))


def write_hugo(folder: Path, entries: Iterable[Entry], strategies: Strategies) -> None:
    """For Hugo: strategies, tags and years are taxonomies, and a strategy has its own text."""
    content = _start(folder, "hugo") / "content"
    for name, steps in strategies.items():
        _page(content / "strategies" / slug(name) / "_index.md", {"title": name}, steps)
    for entry in entries:
        values = {
            **_basics(entry),
            "tags": entry.tags,
            "strategies": entry.strategies,
            "timeline": [str(entry.day.year)],
        }
        _write(
            content / "entries" / f"{entry.name}.md", _text(_yaml(values), entry, "{}.html".format)
        )


def write_zola(folder: Path, entries: Iterable[Entry], strategies: Strategies) -> None:
    """For Zola: the same taxonomies; a strategy's steps are data, since a term has no text."""
    content = _start(folder, "zola") / "content"
    _write(folder / "strategies.json", json.dumps(strategies))
    _write(content / "_index.md", "---\ntitle: Home\n---\n")
    _write(content / "entries" / "_index.md", "---\ntitle: Entries\nsort_by: date\n---\n")
    for entry in entries:
        values = _basics(entry)
        extra = {key: values.pop(key) for key in ("mood", "heavy") if key in values}
        values["taxonomies"] = {
            "tags": entry.tags,
            "strategies": entry.strategies,
            "timeline": [str(entry.day.year)],
        }
        values["extra"] = extra
        _write(
            content / "entries" / f"{entry.name}.md", _text(_yaml(values), entry, "../{}/".format)
        )


def write_eleventy(folder: Path, entries: Iterable[Entry], strategies: Strategies) -> None:
    """For Eleventy: its settings collect tags, strategies and years; the steps are data."""
    _start(folder, "eleventy")
    _write(folder / "_data" / "steps.json", json.dumps(strategies))
    for entry in entries:
        values = {**_basics(entry), "tags": entry.tags, "strategies": entry.strategies}
        _write(
            folder / "entries" / f"{entry.name}.md", _text(_yaml(values), entry, "{}.html".format)
        )


def write_mkdocs(folder: Path, entries: Iterable[Entry], strategies: Strategies) -> None:
    """For MkDocs: it has no taxonomies, so each tag, strategy and year is a page that lists."""
    docs = _start(folder, "mkdocs") / "docs"
    _page(docs / "index.md", {"title": "Home", "template": "home.html"})
    _page(docs / "tags" / "index.md", _list("Tags", "tags"))
    _page(docs / "strategies" / "index.md", _list("Strategies", "strategies"))
    _page(docs / "timeline" / "index.md", _list("Timeline", "timeline"))
    for name, steps in strategies.items():
        _page(docs / "strategies" / f"{slug(name)}.md", _term(name, "strategies"), steps)
    tags, years = set[str](), set[str]()
    for entry in entries:
        tags.update(entry.tags)
        years.add(str(entry.day.year))
        values = {
            **_basics(entry),
            "tags": entry.tags,
            "strategies": entry.strategies,
            "timeline": [str(entry.day.year)],
        }
        _write(docs / "entries" / f"{entry.name}.md", _text(_yaml(values), entry, "{}.md".format))
    for tag in tags:
        _page(docs / "tags" / f"{slug(tag)}.md", _term(tag, "tags"))
    for year in years:
        _page(docs / "timeline" / f"{year}.md", _term(year, "timeline"))


def write_pelican(folder: Path, entries: Iterable[Entry], strategies: Strategies) -> None:
    """For Pelican: strategies take the place of authors, its one other list of many names."""
    content = _start(folder, "pelican") / "content"
    _write(folder / "strategies.json", json.dumps(strategies))
    for entry in entries:
        lines = [
            f"date: {entry.day}",
            f"title: {entry.heading}",
            f"tags: {', '.join(entry.tags)}",
            f"authors: {', '.join(entry.strategies)}",
            f"mood: {entry.mood[0]} {entry.mood[1]}",
        ]
        lines += [f"takeaway: {entry.takeaway}"] if entry.takeaway else []
        lines += ["heavy: true"] if entry.heavy else []
        text = _text(lines, entry, "{{filename}}{}.md".format)
        _write(content / "entries" / f"{entry.name}.md", text)


WRITERS: dict[str, Callable[[Path, Iterable[Entry], Strategies], None]] = {
    "journal": write_journal,
    "hugo": write_hugo,
    "zola": write_zola,
    "eleventy": write_eleventy,
    "mkdocs": write_mkdocs,
    "pelican": write_pelican,
}
"""What writes each form, by the form's name."""


# Front matter


def _journal_lines(entry: Entry) -> list[str]:
    lines = [f"date: {entry.day}"]
    lines += [f"time: {entry.clock}"] if entry.clock else []
    lines += [f"title: {entry.title}"] if entry.title else []
    lines += ["kind: between"] if entry.between else []
    lines += [f"mood: {entry.mood[0]} -> {entry.mood[1]}"]
    lines += [f"strategies: {', '.join(entry.strategies)}", f"tags: {', '.join(entry.tags)}"]
    lines += ["heavy: yes"] if entry.heavy else []
    return lines


def _basics(entry: Entry) -> dict[str, Any]:
    """What all the other tools are told in the same words."""
    values: dict[str, Any] = {"date": entry.day, "title": entry.heading, "mood": entry.mood}
    if entry.takeaway:
        values["description"] = entry.takeaway
    if entry.heavy:
        values["heavy"] = True
    return values


def _list(title: str, kind: str) -> dict[str, Any]:
    return {"title": title, "kind": kind, "template": "terms.html"}


def _term(title: str, kind: str) -> dict[str, Any]:
    return {"title": title, "kind": kind, "template": "term.html"}


def _yaml(values: dict[str, Any]) -> list[str]:
    """JSON is YAML too; only a date has to stand bare."""
    return [
        f"{key}: {value if isinstance(value, date) else json.dumps(value)}"
        for key, value in values.items()
    ]


# Files


def _start(folder: Path, form: str) -> Path:
    """The folder, with the settings and templates of a tool in it."""
    shutil.copytree(_HERE / f"{form}_site", folder, dirs_exist_ok=True)
    return folder


def _page(path: Path, values: dict[str, Any], steps: Iterable[str] = ()) -> None:
    _write(path, "\n".join(["---", *_yaml(values), "---", _numbered(steps)]))


def _text(lines: list[str], entry: Entry, address: Callable[[str], str]) -> str:
    """Front matter and body; `address` leads from here to the entry of a name."""
    body = LINK.sub(lambda link: f"]({address(link.group(1))})", entry.body)
    return "\n".join(["---", *lines, "---", body])


def _numbered(steps: Iterable[str]) -> str:
    return "".join(f"{number}. {step}\n" for number, step in enumerate(steps, 1))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
