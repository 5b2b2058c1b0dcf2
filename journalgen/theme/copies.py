"""Mark copies of a theme's files with what they were copied from, and tell when that changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from journalgen.diagnostics import Diagnostic, Span
from journalgen.theme import BLANK
from journalgen.theme.shipped import shipped_folders
from journalgen.theme.theme import Theme

_MARK = re.compile(r"(?:\{#|/\*) copied from (\S+) ([0-9a-f]{16})\b")
_STARTS = {"html": "{#", "css": "/*"}
_ENDS = {"html": "#}", "css": "*/"}


class Original(NamedTuple):
    """A file of a theme that can be copied."""

    theme: str
    name: str
    """Below its folder: `templates/entry.html`."""
    text: str

    @property
    def copied_from(self) -> str:
        """`calm/entry.html`."""
        return f"{self.theme}/{self.name.partition('/')[2]}"

    @property
    def digest(self) -> str:
        """Stands for its text."""
        return hashlib.blake2b(self.text.encode(), digest_size=8).hexdigest()


def originals(theme: str) -> dict[str, Original]:
    """What of a theme that ships with journalgen can be copied, by the name to ask for."""
    folder = shipped_folders()[theme].parent
    files = (*sorted(folder.glob("templates/*.html")), *sorted(folder.glob("static/*.css")))
    return {path.name: _original(theme, folder, path) for path in files if path.name != BLANK}


def marked_copy(original: Original, remark: str) -> str:
    """The text of a copy, with a first line that says what it is."""
    kind = original.name.rpartition(".")[2]
    mark = f"copied from {original.copied_from} {original.digest}. {remark}"
    return f"{_STARTS[kind]} {mark} {_ENDS[kind]}\n{original.text}"


def changed_originals(theme: Theme) -> Iterator[Diagnostic]:
    """Copies among a theme's files whose original isn't any more what was copied."""
    for one in theme.ancestry:
        if one.folder:
            continue
        texts = {f"templates/{name}": text for name, text in one.templates.items()}
        for name, data in one.static.items():
            if name.endswith(".css") and isinstance(data, bytes):
                texts[f"static/{name}"] = data[:500].decode("utf-8", "replace")
        for name, text in texts.items():
            yield from _about_copy(text, f"{one.label}/{name}")


def _about_copy(text: str, path: str) -> Iterator[Diagnostic]:
    mark = _MARK.match(text.lstrip("\ufeff"))
    if mark is None:
        return
    theme, _, name = mark[1].partition("/")
    found = originals(theme).get(name) if theme in shipped_folders() else None
    if found and found.digest != mark[2]:
        args = (("value", mark[1]), ("digest", found.digest))
        yield Diagnostic("theme-copy-changed", Span(path, 1, 1), args)


def _original(theme: str, folder: Path, path: Path) -> Original:
    return Original(theme, path.relative_to(folder).as_posix(), path.read_text("utf-8"))
