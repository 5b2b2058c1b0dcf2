"""Take the text under “Only for me” out of a body before anything else sees it.

This works on lines, not on Markdown, so that a code fence left open above, a quotation or a
heading of another level can't bring private text onto a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from journalgen.model.names import casefold, without_marks
from journalgen.parse.comments import without_comments
from journalgen.parse.vocabulary import Vocabulary

_SectionOf = Callable[[str], str | None]

# What can stand before a heading: quotation and list marks, numbers, task boxes, footnotes.
_PREFIX = re.compile(
    r"^(?:[\s>]|[-*+•:]\s|\d{1,9}[.)]\s|\[[ xX]?\]\s|\[\^[^\]\s]{1,80}\]:\s)*", re.ASCII
)
_WORD = re.compile(r"\w+")
_LIST_ITEM = re.compile(r"[ \t>]{0,3}(?:[-*+•]|\d{1,9}[.)])[ \t]+\S")


def cut_private(text: str, words: Vocabulary) -> tuple[str, int]:
    """Blank the lines of each private section; return the text and the number of notes.

    Lines keep their numbers. A section ends at the next heading of its level or above, or at one
    that is read; a line of dashes below text could be a rule, and ends nothing.
    """
    if not _may_hold(text, words.private_headings):
        return text, 0
    section_of = words.section_of
    lines = text.split("\n")
    notes = 0
    index = 0
    while index < len(lines):
        opened = _opens(lines, index, section_of)
        if opened is None:
            index += 1
            continue
        level, body = opened
        end = _section_end(lines, body, level, section_of)
        notes += _count_notes(lines[body:end])
        lines[index:end] = [""] * (end - index)
        index = end
    return "\n".join(lines), notes


def _may_hold(text: str, headings: tuple[str, ...]) -> bool:
    """Whether a private heading can be in a text at all; most have none."""
    # The one mark that counts as a letter and that headings are compared without.
    folded = casefold(without_marks(text)).replace("ʼ", "'")
    return any(pattern.search(folded) for pattern in _patterns(headings))


@lru_cache(maxsize=8)
def _patterns(headings: tuple[str, ...]) -> list[re.Pattern[str]]:
    """The words of each heading, whatever stands between them."""
    words = ([re.escape(word) for word in _WORD.findall(heading)] for heading in headings)
    return [re.compile(r"[\W_]*".join(found)) for found in words]


def _opens(lines: list[str], index: int, section_of: _SectionOf) -> tuple[int, int] | None:
    """(level, first line of the text) where a private heading stands at `index`.

    Whatever people may have meant as a heading counts: inside quotations and lists, without the
    space, in bold letters only, or underlined.
    """
    text = _PREFIX.sub("", lines[index])
    if section_of(text) != "only_for_me":
        return None
    level = len(text) - len(text.lstrip("#"))
    if level:
        return min(level, 6), index + 1
    if text.startswith(("**", "__")):
        return 6, index + 1
    if index + 1 < len(lines) and _is_underline(lines[index + 1]):
        return (1 if "=" in lines[index + 1] else 2), index + 2
    return None


def _is_underline(line: str) -> bool:
    text = line.strip(" \t>")
    return bool(text) and not text.strip(text[0]) and text[0] in "=-"


def _section_end(lines: list[str], start: int, level: int, section_of: _SectionOf) -> int:
    """The line of the next real heading of the level or above, or of one that is read."""
    fence = ""
    for index in range(start, len(lines)):
        inner = lines[index].lstrip(" \t>-*+")
        if fence:
            if inner.startswith(fence) and not inner.strip().strip(fence[0]):
                fence = ""
            continue
        if inner.startswith(("```", "~~~")):
            fence = inner[: len(inner) - len(inner.lstrip(inner[0]))]
            continue
        heading = _top_heading(lines[index])
        if heading and (heading[0] <= level or (heading[0] == 2 and section_of(heading[1]))):
            return index
        if index + 1 < len(lines) and _is_underline(lines[index + 1]) and section_of(lines[index]):
            return index
    return len(lines)


def _top_heading(line: str) -> tuple[int, str] | None:
    """(level, text) of a line that is a heading beyond doubt, as in `## Between us`."""
    text = line.lstrip(" ")
    if len(line) - len(text) > 3 or not text.startswith("#"):
        return None
    rest = text.lstrip("#")
    level = len(text) - len(rest)
    return (
        (level, rest.strip()) if level <= 6 and rest[:1] in (" ", "\t") and rest.strip() else None
    )


def _count_notes(lines: list[str]) -> int:
    """List items count one each, else the whole section is one note; comments are none."""
    text = without_comments("\n".join(lines))
    items = sum(bool(_LIST_ITEM.match(line)) for line in text.split("\n"))
    return items or int(bool(text.strip()))
