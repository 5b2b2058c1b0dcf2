"""The words of the command line itself, in the language of the environment."""

from __future__ import annotations

import os
from functools import cache

from journalgen.locale import SOURCE_LANGUAGE, UnknownLanguageError, Words


def _(text: str) -> str:
    """The text in the language of the environment; a journal's own is for its own words."""
    return environment_words().gettext(text)


@cache
def environment_words() -> Words:
    """Words of the first language asked for by LANGUAGE, LC_ALL, LC_MESSAGES or LANG."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(name, "").split(":")[0].split(".")[0].split("@")[0]
        if wanted and wanted not in ("C", "POSIX"):
            try:
                return Words(wanted)
            except UnknownLanguageError:
                break
    return Words(SOURCE_LANGUAGE)
