"""The site's own words never judge, never count what wasn't done, and never claim a reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from tests.catalog import ENGLISH
from tests.conftest import REPOSITORY

# A word that begins with one of these stands in no text that a person sees, and in no template,
# style sheet or description of an instrument.
RULED_OUT = (
    "streak", "missed", "miss out", "fail", "best", "worst", "overdue", "caused", "because of",
    "badge", "achiev", "congratul", "score board", "well done", "great job", "lazy", "excuse",
    "non-complian", "neglect", "behind schedule", "normal range", "abnormal", "disorder",
    "symptom", "patient", "relapse", "recover", "cure",
)  # fmt: skip
# What other programs call parts of their own.
NAMES = re.compile("recovery key|file recovery", re.IGNORECASE)
PATTERN = re.compile(r"\b(?:" + "|".join(map(re.escape, RULED_OUT)) + r")", re.IGNORECASE)


def texts() -> Iterator[tuple[str, str]]:
    """(where it stands, text): messages, templates, styles, instruments, and the documents."""
    with ENGLISH.open("rb") as file:
        for message in read_po(file):
            for text in message.id if isinstance(message.id, tuple | list) else (message.id,):
                yield "catalog", text
    for pattern in ("themes/*/templates/*.html", "themes/*/static/*.css", "themes/*/theme.yaml",
                    "journalgen/measures/*.yaml", "README.md", "docs/*.md"):  # fmt: skip
        for path in sorted(REPOSITORY.glob(pattern)):
            yield path.relative_to(REPOSITORY).as_posix(), path.read_text("utf-8")


@pytest.mark.parametrize("where", sorted({where for where, _ in texts()}))
def test_no_text_judges(where: str) -> None:
    for place, text in texts():
        if place == where:
            assert PATTERN.findall(NAMES.sub("", text)) == [], text[:200]


@pytest.mark.parametrize("where", sorted({where for where, _ in texts()}))
def test_nothing_is_called_a_diagnosis(where: str) -> None:
    for place, text in texts():
        if place == where:
            rest = text.lower().replace("not a diagnosis", "")
            assert "diagnos" not in rest.replace("diagnostic", ""), text[:200]


def test_the_code_has_no_such_words_in_its_texts_either() -> None:
    """Every text in the code but docstrings: one may reach a person without the catalog."""
    for path in sorted((REPOSITORY / "journalgen").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or id(node) in alone:
                continue
            text = str(node.value).replace('loading="lazy"', "")  # a word of HTML
            assert PATTERN.findall(text) == [], f"{path.name}:{node.lineno}"


def test_the_scan_finds_what_it_looks_for() -> None:
    assert PATTERN.findall("Your best streak. You missed one; it failed.") == [
        "best", "streak", "missed", "fail",
    ]  # fmt: skip


def test_charts_know_no_second_hue() -> None:
    """Direction is never coloured: signs take one colour, from one variable."""
    sheets = (REPOSITORY / "themes").glob("*/static/*.css")
    css = "\n".join(sheet.read_text("utf-8") for sheet in sheets)
    rules = re.findall(r"\.(?:drawing|ring|dot|join|middle)[^{]*\{([^}]*)\}", css)
    colours = {value for rule in rules for value in re.findall(r"(?:fill|stroke): ([^;]+);", rule)}
    colours -= {"CanvasText"}  # where the system forces its own
    assert colours <= {
        "none",
        "var(--sign)",
        "var(--under)",
        "var(--join)",
        "var(--guide)",
        "var(--ink)",
    }
    assert not re.search(r"\b(?:red|green|crimson|tomato)\b", css)
