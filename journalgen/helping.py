"""EDGE. Turn the tasks that another process of the same build sends into their results."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import Any

import journalgen.reading  # noqa: F401 - while the other process still reads its configuration


def main() -> None:
    """Answer each batch until the pipe ends; a message that is no batch is the job to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process ends us
    gc.freeze()
    job: Callable[[Any], Any] | None = None
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # whatever else is printed goes nowhere
        while True:
            try:
                message = pickle.load(sys.stdin.buffer)  # noqa: S301 - from who started us
                if not isinstance(message, list):
                    job = message
                    continue
                assert job
                pickle.dump(_answer(job, message), answers, pickle.HIGHEST_PROTOCOL)
                answers.flush()
            except (EOFError, OSError):
                return


def _answer(job: Callable[[Any], Any], tasks: list[Any]) -> list[Any] | Exception:
    try:
        return [job(task) for task in tasks]
    except Exception as error:  # whatever it is, the other process raises it
        return error


if __name__ == "__main__":
    main()
