"""Find what ships with journalgen, installed or in a checkout, and tell whether it changed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """The folder `themes` or `example-journal`: in the package, else beside it in a checkout."""
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


@cache
def program_token() -> str:
    """What stands for the program as it is installed: its files, its libraries, its Python."""
    files = sorted((*_files(_PACKAGE), *_files(data_folder("themes"))))
    libraries = [
        Path(path).stat().st_mtime_ns  # installing or updating one changes its folder
        for path in sys.path
        if path.endswith("-packages") and Path(path).is_dir()
    ]
    text = repr((files, libraries, sys.version))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of each file, without what Python makes of them."""
    pending = [os.fspath(folder)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name not in ("__pycache__", "example-journal"):
                        pending.append(entry.path)
                else:
                    status = entry.stat()
                    yield entry.path, status.st_size, status.st_mtime_ns
