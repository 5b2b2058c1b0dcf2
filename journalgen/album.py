"""EDGE. Turn the pictures that pages refer to into what is known of them, each looked at once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from journalgen.cache import Cache
from journalgen.crew import Crew
from journalgen.model.attachments import ending_of
from journalgen.model.picture import Picture
from journalgen.reading import digest_of
from journalgen.sources import SourceFile
from journalgen.stored import from_json, to_json

MOST_BYTES = 100 << 20
"""Of a picture's file; the largest that cameras make have about 60 MiB."""


class Album:
    """Knows the pictures of a journal."""

    def __init__(self, files: Mapping[str, SourceFile], cache: Cache, crew: Crew) -> None:
        """`files` by path; nothing is read yet."""
        self._files = files
        self._cache = cache
        self._crew = crew
        self.digests: dict[str, str] = {}
        """By path: what stands for the bytes of a picture that was looked at."""

    def look_at(self, paths: Iterable[str]) -> dict[str, Picture]:
        """What is known of each picture, which is read only where it may have changed."""
        before = self._cache.pictures()
        found: dict[str, Picture] = {}
        tasks: list[_Task] = []
        for path in paths:
            digest, data, stamp = before.pop(path, ("", b"", None))
            known = _decoded(data)
            if known and stamp and stamp == self._files[path].stamp:
                found[path], self.digests[path] = known, digest
            else:
                tasks.append(_Task(path, self._files[path].real, digest if known else ""))
                found[path] = known or Picture(problem="image-unreadable")
        now = time.time_ns()
        for done in self._crew.spread(look, tasks, len(tasks)):
            self.digests[done.path] = done.digest
            found[done.path] = done.picture or found[done.path]
            stamp = self._files[done.path].stamp
            safe = stamp if stamp and stamp.settled(now) else None
            self._cache.keep_picture(done.path, done.digest, to_json(found[done.path]), safe)
        self._cache.forget_pictures(before)
        return found


class _Task(NamedTuple):
    """A picture that may have to be looked at."""

    path: str
    real: str
    """Where it is on the disk."""
    digest: str
    """Of the bytes that were looked at before; empty where there are none."""


class _Done(NamedTuple):
    """What came of it."""

    path: str
    digest: str
    """Empty where the file can't be read."""
    picture: Picture | None
    """None where the bytes are those that were looked at before."""


def look(task: _Task) -> _Done:
    """Look at a picture, here or in another process."""
    try:
        with Path(task.real).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        return _Done(task.path, "", Picture(problem="image-unreadable"))
    digest = digest_of(data)
    if digest == task.digest:
        return _Done(task.path, digest, None)
    if len(data) > MOST_BYTES:
        return _Done(task.path, digest, Picture(problem="image-too-large"))
    from journalgen.pictures.copies import look_at  # Pillow, only where a picture is new

    return _Done(task.path, digest, look_at(data, ending_of(task.path)))


def _decoded(data: bytes) -> Picture | None:
    try:
        return from_json(Picture, data)
    except (ValueError, TypeError):
        return None
