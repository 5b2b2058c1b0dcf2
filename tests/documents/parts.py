"""Name the documents that hold parts written from the code, and turn each into its current text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.documents.commands import commands
from tests.documents.diagnostics import diagnostics
from tests.documents.views import views

DOCS = Path(__file__).parent.parent.parent / "docs"
BEGIN, END = "<!-- from the code -->\n", "<!-- end of what is from the code -->\n"


def current(path: Path) -> str:
    """The text of the document with these parts as the code has them now."""
    return DOCUMENTS[path](path.read_text("utf-8"))


def _between(make: Callable[[], str], document: str) -> str:
    before, _, rest = document.partition(BEGIN)
    return f"{before}{BEGIN}\n{make()}\n{END}{rest.partition(END)[2]}"


DOCUMENTS: dict[Path, Callable[[str], str]] = {
    DOCS / "commands.md": partial(_between, commands),
    DOCS / "diagnostics.md": diagnostics,
    DOCS / "themes.md": partial(_between, views),
}
