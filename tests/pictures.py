"""Take the pictures of the example journal that the readme shows.

python tests/pictures.py            writes docs/pictures/ (needs Debian's chromium)
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from journalgen.rebuild import rebuild
from journalgen.request import Request

REPOSITORY = Path(__file__).parent.parent
PICTURES = REPOSITORY / "docs" / "pictures"
TODAY = date(2026, 5, 29)
SHOTS = (
    ("home", "index.html", 1180, 760, "light"),
    ("timeline", "timeline/index.html", 1180, 900, "light"),
    ("entry", "entries/2025-10-30-a-page-with-joe-on-it.html", 1180, 900, "light"),
    ("next-session", "next-session.html", 1180, 900, "light"),
    ("progress", "progress/phq9.html", 1180, 900, "light"),
    ("strategy-dark", "strategies/box-breathing.html", 1180, 900, "dark"),
)
"""(name, page, width, height, scheme)"""


def main() -> None:
    """Build the example and look at it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        rebuild(Request(REPOSITORY / "example-journal", TODAY, site, cached=False))
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for name, url, width, height, scheme in SHOTS:
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto((site / url).as_uri())
            page.screenshot(path=PICTURES / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
