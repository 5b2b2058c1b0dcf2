"""EDGE. Write the site: only what differs, in an order that survives being interrupted.

The manifest in the output folder names every file that was made here. Before the first write a
mark with the names to come is left beside it; while the mark is there, the last build wasn't
finished, and the next one knows all that could have been made. Manifest and mark are flushed to
the disk; pages aren't, since they can be made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from journalgen.cache import Made
from journalgen.crew import Crew
from journalgen.diagnostics import CannotBuildError, working_on
from journalgen.site_files import MANIFEST, MARK, document, earlier_builds, scan
from journalgen.stamp import Stamp, stamp_of
from journalgen.writing import (
    NO_FOLLOW,
    TEMPORARY,
    FileWriter,
    OutputFile,
    Put,
    create,
    only_for_owner,
    replace,
)


class Planned(NamedTuple):
    """A file the site shall have."""

    url: str
    rank: int
    """All files of a lower rank are written before it."""
    inputs: Callable[[], str]
    """What it is made from; empty where that can't be told."""
    make: Callable[[], tuple[OutputFile, str]]
    """The file, with its inputs."""


class Written(Struct):
    """What a build has done to the output folder."""

    written: int = 0
    """Files that are new or have changed."""
    extra: list[str] = field(default_factory=list)
    """Names in the folder that aren't ours."""
    made: dict[str, tuple[Made, Stamp | None]] = field(default_factory=dict)
    """By address: what the site has now; without a stamp where it isn't safe to rely on one."""
    there: dict[str, Stamp | None] = field(default_factory=dict)
    """Every file in the folder, as `scan` gives them."""


class Output:
    """The folder a site is written to; nothing outside it is touched."""

    def __init__(
        self,
        folder: Path,
        before: Mapping[str, tuple[Made, Stamp | None]] | None = None,
        there: dict[str, Stamp | None] | None = None,
    ) -> None:
        """Checks that the folder is empty or ours.

        `before` is what was made there, as remembered; `there` what `scan` has just found in it,
        if somebody has looked. Raises CannotBuildError.
        """
        self.folder = folder
        self._before = before or {}
        self._inputs: dict[str, str] = {}
        self._known, self._interrupted = earlier_builds(folder)
        self._made: dict[str, str] = {}
        self._folders: set[str] = set()
        self._there = scan(folder) if there is None else there
        self._written = 0

    def inputs_of(self, url: str) -> str:
        """What a file was made from that an earlier build left; empty where nobody knows."""
        made = self._before.get(url)
        return made[0].inputs if made else ""

    def bring_about(
        self,
        planned: Iterable[Planned],
        write: FileWriter,
        crew: Crew,
        first: Callable[[list[Planned]], list[Planned]] | None = None,
    ) -> Written:
        """Make what has changed or isn't there any more, by rank. Raises OSError.

        `first` is done with all of it before anything is written, and may refuse.
        """
        urls: list[str] = []
        todo: list[Planned] = []
        for file in planned:
            urls.append(file.url)
            if not self._stands(file):
                todo.append(file)
        if todo or not self._is_complete():
            todo = first(todo) if first else todo
            self.begin(urls)
            todo.sort(key=self._turn)
            todo.reverse()  # so that what is done can be let go
            while todo:
                turn = self._turn(todo[-1])
                count = sum(self._turn(file) == turn for file in todo)
                files = (self._prepared(todo.pop()) for _ in range(count))
                for put in crew.spread(write, files, count):
                    self._take(put)
            self._finish()
        return self._look_over()

    def begin(self, urls: Iterable[str]) -> None:
        """Leave the mark: from now on `urls` may come to be."""
        self._make_folder(self.folder)
        names = sorted({*self._known, *urls})
        self._keep_safe(MARK, {"files": names})
        for name in names if self._interrupted else ():  # what may have been left
            with contextlib.suppress(OSError):
                self._remove(name + TEMPORARY)

    def _turn(self, file: Planned) -> tuple[int, bool]:
        """By rank, and what is new before what has changed."""
        return file.rank, file.url in self._known

    def _prepared(self, planned: Planned) -> OutputFile:
        """The file, whose place is ready."""
        with working_on(planned.url):
            file, self._inputs[planned.url] = planned.make()
        self._make_parents(planned.url)
        return file

    def _take(self, put: Put) -> None:
        """Note what was put in its place."""
        self._made[put.url] = put.digest
        self._written += put.changed
        self._there[put.url] = stamp_of(self._path(put.url).lstat())

    def _finish(self) -> None:
        """Remove what earlier builds made and this one didn't; write the manifest."""
        current = {name.casefold() for name in self._made}
        for name in sorted(self._known - self._made.keys()):
            if name.casefold() not in current:  # the same file where case doesn't count
                self._remove(name)
            self._there.pop(name, None)
        self._keep_safe(MANIFEST, self._manifest())
        self._there[MANIFEST] = stamp_of((self.folder / MANIFEST).lstat())
        (self.folder / MARK).unlink(missing_ok=True)
        self._there.pop(MARK, None)

    def clear(self) -> tuple[int, list[str]]:
        """Remove all that was made here; how many files, and what else is there and stays.

        The manifest goes last, so that what was interrupted can be done again. Raises OSError.
        """
        names = sorted(self._known)
        before = len(self._there.keys() & self._known)
        for name in names:
            self._remove(name + TEMPORARY)
            self._remove(name)
        for name in (MARK, MANIFEST):
            self._remove(name + TEMPORARY)
            self._remove(name)
        left = sorted(scan(self.folder))
        if not left:
            for litter in (path for path in self.folder.iterdir() if not path.is_dir()):
                litter.unlink()
            with contextlib.suppress(OSError):  # an empty folder that isn't ours
                self.folder.rmdir()
        return before, left

    # What is there

    def _stands(self, file: Planned) -> bool:
        """Whether a file is there as it shall be, which is remembered then."""
        made, stamp = self._before.get(file.url, (None, None))
        there = self._there.get(file.url)
        if made is None or there is None:
            return False
        if not made.inputs or made.inputs != file.inputs():
            return False
        if stamp != there and not self._holds(file.url, made.digest):
            return False
        self._made[file.url], self._inputs[file.url] = made.digest, made.inputs
        return True

    def _holds(self, url: str, digest: str) -> bool:
        """Whether a plain file with these bytes and our permissions is there."""
        try:
            handle = os.open(self._path(url), os.O_RDONLY | NO_FOLLOW)
        except OSError:
            return False
        with open(handle, "rb") as file:  # noqa: PTH123 - a handle
            only_for_owner(handle)
            return hashlib.file_digest(file, "sha256").hexdigest() == digest

    def _is_complete(self) -> bool:
        """Whether the last build was finished and left what its manifest says."""
        if self._interrupted or self._known != self._made.keys():
            return False
        try:
            return (self.folder / MANIFEST).read_bytes() == document(self._manifest())
        except OSError:
            return False

    def _manifest(self) -> dict[str, object]:
        return {"files": dict(sorted(self._made.items()))}

    def _look_over(self) -> Written:
        """Tell what is ours and what isn't of all that is there."""
        now = time.time_ns()
        found = Written(self._written, there=self._there)
        found.extra = sorted(self._there.keys() - self._made.keys() - {MANIFEST})
        for url, digest in self._made.items():
            stamp = self._there.get(url)
            safe = stamp if stamp and stamp.settled(now) else None
            found.made[url] = Made(self._inputs.get(url, ""), digest), safe
        return found

    # Doing it

    def _path(self, url: str) -> Path:
        return self.folder.joinpath(*url.split("/"))

    def _make_parents(self, url: str) -> None:
        """The folders of a file, none of which may be a link out of the site."""
        parent = url.rpartition("/")[0]
        if parent in self._folders or not parent:
            return
        parts = parent.split("/")
        for depth in range(1, len(parts) + 1):
            folder = self.folder.joinpath(*parts[:depth])
            if folder.is_symlink():
                raise CannotBuildError("output-link", value="/".join(parts[:depth]))
            self._make_folder(folder)
        self._folders.add(parent)

    @staticmethod
    def _make_folder(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(OSError):  # a file system without permissions
            folder.chmod(0o700)

    def _remove(self, name: str) -> None:
        """Remove a file we made, and folders that are empty then."""
        parts = name.split("/")
        folders = [self.folder.joinpath(*parts[:depth]) for depth in range(1, len(parts))]
        if any(folder.is_symlink() for folder in folders):
            return
        path = self._path(name)
        if path.is_symlink() or path.is_file():
            path.unlink()
            self._there.pop(name, None)
        for folder in reversed(folders):
            with contextlib.suppress(OSError):  # it holds something else
                folder.rmdir()

    def _keep_safe(self, name: str, content: Mapping[str, object]) -> None:
        """Write a small file so that it survives a crash whole."""
        path = self.folder / name
        temporary = self.folder / (name + TEMPORARY)
        self._remove(temporary.name)
        create(temporary, document(content), flush=True)
        replace(temporary, path)
        with contextlib.suppress(OSError, AttributeError):  # not everywhere can folders be opened
            handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def check_place(folder: Path, root: Path) -> None:
    """Refuse an output that holds, or is, or lies among, the journal's own files.

    `root` is the journal, resolved. Raises CannotBuildError.
    """
    real = folder.resolve()
    if real == root or real in root.parents:
        raise CannotBuildError("output-unsafe")
    for name in ("entries", "strategies", "templates", "attachments", "theme", ".journalgen"):
        source = root / name
        if real == source or source in real.parents:
            raise CannotBuildError("output-unsafe")
