"""What stands between comment marks reaches no page, and takes nothing along with it."""

from __future__ import annotations

import pytest

from tests.conftest import parse, visible_text


def body(text: str) -> str:
    return visible_text(parse(text).prose.body)


@pytest.mark.parametrize(
    "text",
    [
        "before\n\n<!-- x -->\n\nafter",
        "before\n<!-- x -->\nafter",
        "before <!-- x -->after",
        "before\n\n<!--\nx\n\n- x\n\n## x\n-->\nafter",
        "before\n\n  <!-- x --> <!-- x -->\nafter",
        "before\n\n<!-- x -->after",
        "before\n\n> <!-- x -->\n\nafter",
        "before\n\n<!-- x\n# x -->\n\nafter",
    ],
)
def test_only_the_comment_is_left_out(text: str) -> None:
    assert body(text) == "before after"


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n<!-- not closed\n\n- kept\n\n## Kept too",
        "<!-- not closed\n\nkept\n\n<!-- x -->\n\nkept",
        "> <!-- in a quotation\n\nkept -->",
        "- <!-- in a list\n\nkept -->",
        "`<!-- kept -->`",
        "```\n<!-- kept -->\n```",
        "    <!-- kept -->",
        "\\<!-- kept -->",
        "kept -->",
    ],
)
def test_what_is_no_whole_comment_is_text(text: str) -> None:
    words = [word for word in text.split() if word.strip("`->#<!\\").isalpha()]
    for word in words:
        if word != "x":
            assert word.strip("`\\").removesuffix("-->") in body(text)


def test_a_comment_is_no_item_and_no_heading() -> None:
    found = parse(
        "## What I took away\n<!-- What would you like to keep from today? -->\n- \n\n"
        "## Still unclear\n- <!-- What isn't clear yet? What would you like to ask? -->\n\n"
        "## Only for me\n<!-- This goes on no page. -->\n"
    )
    assert found.codes == []
    assert found.entry.takeaways == ()
    assert found.entry.questions == ()
    assert found.entry.kept_out == 0
    assert found.prose.body == ""


def test_words_written_into_a_comment_are_pointed_at() -> None:
    text = "---\ndate: 2026-03-04\n---\n## What I took away\n<!-- I am allowed to rest -->\nx <!-- y -->\n"
    found = parse(text)
    assert [(code, line) for code, line, _ in found.places] == [
        ("comment-left-out", 5),
        ("comment-left-out", 6),
    ]


def test_many_comment_marks_take_no_time() -> None:
    for text in ("<!-- " * 30_000, "<!--\n" * 30_000, "a <!--\n\n" * 20_000):
        assert "<!--" in body(text)
