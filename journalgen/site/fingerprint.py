"""Turn a page into a few characters that change whenever its HTML would."""

from __future__ import annotations

import hashlib

from journalgen.site.page import Page


def fingerprint(page: Page, common: str, view: object = None) -> str:
    """`common` stands for what all pages are made from beside their views.

    `view` saves making the page's view where it is there already.
    """
    inputs = page.inputs() if page.inputs else view or page.make_view()
    text = f"{common} {page.template} {inputs!r}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
