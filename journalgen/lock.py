"""EDGE. Let one build of a journal run at a time."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from journalgen.diagnostics import CannotBuildError

PATIENCE = 30.0
"""Seconds to wait for another build of the same journal."""
_PAUSE = 0.05


@contextlib.contextmanager
def alone(root: Path) -> Iterator[bool]:
    """Wait until no other build of this journal runs. Raises CannotBuildError after a while.

    The lock is on the folder itself, so that nothing is left in it. Gives False where file system
    or system can't lock a folder: then the cache has to do.
    """
    try:
        import fcntl

        handle = os.open(root, os.O_RDONLY)
    except (ImportError, OSError):
        yield False
        return
    locked = False
    try:
        patience = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > patience:
                    raise CannotBuildError("build-running") from error
                time.sleep(_PAUSE)
            except OSError:
                break
            else:
                locked = True
                break
        yield locked
    finally:
        os.close(handle)
