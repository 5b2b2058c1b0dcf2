"""Turn a day, and what is still open, into the text of a new entry."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from journalgen.parse.vocabulary import BETWEEN_PROMPT, HEADINGS, PROMPTS

_PLACE = re.compile(r"\{\{\s*(date|title|from_last_time)\s*\}\}")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n")


class NewEntry(Struct, frozen=True):
    """What a new entry shall be."""

    day: date
    title: str = ""
    between: bool = False
    """Whether it is a note between sessions."""
    open_lines: tuple[str, ...] = ()
    """Under “From last time”, ready for what became of it."""


def entry_text(new: NewEntry, translate: Callable[[str], str]) -> str:
    """Short front matter, then each heading with its prompt; one question between sessions."""
    if new.between:
        return _front(new, ("mood",)) + _prompt(translate(BETWEEN_PROMPT))
    text = _front(new, ("mood", "strategies", "tags"))
    for section, prompt in PROMPTS.items():
        if section == "from_last_time" and not new.open_lines:
            continue
        text += f"## {translate(HEADINGS[section])}\n{_prompt(translate(prompt))}"
        text += _lines(new.open_lines) + "\n" if section == "from_last_time" else "\n"
    return text.rstrip("\n") + "\n"


def blank_text(new: NewEntry) -> str:
    """Only what is known already."""
    return _front(new, ())


def filled_template(template: str, new: NewEntry) -> str:
    """The person's own starting point, with what is known put into its places.

    A title, and that it is a note between sessions, goes to the top where it has no place.
    """
    values = {
        "date": str(new.day),
        "title": new.title,
        "from_last_time": _lines(new.open_lines).rstrip("\n"),
    }
    places = {match.group(1) for match in _PLACE.finditer(template)}
    text = _PLACE.sub(lambda match: values[match.group(1)], template.replace("\r\n", "\n"))
    facts = _title(new) if "title" not in places else ""
    facts += _kind(new)
    if not facts:
        return text
    front = _FRONT.match(text)
    return f"---\n{facts}{text[front.end() :]}" if front else f"---\n{facts}---\n{text}"


def _front(new: NewEntry, empty: Iterable[str]) -> str:
    keys = "".join(f"{key}:\n" for key in empty)
    return f"---\ndate: {new.day}\n{_title(new)}{_kind(new)}{keys}---\n"


def _title(new: NewEntry) -> str:
    return f"title: {json.dumps(new.title, ensure_ascii=False)}\n" if new.title else ""


def _kind(new: NewEntry) -> str:
    return "kind: between\n" if new.between else ""


def _prompt(text: str) -> str:
    return f"<!-- {text} -->\n"


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"- {text} ->\n" for text in texts)
