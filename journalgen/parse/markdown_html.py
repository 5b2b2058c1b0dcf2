"""Turn Markdown tokens into HTML: what the pages' policy allows, and all that was written."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

MARK = "\x00"
"""Begins and ends the place of a reference in HTML; no text can hold it."""


def texts_of(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", "wiki"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield from texts_of(token.children or [])
        elif token.type == "footnote_ref":
            continue
        elif token.content:
            yield token.content


def plain_text(token: Token) -> str:
    """The words of an inline token, without marks."""
    return " ".join("".join(texts_of(token.children or [])).split())


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
    if address.startswith("="):
        return "</a>"
    return f"{MARK}c{address}{MARK}" + _target("", str(tokens[index].meta.get("title", "")))


def _shown_address(tokens: Sequence[Token], index: int) -> str:
    """The address of a link that isn't one, since it is part of what was written."""
    level = tokens[index].level
    opening = next(
        t for t in reversed(tokens[:index]) if t.type == "link_open" and t.level == level
    )
    return _target(str(opening.attrGet("href") or ""), str(opening.attrGet("title") or ""))


def _target(address: str, title: str = "") -> str:
    written = " ".join(part for part in (unquote(address), title) if part)
    shown = html.escape(written.replace(MARK, "\ufffd"))
    return f' <span class="target">({shown})</span>' if shown else ""


def _image(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    token = tokens[index]
    address: str = token.meta.get("address", "")
    label = html.escape("".join(texts_of(token.children or [])))
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
    return _place(token) + (f' <span class="caption">{html.escape(title)}</span>' if title else "")


def _wiki(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    return _place(tokens[index])


def _place(token: Token) -> str:
    """Where something is shown; within a link, where no other link can be."""
    part = "l" if token.meta.get("within-link") else "i"
    return f"{MARK}{part}{token.meta['address']}{MARK}"


def _list_item_open(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    """Numbers stay those that were written: Markdown would count for itself."""
    token = tokens[index]
    value = f' value="{int(token.info)}"' if token.info.isdigit() else ""
    kind = ' class="task"' if "checked" in token.meta else ""
    return f"<li{kind}{value}>{task_box(token)}"


def task_box(token: Token) -> str:
    """The box before a list item that is a task."""
    if "checked" not in token.meta:
        return ""
    return "☑ " if token.meta["checked"] else "☐ "


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
    return f'<h{token.meta["level"]} id="{html.escape(str(token.attrGet("id")))}">'


def _heading_close(_r: Any, tokens: Sequence[Token], index: int, _o: Any, _e: Any) -> str:
    return f"</h{tokens[index].meta['level']}>\n"


def put_headings_in_order(tokens: Sequence[Token]) -> None:
    """Give each heading its level on a page that has a title and headings of its parts above it.

    A level that was left out in the text isn't left out on the page, where those who hear it find
    their way by levels.
    """
    level = 2
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            if token.nesting == 1:
                level = min(max(int(token.tag[1]) + 1, 3), level + 1, 6)
            token.meta["level"] = level


RENDER_RULES: dict[str, _Rule] = {
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
