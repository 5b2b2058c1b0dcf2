"""Inline rules of Markdown with bounded work, and links in double brackets."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]")

_BRACKET_BUDGET = 2_000
"""Brackets in one file beyond which text stays plain: each may cost the parser 0.1 ms."""
_QUOTE_BUDGET = 2_000_000
"""Sum of the squares of the numbers of quotation marks in each paragraph."""
# Every sign that an inline rule looks for, but for the two spaces of a hard break.
_SPECIAL = re.compile(r"[\\`~*_\[\]<&^\t\v\f\x00]")
_QUOTES = re.compile("[\"']")
_APOSTROPHE = re.compile(r"'(?<=[^\W\d_]')(?=[^\W\d_])")
_BRACKETS = re.compile(r"[\[\]]")


def bound_inline_work(md: MarkdownIt) -> None:
    """Put the rules of this module in."""
    md.core.ruler.at("inline", _inline_within_budget)
    md.core.ruler.at("smartquotes", _smart_quotes_within_budget)
    md.inline.ruler.before("link", "wiki_link", _wiki_link)


def _inline_within_budget(state: StateCore) -> None:
    """Parse inline text as long as brackets, which cost most, stay within the budget."""
    budget = _BRACKET_BUDGET
    for token in state.tokens:
        if token.type != "inline":
            continue
        if not _SPECIAL.search(token.content) and "  \n" not in token.content:
            token.children = _plain_children(token.content)
            continue
        token.children = token.children or []
        budget -= len(_BRACKETS.findall(token.content)) if "[" in token.content else 0
        if budget >= 0:
            state.env["inline-line"] = token.map[0] if token.map else 0  # for comments
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            continue
        token.children.append(Token("text", "", 0, content=token.content))
        if "dense" not in state.env:
            state.env["dense"] = [token.map[0] if token.map else 0]


def _plain_children(content: str) -> list[Token]:
    """What the rules make of text in which none of them finds anything."""
    if "\n" not in content:
        return [Token("text", "", 0, content=content)]
    children: list[Token] = []
    for line in content.split("\n"):
        children.append(Token("text", "", 0, content=line.strip(" ")))
        children.append(Token("softbreak", "br", 0))
    return children[:-1]


def _smart_quotes_within_budget(state: StateCore) -> None:
    """Shape quotation marks; in a paragraph of nothing else they stay as they are.

    Finding partners takes time with the square of their number.
    """
    budget = _QUOTE_BUDGET
    for token in state.tokens:
        if token.type != "inline" or not token.children or not _has_quotes(token.content):
            continue
        left = 0
        for child in token.children:
            if child.type == "text" and _has_quotes(child.content):
                child.content = _APOSTROPHE.sub("’", child.content)
                left += len(_QUOTES.findall(child.content))
        budget -= left**2
        if left and budget >= 0:
            process_inlines(token.children, state)


def _has_quotes(text: str) -> bool:
    return "'" in text or '"' in text


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """`[[note]]`, `[[note#heading|label]]` and `![[image.png]]`."""
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    match = _WIKI.match(state.src, state.pos)
    if not match or not match.group(2).strip():
        return False
    if not silent:
        target, _, fragment = match.group(2).strip().partition("#")
        token = state.push("wiki", "", 0)
        token.content = (match.group(3) or match.group(2)).strip()
        token.meta = {
            "kind": "embed" if match.group(1) else "wiki",
            "target": target.strip(),
            "fragment": fragment.strip(),
        }
    state.pos = match.end()
    return True
