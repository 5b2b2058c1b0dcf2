"""The schemas know every key that is read, and agree with whatever build takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from journalgen.config import _FIELDS
from journalgen.parse.front_matter import FIELDS
from journalgen.schema import ENTRY, JOURNAL, entry_schema
from tests.conftest import REPOSITORY, run

ENTRIES = sorted((REPOSITORY / "example-journal/entries").rglob("*.md"))


def schema(*arguments: str) -> Any:
    found = json.loads(run("schema", *arguments).out)
    Draft202012Validator.check_schema(found)
    return found


def front_matter(path: Path) -> Any:
    """As editors see it: days are texts."""
    text = path.read_text("utf-8").split("---\n")[1]
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def test_every_key_is_there() -> None:
    assert ENTRY.keys() == FIELDS.keys()
    assert JOURNAL.keys() == _FIELDS.keys()


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.name)
def test_the_examples_fit(path: Path) -> None:
    validator = Draft202012Validator(schema("entry"))
    assert [error.message for error in validator.iter_errors(front_matter(path))] == []


def test_the_example_configuration_fits() -> None:
    config = yaml.safe_load((REPOSITORY / "example-journal/journal.yaml").read_text("utf-8"))
    assert list(Draft202012Validator(schema("journal")).iter_errors(config)) == []
    assert list(Draft202012Validator(schema()).iter_errors(config)) == []


@pytest.mark.parametrize(
    "text",
    ["mood: up -> down", "heavy: perhaps", "ratings: 4", "measures: [1]"],
)
def test_what_cannot_be_used_does_not_fit(text: str) -> None:
    assert not Draft202012Validator(schema("entry")).is_valid(yaml.safe_load(text))


@pytest.mark.parametrize(
    "text",
    ["", "mood: 3 -> 6", "mood: {before: 3, after: 6}", "mood:", "tags: [a, 1]", "tags: a, b",
     "strategies:\n- box breathing\n- {name: walk, used: 2, helped: a lot}", "weather: rain",
     "measures: {phq9: [1, 2], mine: 3}", "heavy: yes", "takeaways: one", "share: no"],
)  # fmt: skip
def test_what_can_be_used_fits(text: str) -> None:
    assert Draft202012Validator(schema("entry")).is_valid(yaml.safe_load(text))


def test_misspelt_configuration_is_pointed_at() -> None:
    validator = Draft202012Validator(schema("journal"))
    assert not validator.is_valid({"first_weekday": "mo"})
    assert not validator.is_valid({"headings": {"takaways": ["x"]}})


def test_descriptions_are_in_the_catalog_and_keys_are_not_changed() -> None:
    found = entry_schema(lambda text: f"<{text}>")
    assert found["properties"]["mood"]["description"] == "<A number, or before and after.>"
    assert found["properties"].keys() == FIELDS.keys()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    text = run("completion", shell).out
    assert "_JOURNALGEN_COMPLETE" in text
    if shell == "bash":
        check = subprocess.run(["bash", "-n"], input=text, text=True, check=False)
        assert check.returncode == 0


def test_what_a_shell_asks_for() -> None:
    environment = {
        "_JOURNALGEN_COMPLETE": "bash_complete",
        "COMP_WORDS": "journalgen sh",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv = ['journalgen']; from journalgen.cli import cli; cli(prog_name='journalgen')"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "plain,show\n"
