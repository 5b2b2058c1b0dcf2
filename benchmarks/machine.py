"""Say in words what machine this is, without its name."""

from __future__ import annotations

import os
import platform
import re
from contextlib import suppress
from pathlib import Path


def machine() -> str:
    """Cores, kind of processor, memory and system."""
    parts = [f"{os.cpu_count()} cores", *_processor(), *_memory(), _system()]
    return ", ".join(parts)


def load() -> str:
    """How busy it is already: with more than a little, the times say nothing."""
    return f"{os.getloadavg()[0]:.1f}"


def _processor() -> list[str]:
    with suppress(OSError):
        found = re.search(r"^model name\s*: (.+)", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        if found and found.group(1) != "unknown":
            return [" ".join(found.group(1).split())]
    return [platform.machine()]


def _memory() -> list[str]:
    with suppress(ValueError, OSError):
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        return [f"{size / 1e9:.0f} GB of memory"]
    return []


def _system() -> str:
    with suppress(OSError):
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    return platform.platform(terse=True)
