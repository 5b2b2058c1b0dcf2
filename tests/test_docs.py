"""What the documents promise is what the code does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from journalgen.config import read_config
from journalgen.diagnostics import CODES
from journalgen.measures import instruments
from journalgen.model.entry import Helped, PracticeStatus, QuestionStatus
from journalgen.parse.front_matter import FIELDS
from journalgen.parse.vocabulary import HEADINGS, PLAN_STEPS
from journalgen.theme.manifest import Manifest, read_manifest
from journalgen.theme.sandbox import FILTERS, TESTS
from journalgen.theme.shipped import load_theme, theme_names
from journalgen.theme.static_files import KINDS
from tests.conftest import REPOSITORY, Journal, parse
from tests.documents.diagnostics import headings
from tests.documents.parts import DOCS, DOCUMENTS, current

README = (REPOSITORY / "README.md").read_text("utf-8")
THEMES = (DOCS / "themes.md").read_text("utf-8")
DIAGNOSTICS = (DOCS / "diagnostics.md").read_text("utf-8")
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, without their indent."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [
        "\n".join(line.removeprefix(indent) for line in body.split("\n")) for indent, body in found
    ]


def test_the_first_entry_of_the_readme_is_read_without_a_word() -> None:
    found = parse(blocks(README, "markdown")[0])
    assert found.codes == []
    assert found.entry.mood is not None
    assert len(found.entry.strategies) == 2
    assert "Anything else" in found.prose.body


def test_the_follow_ups_of_the_readme_find_what_they_mean(journal: Journal) -> None:
    journal.write("entries/2026-03-01.md", blocks(README, "markdown")[0].replace("03-04", "03-01"))
    journal.write(
        "entries/2026-03-02.md", "## Still unclear\n- Why do I still write the page of reasons?"
    )
    journal.write("entries/2026-03-09.md", blocks(README, "markdown")[1])
    assert journal.check().codes == []
    assert "not tried · 9 March" in journal.text("entries/2026-03-01.html")


def test_the_message_in_the_readme_is_the_one_people_get(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "---\ndate: 2026-03-04\nmood: 42\n---\n")
    assert journal.build().err.strip() in README


@pytest.mark.parametrize("key", [key for key in FIELDS if key not in ("created", "private")])
def test_every_key_is_in_the_readme(key: str) -> None:
    assert re.search(rf"\b{key}\b", README)


@pytest.mark.parametrize("key", instruments())
def test_every_instrument_is_in_the_readme(key: str) -> None:
    assert f"`{key}`" in README


@pytest.mark.parametrize("step", PLAN_STEPS.values())
def test_every_step_of_the_plan_is_in_the_readme(step: str) -> None:
    assert step in " ".join(README.split())


def test_the_pictures_of_the_readme_are_there() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    assert len(shown) >= 4
    for words, path in shown:
        assert len(words) > 20
        assert (REPOSITORY / path).read_bytes().startswith(b"\x89PNG"), path


def test_every_example_of_journal_yaml_in_the_readme_is_read_without_a_word() -> None:
    numbers = README.partition("### Numbers")[2].partition("Beside `entries`")[0]
    found = re.findall(r"`((?:scales|measures|goals|goal_score): [^`]+)`", numbers)
    assert len(found) >= 5
    for example in found:
        assert read_config(" ".join(example.split()).encode())[1] == (), example


@pytest.mark.parametrize("heading", HEADINGS.values())
def test_every_heading_is_in_the_readme(heading: str) -> None:
    assert f"| {heading} |" in README


@pytest.mark.parametrize("word", [*PracticeStatus, *QuestionStatus, *Helped])
def test_every_word_is_in_readme_or_example(word: str) -> None:
    texts = [path.read_text("utf-8") for path in (REPOSITORY / "example-journal").rglob("*.md")]
    assert word in README + "".join(texts)


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
