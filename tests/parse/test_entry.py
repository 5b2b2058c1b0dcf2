"""A whole entry: its sections, its text, and files that aren't what they should be."""

from __future__ import annotations

from datetime import date

import pytest

from journalgen.model.entry import FollowUp, Helped
from tests.conftest import parse


def test_sections_become_items() -> None:
    found = parse(
        "# A title\n\nBefore.\n\n## What I took away\n- one\n+ two\n3) three\n\n"
        "## How I'd explain it\nMy *words*.\n\n## What my therapist said back\nTheirs.\n\n"
        "## Still unclear\nWhy?\n\nHow?\n\n## Until next time\n- [ ] try\n\n"
        "## Between us\n* shorter\n\n## Something else\nAfter."
    )
    entry = found.entry
    assert entry.title == "A title"
    assert [item.text for item in entry.takeaways] == ["one", "two", "three"]
    assert entry.explained == "<p>My <em>words</em>.</p>\n"
    assert entry.said_back == "<p>Theirs.</p>\n"
    assert [item.text for item in entry.questions] == ["Why?", "How?"]
    assert [item.text for item in entry.practice] == ["try"]
    assert [item.text for item in entry.between_us] == ["shorter"]
    assert "Before." in found.prose.body
    assert '<h3 id="h-something-else">Something else</h3>' in found.prose.body
    assert "After." in found.prose.body
    assert "What I took away" not in found.prose.body


@pytest.mark.parametrize(
    "heading",
    ["## what i took AWAY", "## What  I took away:", "##   What I took away ##",
     "## Ｗｈａｔ I took away：", "What I took away\n---", "## **What I took away**"],
)  # fmt: skip
def test_spellings_of_a_heading(heading: str) -> None:
    assert [item.text for item in parse(f"{heading}\n- x").entry.takeaways] == ["x"]


def test_apostrophes_may_be_curly() -> None:
    assert parse("## How I’d explain it\nSo.").entry.explained == "<p>So.</p>\n"


@pytest.mark.parametrize("heading", ["# What I took away", "### What I took away", "## Takeaway"])
def test_other_headings_are_text(heading: str) -> None:
    assert parse(f"text\n\n{heading}\n- x").entry.takeaways == ()


def test_a_heading_in_code_is_code() -> None:
    found = parse("```\n## What I took away\n- x\n```")
    entry = found.entry
    assert entry.takeaways == ()
    assert "## What I took away" in found.prose.body


def test_what_stands_beside_the_items_is_kept_in_the_section() -> None:
    text = "## What I took away\nAn opening.\n\n- one\n\n  more of one\n\n```\ncode\n```\n\n* two"
    found = parse(text)
    entry = found.entry
    assert [item.text for item in entry.takeaways] == ["one", "two"]
    assert "more of one" in entry.takeaways[0].html
    rest = dict(found.prose.rest)["takeaways"]
    assert "An opening." in rest
    assert "code" in rest


def test_what_follows_the_list_is_ordinary_text() -> None:
    found = parse("## Between us\n- Shorter sessions.\n\nAnything else, anywhere.")
    entry = found.entry
    assert [item.text for item in entry.between_us] == ["Shorter sessions."]
    assert "Anything else, anywhere." in found.prose.body
    assert found.prose.rest == ()


def test_a_section_written_twice_counts_twice() -> None:
    entry = parse("## Still unclear\n- a\n\n## Other\n\n## Still unclear\n- b").entry
    assert [item.text for item in entry.questions] == ["a", "b"]


def test_front_matter_and_headings_mix() -> None:
    entry = parse("---\ntakeaways: [a]\nstrategies: walk, tea\n---\n## What I took away\n- b\n\n"
                  "## What helped\n- Walk, helped some\n").entry  # fmt: skip
    assert [item.text for item in entry.takeaways] == ["a", "b"]
    assert [(use.name, use.helped) for use in entry.strategies] == [
        ("tea", None),
        ("Walk", Helped.SOME),
    ]


def test_follow_ups() -> None:
    entry = parse(
        "## From last time\n- say no -> not tried: the week was full\n- Why? → because\n"
        "- still there ->\n- named\n- kept -> Still true\n- odd -> well: maybe"
    ).entry

    def parts(item: FollowUp) -> tuple[str, str, str]:
        return item.text, item.status, item.outcome

    assert [parts(item) for item in entry.follow_ups] == [
        ("say no", "not tried", "the week was full"),
        ("Why?", "", "because"),
        ("still there", "", ""),
        ("named", "", ""),
        ("kept", "still true", ""),
        ("odd", "", "well: maybe"),
    ]
    assert [item.line for item in entry.follow_ups] == [2, 3, 4, 5, 6, 7]


def test_lines_are_counted_in_the_file() -> None:
    found = parse("---\nmood: 4\n---\n\n## What helped\n- Walk, helped lots\n\n[x](javascript:y)")
    assert sorted((d.span.line, d.code) for d in found.diagnostics) == [
        (6, "use-unclear"),
        (8, "link-refused"),
    ]
    assert all(d.span.excerpt is None for d in found.diagnostics)


def test_lines_without_a_name_are_kept() -> None:
    rest = dict(parse("## What helped\n- . hello\n- , used 77\n- ![](a.png)\n- Tea").prose.rest)
    assert "hello" in rest["strategies"]
    assert "used 77" in rest["strategies"]


def test_boxes_of_tasks_stay() -> None:
    entry = parse("## Until next time\n- [x] one\n- [ ] two").entry
    assert [item.html for item in entry.practice] == ["☑ one", "☐ two"]
    assert [item.text for item in entry.practice] == ["one", "two"]


def test_a_title_with_a_link_stays_in_the_text_too() -> None:
    found = parse("# A [walk](https://a.example)[^1]\n\n[^1]: note")
    entry = found.entry
    assert entry.title == "A walk"
    assert "https://a.example" in found.prose.body
    assert 'id="fnref1"' in found.prose.body


def test_a_heading_without_anything_below_is_no_place_to_link_to() -> None:
    assert "between-us" not in dict(parse("## Between us\n\n## Other\nx").entry.anchors)


# Files


def test_byte_order_mark_and_line_ends() -> None:
    text = "---\r\nmood: 4\r\n---\r\n## What I took away\r\n- x"
    entry = parse(b"\xef\xbb\xbf" + text.encode()).entry
    assert entry.mood is not None
    assert [item.text for item in entry.takeaways] == ["x"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("Grüße, heavy".encode("latin-1"), "file-encoding"),
        ("Grüße, heavy".encode("utf-16"), "file-encoding"),
        ("Grüße, heavy".encode("utf-16-le"), "file-encoding"),
        ("Grüße, heavy".encode("utf-16-be"), "file-encoding"),
        ("Grüße, heavy".encode("utf-32"), "file-encoding"),
        ("Grüße, heavy \x00".encode(), "file-nul"),
        ("Grüße, heavy".encode() + b"x" * (1 << 20), "file-too-big"),
    ],
)
def test_files_that_are_no_text_show_what_can_be_read(data: bytes, code: str) -> None:
    found = parse(data)
    assert found.codes == [code]
    assert found.entry.date == date(2026, 3, 4)
    assert found.prose.as_written.startswith("Grüße, heavy")
    assert not found.entry.readable


def test_front_matter_of_such_a_file_still_counts() -> None:
    entry = parse("---\ndate: 2026-01-02\nheavy: yes\n---\nGrüße".encode("latin-1")).entry
    assert entry.date == date(2026, 1, 2)
    assert entry.heavy


@pytest.mark.parametrize("text", ["", "\n", "---\n---", "---\n---\n", "---\n\n---\n", "\ufeff"])
def test_an_empty_file_is_an_entry_that_says_nothing(text: str) -> None:
    found = parse(text)
    assert found.codes == []
    assert found.entry.date == date(2026, 3, 4)
    assert found.prose.body == ""


def test_the_last_line_needs_no_end() -> None:
    assert parse("---\nmood: 4\n---").entry.mood is not None
