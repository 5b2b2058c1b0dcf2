"""EDGE. Spread tasks over processes of our own, and do a share of them here.

A helper gets its tasks through a pipe and ends when the pipe does, so that none is left behind
when this process is killed. Whatever a helper can't answer is done here.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from threading import Thread
from typing import Any, TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

WORTH_IT = 300
"""Tasks from which a helper saves more time than it takes to start."""
MOST = 4
"""Processes that are kept busy at most: the work that can't be spread feeds no more."""
_BATCH = 16
"""Tasks that are sent at once."""
_AHEAD = 3
"""Batches a helper has at most, so that it never waits."""


class Crew:
    """Helpers, started with the first work that is worth it."""

    def __init__(self, jobs: int | None = None) -> None:
        """`jobs` is how many processes there shall be with this one; None for what fits."""
        self.jobs = min(_processors(), MOST) if jobs is None else jobs
        self._helpers: list[_Helper] = []
        self._answers: queue.SimpleQueue[tuple[_Helper, Any]] = queue.SimpleQueue()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the helpers go."""
        for helper in self._helpers:
            helper.end()
        self._helpers = []

    def expect(self, tasks: int) -> None:
        """Start the helpers, which takes them a moment, if so many tasks want them."""
        if tasks < WORTH_IT or self._helpers:
            return
        with contextlib.suppress(OSError):  # then everything is done here
            for _number in range(self.jobs - 1):
                self._helpers.append(_Helper(self._answers))

    def spread(
        self, job: Callable[[_Task], _Result], tasks: Iterable[_Task], count: int
    ) -> Iterator[_Result]:
        """`job` of each of about `count` tasks, in any order; all of them can be pickled.

        A task may be done twice where a helper fails. Raises what the job raises.
        """
        self.expect(count)
        helpers = [helper for helper in self._helpers if not helper.gone] if count > _BATCH else []
        if not helpers:
            yield from map(job, tasks)
            return
        pickled = pickle.dumps(job)
        for helper in helpers:
            helper.send(pickled)
        rest = iter(tasks)
        while batch := list(islice(rest, _BATCH)):
            least = min(helpers, key=lambda helper: len(helper.pending))
            if not least.gone and len(least.pending) < _AHEAD:
                least.take(batch)
            else:
                yield from map(job, batch)
            while not self._answers.empty():
                yield from self._next_answer(job)
        while any(helper.pending for helper in helpers):
            yield from self._next_answer(job)

    def _next_answer(self, job: Callable[[_Task], _Result]) -> Iterator[_Result]:
        helper, answer = self._answers.get()
        if answer is None:
            helper.gone = True
            while helper.pending:
                yield from map(job, helper.pending.popleft())
        elif isinstance(answer, Exception):
            raise answer
        elif helper.pending:
            helper.pending.popleft()
            yield from answer


class _Helper:
    """Another process, with what it was sent and hasn't answered yet."""

    def __init__(self, answers: queue.SimpleQueue[tuple[_Helper, Any]]) -> None:
        """Starts it. Raises OSError."""
        self.pending: deque[list[Any]] = deque()
        self.gone = False
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answers = answers
        # -P: a module of the same name in the folder we are in, which may be somebody's journal,
        # is never imported.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "journalgen.helper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for run in (self._post, self._collect):
            Thread(target=run, daemon=True).start()

    def take(self, tasks: list[Any]) -> None:
        """Send a batch."""
        self.pending.append(tasks)
        self.send(pickle.dumps(tasks, pickle.HIGHEST_PROTOCOL))

    def send(self, message: bytes) -> None:
        """Send a batch, or the job for those that follow; never waits."""
        self._outbox.put(message)

    def end(self) -> None:
        """Let it go, whatever it is doing."""
        self._outbox.put(None)
        self._process.kill()
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
                except (OSError, EOFError, pickle.UnpicklingError):
                    answer = None
                self._answers.put((self, answer))
                if answer is None:
                    return


def _processors() -> int:
    """Those we may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
