"""Tell which files of a theme may go into the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from journalgen.diagnostics import Diagnostic, Span

KINDS = tuple("css woff2 woff ttf otf png jpg jpeg webp avif gif svg".split())
"""Endings; nothing else is copied, so that no script is."""
MAX_STATIC = 8 << 20
"""Bytes of a file: fonts for Chinese are large."""

_NAME = re.compile(r"(?:[A-Za-z0-9][\w-]*/)*[A-Za-z0-9][\w.-]*", re.ASCII)
"""No folder has a dot, so that none has the name of a file."""
_LONGEST = 100
_TAKEN = re.compile(
    r"(?:options\.css|(?:files|search)/.*|(?:.*/)?(?:con|prn|aux|nul|com\d|lpt\d)(?:[./].*)?)",
    re.IGNORECASE,
)
"""Names that the site has itself, or that Windows has."""


def usable_files(
    files: Mapping[str, bytes], inherited: Collection[str], label: str
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Those that may be used, and what is wrong with the others.

    `files` are those in static/ by name, `inherited` the names of the parents' files, `label` is
    the folder as messages name it.
    """
    usable: dict[str, bytes] = {}
    diagnostics: list[Diagnostic] = []
    known = {*files, *inherited}
    alike = Counter(name.lower() for name in known)
    for name, data in files.items():
        twice = alike[name.lower()] > 1  # the same file where case doesn't count
        found = tuple(_problems(name, data, known, f"{label}/{name}", twice=twice))
        diagnostics += found
        if not found:
            usable[name] = data
    return usable, tuple(diagnostics)


def _problems(
    name: str, data: bytes, files: Collection[str], path: str, *, twice: bool
) -> Iterator[Diagnostic]:
    kind = name.rpartition(".")[2].lower()
    if kind not in KINDS:
        yield Diagnostic("theme-file-kind", Span(path), (("choices", ", ".join(KINDS)),))
    elif twice or len(name) > _LONGEST or not _NAME.fullmatch(name) or _TAKEN.fullmatch(name):
        yield Diagnostic("theme-file-name", Span(path))
    elif len(data) > MAX_STATIC:
        yield Diagnostic("theme-file-big", Span(path), (("limit", f"{MAX_STATIC >> 20} MiB"),))
    elif kind == "css":
        yield from _of_style_sheet(name, data, files, path)
    elif kind == "svg":
        yield from _of_drawing(data, path)


def _of_style_sheet(
    name: str, data: bytes, files: Collection[str], path: str
) -> Iterator[Diagnostic]:
    from journalgen.theme.style_sheets import refused  # most journals have no css of their own

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield Diagnostic("theme-unreadable", Span(path), (("limit", f"{MAX_STATIC >> 20} MiB"),))
        return
    lines = text.split("\n")
    for found in refused(text, name, files):
        code = "theme-css-file" if found.lacking else "theme-css"
        line = lines[found.line - 1] if found.line <= len(lines) else ""
        span = Span(path, found.line, found.column, 1, line.rstrip("\r"))
        yield Diagnostic(code, span, (("value", found.what[:80]),))


def _of_drawing(data: bytes, path: str) -> Iterator[Diagnostic]:
    from journalgen.theme.drawings import refused_in_drawing

    if what := refused_in_drawing(data):
        yield Diagnostic("theme-drawing", Span(path), (("value", what),))
