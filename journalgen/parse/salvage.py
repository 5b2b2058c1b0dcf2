"""Turn front matter that isn't valid YAML into the keys and values that can still be made out.

Each top-level key is read by itself; where that doesn't work either, its value is taken as the
text that stands there. So a stray quote in one line leaves all the others as they were meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct, field

from journalgen.parse.yaml_nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    YamlError,
    parse_nodes,
)

_COLON = re.compile(r":(?=\s|$)")
_NO_KEY = frozenset("#-[]{},&*!|>%@`:?")
_TIGHT_KEY = re.compile(r"[ \t]*([^\W\d][\w-]*)[ \t]*:(?=\S)")
_ITEM = re.compile(r"([ \t]*)-(?:[ \t]+|$)")
_MAX_LEVEL = 4


class Salvage(Struct):
    """What could be made out of a broken front matter."""

    mapping: Mapping
    problems: list[tuple[str, int]] = field(default_factory=list)
    """(diagnostic code, character) of each place that stops the parser."""
    leftovers: list[tuple[int, int]] = field(default_factory=list)
    """(start, end) of each line that belongs to no key."""


class _Line(Struct, frozen=True):
    text: str
    start: int

    @property
    def blank(self) -> bool:
        stripped = self.text.strip()
        return not stripped or stripped.startswith("#")

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def salvage(text: str, offset: int, is_key: Callable[[str], bool]) -> Salvage:
    """Read `text` key by key; positions are counted from `offset`.

    `is_key` knows the keys of the format: they are found even where they are indented by
    accident or lack the space behind the colon.
    """
    worker = _Worker(is_key)
    pairs = worker.mapping(_lines(text, offset), 0)
    found = Salvage(Mapping(tuple(pairs), offset, offset + len(text)))
    found.problems = worker.problems
    found.leftovers = worker.leftovers
    return found


def _lines(text: str, offset: int) -> list[_Line]:
    lines = []
    for raw in text.split("\n"):
        lines.append(_Line(raw, offset))
        offset += len(raw) + 1
    return lines


class _Worker:
    """Reads lines into pairs and remembers what it met on the way."""

    def __init__(self, is_key: Callable[[str], bool]) -> None:
        self.is_key = is_key
        self.problems: list[tuple[str, int]] = []
        self.leftovers: list[tuple[int, int]] = []

    def mapping(self, lines: list[_Line], level: int) -> list[tuple[Node, Node]]:
        pairs: list[tuple[Node, Node]] = []
        for chunk in self._chunks(lines, level):
            pairs.extend(self._pair(chunk, level))
        return pairs

    def _chunks(self, lines: list[_Line], level: int) -> list[list[_Line]]:
        """Cut lines before each key of the outermost indent."""
        chunks: list[list[_Line]] = []
        indent = min((_indent(line) for line in lines if not line.blank), default=0)
        for line in lines:
            key = self._key(line)
            at_level = key is not None and (
                _indent(line) <= indent
                or (level == 0 and self.is_key(key[0]) and chunks and self._has_value(chunks[-1]))
            )
            if at_level:
                chunks.append([line])
            elif not chunks or (_indent(line) < max(indent, 1) and not _ITEM.match(line.text)):
                if not line.blank:
                    self.leftovers.append((line.start, line.end))
            else:
                chunks[-1].append(line)
        return chunks

    def _has_value(self, chunk: list[_Line]) -> bool:
        """Whether a value stands on the key's own line, so that no key belongs below it."""
        found = self._key(chunk[0])
        value = chunk[0].text[found[1] :].strip() if found else ""
        return bool(value) and value[0] not in "|>[{"

    def _key(self, line: _Line) -> tuple[str, int] | None:
        return key_of(line.text, self.is_key)

    def _pair(self, chunk: list[_Line], level: int) -> list[tuple[Node, Node]]:
        first = chunk[0]
        found = self._key(first)
        assert found is not None  # chunks are cut at keys
        name, behind = found
        text = "\n".join(line.text for line in chunk)
        try:
            node = parse_nodes(text, first.start)
        except YamlError as problem:
            self.problems.append((problem.code, problem.index))
        else:
            if isinstance(node, Mapping) and len(node.pairs) == 1:
                return list(node.pairs)
        start = first.start + _indent(first)
        key = Scalar(name, start, start + len(name))
        inline = _Line(first.text[behind:], first.start + behind)
        return [(key, self._value(inline, chunk[1:], level + 1))]

    def _value(self, inline: _Line, more: list[_Line], level: int) -> Node:
        """A value by its looks: a list, keys below, else the text itself."""
        full = [line for line in more if not line.blank]
        if not inline.text.strip() and full and level <= _MAX_LEVEL:
            if _ITEM.match(full[0].text):
                return self._list(more, level)
            if self._key(full[0]):
                pairs = self.mapping(more, level)
                return Mapping(tuple(pairs), full[0].start, full[-1].end)
        return _raw([inline, *more])

    def _list(self, lines: list[_Line], level: int) -> Node:
        items: list[list[_Line]] = []
        indent = min(_indent(line) for line in lines if _ITEM.match(line.text))
        for line in lines:
            if _ITEM.match(line.text) and _indent(line) == indent:
                items.append([line])
            elif items:
                items[-1].append(line)
        nodes = tuple(self._item(item, level) for item in items)
        return Sequence(nodes, nodes[0].start, nodes[-1].end)

    def _item(self, item: list[_Line], level: int) -> Node:
        text = "\n".join(line.text for line in item)
        try:
            node = parse_nodes(text, item[0].start)
        except YamlError:
            pass
        else:
            if isinstance(node, Sequence) and len(node.items) == 1:
                return node.items[0]
        match = _ITEM.match(item[0].text)
        assert match is not None  # items are cut at their dashes
        cut = match.end()
        # The dash becomes a space, so that the first key stands below its siblings.
        inner = [_Line(" " * cut + item[0].text[cut:], item[0].start), *item[1:]]
        if all(self._key(line) for line in inner if not line.blank) and len(inner) > 1:
            pairs = self.mapping(inner, level + 1)
            return Mapping(tuple(pairs), item[0].start + cut, item[-1].end)
        return _raw([_Line(item[0].text[cut:], item[0].start + cut), *item[1:]])


def key_of(line: str, is_key: Callable[[str], bool]) -> tuple[str, int] | None:
    """The key a line begins with and the position behind its colon."""
    colon = _COLON.search(line)
    name = line[: colon.start()].strip() if colon else ""
    if colon and name and name[0] not in _NO_KEY and not _half_quoted(name):
        return name.strip("\"'"), colon.end()
    tight = _TIGHT_KEY.match(line)
    if tight and is_key(tight.group(1)):
        return tight.group(1), tight.end()
    return None


def _half_quoted(name: str) -> bool:
    """Whether quotes stand around only part of a name, as in `"No" is hard: …`."""
    return name[0] in "\"'" and (len(name) < 2 or name[0] in name[1:-1] or name[-1] != name[0])


def _indent(line: _Line) -> int:
    return len(line.text) - len(line.text.lstrip(" \t"))


def _raw(lines: list[_Line]) -> Scalar:
    """The text of the lines as one value, exactly as it stands but for the line breaks."""
    full = [line for line in lines if line.text.strip()]
    if not full:
        return Scalar("", lines[0].start, lines[0].start)
    start = full[0].start + _indent(full[0])
    text = " ".join(line.text.strip() for line in full)
    return Scalar(text, start, full[-1].start + len(full[-1].text.rstrip()), style="raw")
