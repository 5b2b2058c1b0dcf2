"""Turn two looks at a folder into what was written between them."""

from __future__ import annotations

import os
from pathlib import Path

Look = dict[str, tuple[int, int, int]]
"""Inode, time of the last change in nanoseconds, and size of each file by its path."""


def look(folder: Path) -> Look:
    """What is in the folder; nothing if it isn't there."""
    found: Look = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)  # noqa: PTH118 - tens of thousands of times
            state = os.lstat(path)
            found[path] = (state.st_ino, state.st_mtime_ns, state.st_size)
    return found


def written(before: Look, after: Look) -> tuple[int, int]:
    """How many files are new or have another time or inode, and how many bytes those hold."""
    sizes = [state[2] for path, state in after.items() if before.get(path) != state]
    return len(sizes), sum(sizes)
