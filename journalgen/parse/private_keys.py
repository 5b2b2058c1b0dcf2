"""Recognise `only_for_me` in front matter, however it was written, before anything quotes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import lru_cache

from journalgen.model.names import fold

PRIVATE_KEY = "only_for_me"
"""The key whose text goes no further than the parser, even where it is misspelt."""

_ANYWHERE = re.compile(r"only[\W_]{0,3}for[\W_]{0,3}me(?![a-z])")
_ALIKE = 0.8


@lru_cache(maxsize=4096)
def is_private_key(key: str) -> bool:
    """Whether a key is, or was probably meant to be, the private one."""
    folded = fold(key)[:40]
    wanted = fold(PRIVATE_KEY)
    if folded == wanted or _ANYWHERE.search(folded):
        return True
    matcher = SequenceMatcher(None, folded, wanted)
    return matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


def looks_private(line: str) -> bool:
    """Whether a line holds the private key anywhere, with or without its colon."""
    folded = unicodedata.normalize("NFKC", line).casefold()
    if _ANYWHERE.search(folded):
        return True
    key = folded.partition(":")[0].strip(" \t\"'-?{,")
    return len(key) < 30 and is_private_key(key)


def private_lines(text: str, is_key: Callable[[str], bool]) -> set[int]:
    """The numbers, from 0, of the lines that belong to private keys.

    They run from the key to the next line that begins with another key of the format; an
    unknown word before a colon may be private text that lost its indent.
    """
    hidden: set[int] = set()
    private = False
    for number, line in enumerate(text.split("\n")):
        if looks_private(line):
            private = True
        elif private and ":" in line and not line[:1].isspace():
            private = not is_key(line.partition(":")[0])
        if private:
            hidden.add(number)
    return hidden
