"""Turn Markdown with HTML comments, as `journalgen new` writes them, into Markdown without.

A comment that isn't closed before the next one begins is text: it would swallow what follows.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_OPEN, _CLOSE = "<!--", "-->"
_CODE_INDENT = 4


def leave_comments_out(md: MarkdownIt) -> None:
    """Put the rules in; `env["comments"]` gets (text, line counted from 0) of what is left out."""
    alternatives = ["paragraph", "reference", "blockquote"]
    md.block.ruler.before("table", "comment", _block, {"alt": alternatives})
    md.inline.ruler.before("autolink", "comment", _inline)


def without_comments(text: str) -> str:
    """Text between comments."""
    first, *parts = text.split(_OPEN)
    return first + "".join(_after(part) for part in parts)


def _after(part: str) -> str:
    """What follows a comment whose mark stands before `part`; all of it where it has no end."""
    _inside, close, rest = part.partition(_CLOSE)
    return rest if close else _OPEN + part


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment with lines of its own."""
    if state.is_code_block(start) or not _line(state, start).startswith(_OPEN):
        return False
    lines: list[str] = []
    for number in range(start, end):
        if lines and not state.isEmpty(number) and state.sCount[number] < state.blkIndent:
            return False  # the list or quotation that it stands in has ended
        lines.append(_line(state, number))
        inside = lines[-1][len(_OPEN) if number == start else 0 :]
        if _CLOSE in inside or _OPEN in inside:
            break
    text = "\n".join(lines)
    if without_comments(text).strip():
        return False
    if not silent:
        state.line = start + len(lines)
        _note(state, text, start)
    return True


def _inline(state: StateInline, silent: bool) -> bool:
    """A comment within a line or paragraph."""
    if not state.src.startswith(_OPEN, state.pos):
        return False
    begin = state.pos + len(_OPEN)
    following = state.src.find(_OPEN, begin)
    limit = state.posMax if following < 0 else min(following, state.posMax)
    close = state.src.find(_CLOSE, begin, limit)
    if close < 0:
        return False
    if not silent:
        _note(state, state.src[state.pos : close], state.env.get("inline-line", 0))
    state.pos = close + len(_CLOSE)
    return True


def _note(state: StateBlock | StateInline, text: str, line: int) -> None:
    inner = text.removeprefix(_OPEN).partition(_CLOSE)[0]
    state.env.setdefault("comments", []).append((" ".join(inner.split()), line))


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
