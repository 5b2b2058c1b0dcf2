"""Turn articles into pages where the other sites have theirs, with strategies as authors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent

SITENAME = "A made-up journal"
SITEURL = ""
RELATIVE_URLS = True
PATH = "content"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

SLUGIFY_SOURCE = "basename"
ARTICLE_PATHS = ["entries"]
ARTICLE_URL = ARTICLE_SAVE_AS = "entries/{slug}.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "strategies/{slug}.html"
YEAR_ARCHIVE_URL = YEAR_ARCHIVE_SAVE_AS = "timeline/{date:%Y}.html"
CATEGORY_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "authors", "archives"]
TAGS_SAVE_AS = "tags/index.html"
AUTHORS_SAVE_AS = "strategies/index.html"
ARCHIVES_SAVE_AS = "timeline/index.html"

MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}, "output_format": "html5"}
# What it has to make a later build quicker: it keeps what it has read.
CACHE_CONTENT = LOAD_CONTENT_CACHE = True

STEPS: dict[str, list[str]] = json.loads((_HERE / "strategies.json").read_text("utf-8"))

_neighbours: dict[str, tuple[Any, Any]] = {}


def neighbours(article: Any, articles: list[Any]) -> tuple[Any, Any]:
    """The entry before `article` and the one after; Pelican has none of its own."""
    if not _neighbours:
        earlier, later = [*articles[1:], None], [None, *articles[:-1]]
        for one, before, after in zip(articles, earlier, later, strict=True):
            _neighbours[one.slug] = (before, after)
    return _neighbours[article.slug]


JINJA_FILTERS = {"neighbours": neighbours}
