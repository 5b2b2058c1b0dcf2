"""Turn a command line into what it took: seconds, or memory at the peak."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE = 0.01
"""Seconds between two looks at the memory."""
_PROC = Path("/proc")
_MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3
"""What `ru_maxrss` counts a megabyte in: bytes there, kilobytes elsewhere."""

SUMS_MEMORY = Path("/proc/self/stat").exists()
"""Whether the memory of several processes can be added up here."""


class FailedError(Exception):
    """A tool that didn't do what it was asked; says how, without any path."""


def seconds(command: list[str], folder: Path, log: Path) -> tuple[float, float]:
    """Run `command` in `folder`; seconds on the clock, and CPU seconds of all its processes.

    `log` gets what it prints. Raises FailedError. Works where Python has `wait4`, which isn't on
    Windows.
    """
    # What this process holds counts for its child until the exec: it has to stay small itself.
    begin = time.perf_counter()
    with _started(command, folder, log) as process:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        _check(process, status, log)
    return wall, usage.ru_utime + usage.ru_stime


def megabytes(command: list[str], folder: Path, log: Path) -> float:
    """Run `command` in `folder`; the most its processes held together, seen every 10 ms.

    Shared memory is counted once among those that share it. Where there is no /proc, what the
    largest process held. Raises FailedError.
    """
    peak = 0.0
    with _started(command, folder, log) as process:
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG if SUMS_MEMORY else 0)
            if done:
                break
            peak = max(peak, _held(process.pid))
            time.sleep(_PAUSE)
        _check(process, status, log)
    return peak / 1e3 if SUMS_MEMORY else usage.ru_maxrss / _MEGABYTE


@contextmanager
def _started(command: list[str], folder: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with log.open("wb") as output:
        yield subprocess.Popen(command, stdout=output, stderr=output, env=environment, cwd=folder)


def _check(process: subprocess.Popen[bytes], status: int, log: Path) -> None:
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(log.read_text("utf-8", "replace")[-2000:], file=sys.stderr)
        raise FailedError(f"it ended with status {process.returncode}")


# Memory


def _held(first: int) -> float:
    """Kilobytes of a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for folder in os.scandir(_PROC):
        if folder.name.isdecimal():
            with suppress(OSError):
                children.setdefault(_parent(folder.path), []).append(int(folder.name))
    family = [first]
    for process in family:
        family += children.get(process, [])
    return sum(map(_kilobytes, family))


def _parent(folder: str) -> int:
    # The name of the program, in brackets, may hold anything; the parent comes two fields on.
    return int(Path(folder, "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])


def _kilobytes(process: int) -> float:
    """Its share of the memory, or all it has where that isn't told."""
    for file, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        with suppress(OSError):
            for line in (_PROC / str(process) / file).read_text("utf-8", "replace").splitlines():
                if line.startswith(key):
                    return float(line.split()[1])
    return 0.0
