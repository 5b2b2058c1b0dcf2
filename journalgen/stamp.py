"""Turn what a file system says of a file into a stamp: while it stands, so does the content."""

from __future__ import annotations

import os
from typing import NamedTuple

_TICK = 100_000_000
"""Nanoseconds within which a file may change twice with one time; clocks tick faster than this."""
_COARSE_TICK = 3_000_000_000
"""The same where times are whole seconds; FAT keeps even ones."""


class Stamp(NamedTuple):
    """What is compared of a file; times in nanoseconds since 1970."""

    size: int
    """Bytes."""
    modified: int
    changed: int
    """When anything about it changed; on Windows when it was made."""
    inode: int

    def settled(self, now: int) -> bool:
        """Whether a change after `now` is sure to give another stamp."""
        newest = self.changed if os.name == "posix" else self.modified
        coarse = newest % 1_000_000_000 == 0
        return newest < now - (_COARSE_TICK if coarse else _TICK)


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file by its `stat`."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
