"""Put what each diagnostic says below its heading in docs/diagnostics.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journalgen.diagnostics import CODES

_HEADING = re.compile(r"^### `([a-z-]+)`$")
_PLACE = re.compile(r"{(\w+)}")


def diagnostics(document: str) -> str:
    """The document with every quotation as the code has it now; the rest of it stays."""
    return "\n".join(_lines(document.split("\n")))


def headings(document: str) -> list[str]:
    """The codes that have a section."""
    return re.findall(_HEADING.pattern, document, re.MULTILINE)


def _lines(lines: list[str]) -> Iterator[str]:
    quoting = False
    for line in lines:
        quoting = quoting and (line.startswith(">") or not line)
        if quoting:
            continue
        found = _HEADING.match(line)
        if not found:
            yield line
            continue
        yield line
        yield from _quotation(found.group(1))
        quoting = True


def _quotation(code: str) -> Iterator[str]:
    """What is said and what can be done, with what differs each time in italics."""
    row = CODES[code]
    message, hint = (_filled(text) for text in (row.message, row.hint))
    yield from ("", f"> **{row.severity}:** {message}", ">", f"> {hint}", "")


def _filled(text: str) -> str:
    text = text.replace("*", "\\*").replace("<", "&lt;").replace("_", "\\_")
    text = _PLACE.sub(r"*\1*", text.replace("{{", "\x00").replace("}}", "\x01"))
    return text.replace("\x00", "{").replace("\x01", "}")
