"""Text under “Only for me” goes no further than the parser, however it was written."""

from __future__ import annotations

import pytest

from tests.conftest import Journal, parse

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
        "## Only for me\n- # 1 thing sesame\n- sesame",
        "## Only for me\n> ## They said\n> sesame",
        "## Only for me\ntext\n\n    # sesame",
        "## Only for me\n- x\n  ```\n  # sesame\n  ```\n  sesame",
        "Only for me\n-----------\nhello\n\nsesame\n---\nsesame",
        "1. ## Only for me\n   sesame",
        "- [ ] ## Only for me\n  sesame",
        "- > ## Only for me\n  > sesame",
        "term\n: ## Only for me\n\n  sesame",
        "##Only for me\nsesame",
        "##\u00a0Only for me\nsesame",
        "**Only for me**\n\nsesame",
        "## Only for me {#x}\nsesame",
        "## Only\u200b for me\nsesame",
        "## Only for me\\\nsesame",
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
    assert "seen" in found.prose.as_written
    assert "mood: 4" in found.prose.as_written


FRONT = (
    "only_for_me: sesame",
    "only_for_me: a\nonly_for_me: sesame",
    "{mood: 42, only_for_me: sesame}",
    "mood: 3\n  only_for_me: sesame",
    " title: a: b\n only_for_me: sesame",
    "only for me:sesame\n- x: y: z",
    "only_for_me：sesame\nmood: 4",
    "only_for_me sesame\nmood: 4",
    "- date: 2026-03-04\n- only_for_me: sesame",
    "only_for_me: |\nMy wish: sesame",
    "? only_for_me\n: sesame",
    "questions:\n  - text: foo\n    only_for_me: sesame",
    "takeaways: [{text: a, onlyforme: sesame}]",
    "notes:\n  only_for_me: sesame",
    "mood: {only_for_me: sesame, before: 3}",
    "tags: {only_for_me: sesame}",
)


@pytest.mark.parametrize("front", FRONT)
@pytest.mark.parametrize("end", [b"", b"\xff"], ids=["utf-8", "other"])
def test_no_trace_of_the_key_is_left(front: str, end: bytes) -> None:
    found = parse(f"---\n{front}\n---\nbody ".encode() + end)
    assert SECRET not in repr(found)
    assert "body" in found.prose.body + found.prose.as_written


@pytest.mark.parametrize("front", FRONT)
def test_nor_in_a_strategy(front: str, journal: Journal) -> None:
    journal.write("strategies/tea.md", f"---\n{front}\n---\nhow")
    built = journal.build()
    assert SECRET not in built.out + built.err + journal.check().out
    assert not any(SECRET.encode() in content for content in journal.files().values())


def test_nor_where_the_closing_line_is_lacking() -> None:
    found = parse("---\nmood: 4\nonly_for_me:\n* sesame\nsesame\n\nbody")
    assert SECRET not in repr(found)
    assert "body" in found.prose.body


@pytest.mark.parametrize("opening", ["----", " ---", "# A day\n\n---", "\n\n---  "])
def test_an_opening_line_that_is_slightly_off(opening: str) -> None:
    found = parse(f"{opening}\nheavy: yes\nonly_for_me: sesame\n---\n\n[x](javascript:y)")
    assert SECRET not in repr(found)
    assert found.entry.heavy
    (refused,) = [d for d in found.diagnostics if d.code == "link-refused"]
    assert refused.span.line == opening.count("\n") + 6


@pytest.mark.parametrize("spelling", ['"*private*"', '"Private #"', '"## Private"', "Private:"])
def test_a_spelling_of_ones_own_may_hold_marks(spelling: str, journal: Journal) -> None:
    journal.write(
        "journal.yaml", f"headings: {{only_for_me: [{spelling}]}}".replace("Private:", '"Private:"')
    )
    journal.write("entries/2026-03-04.md", "## Private\nsesame")
    assert journal.build().code == 0
    assert SECRET not in journal.page("entries/2026-03-04.html")


def test_what_follows_the_next_heading_is_shown() -> None:
    found = parse("## Only for me\nsesame\n\n## Between us\n- x\n\n# Later\nseen")
    entry = found.entry
    assert [item.text for item in entry.between_us] == ["x"]
    assert "seen" in found.prose.body


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
    assert "open" in found.prose.body


@pytest.mark.parametrize(
    ("spelling", "heading"),
    [
        ("Don't show", "### Donʼt show"),
        ("Обовʼязково ні", "**Обовʼязково ні**"),
        ("vir my 'n", "## vir my \u0149"),
        ("Nur für mich!", "## Nur  *für* mich!"),
    ],
)
def test_marks_that_count_as_letters_hide_nothing_from_the_search(
    spelling: str, heading: str, journal: Journal
) -> None:
    journal.write("journal.yaml", f'headings: {{only_for_me: ["{spelling}"]}}')
    for path in ("entries/2026-03-04.md", "strategies/walk.md", "plan.md"):
        journal.write(path, f"# Walk\n\nshown\n\n{heading}\nsesame\n")
    journal.build()
    for name, content in journal.files().items():
        assert b"sesame" not in content, name
