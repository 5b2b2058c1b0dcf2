"""EDGE. Turn the folder of a site into what earlier builds left in it.

The manifest names every file that was made there. The mark is there while a build goes on, and
names all that it may make; found later, it tells that the build wasn't finished.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from journalgen.diagnostics import CannotBuildError
from journalgen.stamp import Stamp, stamp_of
from journalgen.writing import TEMPORARY

MANIFEST = ".journalgen-manifest.json"
MARK = ".journalgen-building.json"
BEGUN = MARK + TEMPORARY
"""All that is there where a build was stopped as it wrote the mark."""
LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".directory", ".localized"})


class Earlier(NamedTuple):
    """What builds before this one left."""

    names: set[str]
    """Files that they made, or may have made."""
    interrupted: bool
    """Whether the last one wasn't finished."""


def earlier_builds(folder: Path) -> Earlier:
    """What is known of a folder that shall hold a site.

    Raises CannotBuildError where it is a link, or holds what was never ours.
    """
    if folder.is_symlink():
        raise CannotBuildError("output-link", value=folder.name)
    if not folder.exists():
        return Earlier(set(), interrupted=False)
    if not folder.is_dir():
        raise CannotBuildError("output-foreign")
    present = {entry.name for entry in os.scandir(folder)}
    ours = present & {MANIFEST, MARK, BEGUN}
    if not ours and any(name.lower() not in LITTER for name in present):
        raise CannotBuildError("output-foreign")
    names = {name for name in made_files(folder) if _is_safe(name)}
    return Earlier(names, interrupted=not ours.isdisjoint({MARK, BEGUN}))


def scan(folder: Path) -> dict[str, Stamp | None]:
    """Every file of a site with its stamp, without litter; None for what isn't a plain file."""
    found: dict[str, Stamp | None] = {}
    pending = [("", str(folder))]
    while pending:
        prefix, place = pending.pop()
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{prefix}{entry.name}/", entry.path))
                elif entry.name.lower() not in LITTER and not _is_folder(entry):
                    plain = entry.is_file(follow_symlinks=False)
                    stamp = stamp_of(entry.stat(follow_symlinks=False)) if plain else None
                    found[prefix + entry.name] = stamp
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a link to a folder."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def made_files(folder: Path) -> set[str]:
    """The names in the manifests of a site, as they are now."""
    return _names_in(folder / MANIFEST) | _names_in(folder / MARK)


def is_site(folder: Path) -> bool:
    """Whether a folder is the output of a build, finished or not."""
    return any((folder / name).exists() for name in (MANIFEST, MARK, BEGUN))


def document(content: Mapping[str, object]) -> bytes:
    """A manifest or mark as it is written."""
    text = json.dumps({"journalgen": 1} | dict(content), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def _names_in(path: Path) -> set[str]:
    """The file names in a manifest or mark; nothing where it can't be read."""
    try:
        document = json.loads(path.read_text("utf-8"))
        return {name for name in document["files"] if isinstance(name, str)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()


@lru_cache(maxsize=1 << 16)
def _is_safe(name: str) -> bool:
    """Whether a name from a manifest lies inside the folder, whoever wrote the manifest."""
    parts = name.split("/")
    try:
        if any(len(part.encode()) > 255 for part in parts):
            return False
    except UnicodeEncodeError:
        return False
    return not (_OUTSIDE.intersection(parts) or _REFUSED.intersection(name))


_OUTSIDE = frozenset({"", ".", ".."})
_REFUSED = frozenset("\\:\x00")
