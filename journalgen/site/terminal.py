"""Turn what was written into lines that a terminal shows and doesn't obey."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from journalgen.report import visible

_NARROWEST = 20


def clean(text: str) -> str:
    """One line, with nothing in it that a terminal would obey."""
    return visible(" ".join(text.split()))


def wrapped(text: str, width: int, mark: str = "") -> Iterable[str]:
    """Lines of at most `width` characters; the first begins with `mark`, the others below it."""
    return textwrap.wrap(
        text,
        max(width, _NARROWEST),
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
    )
