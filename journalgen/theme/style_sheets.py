"""Tell what a theme's style sheet holds that could load something from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

import tinycss2

from journalgen.theme.css_values import LOADING_NOTHING

_RULES = frozenset(
    "media supports font-face page layer container property counter-style keyframes scope "
    "starting-style".split()
)
_NAMES = frozenset({"behavior", "-ms-behavior", "-moz-binding", "progid"})
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]", re.IGNORECASE)


class Refused(NamedTuple):
    """What a style sheet can't use, and where."""

    what: str
    line: int
    column: int
    lacking: bool = False
    """Whether it is a file that the theme doesn't have."""


def refused(text: str, name: str, files: Collection[str]) -> Iterator[Refused]:
    """Whatever `text` can't use, in its order.

    `name` is that of the style sheet in static/, `files` are the names of all files there. Read as
    browsers read it: escapes are resolved, comments are none of its parts.
    """
    waiting = tinycss2.parse_component_value_list(text, skip_comments=True)[::-1]
    while waiting:
        token: Any = waiting.pop()
        what, lacking = _of_token(token, posixpath.dirname(name), files)
        if what:
            yield Refused(what, token.source_line, token.source_column, lacking)
        inner = getattr(token, "content", None) or getattr(token, "arguments", None) or []
        waiting.extend(reversed(inner) if isinstance(inner, list) else [])


def _of_token(token: Any, folder: str, files: Collection[str]) -> tuple[str, bool]:
    """What is wrong with a token by itself, empty for nothing; whether it is a lacking file."""
    kind = token.type
    if kind == "error":
        return token.kind, False
    if kind == "at-keyword" and token.lower_value not in _RULES:
        return f"@{token.value}", False
    if kind == "ident" and token.lower_value in _NAMES:
        return token.value, False
    if kind == "url":
        return _of_address(token.value, folder, files)
    if kind != "function":
        return "", False
    if token.lower_name == "url":
        texts = [part for part in token.arguments if part.type != "whitespace"]
        if len(texts) != 1 or texts[0].type != "string":
            return "url()", False
        return _of_address(texts[0].value, folder, files)
    return ("", False) if token.lower_name in LOADING_NOTHING else (f"{token.name}()", False)


def _of_address(address: str, folder: str, files: Collection[str]) -> tuple[str, bool]:
    if _IMAGE.match(address):
        return "", False
    path = address.partition("#")[0]
    plain = path and path.isprintable() and not set(path) & set("\\:?") and path[0] != "/"
    if not plain or path != path.strip():
        return f"url({address})", False
    name = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return ("", False) if name in files else (address, True)
