"""Change a source folder as a person would between two builds, and say what has to come of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from benchmarks.tools import Tool

Expected = tuple[str, str]
"""The name of an entry and what its page has to say, which may be nothing."""
Change = Callable[[Tool, Path, int], Expected]
"""Changes a tool's source folder; another number changes it in another place."""

_TITLE = re.compile(r'A made-up journal[^"\n]*')
_MOOD = re.compile(r"^( *mood\b[^\d\n]*)\d+([^\d\n]+)\d+", re.MULTILINE)
_NEAR = 25
"""How many of the next entries may link to an entry."""
_RENAMED = "-once-more"


def nothing(tool: Tool, source: Path, _number: int) -> Expected:
    """Change nothing."""
    return _middle(tool, source)[0].stem, ""


def edit(tool: Tool, source: Path, number: int) -> Expected:
    """Append a sentence to the first paragraph of one entry in the middle of the journal."""
    files = _middle(tool, source)
    path = files[number % len(files)]
    front, body = _split(path.read_text("utf-8"))
    paragraph, gap, rest = body.partition("\n\n")
    sentence = f"I came back to this for a while, as note {number} says."
    _write(path, f"{front}{paragraph} {sentence}{gap}{rest}")
    return path.stem, sentence


def rate(tool: Tool, source: Path, number: int) -> Expected:
    """Give one entry in the middle of the journal another mood."""
    files = _middle(tool, source)
    path = files[number % len(files)]
    text = path.read_text("utf-8")
    first, second = number % 5, 5 + number % 6
    changed = _MOOD.sub(rf"\g<1>{first}\g<2>{second}", text, count=1)
    if changed == text:
        changed = _MOOD.sub(rf"\g<1>{first + 1}\g<2>{second}", text, count=1)
    _write(path, changed)
    return path.stem, ""


def rename(tool: Tool, source: Path, number: int) -> Expected:
    """Rename the file of one entry in the middle of the journal that no other links to."""
    files = _middle(tool, source)
    number %= len(files)
    for place in (*range(number, len(files)), *range(number)):
        path = files[place]
        if not path.stem.endswith(_RENAMED) and not _linked(path, files[place + 1 :]):
            return path.rename(path.with_stem(path.stem + _RENAMED)).stem, ""
    raise ValueError("Every entry is linked to.")


def retitle(tool: Tool, source: Path, number: int) -> Expected:
    """Give the site another title."""
    path = source / tool.title
    title = f"A made-up journal, part {number}"
    _write(path, _TITLE.sub(title, path.read_text("utf-8"), count=1))
    return _middle(tool, source)[0].stem, title


OPERATIONS: dict[str, Change] = {
    "cold": nothing,
    "edit-one": edit,
    "rate-one": rate,
    "rename-one": rename,
    "no-op": nothing,
    "config": retitle,
}
"""What is done before a build, by what that is called. A cold one goes into a new folder."""


def _middle(tool: Tool, source: Path) -> list[Path]:
    """The entries from the middle of the journal on."""
    files = tool.sources(source)
    return files[len(files) // 2 :]


def _split(text: str) -> tuple[str, str]:
    """Front matter with its lines of dashes, and body."""
    place = text.index("\n---\n", 3) + len("\n---\n")
    return text[:place], text[place:]


def _linked(path: Path, later: list[Path]) -> bool:
    """Whether a later entry may link to this one: it has its name in it."""
    return any(path.stem in other.read_text("utf-8") for other in later[:_NEAR])


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")
