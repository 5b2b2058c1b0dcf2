"""Whatever is in a file: nothing raises, and every word of the text is on the page."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from journalgen.parse.private import cut_private
from journalgen.parse.vocabulary import HEADINGS
from tests.conftest import SETTINGS, Journal, Parsed, all_text, parse

_MARKDOWN = st.sampled_from(
    ["# ", "## ", "### ", "- ", "* ", "1. ", "7) ", "> ", "```", "~~~", "|", "\n|-|-|\n", "[x]: ",
     "[x]", "[^1]", "[^1]: ", "^[", "[[", "]]", "![", "](", ")", "<b>", "</b>", "<!--", "-->", "**",
     "_", "~~", ": ", "---", "===", "\n", "\n\n", "    ", "\t", "[ ] ", "&amp;", "`", '"', "'",
     "\\", "https://example.org", "mailto:a@b", "## Only for me\n", "## What helped\n",
     "## From last time\n", "## What I took away\n", " -> ", "helped ", "used "]
)  # fmt: skip
_WORD = st.text(st.characters(categories=["L", "N"], max_codepoint=0x2FFFF), min_size=3, max_size=8)
_MARKED_UP = st.lists(_MARKDOWN | _WORD | st.just(" "), max_size=60).map("".join)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
_KEYS = st.sampled_from(
    ["date", "mood", "heavy", "share", "takeaways", "strategies", "tags", "beliefs", "ratings",
     "measures", "only_for_me", "questions", "practice", "title", "goals", "draft", "foo"]
)  # fmt: skip
_VALUES = (
    st.sampled_from(
        ["3", "3 -> 6", "yes", "maybe", "[a, b]", "{a: b}", "*x", "&x y", "!t z", "'", '"No" is',
         "a: b", "- x", "|\n  text\n  more", ">", "{before: 3, after:6}", "[[a]]", "2026-13-40",
         "010", "14:30", "nan", "1_0", "<<", "#5", "@", "%", "~", "", "{text: a, b}", "\t"]
    )
    | _WORD
)  # fmt: skip
_LINE = st.builds("{}{}: {}".format, st.sampled_from(["", " ", "  - ", "\t"]), _KEYS, _VALUES)
_FRONT = st.lists(_LINE | _TEXT.map(lambda t: t.split("\n")[0]), max_size=12).map("\n".join)


def shown(found: Parsed) -> str:
    """Everything of an entry that reaches its page."""
    entry, prose = found.entry, found.prose
    html = [
        prose.body,
        prose.footnotes,
        entry.explained,
        entry.said_back,
        *(text for _, text in prose.rest),
    ]
    html += [item.html for item in entry.takeaways] + [item.html for item in entry.questions]
    html += [item.html for item in entry.practice] + [item.html for item in entry.between_us]
    html += [item.html for item in entry.follow_ups] + [item.html for item in entry.strategies]
    text = [entry.title, prose.as_written]
    text += [f"{use.name} {use.note} {use.used} {use.helped}" for use in entry.strategies]
    text += [f"{use.before} {use.after}" for use in entry.strategies]
    text += [f"{r.target} {r.fragment} {r.label}" for r in entry.references]
    text += [item.text for item in entry.kept]
    text += [f"{item.text} {item.status} {item.outcome}" for item in entry.follow_ups]
    # The templates' own words: the names of the sections, and those of the parts of a use.
    return " ".join([*map(all_text, html), *text, *HEADINGS.values(), "used helped"])


def words(text: str) -> list[str]:
    """The runs of letters and digits in a text."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


@settings(max_examples=400, deadline=None)
@given(_MARKED_UP | _TEXT)
def test_every_word_of_the_body_is_on_the_page(text: str) -> None:
    """Nothing that Markdown, a heading or a broken link could swallow is lost."""
    body = text.replace("\x00", " ").replace("\r", "\n")
    if body.lstrip().startswith("---"):
        body = "x\n" + body
    kept, _ = cut_private(body, SETTINGS.vocabulary)
    found = parse(body)
    there = "".join(words(shown(found)))
    for word in words(re.sub(r"&#?\w+;|^[\s>*+-]*\d+[.)]", " ", kept, flags=re.MULTILINE)):
        assert word in there, (word, shown(found))


@settings(max_examples=400, deadline=None)
@given(_FRONT, _MARKED_UP)
def test_no_front_matter_raises(front: str, body: str) -> None:
    """Every front matter gives an entry, and what it says has a place in the file."""
    text = f"---\n{front}\n---\n{body}"
    found = parse(text)
    lines = text.count("\n") + text.count("\r") + 1
    for diagnostic in found.diagnostics:
        assert diagnostic.span.line is None or 1 <= diagnostic.span.line <= lines


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    """A file may hold anything."""
    parse(data)


@settings(max_examples=25, deadline=None)
@given(st.lists(_TEXT | st.builds("---\n{}\n---\n{}".format, _FRONT, _MARKED_UP), max_size=4))
def test_any_texts_build_a_site(texts: list[str]) -> None:
    """Every file has its page, whatever stands in the others."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder))
        for number, text in enumerate(texts):
            journal.write(f"entries/{number}.md", text)
        journal.write("journal.yaml", "title: A journal\n")
        built = journal.check()
        assert built.code in (0, 1)
        assert built.report["entries"] == len(texts)
        for number in range(len(texts)):
            assert (journal.site / f"entries/{number}.html").is_file()
