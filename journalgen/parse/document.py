"""Split the text of a file into front matter and body."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from journalgen.parse.private_keys import looks_private

_FENCE = re.compile(
    r"\A\s*?(?P<title>^#{1,6}[ \t][^\n]*\n\s*?)?^ {0,3}(?P<dashes>-{3,})[ \t]*$\n?", re.MULTILINE
)
_CLOSE = re.compile(r"^ {0,3}(?:-{3,}|\.\.\.)[ \t]*$\n?", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE)
_KEY_LINE = re.compile(r"[^\W\d][\w-]*:(?:\s|$)")
_MORE_LINE = re.compile(r"[ \t]|- |-$")


class Document(Struct, frozen=True):
    """A file's two halves, with the character each begins at."""

    header: str | None
    """The lines between the dashes; None without front matter."""
    header_start: int
    body: str
    body_start: int
    closed: bool = True
    """False where the closing line of dashes is lacking."""


def split_document(text: str, is_heading: Callable[[str], bool]) -> Document:
    """Split `text` (line ends `\\n`) at its lines of dashes.

    `is_heading` says whether a heading is one that is read: such a heading before the closing
    line means that the line is lacking and a later rule was met instead.
    """
    opening = _FENCE.match(text)
    if not opening:
        return Document(None, 0, text, 0)
    start = opening.end()
    if opening["title"] and not _KEY_LINE.match(text, start):
        return Document(None, 0, text, 0)  # a title above a rule
    closing = _CLOSE.search(text, start)
    end = closing.start() if closing else len(text)
    inside = (
        match.start()
        for match in _HEADING.finditer(text, start, end)
        if is_heading(match.group().strip("# \t"))
    )
    if closing and next(inside, None) is None:
        stop, after, closed = end, closing.end(), True
    else:
        stop = after = _end_of_keys(text, start)
        closed = False
        if stop == start and opening["dashes"] != "---":
            return Document(None, 0, text, 0)  # a rule at the very beginning
    if not opening["title"]:
        return Document(text[start:stop], start, text[after:], after, closed)
    # The title stays, and so do the numbers of the lines below.
    lines = text.count("\n", opening.end("title"), after)
    body = text[: opening.end("title")] + "\n" * lines + text[after:]
    return Document(text[start:stop], start, body, 0, closed)


def _end_of_keys(text: str, start: int) -> int:
    """Where the run of lines that look like front matter ends.

    What follows a private key belongs to it up to the next blank line, whatever it looks like.
    """
    stop = position = start
    private = False
    for line in text[start:].splitlines(keepends=True):
        position += len(line)
        key = not line.startswith("#") and looks_private(line)
        private = bool(line.strip()) and (private or key)
        if private or _KEY_LINE.match(line) or (_MORE_LINE.match(line) and line.strip()):
            stop = position
        elif line.strip():
            break
    return stop
