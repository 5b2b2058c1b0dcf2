"""Find the themes that ship with journalgen."""

from __future__ import annotations

from pathlib import Path

from journalgen.diagnostics import CannotBuildError
from journalgen.parse.known_keys import suggestion
from journalgen.resources import data_folder
from journalgen.theme import MANIFEST
from journalgen.theme.manifest import read_manifest
from journalgen.theme.theme import Theme


def theme_names() -> tuple[str, ...]:
    """Their names."""
    return tuple(sorted(path.parent.name for path in data_folder("themes").glob(f"*/{MANIFEST}")))


def load_theme(name: str, _children: tuple[str, ...] = ()) -> Theme:
    """The theme `name` with its parents. Raises CannotBuildError."""
    if name not in theme_names():
        raise unknown_theme(name)
    if name in _children:
        raise CannotBuildError("theme-circle", value=" → ".join((*_children, name)))
    folder = data_folder("themes") / name
    manifest, odd = read_manifest((folder / MANIFEST).read_bytes(), f"{name}/{MANIFEST}")
    if odd:
        raise CannotBuildError.of(odd)
    parent = load_theme(manifest.extends, (*_children, name)) if manifest.extends else None
    return Theme(
        name,
        name,
        parent,
        {**(parent.options if parent else {}), **manifest.options},
        folder,
        static=_static(folder / "static"),
        description=manifest.description,
    )


def shipped_folders() -> dict[str, Path]:
    """Where the templates of each are, by its name."""
    return {name: data_folder("themes") / name / "templates" for name in theme_names()}


def unknown_theme(name: str) -> CannotBuildError:
    """That there is no such theme, and which was meant."""
    close = suggestion(name, theme_names())
    if close:
        return CannotBuildError("theme-unknown-suggestion", value=name, suggestion=close)
    return CannotBuildError("theme-unknown", value=name, choices=", ".join(theme_names()))


def _static(folder: Path) -> dict[str, Path]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in files}
