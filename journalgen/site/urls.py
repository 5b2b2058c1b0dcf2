"""Give every page and file of the site its address, each exactly once."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from journalgen.model.names import slug

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index|undated)", re.IGNORECASE)

HOME = "index.html"
TIMELINE = "timeline/index.html"
TAKEAWAYS = "takeaways/index.html"
RECALL = "takeaways/recall.html"
STRATEGIES = "strategies/index.html"
PROGRESS = "progress/index.html"
SEARCH = "search.html"
NEXT_SESSION = "next-session.html"
QUESTIONS = "questions/index.html"
EXPLAINED = "questions/explained.html"
PRACTICE = "practice/index.html"
THEN_AND_NOW = "then-and-now/index.html"
REVIEWS = "reviews/index.html"
TAGS = "tags/index.html"
ABOUT = "about.html"
HARD_MOMENT = "hard-moment.html"
BLANK = "blank.html"

FILES = "assets/files/"
"""Where the files are that entries show or link to."""


class DuplicateUrlError(ValueError):
    """Two pages claim one address; nothing has been written."""


def assign(keys: Iterable[tuple[str, str]], folder: str, suffix: str = ".html") -> dict[str, str]:
    """Addresses in `folder` for (key, wished name) pairs, by key.

    The first key, in the order given, keeps a name that several wish for; the others add a few
    characters that depend on the key alone, so that an address doesn't change when a file is
    added after it.
    """
    taken: set[str] = set()
    urls: dict[str, str] = {}
    for key, wished in keys:
        name = slug(wished)
        if not name or _RESERVED.fullmatch(name) or name in taken:
            name = f"{name}-{short_hash(key)}".lstrip("-")
        while name in taken:
            name += "-"
        taken.add(name)
        urls[key] = f"{folder}{name}{suffix}"
    return urls


def smaller_url(url: str) -> str:
    """Where the smaller copy of a picture lies: in a folder that no other file gets into."""
    return url.replace(FILES, f"{FILES}smaller/", 1)


def year_urls(index: str, years: Iterable[int]) -> dict[int, str]:
    """By year, in order: the latest at `index`, the others named by the year.

    Beside `timeline/index.html` that is `timeline/2025.html`; of `tags/rest.html`, which may have
    neighbours of any name, `tags/rest/2025.html`.
    """
    ordered = sorted(set(years))
    folder = index.removesuffix("index.html").removesuffix(".html").rstrip("/")
    urls = {year: f"{folder}/{year}.html" for year in ordered[:-1]}
    return urls | dict.fromkeys(ordered[-1:], index)


def entry_order(paths: Iterable[str]) -> list[str]:
    """Paths in the order in which they may choose an address: the shallowest first."""
    return sorted(paths, key=lambda path: (path.count("/"), path))


def short_hash(text: str, length: int = 8) -> str:
    """A few characters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:length]


def stem(path: str) -> str:
    """The name of a file without folder and kind."""
    return posixpath.splitext(posixpath.basename(path))[0]


def root_of(url: str) -> str:
    """The way from a page up to the site's folder: empty or a number of `../`."""
    return "../" * url.count("/")


def opaque(url: str) -> str:
    """An address as deep and of the same kind that says nothing of what is there.

    The first page keeps its name, and so does what every site has beside its pages.
    """
    if url == "index.html" or (url.startswith("assets/") and not url.startswith(FILES)):
        return url
    name, kind = posixpath.splitext(url)
    return "n/" * url.count("/") + short_hash(name, 12) + kind


def link(page: str, target: str, fragment: str = "") -> str:
    """The `href` that leads from one page to another address of the site."""
    behind = "#" + quote(fragment) if fragment else ""
    if page == target and behind:
        return behind
    return root_of(page) + _quoted(target) + behind


@lru_cache(maxsize=16_384)
def _quoted(target: str) -> str:
    return quote(target)
