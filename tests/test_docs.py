"""What the documents promise is what the code does."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from journalgen.cli import cli
from journalgen.config import read_config
from journalgen.diagnostics import CODES
from journalgen.measures import instruments
from journalgen.model.entry import Helped, Kind, PracticeStatus, QuestionStatus, Verdict
from journalgen.parse.front_matter import FIELDS
from journalgen.parse.strategy import PLAN_KEYS, STRATEGY_KEYS
from journalgen.parse.vocabulary import HEADINGS, PLAN_STEPS
from journalgen.schema import ENTRY
from journalgen.schema import JOURNAL as SETTINGS
from journalgen.theme.manifest import Manifest, read_manifest
from journalgen.theme.sandbox import FILTERS, TESTS
from journalgen.theme.shipped import load_theme, theme_names
from journalgen.theme.static_files import KINDS
from tests.conftest import REPOSITORY, Journal, parse, run
from tests.documents.diagnostics import headings
from tests.documents.parts import DOCS, DOCUMENTS, current

README = (REPOSITORY / "README.md").read_text("utf-8")
THEMES = (DOCS / "themes.md").read_text("utf-8")
DIAGNOSTICS = (DOCS / "diagnostics.md").read_text("utf-8")
DOCUMENT = {path.name: path.read_text("utf-8") for path in sorted(DOCS.glob("*.md"))}
DOCUMENT["README.md"] = README
WRITING, SITE, HARD_MOMENTS = (
    DOCUMENT[name] for name in ("writing.md", "site.md", "hard-moments.md")
)
CHOICES = WRITING.partition("\n## Choices")[2].partition("\n## ")[0]
QUESTIONNAIRES = WRITING.partition("\n## Questionnaires")[2].partition("\n## ")[0]
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, without their indent."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [
        "\n".join(line.removeprefix(indent) for line in body.split("\n")) for indent, body in found
    ]


ALL_SETTINGS = blocks(CHOICES, "yaml")[0]


def example_in(text: str, key: str) -> str:
    """The example in the table's row of a key."""
    row = next(line for line in text.splitlines() if line.startswith(f"| `{key}` |"))
    found: list[str] = re.findall(r"`([^`]+)`", row)
    return found[1]


def test_the_first_entry_of_the_readme_is_read_without_a_word() -> None:
    found = parse(blocks(README, "markdown")[0])
    assert found.codes == []
    assert found.entry.mood is not None
    assert len(found.entry.strategies) == 2
    assert "Anything else" in found.prose.body


def test_the_message_in_the_readme_is_the_one_people_get(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\ndate: 2026-03-04\nmood: 42\n---\n")
    assert journal.build().err.strip() in README


@pytest.mark.parametrize("key", list(FIELDS))
def test_every_key_of_an_entry_is_documented_with_an_example(journal: Journal, key: str) -> None:
    example = example_in(WRITING, key)
    journal.write("journal.yaml", ALL_SETTINGS)
    journal.write("entries/2026-03-04.md", f"---\n{example}\n---\n")
    assert journal.check().codes == []
    assert example.startswith(f"{key}: ")


@pytest.mark.parametrize("key", list(SETTINGS))
def test_every_key_of_journal_yaml_is_documented_with_an_example(key: str) -> None:
    example = example_in(CHOICES, key)
    assert read_config(example.encode())[1] == ()
    assert example.startswith(f"{key}: ")


def inner_keys(part: Any) -> set[str]:
    """The names of all keys below a part of a schema."""
    if isinstance(part, list):
        return set().union(*map(inner_keys, part))
    if not isinstance(part, dict):
        return set()
    below = set(part.get("properties", {})).union(*map(inner_keys, part.values()))
    return below - instruments().keys()


@pytest.mark.parametrize("make", [*ENTRY.values(), *SETTINGS.values()])
def test_every_key_within_a_value_is_documented(make: Callable[[], Any]) -> None:
    for name in inner_keys(make()):
        assert re.search(rf"`{name}\b|\b{name}: ", WRITING), name


@pytest.mark.parametrize("key", instruments())
def test_every_instrument_is_documented_with_an_example(journal: Journal, key: str) -> None:
    journal.write("journal.yaml", blocks(QUESTIONNAIRES, "yaml")[0])
    measures = f"measures: {{{example_in(QUESTIONNAIRES, key)}}}"
    journal.write("entries/2026-03-04.md", f"---\n{measures}\n---\n")
    assert journal.check().codes == []


@pytest.mark.parametrize("step", PLAN_STEPS.values())
def test_every_step_of_the_plan_is_documented(step: str) -> None:
    assert f"| {step} |" in HARD_MOMENTS


@pytest.mark.parametrize("key", [*STRATEGY_KEYS, *PLAN_KEYS])
def test_every_key_of_the_other_files_is_documented(key: str) -> None:
    assert f"`{key}`" in WRITING.partition("## Other files")[2].partition("## Choices")[0]


def test_the_pictures_of_the_readme_are_there() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    assert len(shown) >= 4
    for words, path in shown:
        assert len(words) > 20
        assert (REPOSITORY / path).read_bytes().startswith(b"\x89PNG"), path


@pytest.mark.parametrize("heading", HEADINGS.values())
def test_every_heading_is_documented(heading: str) -> None:
    assert f"| {heading} |" in WRITING


@pytest.mark.parametrize("word", [*Kind, *PracticeStatus, *QuestionStatus, *Verdict, *Helped])
def test_every_word_is_documented(word: str) -> None:
    if word != Kind.SESSION:  # what an entry is anyway
        assert re.search(rf"`(\w+: )?{word}:?`", WRITING)


MADE = {"date": "2026-03-04", "title": "A day", "from_last_time": ""}
"""What `new`, or Obsidian, puts into a template."""


def pages() -> list[str]:
    """The documents of which every example has to be read without a word."""
    return [name for name in DOCUMENT if name not in ("diagnostics.md", "themes.md")]


@pytest.mark.parametrize("name", pages())
def test_every_example_is_read_without_a_word(journal: Journal, name: str) -> None:
    """In their order, as the files they stand for, in one journal."""
    for number, text in enumerate(blocks(DOCUMENT[name], "markdown"), start=10):
        place = f"entries/2026-03-{number}.md"
        if "{{" in text:  # a template: what it makes is an entry
            text = re.sub(r"{{(\w+)}}", lambda found: MADE[found[1]], text)
        elif "pinned: " in text:
            place = f"strategies/{number}.md"
        elif "checked: " in text:
            place = "plan.md"
        journal.write(place, text)
    journal.write("entries/2026-03-01.md", "A day.")
    codes = journal.check().codes
    assert [code for code in codes if code != "practice-resting"] == []
    assert "needs a look" not in journal.text("index.html")
    for example in blocks(DOCUMENT[name], "yaml"):
        assert read_config(example.encode())[1] == ()
    for example in blocks(DOCUMENT[name], "json"):
        assert json.loads(example)


def test_the_template_of_the_documents_works(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "## Still unclear\n- Why now?")
    journal.write("templates/short.md", blocks(DOCUMENT["commands.md"], "markdown")[0])
    options = ("--no-edit", "--date", "2026-03-11", "--title", "Short", "--template", "short")
    assert run("-C", str(journal.root), "new", *options).code == 0
    made = (journal.root / "entries/2026-03-11.md").read_text("utf-8")
    assert "date: 2026-03-11\ntitle: Short\n" in made
    assert "- Why now? ->" in made


def calls() -> list[tuple[str, str]]:
    """(document, command line) for every `journalgen …` in the documents."""
    found = {
        (name, line.strip())
        for name, text in DOCUMENT.items()
        for part in re.findall(r"```text\n(.*?)```|(?<!`)`([^`\n]+)`(?!`)", text, re.DOTALL)
        for line in "\n".join(part).split("\n")
        if line.strip().startswith("journalgen ") and "[" not in line
    }
    return sorted(found)


@pytest.mark.parametrize(("name", "line"), calls())
def test_every_command_in_the_documents_is_one(name: str, line: str) -> None:
    words = shlex.split(line.split(" >")[0])[1:]
    context = click.Context(cli, info_name="journalgen")
    while words and isinstance(context.command, click.Group):
        if words[0] in ("-C", "--details", "--version", "--help"):
            known = {option for param in cli.params for option in param.opts} | {"--help"}
            assert words[0] in known
            words = words[2:] if words[0] == "-C" else words[1:]
            continue
        command = context.command.get_command(context, words[0])
        assert command, f"{name}: {line}"
        context = click.Context(command, parent=context, info_name=words[0])
        words = words[1:]
    known = {option for param in context.command.get_params(context) for option in param.opts}
    assert {word for word in words if word.startswith("-")} <= known


@pytest.mark.parametrize("name", list(DOCUMENT))
def test_every_link_between_documents_leads_somewhere(name: str) -> None:
    base = REPOSITORY if name == "README.md" else DOCS
    for target in re.findall(r"\]\(([^)#]*(?:#[^)]*)?)\)", DOCUMENT[name]):
        path, _, anchor = target.partition("#")
        if ":" in path or name == "themes.md" or path == "lake.jpg":
            continue
        if path:
            assert (base / path).exists(), target
        if anchor and name != "diagnostics.md":
            text = (base / path).read_text("utf-8") if path else DOCUMENT[name]
            assert anchor in {anchor_of(heading) for heading in re.findall(r"^#+ (.*)", text, re.M)}


def anchor_of(heading: str) -> str:
    """As hosts of Markdown name a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_every_kind_of_page_is_documented(journal: Journal) -> None:
    """By its address, or by that of its folder."""
    built = run("build", str(REPOSITORY / "example-journal"), "--output", str(journal.site))
    assert built.code == 0
    for path in journal.site.rglob("*.html"):
        url = path.relative_to(journal.site).as_posix()
        folder = url.partition("/")[0]
        assert f"`{url}`" in SITE or f"`{folder}/index.html`" in SITE or f"`{folder}/…`" in SITE


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.split(r"[><=]", requirement)[0]
        assert name in CONTRIBUTING.lower()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_comes_from_the_code_is_current(path: Path) -> None:
    """`make catalog` writes it anew."""
    assert path.read_text("utf-8") == current(path)


def test_every_diagnostic_has_a_section() -> None:
    assert sorted(headings(DIAGNOSTICS)) == sorted(CODES)


def sections() -> Iterator[tuple[str, str, list[str]]]:
    """(code, the file that is meant, its examples) for each code that has examples."""
    for section in re.split(r"^### ", DIAGNOSTICS, flags=re.MULTILINE)[1:]:
        code = section.split("`")[1]
        entry = "entries/notes.md" if code == "date-missing" else "entries/2026-03-04.md"
        for language, path in (("markdown", entry), ("yaml", "journal.yaml")):
            if found := blocks(section, language):
                yield code, path, found


@pytest.mark.parametrize(
    ("code", "path", "examples"), list(sections()), ids=lambda value: str(value)[:30]
)
def test_an_example_says_what_it_stands_for(
    journal: Journal, code: str, path: str, examples: list[str]
) -> None:
    """The first one gets the message; the second one, if there is one, gets none."""
    journal.write("entries/2026-03-01.md", "A day.")
    journal.write(path, examples[0])
    assert code in journal.check().codes
    for better in examples[1:]:
        journal.write(path, better)
        assert journal.check().codes == []


def test_every_template_of_a_page_has_its_fields_in_the_document() -> None:
    whole = {path.name for path in (REPOSITORY / "themes/calm/templates").iterdir()
             if '{% extends "base.html" %}' in path.read_text("utf-8")}  # fmt: skip
    assert {f"#### {name}" for name in whole} <= set(THEMES.split("\n"))


@pytest.mark.parametrize("name", sorted(FILTERS | TESTS))
def test_every_filter_and_test_is_in_the_document(name: str) -> None:
    assert f"`{name}`" in THEMES


def test_the_kinds_of_static_files_are_in_the_document() -> None:
    assert f"{', '.join(KINDS[:-1])} and {KINDS[-1]}" in " ".join(THEMES.split())


def test_the_examples_of_the_document_work(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "A day.")
    journal.write("theme/static/mine.css", blocks(THEMES, "css")[0])
    journal.write("theme/static/mine.woff2", b"wOF2")
    journal.write("theme/templates/about.html", blocks(THEMES, "html")[0])
    shipped, manifest, config = blocks(THEMES, "yaml")
    journal.write("journal.yaml", shipped)
    assert journal.check().codes == []
    assert (
        "--leaf: light-dark(#6d4a6e, #cba8cc)" in (journal.site / "assets/options.css").read_text()
    )
    journal.write("my-theme/theme.yaml", manifest)
    journal.write("journal.yaml", config)
    assert journal.check().codes == []
    assert "This is mine." in journal.text("about.html")
    assert "#10151a" in (journal.site / "assets/options.css").read_text()
    assert 'href="assets/mine.css"' in journal.page("index.html")


def test_themes_that_ship_are_in_the_document_with_what_can_be_chosen() -> None:
    for name in theme_names():
        row = next(line for line in THEMES.splitlines() if line.startswith(f"| `{name}` |"))
        for option, values in load_theme(name).options.items():
            told = row if option == "accent" else THEMES
            assert f"`{option}: " in told
            assert all(re.search(rf"`(\w+: )?{value}`", told) for value in values.values)


def test_the_keys_of_theme_yaml_are_in_the_document() -> None:
    _, odd = read_manifest(b"x: 1", "theme.yaml")
    keys = [*Manifest.__struct_fields__, "api"]
    assert odd
    assert all(f"| `{key}` |" in THEMES for key in keys)
