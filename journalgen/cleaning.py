"""EDGE. Take a site and a cache away again: what journalgen made, and nothing else."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from journalgen.cache import remove_cache
from journalgen.diagnostics import CannotBuildError
from journalgen.lock import alone
from journalgen.output import Output
from journalgen.request import Request, empty_result
from journalgen.site_files import is_site


class Cleaned(Struct, frozen=True):
    """What came of it."""

    folder: Path
    """Where the site was."""
    files: int
    """How many files of it were removed."""
    cache: bool
    """Whether there was one, which is removed."""
    left: tuple[str, ...]
    """Names of files in the site's folder that weren't made here, and stay."""


def clean(request: Request) -> Cleaned:
    """Remove the site that was asked for and the cache. Raises CannotBuildError."""
    root = request.root.resolve()
    folder = empty_result(request).folder
    with alone(root):
        try:
            removed, left = Output(folder).clear() if is_site(folder) else (0, [])
            return Cleaned(folder, removed, remove_cache(root), tuple(left))
        except OSError as error:
            value = error.strerror or type(error).__name__
            raise CannotBuildError("clean-unfinished", value=value) from error
