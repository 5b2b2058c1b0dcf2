"""Turn diagnostics into text for people or JSON for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from journalgen.diagnostics import CODES, Diagnostic, Severity
from journalgen.locale import Words

_WIDTH = 100
"""Columns of a quoted line; longer ones are cut around the place."""

Style = Callable[[str, str], str]
"""Paints a text in the manner of a role: `error`, `warning`, `note`, `place` or `soft`."""


class Summary(Struct, frozen=True):
    """The figures of one build."""

    entries: int
    pages: int
    written: int
    """Files that are new or have changed."""
    output: str
    """Relative to the journal, or absolute where it lies outside."""


def message_of(diagnostic: Diagnostic, words: Words, *, hint: bool = False) -> str:
    """The sentence of a finding, or what to do about it."""
    code = CODES[diagnostic.code]
    template = code.hint if hint else code.message
    if not template:
        return ""
    values = {"line": str(diagnostic.span.line or "")} | dict(diagnostic.args)
    return visible(words.gettext(template).format(**values))


def text_report(
    diagnostics: Sequence[Diagnostic], words: Words, style: Style, *, least: Severity
) -> str:
    """Findings in the order of their places, repeats of one kind grouped with a count."""
    wanted = [d for d in in_order(diagnostics) if _RANK[d.severity] <= _RANK[least]]
    groups: dict[tuple[str, ...], list[Diagnostic]] = {}
    for diagnostic in wanted:
        groups.setdefault(_group(diagnostic), []).append(diagnostic)
    return "".join(_block(found, words, style) for found in groups.values())


def gcc_report(
    diagnostics: Sequence[Diagnostic], words: Words, place: str, *, least: Severity
) -> str:
    """`file:line:column: severity: text`, a line for each finding, as compilers print it.

    `place` is the journal's folder, as the files shall begin. Severities stay English, since
    programs look for them.
    """
    lines = []
    for diagnostic in in_order(diagnostics):
        if _RANK[diagnostic.severity] <= _RANK[least]:
            span = diagnostic.span
            path = visible("/".join(part for part in (place.rstrip("/"), span.path) if part))
            path = path.removeprefix("./")
            where = f"{path}:{span.line or 1}:{span.column or 1}"
            hint = message_of(diagnostic, words, hint=True)
            text = " ".join(filter(None, (message_of(diagnostic, words), hint)))
            lines.append(f"{where}: {diagnostic.severity}: {text} [{diagnostic.code}]\n")
    return "".join(lines)


def json_report(diagnostics: Sequence[Diagnostic], words: Words, summary: Summary) -> str:
    """One document with the figures and every finding."""
    found = [
        {
            "severity": str(diagnostic.severity),
            "code": diagnostic.code,
            "path": diagnostic.span.path,
            "line": diagnostic.span.line,
            "column": diagnostic.span.column,
            "message": message_of(diagnostic, words),
            "hint": message_of(diagnostic, words, hint=True),
        }
        for diagnostic in in_order(diagnostics)
    ]
    document = {
        "entries": summary.entries,
        "pages": summary.pages,
        "written": summary.written,
        "output": summary.output,
        "diagnostics": found,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def summary_line(diagnostics: Iterable[Diagnostic], words: Words) -> str:
    """`2 errors, 1 warning`, or nothing."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    parts = []
    if errors:
        parts.append(words.ngettext("{count} error", "{count} errors", errors).format(count=errors))
    if warnings:
        text = words.ngettext("{count} warning", "{count} warnings", warnings)
        parts.append(text.format(count=warnings))
    return ", ".join(parts)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By path, line, column and code, each finding once."""
    return sorted(
        dict.fromkeys(diagnostics),
        key=lambda d: (d.span.path, d.span.line or 0, d.span.column or 0, d.code, d.args),
    )


def visible(text: str) -> str:
    """Text that can't move the cursor or turn the direction of a terminal around."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if _is_unsafe(character) else character for character in text)


def _is_unsafe(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) in _CONTROL


_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def _group(diagnostic: Diagnostic) -> tuple[str, ...]:
    """Findings of one kind that say the same of several files belong together."""
    args = dict(diagnostic.args)
    named = args.get("key") or (args["value"] if diagnostic.code in _NAMED_BY_VALUE else "")
    if diagnostic.code in _GROUPED:
        return (diagnostic.code, named)
    return (diagnostic.code, named, diagnostic.span.path, str(diagnostic.span.line))


_NAMED_BY_VALUE = frozenset({"scale-unknown", "measure-unknown", "measure-unknown-suggestion"})
_GROUPED = _NAMED_BY_VALUE | frozenset(
    {
        "unknown-key", "unknown-key-suggestion", "date-missing", "date-future", "link-broken",
        "link-heading", "link-refused", "image-remote", "attachment-kind",
        "image-phone", "image-phone-unused", "image-camera", "image-misnamed",
        "file-encoding", "symlink-outside", "link-several", "practice-resting", "comment-left-out",
    }
)  # fmt: skip


def _block(found: list[Diagnostic], words: Words, style: Style) -> str:
    first = found[0]
    span = first.span
    place = visible(span.path)
    if span.line:
        place += f":{span.line}:{span.column or 1}"
    label = {
        Severity.ERROR: words.gettext("error"),
        Severity.WARNING: words.gettext("warning"),
        Severity.NOTE: words.gettext("note"),
    }[first.severity]
    head = f"{style(place, 'place')} " if place else ""
    lines = [f"{head}{style(label, str(first.severity))}: {message_of(first, words)}"]
    if span.excerpt is not None:
        lines += _excerpt(span.excerpt, span.column or 1, span.width, style)
    hint = message_of(first, words, hint=True)
    if hint:
        lines.append(f"    {hint}")
    more = len(found) - 1
    if more:
        files = words.ngettext("(and {count} more)", "(and {count} more)", more).format(count=more)
        lines.append(style(f"    {files}", "soft"))
    lines.append(style(f"    [{first.code}]", "soft"))
    return "\n".join(lines) + "\n\n"


def _excerpt(line: str, column: int, width: int, style: Style) -> list[str]:
    """The line and a caret below the place; both cut where the line is long."""
    start = max(0, column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    cut = visible(line.replace("\t", " ")[start : start + _WIDTH])
    before = cut[: column - 1 - start]
    meant = cut[column - 1 - start :][:width] or " "
    carets = " " * _columns(before) + "^" * max(1, _columns(meant))
    return [style(f"    {cut}", "soft"), f"    {carets}"]


def _columns(text: str) -> int:
    """How many columns a terminal takes for a text."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(bool(unicodedata.combining(character)) for character in text)
