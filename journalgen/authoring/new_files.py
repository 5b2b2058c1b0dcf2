"""EDGE. Put new files into a journal; nothing that is there is ever touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from journalgen.diagnostics import CannotBuildError
from journalgen.sources import discover, read_text
from journalgen.writing import create

TEMPLATES = "templates"
_ENDINGS = (".md", ".markdown")


def make_file(root: Path, path: str, text: str) -> bool:
    """Make a file of the journal at `root`; False where something is there already.

    Folders and files are for their owner only. Raises CannotBuildError where it can't be written
    or a link leads out of the journal.
    """
    target = root.joinpath(*path.split("/"))
    try:
        if not target.parent.resolve().is_relative_to(root.resolve()):
            raise CannotBuildError("symlink-outside", path=path)
        _make_folder(target.parent)
        create(target, text.encode("utf-8", "backslashreplace"), flush=True)
    except FileExistsError:
        return False
    except OSError as error:
        raise _unwritable(path, error) from error
    return True


def make_root(folder: Path) -> None:
    """Make the folder of a journal, if it isn't there. Raises CannotBuildError."""
    try:
        _make_folder(folder)
    except OSError as error:
        raise _unwritable(str(folder), error) from error


def _unwritable(path: str, error: OSError) -> CannotBuildError:
    value = error.strerror or type(error).__name__
    return CannotBuildError("file-unwritable", path=path, value=value)


def _make_folder(folder: Path) -> None:
    """With the folders above it; all that are new are for their owner only."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700)


def make_entry(root: Path, folder: str, day: date, text: str) -> str:
    """Make an entry named by its day, the second one with `-2`; where, as people name it.

    Raises CannotBuildError.
    """
    prefix = f"{folder}/" if folder else ""
    for number in count(1):
        path = f"{prefix}{day}{'' if number == 1 else f'-{number}'}.md"
        if make_file(root, path, text):
            break
    return path


def entry_folder(root: Path, site: Path) -> str:
    """Where entries lie: beside the others, where a journal has no folder for them."""
    there = (root / "entries").is_dir() or not discover(root.resolve(), site).entries
    return "entries" if there else ""


def read_template(root: Path, name: str) -> str:
    """The text of one. Raises CannotBuildError where there is none of that name."""
    for path in _templates(root / TEMPLATES):
        if name in (path.stem, path.name):
            return read_text(root, f"{TEMPLATES}/{path.name}")
    choices = ", ".join(path.stem for path in _templates(root / TEMPLATES))
    if choices:
        raise CannotBuildError("template-missing", value=name, choices=choices)
    raise CannotBuildError("template-none", value=name)


def _templates(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in sorted(folder.iterdir()) if path.suffix in _ENDINGS)
