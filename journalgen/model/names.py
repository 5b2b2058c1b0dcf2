"""Turn what people write into keys that compare equal when they mean the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GAPS = re.compile(r"[\s\-_\u2010]+")
_NO_NAME = re.compile("[^a-z0-9]+")
"""Of ASCII: all that is neither letter nor digit."""
_ATTRIBUTES = re.compile(r"\{[^{}]{0,80}\}\s*$")
_MARKS = "*`\u200b\u200c\u200d\u2060\ufeff"
_QUOTES = {
    "’": "'", "‘": "'", "‚": "'", "‹": "'", "›": "'", "ʼ": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
}  # fmt: skip


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The key of a name: equal after NFKC, casefold, and runs of spaces, `-` and `_`."""
    return _GAPS.sub(" ", casefold(name)).strip()


def measure_key(name: str) -> str:
    """The key of a measure: `PHQ-9`, `phq 9` and `phq9` are the same."""
    return fold(name).replace(" ", "")


def fold_text(text: str) -> str:
    """The key of a sentence: equal after NFKC, case, spaces and the shape of quotes."""
    folded = casefold(text)
    if not folded.isascii():
        for quote, plain in _QUOTES.items():  # far faster than a table
            folded = folded.replace(quote, plain)
    return " ".join(folded.split())


@lru_cache(maxsize=1024)
def fold_heading(text: str) -> str:
    """The key of a heading: as a sentence, without marks, attributes and a final colon."""
    bare = _ATTRIBUTES.sub("", without_marks(text)).rstrip("\\ ")
    return fold_text(bare).rstrip(":").strip()


def without_marks(text: str) -> str:
    """Text without the marks of Markdown for headings, emphasis and code, and invisible signs."""
    for mark in _MARKS:  # far faster than a table or a pattern: most texts have none
        text = text.replace(mark, "")
    return text.replace("_", " ").replace("\u00a0", " ").strip(" \t#")


def casefold(text: str) -> str:
    """Text without differences of case, width and composition."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=8192)
def slug(text: str, limit: int = 100) -> str:
    """A name for addresses and file names: letters, marks and digits of any script, and `-`.

    At most `limit` bytes of UTF-8; empty where the text has nothing of the kind, such as 🌱.
    """
    folded = casefold(text[: 4 * limit])
    if folded.isascii():
        kept = _NO_NAME.sub("-", folded)
    else:
        kept = "".join(
            character if unicodedata.category(character)[0] in "LMN" else "-"
            for character in folded
        )
    joined = "-".join(part for part in kept.split("-") if part)
    cut = joined.encode()[:limit].decode(errors="ignore")
    return cut.strip("-")
