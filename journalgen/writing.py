"""EDGE. Put one file into its place: whole or not at all, and only where it differs."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from journalgen.diagnostics import CannotBuildError, working_on
from journalgen.model.picture import Picture

TEMPORARY = ".journalgen-tmp"
_CHUNK = 1 << 20
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Draft(NamedTuple):
    """A page before it is rendered."""

    template: str
    view: object


class PictureCopy(NamedTuple):
    """A picture before it is copied."""

    path: Path
    picture: Picture
    small: bool
    """Whether the smaller copy is meant."""


class OutputFile(NamedTuple):
    """A file of the site: its bytes, a file that is copied, a picture, or a page to be rendered."""

    url: str
    content: bytes | Path | PictureCopy | Draft


class Put(NamedTuple):
    """A file that is in its place."""

    url: str
    changed: bool
    digest: str
    """SHA-256 of its bytes."""


class FileWriter:
    """Puts files into the folder of a site, here or in another process."""

    def __init__(self, folder: Path, render: Callable[[str, object], bytes]) -> None:
        """`render` turns a template's name and a view into bytes."""
        self.folder = folder
        self.render = render

    def __call__(self, file: OutputFile) -> Put:
        """Write a file if it isn't there with the same content. Raises OSError."""
        url, content = file
        path = self.folder.joinpath(*url.split("/"))
        if isinstance(content, Path):
            return Put(url, *_copy(content, path))
        if isinstance(content, Draft):
            with working_on(url):
                content = self.render(*content)
        data = _cleaned(content) if isinstance(content, PictureCopy) else content
        return Put(url, _put(path, data), hashlib.sha256(data).hexdigest())


def _cleaned(copy: PictureCopy) -> bytes:
    """The bytes of a picture's copy. Raises OSError where it has just been changed."""
    from journalgen.pictures.copies import copy_of  # Pillow, only where a picture is new

    data = copy.path.read_bytes()
    try:
        return copy_of(data, copy.picture, small=copy.small)
    except Exception as error:  # Pillow raises nearly anything over bytes that are no picture
        raise OSError(errno.EIO, "a picture was changed while it was copied") from error


def _put(path: Path, content: bytes) -> bool:
    """Write `content` unless it is there; True where something was written."""
    try:
        create(path, content)
    except FileExistsError:
        if _same(path, content):
            return False
        temporary = path.with_name(path.name + TEMPORARY)
        temporary.unlink(missing_ok=True)
        create(temporary, content)
        replace(temporary, path)
    return True


def create(path: Path, content: bytes, *, flush: bool = False) -> None:
    """Make a new file that only its owner may read, whatever the umask."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW, 0o600)
    try:
        only_for_owner(handle)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if flush:
            os.fsync(handle)
    finally:
        os.close(handle)


def only_for_owner(handle: int) -> None:
    with contextlib.suppress(OSError, AttributeError):  # a file system without permissions
        if os.fstat(handle).st_mode & 0o777 != 0o600:  # looking is cheaper than setting
            os.fchmod(handle, 0o600)


def _same(path: Path, content: bytes) -> bool:
    """Whether a plain file with this content and our permissions is there."""
    try:
        handle = os.open(path, os.O_RDONLY | NO_FOLLOW)
    except OSError:
        return False
    with open(handle, "rb") as file:  # noqa: PTH123 - a handle
        if os.fstat(handle).st_size != len(content) or file.read() != content:
            return False
        only_for_owner(handle)
    return True


def _copy(source: Path, path: Path) -> tuple[bool, str]:
    """Copy a file unless the same is there; (whether it was copied, its hash)."""
    digest = _digest(source)
    if path.is_file() and not path.is_symlink() and _digest(path) == digest:
        with contextlib.suppress(OSError):
            path.chmod(0o600)
        return False, digest
    temporary = path.with_name(path.name + TEMPORARY)
    temporary.unlink(missing_ok=True)
    create(temporary, b"")
    with source.open("rb") as read, temporary.open("wb") as write:
        while chunk := read.read(_CHUNK):
            write.write(chunk)
    replace(temporary, path)
    return True, digest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def replace(temporary: Path, path: Path) -> None:
    """Rename over `path`; on Windows a scanner may hold the file for a moment."""
    for attempt in range(10):
        try:
            os.replace(temporary, path)  # noqa: PTH105 - also over a link, which it replaces
        except PermissionError:
            if os.name != "nt" or attempt == 9:
                raise
            time.sleep(0.05 * (attempt + 1))
        except OSError as error:
            if error.errno == errno.EISDIR:
                raise CannotBuildError("output-foreign") from error
            raise
        else:
            return
