"""Turn the scripts that ship with journalgen into files that pages ask for."""

from __future__ import annotations

from pathlib import Path

EVERY_PAGE = "assets/site.js"
"""Leaving at once, and keys."""
SEARCH_PAGE = "assets/search.js"
"""Looks through the texts that other scripts hand to it."""
BLANK_PAGE = "assets/blank.js"
"""What the page that stays behind needs."""


def script_files() -> dict[str, Path]:
    """Every script, by its address in the site."""
    return {f"assets/{path.name}": path for path in sorted(Path(__file__).parent.glob("*.js"))}
