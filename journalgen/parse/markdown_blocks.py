"""Block rules of Markdown that lose nothing: definitions nobody uses and surplus cells are text."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, paragraph

_MOST_ROWS = 50_000
"""Rows of tables looked at in one file; a quadratic number of looks would take minutes."""

_LOOK_AHEAD = 20
"""Lines a shortcut looks at before it leaves a paragraph to the rules."""
_CODE_INDENT = 4
_ITEM = re.compile(r"- +\w")
"""A list item, whatever stands above it; dashes alone could be a line below a heading."""

_BlockRule = Callable[[StateBlock, int, int, bool], bool]


class References(dict[str, Any]):
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


def unused_definitions(env: MutableMapping[str, Any]) -> set[str]:
    references: References = env["references"]
    notes = env.get("footnotes", {}).get("refs", {})
    return {label for label in references if label not in references.used} | {
        label for label, index in notes.items() if index < 0
    }


def all_definitions(env: MutableMapping[str, Any]) -> set[str]:
    """The labels of all definitions in a text that was parsed."""
    return {*env["references"], *env.get("footnotes", {}).get("refs", {})}


def keep_everything(md: MarkdownIt) -> None:
    """Wrap the rules that would drop something."""
    for name, wrapper in _WRAPPERS.items():
        rule = md.block.ruler.__rules__[md.block.ruler.__find__(name)]
        md.block.ruler.at(name, wrapper(rule.fn), {"alt": rule.alt})


def take_shortcuts(md: MarkdownIt) -> None:
    """Try what most blocks are before the other ten rules."""
    md.block.ruler.before("table", "shortcut", _shortcut)


def _shortcut(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading, or a paragraph that begins with a letter: no other rule could take it."""
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    if line[0] == "#":
        return "|" not in line and heading(state, start, end, silent)
    sure = line[0].isalpha() and _stays_paragraph(state, start, end)
    return sure and paragraph(state, start, end, silent)


def _stays_paragraph(state: StateBlock, start: int, end: int) -> bool:
    """Whether no line below can make a heading, a table or a term of the one at `start`."""
    for number in range(start + 1, end):
        line = _line(state, number)
        if not line:
            below = _line(state, number + 1) if number == start + 1 < end - 1 else ""
            return not below.startswith((":", "~"))
        if line[0] in "-=|:~":
            return bool(_ITEM.match(line)) and 0 <= state.sCount[number] < _CODE_INDENT
        if number - start > _LOOK_AHEAD:
            return False
    return True


def _keep_reference(original: Any) -> _BlockRule:
    """A link definition counts unless it is unused or repeats another one."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        references: References = state.env["references"]
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


def _keep_footnote(original: Any) -> _BlockRule:
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


def _keep_cells(original: Any) -> _BlockRule:
    """A table with more cells in a row than columns stays text: it would lose the rest.

    A text that asks for too many looks at its rows has no more tables.
    """

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if start + 1 >= end or "|" not in _line(state, start):
            return False
        below = _line(state, start + 1)
        if "-" not in below or below.strip("|-: \t"):
            return False
        looked_at = state.env.get("rows", 0)
        if looked_at > _MOST_ROWS:
            return False
        rows = _row_cells(state, start + 2, end)
        state.env["rows"] = looked_at + len(rows)
        if max(rows, default=0) > _cells(below):
            return False
        return bool(original(state, start, end, silent))

    return rule


def _row_cells(state: StateBlock, start: int, end: int) -> list[int]:
    """The number of cells in each line up to the next blank one."""
    counts: list[int] = []
    for number in range(start, end):
        line = _line(state, number)
        if not line.strip() or len(counts) > _MOST_ROWS:
            break
        counts.append(_cells(line))
    return counts


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _cells(line: str) -> int:
    return line.strip().replace("\\|", "").strip("|").count("|") + 1


_WRAPPERS = {
    "reference": _keep_reference,
    "footnote_def": _keep_footnote,
    "table": _keep_cells,
}
