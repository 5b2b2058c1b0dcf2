"""Turn YAML nodes into values by the type of the field, reporting every problem at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from journalgen.diagnostics import Diagnostic
from journalgen.model.entry import Kept
from journalgen.model.names import fold
from journalgen.parse import numbers
from journalgen.parse.flow_mapping import mend_flow
from journalgen.parse.known_keys import known_key, suggestion
from journalgen.parse.private_keys import PRIVATE_KEY, is_private_key
from journalgen.parse.source_text import SourceText
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node, Scalar, Sequence

_COMMENT_TAIL = re.compile(r"[ \t]+#[^\n]*")
_SEPARATORS = re.compile(r"[,،、;，；]")
_NOTHING = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"yes": True, "true": True, "no": False, "false": False}

_Word = TypeVar("_Word", bound=StrEnum)
Reader = Callable[[str, Node], Any]


class Decoder:
    """Reads nodes of one file; collects diagnostics and what couldn't be used."""

    UNKNOWN, DUPLICATE = "unknown-key", "duplicate-key"
    """The codes for keys that aren't known or stand twice."""

    def __init__(self, source: SourceText) -> None:
        """`source` is the text the nodes' positions belong to."""
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.kept: list[Kept] = []

    # Reporting

    def problem(self, code: str, node: Node, quote: bool = True, /, **args: str) -> None:
        """Report `code` at a node; the line number comes with it."""
        cut = {key: shorten(value) for key, value in args.items()}
        end = node.end if isinstance(node, Scalar) else None
        self.diagnostics.append(
            self.source.diagnostic(code, node.start, end, quote=quote, args=cut.items())
        )

    def unusable(self, code: str, key: str, node: Node, /, **args: str) -> None:
        """Report a value that can't be used, and keep it for the page."""
        self.problem(code, node, True, key=key, **args)
        self.keep(key, node)

    def keep(self, key: str, node: Node) -> None:
        """Keep a value as written."""
        self.kept.append(Kept(key, self.written(node)))

    def written(self, node: Node) -> str:
        """The characters of a node in the file, without its comment and private keys inside."""
        start, parts = node.start, []
        for begin, end in _private_spans(node):
            parts.append(self.source.text[start:begin])
            start = end
        parts.append(self.source.text[start : node.end])
        return "".join(parts).strip("\n")

    # Shapes

    def mapping(
        self,
        node: MappingNode,
        fields: Mapping[str, Reader],
        *,
        combine: Mapping[str, Callable[[Any, Any], Any]] | None = None,
    ) -> dict[str, Any]:
        """Read the known keys; report unknown ones and repetitions.

        A key that stands twice counts with its first value, unless `combine` merges them.
        """
        values: dict[str, Any] = {}
        seen: set[str] = set()
        opened = False  # a private key whose text may have lost its indent
        for key_node, value_node in mend_flow(self.source.text, node, fields):
            key = self.key_name(key_node)
            name = known_key(key, fields)
            if name is None:
                self._unknown(key, key_node, value_node, fields, private=opened)
                continue
            opened = name == PRIVATE_KEY and value_node.start == value_node.end
            opened = opened or (name == PRIVATE_KEY and not self.value(value_node))
            if name in seen and name not in (combine or {}):
                self.problem(self.DUPLICATE, key_node, key=name)
                self.keep(name, value_node)
                continue
            value = fields[name](name, value_node)
            if name in seen:
                self.problem("duplicate-privacy-key", key_node, key=name)
                value = (combine or {})[name](values.get(name), value)
            seen.add(name)
            if value is not None:
                values[name] = value
        return values

    def key_name(self, node: Node) -> str:
        """A key as text, whatever was written in its place."""
        return node.value if isinstance(node, Scalar) else self.written(node)

    def _unknown(
        self, key: str, key_node: Node, value: Node, known: Iterable[str], *, private: bool
    ) -> None:
        close = suggestion(key, tuple(known))
        if private or is_private_key(key):
            shown = "…" if private else key
            self.problem("unknown-key-private", key_node, False, key=shown, suggestion=PRIVATE_KEY)
            return
        if key == "<<":
            self.problem("yaml-merge", key_node)
        elif close:
            self.problem(f"{self.UNKNOWN}-suggestion", key_node, key=key, suggestion=close)
        else:
            self.problem(self.UNKNOWN, key_node, key=key)
        self.keep(key, value)

    def items(self, node: Node) -> tuple[Node, ...]:
        """The items of a list, or the one value given instead of a list."""
        if isinstance(node, Sequence):
            return node.items
        return () if self.nothing(node) else (node,)

    def empty(self, node: Node) -> bool:
        """Whether nothing was filled in."""
        return isinstance(node, Scalar) and not node.style and not self.prose(node)

    def nothing(self, node: Node) -> bool:
        """Whether a key has no value: empty, or one of YAML's words for that."""
        if not isinstance(node, Scalar) or node.style or not node.plain_value:
            return self.empty(node)
        return node.value in _NOTHING and not self._tail(node)

    # Texts

    def prose(self, node: Node) -> str:
        """What was written, with all that YAML would take for a comment, tag or anchor.

        Lists and mappings that nobody meant as such (`- I learned: pause`) come back as the
        text they were.
        """
        if not isinstance(node, Scalar):
            text = " ".join(part.strip() for part in self.written(node).splitlines())
            return text + self._tail(node)
        if node.style:
            return node.value
        if not node.plain_value:
            return self.written(node) + self._tail(node)
        return node.value + self._tail(node)

    def _tail(self, node: Node) -> str:
        """What follows on the line behind ` #`, which is text here and no comment."""
        match = _COMMENT_TAIL.match(self.source.text, node.end)
        if not match:
            return ""
        tail = match.group().rstrip()
        return tail if node.end > node.start else tail.strip()

    def text(self, key: str, node: Node) -> str | None:
        """A text on one or more lines."""
        if self.nothing(node):
            return None
        if isinstance(node, Scalar) or not isinstance(node, Sequence):
            return self.prose(node).strip()
        self.unusable("not-plain-text", key, node)
        return None

    def names(self, key: str, node: Node) -> tuple[str, ...] | None:
        """A YAML list of names, or one line split at commas."""
        if isinstance(node, MappingNode):
            self.unusable("not-a-list", key, node)
            return None
        if self.nothing(node):
            return None
        if isinstance(node, Scalar):
            return self.unique(self.one_line(node))
        flat: list[str] = []
        for item in node.items:
            if isinstance(item, Sequence):
                flat.extend(self.names(key, item) or ())
            elif isinstance(item, MappingNode):
                self.unusable("not-a-list", key, item)
            else:
                flat.append(self.name_text(item))
        return self.unique(flat)

    def one_line(self, node: Scalar) -> list[str]:
        """The parts of a line between its commas."""
        return _SEPARATORS.split(self.name_text(node))

    def name_text(self, node: Scalar) -> str:
        """A name; `#home` behind it belongs to it, `# a remark` doesn't."""
        prose = self.prose(node)
        tail = self._tail(node) if not node.style else ""
        return prose[: -len(tail)] if tail.lstrip().startswith(("# ", "#\t")) else prose

    def unique(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names without the marks of other tools, each once."""
        found: dict[str, str] = {}
        for name in names:
            clean = clean_name(name)
            if fold(clean):
                found.setdefault(fold(clean), clean)
        return tuple(found.values())

    # Numbers, dates, words

    def value(self, node: Node) -> str | None:
        """The text of a typed value, None where nothing was filled in."""
        if isinstance(node, Scalar):
            text = node.value.strip()
            return None if not node.style and text in _NOTHING else text
        return self.written(node)

    def number(
        self, key: str, node: Node, low: float | None = None, high: float | None = None
    ) -> float | None:
        """A number from `low` to `high`."""
        text = self.value(node)
        if text is None:
            return None
        found = numbers.number(text) if isinstance(node, Scalar) else None
        if found is None:
            self.unusable("not-a-number", key, node, value=text)
            return None
        return found if self.in_range(key, node, found, low, high) else None

    def whole(self, key: str, node: Node, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`."""
        text = self.value(node)
        if text is None:
            return None
        found = numbers.number(text) if isinstance(node, Scalar) else None
        if found is None or found != int(found):
            self.unusable("not-a-whole-number", key, node, value=text)
            return None
        return int(found) if self.in_range(key, node, found, low, high) else None

    def in_range(
        self, key: str, node: Node, value: float, low: float | None, high: float | None
    ) -> bool:
        """Whether `low` <= `value` <= `high`; reports and keeps it otherwise."""
        above = high is not None and value > high
        if not above and not (low is not None and value < low):
            return True
        limit = high if above else low
        self.unusable(
            "out-of-range-high" if above else "out-of-range-low",
            key,
            node,
            value=numbers.plain(value),
            limit=_limit(limit),
            minimum=_limit(low),
            maximum=_limit(high),
        )
        return False

    def moment(self, key: str, node: Node) -> tuple[date, time | None] | None:
        """A day, with the time behind it."""
        text = self.value(node)
        if text is None:
            return None
        try:
            found = numbers.calendar_date(text) if isinstance(node, Scalar) else None
        except ValueError:
            self.unusable("no-such-day", key, node, value=text)
            return None
        if found is None:
            self.unusable("not-a-date", key, node, value=text)
        return found

    def choice(self, key: str, node: Node, words: Mapping[str, _Word]) -> _Word | None:
        """One of the words, whatever its case and spaces."""
        text = self.value(node)
        if text is None:
            return None
        found = words.get(fold(text)) if isinstance(node, Scalar) else None
        if found is None:
            choices = ", ".join(dict.fromkeys(str(word) for word in words.values()))
            self.unusable("not-a-choice", key, node, value=text, choices=choices)
        return found

    def boolean(self, key: str, node: Node) -> bool | None:
        """Strictly yes, no, true or false."""
        text = self.value(node)
        if text is None:
            return None
        found = _boolean(node)
        if found is None:
            self.unusable("not-yes-or-no", key, node, value=text)
        return found

    def privacy(self, key: str, node: Node, cautious: bool) -> bool:
        """As boolean, but anything unclear, even nothing, counts as the cautious value."""
        found = _boolean(node)
        if found is not None:
            return found
        assumed = "yes" if cautious else "no"
        self.unusable("privacy-unclear", key, node, value=self.value(node) or "", assumed=assumed)
        return cautious


def _private_spans(node: Node) -> Iterable[tuple[int, int]]:
    """(start, end) of the private keys inside a node, with their values, in order."""
    waiting: list[Node] = [node]
    found = []
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, Sequence):
            waiting.extend(inner.items)
        elif isinstance(inner, MappingNode):
            for key, value in inner.pairs:
                if isinstance(key, Scalar) and is_private_key(key.value):
                    found.append((key.start, max(key.end, value.end)))
                else:
                    waiting.append(value)
    return sorted(found)


def clean_name(name: str) -> str:
    """A name without `#`, `[[…]]`, list marks of other tools and spare spaces."""
    name = " ".join(name.split()).lstrip("#").strip()
    if name.startswith("[[") and name.endswith("]]"):
        name = name[2:-2].split("|")[-1].strip()
    return name


def shorten(value: str, limit: int = 60) -> str:
    """A value on one line, fit for a message."""
    value = " ".join(value.split())
    return value if len(value) <= limit else value[: limit - 1] + "…"


def _boolean(node: Node) -> bool | None:
    return _BOOLEANS.get(node.value.strip().lower()) if isinstance(node, Scalar) else None


def _limit(value: float | None) -> str:
    return "" if value is None else numbers.plain(value)
