"""Know keys however they are written, and suggest the one that was meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

from journalgen.model.names import fold


def known_key(key: str, fields: Collection[str]) -> str | None:
    """The field a key names, whatever its case, spaces, `-` and `_`."""
    if key in fields:
        return key
    return _folded_fields(tuple(fields)).get(fold(key))


def suggestion(key: str, known: tuple[str, ...]) -> str | None:
    """The known key that `key` was probably meant to be."""
    close = get_close_matches(fold(key)[:40], list(_folded_fields(known)), 1, 0.75)
    return _folded_fields(known)[close[0]] if close else None


@lru_cache(maxsize=64)
def _folded_fields(fields: tuple[str, ...]) -> dict[str, str]:
    return {fold(name): name for name in fields}
