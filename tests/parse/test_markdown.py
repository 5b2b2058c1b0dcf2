"""Markdown: what it becomes, what it may not do, and that nothing is lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journalgen.parse import markdown_inline
from journalgen.parse.markdown import Markdown
from journalgen.parse.markdown_html import MARK
from tests.conftest import parse, visible_text


def body(text: str) -> str:
    return parse(text).prose.body


def test_the_usual_marks() -> None:
    html = body("*a* **b** ~~c~~ `d`\n\n- [ ] e\n- [x] f\n\nTerm\n: meaning\n\n> g")
    for part in (
        "<em>a</em>", "<strong>b</strong>", "<s>c</s>", "<code>d</code>",
        '<li class="task">☐ e', '<li class="task">☑ f', "<dt>Term</dt>", "<dd>meaning</dd>",
        "<blockquote>",
    ):  # fmt: skip
        assert part in html


def test_raw_html_is_text() -> None:
    html = body("<script>alert(1)</script>\n\na <b onclick=x>b</b>")
    assert "<script" not in html
    assert "<b " not in html
    assert "<script>alert(1)</script>" in visible_text(html)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd", "ms-msdt:x",
     "//host/x", "vbscript:x", "&#106;avascript:x", "\\\\host\\x", "blob:x"],
)  # fmt: skip
def test_addresses_that_could_do_harm_are_text(address: str) -> None:
    found = parse(f"[label]({address}) ![picture]({address})")
    assert "href" not in found.prose.body
    assert "src" not in found.prose.body
    assert set(found.codes) <= {"link-refused", "image-remote"}
    assert len(found.codes) == 2
    assert "label" in found.prose.body
    assert "picture" in found.prose.body


@pytest.mark.parametrize(
    "address", ["https://a.example", "http://a", "mailto:a@b.example", "tel:1"]
)
def test_addresses_that_may_be_followed(address: str) -> None:
    html = body(f"[x]({address}) <{address}>" if address != "tel:1" else "[x](tel:1)")
    assert f'<a class="web" rel="noreferrer" href="{address}">' in html


def test_a_picture_on_the_web_is_a_link() -> None:
    found = parse("\n\n![a view](https://a.example/x.png)")
    assert [(d.code, d.span.line) for d in found.diagnostics] == [("image-remote", 3)]
    assert "<img" not in found.prose.body
    assert ">a view</a>" in found.prose.body


def test_relative_links_wait_for_their_place() -> None:
    found = parse("[a](../b%20c.md#D%20e) ![p](x.png) [[f#g|h]] ![[i.png]]")
    entry = found.entry
    assert [(r.kind, r.target, r.fragment, r.label) for r in entry.references] == [
        ("link", "../b c.md", "D e", "a"),
        ("image", "x.png", "", "p"),
        ("wiki", "f", "g", "h"),
        ("embed", "i.png", "", "i.png"),
    ]
    assert found.prose.body.count(MARK) == 2 * 5


def test_marks_cannot_be_forged() -> None:
    found = parse("&#0;o0&#0; [[x]]\n\n`\\x00i0\\x00`")
    assert found.prose.body.count(MARK) == 2


def test_headings_get_ids_that_no_page_element_has() -> None:
    found = parse("## main\n## main\n## 🌱\n## main-2")
    entry = found.entry
    ids = [anchor for _, anchor in entry.anchors]
    assert ids == ["h-main", "h-main-2", "h-heading", "h-main-2-"]
    assert all(f'id="{anchor}"' in found.prose.body for anchor in ids)


def test_alignment_is_a_class() -> None:
    html = body("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|")
    assert "style" not in html
    assert '<td class="left">1</td>' in html
    assert '<th class="center" scope="col">b</th>' in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("|a|\n|-|\n|b|lost|", "lost"),
        ("[worry]: lie", "worry lie"),
        ("[a]: b\n[a]: c\n\n[a]", "c"),
        ("[^1]: unused note", "unused note"),
        ("x[^1]\n\n[^1]: one\n\n[^1]: two", "two"),
        ("`[^2]`\n\n[^2]: only in code", "only in code"),
        ("```python title here\nx\n```", "python title here"),
        ("[label](missing 'title')", "label"),
        ("![alt](javascript:x 'a title')", "a title"),
    ],
)
def test_what_markdown_would_drop_is_there(text: str, words: str) -> None:
    found = visible_text(body(text))
    for word in words.split():
        assert word in found


def test_numbers_of_a_list_stay_as_written() -> None:
    html = body("3. a\n7. b")
    assert '<li value="3">' in html
    assert '<li value="7">' in html


def test_footnotes_link_there_and_back() -> None:
    found = parse("x[^n]\n\n[^n]: note")
    html = found.prose.body + found.prose.footnotes
    assert 'href="#fn1"' in html
    assert 'id="fn1"' in html
    assert 'href="#fnref1"' in html


@pytest.mark.parametrize(
    ("language", "quoted"),
    [("en", "“a”"), ("de", "„a“"), ("fr", "«\u202fa\u202f»"), ("pt-BR", "«a»"), ("xx", "“a”")],
)
def test_quotation_marks_follow_the_language(language: str, quoted: str) -> None:
    markdown = Markdown(language)
    tokens, env, _ = markdown.parse('"a"')
    assert quoted in markdown.render(tokens, env)


def test_signs_are_not_replaced_by_others() -> None:
    assert "(c) ... -- +-" in body("(c) ... -- +-")


@pytest.mark.parametrize("piece", ["[", "![", "[^", "^[", "[a][", "![["])
def test_text_of_nothing_but_brackets_stays_as_it_is(piece: str) -> None:
    """200 kB take an unbounded parser 9 seconds and more; see benchmarks/hostile.py."""
    found = parse(piece * (200_000 // len(piece)))
    assert "markdown-dense" in found.codes
    assert visible_text(found.prose.body).count("[") == 200_000 // len(piece) * piece.count("[")


@pytest.mark.parametrize("piece", ['"', "'."])
def test_text_of_nothing_but_quotes_stays_as_it_is(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert visible_text(parse(text).prose.body) == text


@pytest.mark.parametrize("piece", ["\na|", "a|b\n---\n", "|a|\n|-|\n", "> "])
def test_lines_that_could_be_tables_are_all_there(piece: str) -> None:
    times = 20_000
    shown = visible_text(parse(piece * times).prose.body)
    assert shown.count("a") == (times if "a" in piece else 0)


def test_text_beyond_the_budget_is_shown_as_written() -> None:
    found = parse("a *b* [c](d.md)\n\n" + "[" * 5000 + "*x*")
    assert found.codes == ["markdown-dense"]
    assert found.diagnostics[0].span.line == 3
    assert "<em>b</em>" in found.prose.body
    assert "*x*" in found.prose.body


_PIECES = st.sampled_from(
    [*"ab .!:#-+=@$%{}|()\"'é字/;1~\\*>`_[]", "  ", "\n", "\n", "\n\n", "\n ", "\n    ", "\t", "\u00a0",
     "isn't ", '"a" ', "## ", "- ", "* ", "1. ", "2) ", "> ", "- [x] ", "\n---\n", "\n===", "\n: a",
     "\n~ a", "\n\n: b", "a|b\n-|-\n", "[a]: b", "[^1]: c", "[^1]", "```", "a\n- b", "\n  a", "**"]
)  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(_PIECES, max_size=24).map("".join))
@example("a\n\n: b")  # the second line below makes the first a term
@example("a\n- b\n===")
@example("- a\n- b\n\n    - c\n- d\n---")
@example("> a\nb\n- c")
def test_the_short_ways_lead_to_the_same(text: str) -> None:
    """As the rules of the parser itself would have it, without those that only save time."""
    short = _html(Markdown("en"), text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_inline, "_SPECIAL", re.compile(""))
        patch.setattr(markdown_inline, "_APOSTROPHE", re.compile("(?!)"))
        assert _html(_without_short_ways(), text) == short


def _html(markdown: Markdown, text: str) -> str:
    tokens, env, _ = markdown.parse(text)
    return markdown.render(tokens, env)


def test_a_paragraph_of_very_many_lines_is_left_to_the_parser() -> None:
    """The short way looks at the lines below a first one, but not at all of them for each."""
    text = "a\n" * 30 + "1. b\n" * 2_000
    assert body(text) == _html(_without_short_ways(), text)


def _without_short_ways() -> Markdown:
    markdown = Markdown("en")
    markdown._md.disable("shortcut")
    return markdown
