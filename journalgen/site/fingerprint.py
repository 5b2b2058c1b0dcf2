"""Turn a page or a file of data into a few characters that change whenever its bytes would."""

from __future__ import annotations

from hashlib import blake2b

from journalgen.site.page import Data, Page
from journalgen.stored import to_json


def fingerprint(page: Page, common: str, view: object = None) -> str:
    """`common` stands for what all pages are made from beside their views.

    `view` saves making the page's view where it is there already.
    """
    inputs = page.inputs() if page.inputs else view or page.make_view()
    return _digest(f"{common} {page.template}", inputs)


def data_fingerprint(data: Data, common: str) -> str:
    """The same of a file of data; `common` holds the language and how addresses are made."""
    return _digest(f"{common} {data.url}", data.inputs())


def _digest(common: str, inputs: object) -> str:
    found = blake2b(f"{common} ".encode(), digest_size=16)
    found.update(to_json(inputs))
    return found.hexdigest()
