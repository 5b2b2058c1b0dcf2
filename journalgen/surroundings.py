"""EDGE. Turn the place where a journal lies into what could leak from there.

Nothing is opened but the configuration of a git repository; everything else is told by names.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from journalgen.cache import FOLDER
from journalgen.diagnostics import Diagnostic, Span
from journalgen.sources import is_backup, shown

_CLOUDS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "megasync": "MEGA",
    "box sync": "Box",
    "proton drive": "Proton Drive",
    "protondrive": "Proton Drive",
    "yandex.disk": "Yandex Disk",
}
"""Beginnings of the names of folders that programs copy to the computers of others."""
_MARKS = {".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".tmp.drivedownload": "Google Drive",
          ".tmp.driveupload": "Google Drive", ".stfolder": "Syncthing"}  # fmt: skip
"""What such programs leave in their folders."""
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""What Windows calls such folders in the environment."""
_REMOTE = re.compile(r'^\s*\[\s*remote\s+"([^"\n]{1,100})"\s*\]', re.MULTILINE)
_MOST = 64 * 1024
_OTHERS = 0o007
_WASTE = frozenset({".trash", ".trashes", ".stversions", ".trash-1000", "$recycle.bin"})
"""Folders in which deleted notes live on."""
_LOCKS = (".#", ".~lock.", "~$")
"""What file names begin with that editors make while a file is open."""
_MORE_ENDS = (".save", ".kate-swp", ".autosave", ".asd", ".wbk")


def look_around(root: Path, environment: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What could leak from the folder at `root` as a whole; it needn't be there yet."""
    places = dict.fromkeys((root.absolute(), root.resolve()))
    cloud = next(filter(None, (_cloud(place, environment) for place in places)), "")
    if cloud:
        yield Diagnostic("folder-cloud", Span(""), (("value", cloud),))
    remote = _git_remote(root.resolve())
    if remote:
        yield Diagnostic("folder-git", Span(""), (("value", remote),))
    if os.name == "posix" and root.is_dir() and root.stat().st_mode & _OTHERS:
        yield Diagnostic("folder-readable", Span(""), (("value", shlex.quote(str(root))),))


def leftovers(root: Path, output: Path) -> Iterator[Diagnostic]:
    """What editors and waste baskets left in a journal; the site in `output` is left out."""
    skipped = {str(output.resolve()), str(root.resolve() / FOLDER), str(root.resolve() / ".git")}
    for folder, folders, names in os.walk(root.resolve()):
        place = Path(folder).relative_to(root.resolve())
        found = [name for name in folders if name.casefold() in _WASTE]
        folders[:] = sorted(
            name
            for name in folders
            if name not in found and os.path.join(folder, name) not in skipped  # noqa: PTH118 - a text
        )
        for name in sorted(found + [name for name in names if _is_leftover(name)]):
            yield Diagnostic("leftover", Span(shown((place / name).as_posix())))


def _is_leftover(name: str) -> bool:
    low = name.casefold()
    if is_backup(low) or low.endswith(_MORE_ENDS) or low.startswith(_LOCKS):
        return True
    return low.startswith("#") and low.endswith("#")


def _cloud(place: Path, environment: Mapping[str, str]) -> str:
    """The program that copies a folder elsewhere; empty where none is known to."""
    drives = filter(None, map(environment.get, _VARIABLES))
    if any(place.is_relative_to(Path(drive).absolute()) for drive in drives):
        return "OneDrive"
    for part in place.parts:
        low = part.casefold()
        for beginning, program in _CLOUDS.items():
            if low.startswith(beginning):
                return program
    for folder in (place, *place.parents):
        for mark, program in _MARKS.items():
            if (folder / mark).exists():
                return program
    return ""


def _git_remote(place: Path) -> str:
    """The name of the first remote of the git repository around a folder; empty without one."""
    for folder in (place, *place.parents):
        git = folder / ".git"
        if git.exists():
            found = _REMOTE.search(_read(_git_folder(git) / "config"))
            return found.group(1) if found else ""
    return ""


def _git_folder(git: Path) -> Path:
    """Where the configuration is: worktrees and submodules have a file that leads there."""
    if git.is_dir():
        return git
    place = git.parent / _read(git).partition("gitdir:")[2].strip()
    common = _read(place / "commondir").strip()
    return place / common if common else place


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""
