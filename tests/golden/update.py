"""Write the golden pages anew from the example journal: `python tests/golden/update.py`."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from journalgen.rebuild import rebuild
from journalgen.request import Request

HERE = Path(__file__).parent
EXAMPLE = HERE.parent.parent / "example-journal"
PAGES = (
    "index.html",
    "about.html",
    "timeline/index.html",
    "entries/2025-11-13-the-ninth.html",
    "entries/2026-01-08-four-lines.html",
    "strategies/index.html",
    "strategies/parking-page.html",
    "tags/sleep.html",
    "progress/index.html",
    "progress/phq9.html",
    "progress/mood.html",
    "hard-moment.html",
    "search.html",
    "next-session.html",
    "takeaways/index.html",
    "takeaways/recall.html",
    "questions/index.html",
    "questions/explained.html",
    "practice/index.html",
    "then-and-now/index.html",
    "reviews/index.html",
    "reviews/2025.html",
)


def main() -> None:
    """Build the example and copy one page of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        rebuild(Request(EXAMPLE, date(2026, 5, 29), site, cached=False))
        for url in PAGES:
            (HERE / url.replace("/", "__")).write_bytes((site / url).read_bytes())


if __name__ == "__main__":
    main()
