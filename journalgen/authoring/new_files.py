"""EDGE. Put new files into a journal; nothing that is there is ever touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from journalgen.diagnostics import CannotBuildError
from journalgen.sources import Sources, read_text
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
        value = error.strerror or type(error).__name__
        raise CannotBuildError("file-unwritable", path=path, value=value) from error
    return True


def make_root(folder: Path) -> bool:
    """Make the folder of a journal; False where it is there. Raises CannotBuildError."""
    try:
        there = folder.is_dir()
        _make_folder(folder)
    except OSError as error:
        value = error.strerror or type(error).__name__
        raise CannotBuildError("file-unwritable", path=str(folder), value=value) from error
    return not there


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


def entry_folder(root: Path, found: Sources) -> str:
    """Where entries lie: beside the others, where a journal has no folder for them."""
    return "" if found.entries and not (root / "entries").is_dir() else "entries"


def template_names(root: Path) -> list[str]:
    """What `--template` can be, in order."""
    folder = root / TEMPLATES
    return sorted({path.stem for path in _templates(folder)})


def read_template(root: Path, name: str) -> str:
    """The text of one. Raises CannotBuildError where there is none of that name."""
    for path in _templates(root / TEMPLATES):
        if name in (path.stem, path.name):
            return read_text(root, f"{TEMPLATES}/{path.name}")
    choices = ", ".join(template_names(root))
    if choices:
        raise CannotBuildError("template-missing", value=name, choices=choices)
    raise CannotBuildError("template-none", value=name)


def _templates(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in sorted(folder.iterdir()) if path.suffix in _ENDINGS)
