"""Take the text under “Only for me” out of a body before anything else sees it.

This works on lines, not on Markdown, so that a code fence left open above, a quotation or a
heading of another level can't bring private text onto a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from journalgen.model.names import fold_text
from journalgen.parse.vocabulary import Vocabulary

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_LIST_ITEM = re.compile(r"[ \t>]{0,3}(?:[-*+•]|\d{1,9}[.)])[ \t]+\S")


def cut_private(text: str, words: Vocabulary) -> tuple[str, int]:
    """Blank the lines of each private section; return the text and the number of notes.

    Lines keep their numbers. A section ends at the next heading of its level or above, or at one
    that is read; a section opened with `#` isn't ended by an underlined heading, which could be
    a rule of dashes below private text.
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
        end = _section_end(lines, body, level, section_of, underlined=body > index + 1)
        notes += _count_notes(lines[body:end])
        lines[index:end] = [""] * (end - index)
        index = end
    return "\n".join(lines), notes


def _may_hold(text: str, headings: tuple[str, ...]) -> bool:
    """Whether a private heading can be in a text at all; most have none."""
    folded = fold_text(_without_marks(text))
    return any(heading in folded for heading in headings)


def _without_marks(text: str) -> str:
    return text.replace("*", "").replace("_", " ").replace("`", "").strip()


def atx_heading(line: str) -> tuple[int, str] | None:
    """(level, text) of a line such as `## Between us ##`, inside quotations and lists too."""
    if "#" not in line:
        return None
    text = line.lstrip(" \t>")
    if text[:2] in ("- ", "* ", "+ "):
        text = text[2:].lstrip()
    rest = text.lstrip("#")
    level = len(text) - len(rest)
    if not 1 <= level <= 6 or (rest and rest[0] not in " \t"):
        return None
    return level, rest.strip().rstrip("#").rstrip()


def _opens(
    lines: list[str], index: int, section_of: Callable[[str], str | None]
) -> tuple[int, int] | None:
    """(level, first line of the text) where a private heading stands at `index`."""
    heading = atx_heading(lines[index])
    if heading:
        return (heading[0], index + 1) if _is_private(heading[1], section_of) else None
    if index + 1 == len(lines) or not _is_underline(lines[index + 1]):
        return None
    if not _is_private(lines[index].strip(" \t>"), section_of):
        return None
    return (1 if "=" in lines[index + 1] else 2), index + 2


def _is_private(heading: str, section_of: Callable[[str], str | None]) -> bool:
    return section_of(_without_marks(heading)) == "only_for_me"


def _is_underline(line: str) -> bool:
    text = line.strip(" \t>")
    return bool(text) and not text.strip(text[0]) and text[0] in "=-"


def _section_end(
    lines: list[str],
    start: int,
    level: int,
    section_of: Callable[[str], str | None],
    *,
    underlined: bool,
) -> int:
    fence = ""
    for index in range(start, len(lines)):
        line = lines[index]
        mark = _FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if mark:
            fence = mark.group(1)
            continue
        heading = atx_heading(line)
        if (
            heading
            and heading[1]
            and (heading[0] <= level or (heading[0] == 2 and section_of(heading[1])))
        ):
            return index
        if underlined and index > start and _is_underlined(lines, index - 1):
            return index - 1
    return len(lines)


def _is_underlined(lines: list[str], index: int) -> bool:
    before = index == 0 or not lines[index - 1].strip()
    text = lines[index].strip()
    return before and bool(text) and _is_underline(lines[index + 1])


def _count_notes(lines: list[str]) -> int:
    """List items count one each, else the whole section is one note."""
    items = sum(bool(_LIST_ITEM.match(line)) for line in lines)
    return items or int(any(line.strip() for line in lines))
