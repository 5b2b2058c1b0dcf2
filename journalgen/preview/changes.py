"""EDGE. Turn what happens to files into the moments at which it is worth building again."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from journalgen.sources import is_ignored

_CHANGING = frozenset(
    {EVENT_TYPE_CREATED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED, EVENT_TYPE_DELETED}
)
"""Merely reading a file brings up other events."""
_SETTLED = 0.02
"""Seconds without a change after which an editor has done what belongs to one save."""
_LONGEST = 1.0
"""Seconds after which a stream of changes is built in any case."""


class Changes:
    """Waits for changes in some folders; used as a context manager."""

    def __init__(self, folders: Iterable[Path], ignored: Iterable[Path]) -> None:
        """Nothing below the `ignored` folders counts. Raises OSError."""
        self._ignored = tuple(os.path.realpath(folder) for folder in ignored)
        self._changed = threading.Condition()
        self._latest = 0.0
        """When the last change was seen; 0 where all was taken."""
        self._closed = False
        self._observer = self._observe([os.path.realpath(folder) for folder in folders])

    def __enter__(self) -> Changes:
        return self

    def __exit__(self, *_error: object) -> None:
        self._observer.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for a change and until it has settled; False where there was none in that time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._latest, seconds):
                return False
            limit = time.monotonic() + _LONGEST
            while (now := time.monotonic()) < limit:
                rest = self._latest + _SETTLED - now
                if rest <= 0:
                    break
                self._changed.wait(rest)
            self._latest = 0.0
            return True

    def _observe(self, folders: list[str]) -> BaseObserver:
        """Told by the system; where it can't tell of so many folders, by looking each second."""
        handler = _Handler(self)
        try:
            observer: BaseObserver = Observer()
            for folder in folders:
                observer.schedule(handler, folder, recursive=True)
            observer.start()
        except OSError:
            observer = PollingObserver()
            for folder in folders:
                observer.schedule(handler, folder, recursive=True)
            observer.start()
        return observer

    def note(self, event: FileSystemEvent) -> None:
        """Take one event of the system."""
        if event.event_type not in _CHANGING:
            return
        if event.is_directory and event.event_type == EVENT_TYPE_MODIFIED:
            return  # something in it has changed, which is told by itself
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        if any(self._counts(path) for path in paths):
            with self._changed:
                self._latest = time.monotonic()
                self._changed.notify_all()

    def _counts(self, path: str) -> bool:
        """Whether a build could see a change of this file."""
        if any(path == place or path.startswith(place + os.sep) for place in self._ignored):
            return False
        return not is_ignored(os.path.basename(path))  # noqa: PTH119 - a text


class _Handler(FileSystemEventHandler):
    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._changes.note(event)
