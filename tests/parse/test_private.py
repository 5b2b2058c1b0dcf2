"""Text under “Only for me” goes no further than the parser, however it was written."""

from __future__ import annotations

import pytest

from tests.conftest import parse

SECRET = "sesame"


@pytest.mark.parametrize(
    "text",
    [
        "## Only for me\nsesame",
        "##  only   FOR me : ##\nsesame",
        "## **Only for me**\nsesame",
        "## Ｏｎｌｙ for me\nsesame",
        "# Only for me\nsesame",
        "### Only for me\n\nsesame\n\n#### deeper\nsesame",
        "Only for me\n-----------\nsesame",
        "Only for me\n===\nsesame\n\nStill\n\n## Between us\nx",
        "```\nnever closed\n\n## Only for me\nsesame",
        "> ## Only for me\n> sesame\n\nsesame",
        "- ## Only for me\n  sesame",
        "<div>\n## Only for me\nsesame",
        "    ## Only for me\n    sesame",
        "## Only for me\n```\n# no heading\nsesame\n```\nsesame",
        "## Only for me\n```\nsesame\n## Between us\nsesame",
        "## Only for me\nsesame\n---\nsesame",
        "## Only for me\n[^1]: sesame\n[x]: sesame\n\n## Between us\n[^1] [x]",
        "## Only for me\nsesame\n## Only for me\nsesame",
    ],
)
def test_no_trace_is_left(text: str) -> None:
    found = parse("text\n\n" + text)
    assert SECRET not in repr(found)
    assert found.entry.kept_out >= 1


@pytest.mark.parametrize("data", [b"\x00", "é".encode("latin-1"), b" " * (1 << 20)])
def test_nor_on_the_page_of_a_file_that_is_shown_as_written(data: bytes) -> None:
    text = b"---\nonly_for_me:\n  - sesame\nmood: 4\n---\nseen\n\n## Only for me\nsesame\n\n## On\n"
    found = parse(text + data)
    assert SECRET not in repr(found)
    assert "seen" in found.entry.as_written
    assert "mood: 4" in found.entry.as_written


def test_what_follows_the_next_heading_is_shown() -> None:
    entry = parse("## Only for me\nsesame\n\n## Between us\n- x\n\n# Later\nseen").entry
    assert [item.text for item in entry.between_us] == ["x"]
    assert "seen" in entry.body


def test_a_read_heading_ends_a_private_part_of_any_level() -> None:
    entry = parse("# Only for me\nsesame\n\n## What I took away\n- kept").entry
    assert [item.text for item in entry.takeaways] == ["kept"]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("## Only for me\none", 1),
        ("## Only for me\none\n\ntwo", 1),
        ("## Only for me\n- one\n- two", 2),
        ("## Only for me\n\n## Between us\nx", 0),
        ("nothing", 0),
    ],
)
def test_notes_are_counted(text: str, notes: int) -> None:
    assert parse(text).entry.kept_out == notes


def test_lines_keep_their_numbers() -> None:
    found = parse("## Only for me\nsesame\n\n## Between us\n[x](javascript:y)")
    assert [(d.code, d.span.line) for d in found.diagnostics] == [("link-refused", 5)]


def test_a_heading_that_only_looks_alike_is_pointed_at() -> None:
    found = parse("## Only for mee\nopen")
    assert found.codes == ["heading-almost"]
    assert "open" in found.entry.body
