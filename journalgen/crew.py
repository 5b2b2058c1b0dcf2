"""EDGE. Spread tasks over processes of our own, and do a share of them here.

Whatever a helper can't answer is done here.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from journalgen.helper import Helper

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

WORTH_IT = 100
"""Tasks from which a helper saves more time than it takes to start: a journal of 100 entries takes
0.33 s instead of 0.37 on two cores, one of 300 takes 0.66 instead of 0.88."""
MOST = 4
"""Processes that are kept busy at most: the work that can't be spread feeds no more."""
_BATCH = 16
"""Tasks that are sent at once."""
_AHEAD = 3
"""Batches a helper has at most, so that it never waits."""


class Crew:
    """Helpers, started with the first work that is worth it."""

    def __init__(
        self, jobs: int | None = None, tell: Callable[[int, int], None] | None = None
    ) -> None:
        """`jobs` is how many processes there shall be with this one; None for what fits.

        `tell` gets how many of how many tasks are done, after each.
        """
        self.tell = tell
        self.jobs = min(_processors(), MOST) if jobs is None else jobs
        self.helpers: list[Helper] = []
        self._answers: SimpleQueue[tuple[Helper, Any]] = SimpleQueue()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the helpers go."""
        for helper in self.helpers:
            helper.end()
        self.helpers = []

    def expect(self, tasks: int) -> None:
        """Start the helpers, which takes them a moment, if so many tasks want them."""
        if tasks < WORTH_IT or self.helpers:
            return
        from journalgen.helper import Helper  # most builds need none

        with contextlib.suppress(OSError):  # then everything is done here
            for _number in range(self.jobs - 1):
                self.helpers.append(Helper(self._answers))

    def announce(self, job: Callable[[Any], Any]) -> None:
        """Say what is to be done next, so that the helpers get ready while we are still busy."""
        for helper in self.helpers:
            helper.begin(job)

    def spread(
        self, job: Callable[[_Task], _Result], tasks: Iterable[_Task], count: int
    ) -> Iterator[_Result]:
        """`job` of each of about `count` tasks, in any order; all of them can be pickled.

        A task may be done twice where a helper fails. Raises what the job raises.
        """
        for done, result in enumerate(self._spread(job, tasks, count), start=1):
            if self.tell:
                self.tell(done, count)
            yield result

    def _spread(
        self, job: Callable[[_Task], _Result], tasks: Iterable[_Task], count: int
    ) -> Iterator[_Result]:
        self.expect(count)
        helpers = [helper for helper in self.helpers if not helper.gone] if count > _BATCH else []
        if not helpers:
            yield from map(job, tasks)
            return
        try:
            yield from self._share(job, iter(tasks), helpers)
        except BaseException:
            self.close()  # what they are doing is of no use any more
            raise

    def _share(
        self, job: Callable[[_Task], _Result], tasks: Iterator[_Task], helpers: list[Helper]
    ) -> Iterator[_Result]:
        for helper in helpers:
            helper.begin(job)
        while batch := list(islice(tasks, _BATCH)):
            least = min(helpers, key=lambda helper: (helper.gone, len(helper.pending)))
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
            helper.answered += 1
            yield from answer


def _processors() -> int:
    """Those we may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
