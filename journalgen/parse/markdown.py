"""Turn Markdown into tokens and HTML from which nothing is missing and nothing can be loaded.

Raw HTML is text, and comments are left out. Addresses are either http, https, mailto and tel
links, or references into the journal that `site` resolves later. Definitions nobody refers to stay
as the text they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct, field

from journalgen.model.entry import Reference
from journalgen.model.names import slug
from journalgen.parse.comments import leave_comments_out
from journalgen.parse.markdown_blocks import (
    References,
    all_definitions,
    keep_everything,
    take_shortcuts,
    unused_definitions,
)
from journalgen.parse.markdown_html import (
    MARK,
    RENDER_RULES,
    plain_text,
    put_headings_in_order,
    texts_of,
)
from journalgen.parse.markdown_inline import bound_inline_work

_QUOTES = {
    "de": "„“‚‘", "at": "„“‚‘", "cs": "„“‚‘", "sk": "„“‚‘", "sl": "„“‚‘", "bg": "„“‚‘",
    "is": "„“‚‘", "lt": "„“‚‘", "et": "„“‚‘", "ka": "„“‚‘",
    "pl": "„”‚’", "hu": "„”‚’", "ro": "„”‚’", "nl": "“”‘’", "hr": "„”‚’",
    "fr": ["«\u202f", "\u202f»", "‹\u202f", "\u202f›"],
    "es": "«»“”", "it": "«»“”", "pt": "«»“”", "ca": "«»“”", "el": "«»“”",
    "ru": "«»„“", "uk": "«»„“", "be": "«»„“", "hy": "«»„“",
    "nb": "«»‘’", "nn": "«»‘’", "no": "«»‘’",
    "sv": "””’’", "fi": "””’’", "da": "””’’",
    "ja": "「」『』", "he": "””’’", "fa": "«»‹›", "ar": "«»‹›", "tr": "“”‘’",
}  # fmt: skip
_ENGLISH_QUOTES = "“”‘’"

_MOST_PASSES = 4
"""How often a text is parsed again because a definition turned out to be unused."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_ALLOWED_SCHEMES = ("http:", "https:", "mailto:", "tel:")


class Rendering(Struct):
    """What one file's Markdown brought up, filled while it is parsed."""

    references: list[Reference] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    """The slug of each heading, and its id on the page."""
    repeats: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, int]] = field(default_factory=list)
    """(diagnostic code, line of the body counted from 0)."""
    comments: list[tuple[str, int]] = field(default_factory=list)
    """(text, line of the body counted from 0) of what was left out."""


class Markdown:
    """A Markdown parser set up for one language; holds no state between texts."""

    def __init__(self, language: str) -> None:
        """`language` decides the shape of quotation marks, as in `de` or `pt-BR`."""
        quotes = _QUOTES.get(language.split("-")[0].split("_")[0].lower(), _ENGLISH_QUOTES)
        md = MarkdownIt("js-default", {"typographer": True, "quotes": quotes, "tasklists": True})
        # Line ends and NUL are taken care of before a text gets here.
        md.disable(["normalize", "replacements", "linkify"])
        md.validateLink = lambda url: True  # type: ignore[method-assign] # judged in `_address`
        md.use(footnote_plugin).use(deflist_plugin)
        bound_inline_work(md)
        leave_comments_out(md)
        keep_everything(md)
        take_shortcuts(md)
        for name, rule in RENDER_RULES.items():
            md.add_render_rule(name, rule)
        self._md = md

    def parse(self, text: str) -> tuple[list[Token], dict[str, Any], Rendering]:
        """Parse `text`; the tokens are ready for `render`, the references collected."""
        plain: set[str] = set()
        passes = 0
        while True:
            env: dict[str, Any] = {"references": References(), "plain": plain}
            tokens = self._md.parse(text, env)
            unused = unused_definitions(env) - plain
            if not unused:
                break
            passes += 1
            plain |= unused if passes < _MOST_PASSES else all_definitions(env)
        rendering = Rendering(comments=env.get("comments", []))
        for line in env.get("dense", ()):
            rendering.problems.append(("markdown-dense", line))
        _prepare(tokens, rendering)
        return tokens, env, rendering

    def render(self, tokens: Sequence[Token], env: dict[str, Any]) -> str:
        """HTML of tokens, or of a part of them that closes all it opens."""
        put_headings_in_order(tokens)
        return str(self._md.renderer.render(list(tokens), self._md.options, env))


def _prepare(tokens: Iterable[Token], rendering: Rendering) -> None:
    """Give headings their ids and addresses their references."""
    tokens = list(tokens)
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            text = plain_text(tokens[index + 1])
            token.attrSet("id", _heading_id(text, rendering))
        elif token.type == "inline" and token.children:
            line = token.map[0] if token.map else 0
            _prepare_inline(token.children, line, rendering)


def _heading_id(text: str, rendering: Rendering) -> str:
    """An id that no other element of a page has: those of the templates have no `h-`."""
    base = slug(text) or "heading"
    rendering.repeats[base] += 1
    name = base if rendering.repeats[base] == 1 else f"{base}-{rendering.repeats[base]}"
    while name in rendering.anchors:  # a heading that really ends in “-2”
        name += "-"
    rendering.anchors[name] = "h-" + name
    return rendering.anchors[name]


def _prepare_inline(children: list[Token], line: int, rendering: Rendering) -> None:
    open_links: list[Token] = []
    for index, token in enumerate(children):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "link_open":
            label = "".join(texts_of(_until_close(children, index)))
            href = str(token.attrGet("href") or "")
            token.meta["address"] = _address("link", href, label, line, rendering)
            open_links.append(token)
        elif token.type == "link_close" and open_links:
            opening = open_links.pop()
            title = str(opening.attrGet("title") or "")
            token.meta |= {"address": opening.meta["address"], "title": title}
        elif token.type == "image":
            source = str(token.attrGet("src") or "")
            label = "".join(texts_of(token.children or []))
            token.meta["address"] = _address("image", source, label, line, rendering)
            token.meta["within-link"] = bool(open_links)
        elif token.type == "wiki":
            token.meta["address"] = _refer(
                token.meta["kind"],
                token.meta["target"],
                token.meta["fragment"],
                token.content,
                line,
                rendering,
            )
            token.meta["within-link"] = bool(open_links)


def _until_close(children: list[Token], index: int) -> list[Token]:
    level = children[index].level
    inner = []
    for token in children[index + 1 :]:
        if token.type == "link_close" and token.level == level:
            break
        inner.append(token)
    return inner


def _address(kind: str, address: str, label: str, line: int, rendering: Rendering) -> str:
    """What stands in the HTML: `=` and a web address, a reference, or nothing for text."""
    scheme = _SCHEME.match(address)
    if scheme and scheme.group().lower() in _ALLOWED_SCHEMES:
        web = scheme.group().lower() in ("http:", "https:")
        if kind == "image":
            rendering.problems.append(("image-remote" if web else "link-refused", line))
            return "=" + address if web else ""
        return "=" + address
    if kind == "image" and address.startswith("//"):
        rendering.problems.append(("image-remote", line))
        return ""
    if scheme or unquote(address).startswith(("//", "\\")):
        rendering.problems.append(("link-refused", line))
        return ""
    path, _, fragment = address.partition("#")
    return _refer(kind, unquote(path), unquote(fragment), label, line, rendering)


def _refer(
    kind: str, target: str, fragment: str, label: str, line: int, rendering: Rendering
) -> str:
    rendering.references.append(
        Reference(kind, _clean(target), _clean(fragment), _clean(label), line)
    )
    return str(len(rendering.references) - 1)


def _clean(text: str) -> str:
    return text.replace(MARK, "\ufffd")
