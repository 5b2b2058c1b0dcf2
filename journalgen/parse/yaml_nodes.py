"""Turn YAML text into nodes that know their place, and nothing else.

Built on the parser's events: they carry marks and anchors, an alias can be refused where it
stands, and no depth of nesting recurses. No scalar is converted; the type of the field decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml
from msgspec import Struct

# What escapes such as "\0" can bring in, and no page or file can hold.
_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")

# libyaml where PyYAML was built with it, else the slower parser in Python.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 12
"""Levels of nesting; the format itself needs four."""


class Scalar(Struct, frozen=True):
    """A value as written: `value` is the text without quotes, `style` the quote character."""

    value: str
    start: int
    end: int
    style: str = ""
    """`'`, `"`, `|`, `>`, or empty for plain text."""
    plain_value: bool = True
    """False where a tag or an anchor stands before the text."""


class Sequence(Struct, frozen=True):
    """A list in block or flow style."""

    items: tuple[Node, ...]
    start: int
    end: int
    flow: bool = False


class Mapping(Struct, frozen=True):
    """Keys and values in the order written; keys may repeat."""

    pairs: tuple[tuple[Node, Node], ...]
    start: int
    end: int
    flow: bool = False


Node = Scalar | Sequence | Mapping


class YamlError(Exception):
    """The text isn't YAML that can be read here."""

    def __init__(self, code: str, index: int) -> None:
        """`code` is a diagnostic code, `index` the character it is about."""
        super().__init__(code)
        self.code = code
        self.index = index


def parse_nodes(text: str, offset: int = 0) -> Node | None:
    """Return the node of a YAML text, or None where it holds nothing.

    Positions are counted in characters, plus `offset`. Raises YamlError.
    """
    events = yaml.parse(text, Loader=_LOADER)
    try:
        return _build(events, offset, len(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        index = min(mark.index, len(text)) if mark else 0
        raise YamlError("front-matter-broken", index + offset) from error
    except yaml.reader.ReaderError as error:
        raise YamlError("front-matter-broken", offset) from error
    except yaml.YAMLError as error:
        raise YamlError("front-matter-broken", offset) from error


_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class _Open(Struct):
    """A list or mapping whose end hasn't been met yet."""

    mapping: bool
    flow: bool
    start: int
    children: list[Node]


def _build(events: Iterable[Any], offset: int, length: int) -> Node | None:
    stack: list[_Open] = []
    root: Node | None = None
    for event in events:
        node: Node | None = None
        kind = type(event)
        start: int = event.start_mark.index + offset
        end: int = event.end_mark.index + offset
        if kind is yaml.ScalarEvent:
            text = _UNPRINTABLE.sub("\ufffd", event.value)
            style = event.style if event.style not in (None, ":") else ""
            node = Scalar(text, start, end, style, event.anchor is None and event.tag is None)
        elif kind in _STARTS:
            if len(stack) == MAX_DEPTH:
                raise YamlError("too-deep", start)
            stack.append(_Open(kind is yaml.MappingStartEvent, bool(event.flow_style), start, []))
        elif kind in _ENDS:
            node = _close(stack.pop(), end)
        elif kind is yaml.AliasEvent:
            raise YamlError("yaml-alias", start)
        if node is None:
            continue
        if stack:
            stack[-1].children.append(node)
        elif root is None:
            root = node
        else:  # a second document
            raise YamlError("front-matter-broken", min(node.start, length + offset))
    if isinstance(root, Scalar) and root.start == root.end and not root.value:
        return None
    return root


def _close(opened: _Open, end: int) -> Node:
    children = opened.children
    if not opened.flow and children:
        end = children[-1].end  # a block's own end mark lies before the next token
    if not opened.mapping:
        return Sequence(tuple(children), opened.start, end, opened.flow)
    pairs = tuple(zip(children[::2], children[1::2], strict=True))
    return Mapping(pairs, opened.start, end, opened.flow)
