"""EDGE. Start a process of our own, and exchange tasks for results with it.

It gets its tasks through a pipe and ends when the pipe does, so that none is left behind when this
process is killed.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any


class Helper:
    """Another process, with what it was sent and hasn't answered yet."""

    def __init__(self, answers: SimpleQueue[tuple[Helper, Any]]) -> None:
        """Starts it. Raises OSError."""
        self.pending: deque[list[Any]] = deque()
        self.answered = 0
        """How many batches it has done."""
        self.gone = False
        self._job: Callable[[Any], Any] | None = None
        self._outbox: SimpleQueue[bytes | None] = SimpleQueue()
        self._answers = answers
        # -P: a module of the same name in the folder we are in, which may be somebody's journal,
        # is never imported.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "journalgen.helping"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for run in (self._post, self._collect):
            Thread(target=run, daemon=True).start()

    def begin(self, job: Callable[[Any], Any]) -> None:
        """Say what is to be done with the tasks that follow, unless that is said already."""
        if job is not self._job:
            self._job = job
            self._outbox.put(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))

    def take(self, tasks: list[Any]) -> None:
        """Send a batch; never waits."""
        self.pending.append(tasks)
        self._outbox.put(pickle.dumps(tasks, pickle.HIGHEST_PROTOCOL))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def kill(self) -> None:
        """Stop it, whatever it is doing."""
        self._process.kill()

    def end(self) -> None:
        """Let it go, and forget what it was doing."""
        self.pending.clear()
        self._outbox.put(None)
        self.kill()
        self._process.wait()

    def _post(self) -> None:
        assert self._process.stdin
        with contextlib.suppress(OSError), self._process.stdin as pipe:
            while (message := self._outbox.get()) is not None:
                pipe.write(message)
                pipe.flush()

    def _collect(self) -> None:
        assert self._process.stdout
        with self._process.stdout as pipe:
            while True:
                try:
                    answer = pickle.load(pipe)  # noqa: S301 - from the process we started
                except Exception:  # it has ended, or whatever it says can't be relied on
                    answer = None
                self._answers.put((self, answer))
                if answer is None:
                    return
