"""EDGE. Open a file in the person's editor: the file itself, never a copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_IN_TERMINAL = ("editor", "nano", "vi")
"""What is there on most systems; Debian's `editor` is the one that was chosen there."""


class EditorFailedError(Exception):
    """The editor couldn't be started, or said that something went wrong."""


def find_editor(environment: Mapping[str, str], *, terminal: bool) -> str:
    """`$VISUAL`, `$EDITOR` or what the system opens texts with; empty where there is nothing.

    `terminal` says whether somebody sits at one.
    """
    for name in ("VISUAL", "EDITOR"):
        if environment.get(name, "").strip():
            return environment[name]
    if sys.platform == "win32":
        return "notepad"
    if sys.platform == "darwin":
        return "open -t"
    screen = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if screen and shutil.which("xdg-open"):
        return "xdg-open"
    return next((name for name in _IN_TERMINAL if terminal and shutil.which(name)), "")


def open_editor(editor: str, path: Path) -> None:
    """Start it and wait until it ends. Raises EditorFailedError."""
    try:
        if os.name == "nt":
            done = subprocess.run(f'{editor} "{path}"', shell=True, check=False)  # noqa: S602 - as the shell would
        else:  # the variable may hold arguments and quotes, the path is never looked into
            command = ("sh", "-c", f'{editor} "$@"', "sh", str(path))
            done = subprocess.run(command, check=False)  # noqa: S603 - chosen by the person
    except OSError as error:
        raise EditorFailedError(editor) from error
    if done.returncode:
        raise EditorFailedError(editor)
