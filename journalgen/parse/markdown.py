"""Turn Markdown into tokens and HTML from which nothing is missing and nothing can be loaded.

Raw HTML is text. Addresses are either http, https, mailto and tel links, or references into the
journal that `site` resolves later. Definitions nobody refers to stay as the text they are.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from journalgen.model.entry import Reference
from journalgen.model.names import slug

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

MARK = "\x00"
"""Begins and ends the place of a reference in HTML; no text can hold it."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_ALLOWED_SCHEMES = ("http:", "https:", "mailto:", "tel:")
_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]")

_BRACKET_BUDGET = 2_000
"""Brackets in one file beyond which text stays plain: each may cost the parser 0.1 ms."""
_QUOTE_BUDGET = 2_000_000
"""Sum of the squares of the numbers of quotation marks in each paragraph."""
_BRACKETS = re.compile(r"[\[\]]")


@dataclass(slots=True)
class Rendering:
    """What one file's Markdown brought up, filled while it is parsed."""

    references: list[Reference] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    """The slug of each heading, and its id on the page."""
    repeats: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, int]] = field(default_factory=list)
    """(diagnostic code, line of the body counted from 0)."""


class Markdown:
    """A Markdown parser set up for one language; holds no state between texts."""

    def __init__(self, language: str) -> None:
        """`language` decides the shape of quotation marks, as in `de` or `pt-BR`."""
        quotes = _QUOTES.get(language.split("-")[0].split("_")[0].lower(), _ENGLISH_QUOTES)
        md = MarkdownIt("js-default", {"typographer": True, "quotes": quotes, "tasklists": True})
        md.disable(["replacements", "linkify"])
        md.validateLink = lambda url: True  # type: ignore[method-assign] # judged in `_address`
        md.use(footnote_plugin).use(deflist_plugin)
        md.core.ruler.at("inline", _inline_within_budget)
        md.core.ruler.at("smartquotes", _smart_quotes_within_budget)
        md.inline.ruler.before("link", "wiki_link", _wiki_link)
        for name in ("reference", "footnote_def", "table"):
            _wrap_block_rule(md, name, _WRAPPERS[name])
        for name, rule in _RENDER_RULES.items():
            md.add_render_rule(name, rule)
        self._md = md

    def parse(self, text: str) -> tuple[list[Token], dict[str, Any], Rendering]:
        """Parse `text`; the tokens are ready for `render`, the references collected."""
        plain: set[str] = set()
        while True:
            env: dict[str, Any] = {"references": _References(), "plain": plain}
            tokens = self._md.parse(text, env)
            unused = _unused_definitions(env) - plain
            if not unused:
                break
            plain |= unused
        rendering = Rendering()
        for line in env.get("dense", ()):
            rendering.problems.append(("markdown-dense", line))
        _prepare(tokens, rendering)
        return tokens, env, rendering

    def render(self, tokens: Sequence[Token], env: dict[str, Any]) -> str:
        """HTML of tokens, or of a part of them that closes all it opens."""
        return str(self._md.renderer.render(list(tokens), self._md.options, env))


# Definitions: what nobody refers to is text


class _References(dict[str, Any]):
    """Link definitions that remember which of them were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.last = ""

    def __setitem__(self, label: str, value: Any) -> None:
        self.last = label
        super().__setitem__(label, value)

    def __getitem__(self, label: str) -> Any:
        self.used.add(label)
        return super().__getitem__(label)


def _unused_definitions(env: MutableMapping[str, Any]) -> set[str]:
    references: _References = env["references"]
    notes = env.get("footnotes", {}).get("refs", {})
    return {label for label in references if label not in references.used} | {
        label for label, index in notes.items() if index < 0
    }


def _wrap_block_rule(
    md: MarkdownIt,
    name: str,
    wrapper: Callable[[Any], Callable[[StateBlock, int, int, bool], bool]],
) -> None:
    index = md.block.ruler.__find__(name)
    rule = md.block.ruler.__rules__[index]
    md.block.ruler.at(name, wrapper(rule.fn), {"alt": rule.alt})


def _keep_reference(original: Any) -> Callable[[StateBlock, int, int, bool], bool]:
    """A link definition counts unless it is unused or repeats another one."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        references: _References = state.env["references"]
        references.last = ""
        repeated = len(state.env.get("duplicate_refs", ()))
        if not original(state, start, end, silent):
            return False
        if silent:
            return True
        if references.last in state.env["plain"]:
            references.pop(references.last, None)
        elif len(state.env.get("duplicate_refs", ())) == repeated:
            return True
        state.line = start
        return False

    return rule


def _keep_footnote(original: Any) -> Callable[[StateBlock, int, int, bool], bool]:
    """A footnote's text counts unless nobody refers to it or its label stands twice."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        line = state.src[begin : state.eMarks[start]]
        label = ":" + line[2:].partition("]:")[0]
        known = state.env.get("footnotes", {}).get("refs", {})
        if label in state.env["plain"] or (not silent and label in known):
            return False
        return bool(original(state, start, end, silent))

    return rule


def _keep_cells(original: Any) -> Callable[[StateBlock, int, int, bool], bool]:
    """A table with more cells in a row than columns stays text: it would lose the rest."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if start + 1 >= end:
            return False
        below = _line(state, start + 1)
        if "-" not in below or below.strip("|-: \t"):
            return False
        columns = _cells(below)
        for number in range(start + 2, end):
            line = _line(state, number)
            if not line.strip():
                break
            if _cells(line) > columns:
                return False
        return bool(original(state, start, end, silent))

    return rule


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _cells(line: str) -> int:
    return line.strip().replace("\\|", "").strip("|").count("|") + 1


_WRAPPERS = {
    "reference": _keep_reference,
    "footnote_def": _keep_footnote,
    "table": _keep_cells,
}


# Inline text


def _inline_within_budget(state: StateCore) -> None:
    """Parse inline text as long as brackets, which cost most, stay within the budget."""
    budget = _BRACKET_BUDGET
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = token.children or []
        budget -= len(_BRACKETS.findall(token.content)) if "[" in token.content else 0
        if budget >= 0:
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            continue
        token.children.append(Token("text", "", 0, content=token.content))
        if "dense" not in state.env:
            state.env["dense"] = [token.map[0] if token.map else 0]


def _smart_quotes_within_budget(state: StateCore) -> None:
    """Shape quotation marks; in a paragraph of nothing else they stay as they are.

    Finding partners takes time with the square of their number.
    """
    budget = _QUOTE_BUDGET
    for token in state.tokens:
        if token.type != "inline" or not token.children:
            continue
        budget -= (token.content.count('"') + token.content.count("'")) ** 2
        if budget >= 0:
            process_inlines(token.children, state)


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


# References, headings and lists


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
    open_links: list[str] = []
    for index, token in enumerate(children):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "link_open":
            label = "".join(_texts(_until_close(children, index)))
            href = str(token.attrGet("href") or "")
            token.meta["address"] = _address("link", href, label, line, rendering)
            open_links.append(token.meta["address"])
        elif token.type == "link_close" and open_links:
            token.meta["address"] = open_links.pop()
        elif token.type == "image":
            source = str(token.attrGet("src") or "")
            label = "".join(_texts(token.children or []))
            token.meta["address"] = _address("image", source, label, line, rendering)
        elif token.type == "wiki":
            token.meta["address"] = _refer(
                token.meta["kind"],
                token.meta["target"],
                token.meta["fragment"],
                token.content,
                line,
                rendering,
            )


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


def _texts(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", "wiki"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield from _texts(token.children or [])
        elif token.type == "footnote_ref":
            continue
        elif token.content:
            yield token.content


def plain_text(token: Token) -> str:
    """The words of an inline token, without marks."""
    return " ".join("".join(_texts(token.children or [])).split())


# HTML

_Rule = Callable[[Any, Sequence[Token], int, Any, Any], str]


def _link_open(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    token = tokens[index]
    address: str = token.meta.get("address", "")
    if not address:
        return '<span class="no-link">'
    title = token.attrGet("title")
    extra = f' title="{html.escape(str(title))}"' if title else ""
    if address.startswith("="):
        return f'<a class="web" rel="noreferrer" href="{html.escape(address[1:])}"{extra}>'
    return f"{MARK}o{address}{MARK}"


def _link_close(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    address: str = tokens[index].meta.get("address", "")
    if not address:
        return "</span>" + _shown_address(tokens, index)
    return "</a>" if address.startswith("=") else f"{MARK}c{address}{MARK}"


def _shown_address(tokens: Sequence[Token], index: int) -> str:
    """The address of a link that isn't one, since it is part of what was written."""
    level = tokens[index].level
    opening = next(
        t for t in reversed(tokens[:index]) if t.type == "link_open" and t.level == level
    )
    return _target(str(opening.attrGet("href") or ""), str(opening.attrGet("title") or ""))


def _target(address: str, title: str = "") -> str:
    shown = html.escape(" ".join(part for part in (unquote(address), title) if part))
    return f' <span class="target">({_clean(shown)})</span>' if shown else ""


def _image(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    token = tokens[index]
    address: str = token.meta.get("address", "")
    label = html.escape("".join(_texts(token.children or [])))
    source, title = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
    if not address:
        return f'<span class="no-link">{label}</span>' + _target(source, title)
    if address.startswith("="):
        shown = label or html.escape(source)
        behind = f' <span class="target">({html.escape(title)})</span>' if title else ""
        return (
            f'<a class="web image" rel="noreferrer" href="{html.escape(address[1:])}">'
            f"{shown}</a>{behind}"
        )
    return f"{MARK}i{address}{MARK}" + (
        f' <span class="caption">{html.escape(title)}</span>' if title else ""
    )


def _wiki(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    return f"{MARK}i{tokens[index].meta['address']}{MARK}"


def _list_item_open(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    """Numbers stay those that were written: Markdown would count for itself."""
    token = tokens[index]
    value = f' value="{int(token.info)}"' if token.info.isdigit() else ""
    if "checked" not in token.meta:
        return f"<li{value}>"
    return f'<li class="task"{value}>{"☑" if token.meta["checked"] else "☐"} '


def _fence(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    token = tokens[index]
    info = f'<p class="code-info">{html.escape(token.info.strip())}</p>\n'
    code = f'<pre tabindex="0"><code>{html.escape(token.content)}</code></pre>\n'
    return (info if token.info.strip() else "") + code


def _code_block(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    return f'<pre tabindex="0"><code>{html.escape(tokens[index].content)}</code></pre>\n'


def _cell_open(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    """Alignment as a class: the policy of the pages blocks style attributes."""
    token = tokens[index]
    style = str(token.attrGet("style") or "")
    side = style.removeprefix("text-align:")
    name = f' class="{side}"' if side in ("left", "right", "center") else ""
    tag = _cell_tag(tokens, index)
    scope = ' scope="col"' if tag == "th" else ""
    return f"<{tag}{name}{scope}>"


def _cell_close(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    return f"</{_cell_tag(tokens, index - 2)}>\n"


def _cell_tag(tokens: Sequence[Token], index: int) -> str:
    """A header cell without words heads nothing: it is an ordinary cell."""
    return tokens[index].tag if tokens[index + 1].content.strip() else "td"


def _table_open(*_: Any) -> str:
    return '<div class="wide" tabindex="0"><table>\n'


def _table_close(*_: Any) -> str:
    return "</table></div>\n"


def _heading_open(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    token = tokens[index]
    return f'<h{demoted(token.tag)} id="{html.escape(str(token.attrGet("id")))}">'


def _heading_close(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    return f"</h{demoted(tokens[index].tag)}>\n"


def demoted(tag: str) -> int:
    """The level of a body's heading on a page that has its own title and section headings."""
    return min(max(int(tag[1]) + 1, 3), 6)


_RENDER_RULES: dict[str, _Rule] = {
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "wiki": _wiki,
    "list_item_open": _list_item_open,
    "fence": _fence,
    "code_block": _code_block,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "th_close": _cell_close,
    "td_close": _cell_close,
    "table_open": _table_open,
    "table_close": _table_close,
    "heading_open": _heading_open,
    "heading_close": _heading_close,
}
