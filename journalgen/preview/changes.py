"""EDGE. Turn what happens to files into the moments at which it is worth building again."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterable
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
from watchdog.observers.api import BaseObserver, ObservedWatch
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
        self._ignored = frozenset(os.path.realpath(folder) for folder in ignored)
        self._folders = [os.path.realpath(folder) for folder in folders]
        self._watches: dict[str, ObservedWatch] = {}
        self._changed = threading.Condition()
        self._latest = 0.0
        """When the last change was seen."""
        self._paths: set[str] = set()
        """What has changed since somebody asked."""
        self._handler = _Handler(self)
        self._observer = self._observe(Observer)

    def __enter__(self) -> Changes:
        return self

    def __exit__(self, *_error: object) -> None:
        self._observer.stop()

    def wait(self, seconds: float) -> frozenset[str]:
        """Wait for changes and until they have settled; their paths, none after that time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._paths, seconds):
                return frozenset()
            limit = time.monotonic() + _LONGEST
            while (now := time.monotonic()) < limit:
                rest = self._latest + _SETTLED - now
                if rest <= 0:
                    break
                self._changed.wait(rest)
            paths = frozenset(self._paths)
            self._paths.clear()
        if any(path.rpartition(os.sep)[0] in self._folders for path in paths):
            self._watch_folders()
        return paths

    def _observe(self, kind: Callable[[], BaseObserver]) -> BaseObserver:
        """Told by the system; where it can't tell of so many folders, by looking each second."""
        self._observer = kind()
        self._observer.start()
        try:
            self._watch_folders()
        except OSError:
            self._observer.stop()
            self._watches.clear()
            return self._observe(PollingObserver)
        return self._observer

    def _watch_folders(self) -> None:
        """Each folder for itself, and those in it with all they hold: but for the ignored ones.

        A folder with a site changes more in one build than all others in a year.
        """
        wanted = dict.fromkeys(self._folders, False)
        for folder in self._folders:
            with contextlib.suppress(OSError), os.scandir(folder) as entries:
                inner = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
                wanted |= {path: True for path in inner if self._counts(path)}
        for path in self._watches.keys() - wanted.keys():
            with contextlib.suppress(KeyError, OSError):
                self._observer.unschedule(self._watches[path])
            del self._watches[path]
        for path in wanted.keys() - self._watches.keys():
            with contextlib.suppress(FileNotFoundError):  # gone already
                watch = self._observer.schedule(self._handler, path, recursive=wanted[path])
                self._watches[path] = watch

    def note(self, event: FileSystemEvent) -> None:
        """Take one event of the system."""
        if event.event_type not in _CHANGING:
            return
        if event.is_directory and event.event_type == EVENT_TYPE_MODIFIED:
            return  # something in it has changed, which is told by itself
        told = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        paths = [path for path in told if self._counts(path)]
        if paths:
            with self._changed:
                self._paths.update(paths)
                self._latest = time.monotonic()
                self._changed.notify_all()

    def _counts(self, path: str) -> bool:
        """Whether a build could see a change of this file."""
        if path in self._ignored:
            return False
        return not is_ignored(os.path.basename(path))  # noqa: PTH119 - a text


class _Handler(FileSystemEventHandler):
    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._changes.note(event)
