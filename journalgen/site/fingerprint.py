"""Turn a page into a few characters that change whenever its HTML would."""

from __future__ import annotations

from hashlib import blake2b

from journalgen.site.page import Page
from journalgen.stored import to_json


def fingerprint(page: Page, common: str, view: object = None) -> str:
    """`common` stands for what all pages are made from beside their views.

    `view` saves making the page's view where it is there already.
    """
    inputs = page.inputs() if page.inputs else view or page.make_view()
    found = blake2b(f"{common} {page.template} ".encode(), digest_size=16)
    found.update(to_json(inputs))
    return found.hexdigest()
