"""EDGE. Turn the name of a theme, or of its folder, into the theme with all that it is made of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from journalgen.diagnostics import CannotBuildError, Diagnostic, Severity, Span
from journalgen.locale import Words
from journalgen.sources import SourceFile, Sources, discover_theme
from journalgen.theme import MANIFEST, OWN
from journalgen.theme.copies import Original, changed_originals, marked_copy
from journalgen.theme.manifest import MAX_MANIFEST, Manifest, read_manifest
from journalgen.theme.shipped import load_theme, theme_names, unknown_theme
from journalgen.theme.static_files import MAX_STATIC, usable_files
from journalgen.theme.theme import Theme
from journalgen.writing import create

MAX_TEMPLATE = 256 * 1024


class ThemeReader(Struct):
    """Reads themes; keeps what was odd, and what it looked at in `sources`."""

    root: Path
    """The journal."""
    sources: Sources
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def chosen(self, name: str, base: Path) -> Theme:
        """The theme `name`, or that in the folder `name` as seen from `base`.

        What the journal's own folder `theme` holds goes over it. Raises CannotBuildError.
        """
        theme = self._load(name, base, "", ())
        own = {file.path.partition("/")[2]: file for file in self.sources.theme}
        if own and (base / name).resolve() != self.root / OWN:
            theme = self._own(own, theme)
        wrong = [found for found in self.diagnostics if found.code in _STOPPING]
        if wrong:
            raise CannotBuildError.of(wrong)
        self.diagnostics += changed_originals(theme)
        return theme

    def _load(self, name: str, base: Path, shown: str, children: tuple[Path, ...]) -> Theme:
        if name in theme_names():
            return load_theme(name)
        if children and re.match(r"[/\\]|[a-zA-Z]:", name):
            raise CannotBuildError("theme-folder", value=name)  # no other place is asked for it
        folder = base / name
        if not (folder.is_dir() or "/" in name or "\\" in name):
            raise unknown_theme(name)
        real = folder.resolve()
        label = posixpath.normpath(posixpath.join(shown, name.replace("\\", "/")))
        if real in children:
            names = " → ".join(path.name for path in (*children[children.index(real) :], real))
            raise CannotBuildError("theme-circle", value=names)
        files, odd = discover_theme(real, label)
        if self.root not in real.parents:  # else it is said of the journal's files
            self.diagnostics += odd
        self.sources.theme_folders[str(real), label] = tuple(files.values())
        if MANIFEST not in files:
            raise CannotBuildError("theme-folder", value=label)
        manifest = self._manifest(files[MANIFEST], own=False)
        parent = None
        if manifest.extends:
            parent = self._load(manifest.extends, real, label, (*children, real))
        return self._theme(manifest.name or real.name, label, files, manifest, parent)

    def _own(self, files: Mapping[str, SourceFile], theme: Theme) -> Theme:
        """The theme with the journal's own folder over it."""
        manifest = self._manifest(files[MANIFEST], own=True) if MANIFEST in files else Manifest()
        return replace(self._theme(OWN, OWN, files, manifest, theme), over=True)

    def _theme(
        self,
        name: str,
        label: str,
        files: Mapping[str, SourceFile],
        manifest: Manifest,
        parent: Theme | None,
    ) -> Theme:
        inherited = tuple(parent.static_files()) if parent else ()
        static, odd = usable_files(
            {name: _bytes(file, MAX_STATIC) for name, file in _below("static/", files)},
            inherited,
            f"{label}/static",
        )
        self.diagnostics += odd
        return Theme(
            name,
            label,
            parent,
            {**(parent.options if parent else {}), **manifest.options},
            templates=self._templates(files),
            static=static,
            description=manifest.description,
        )

    def _manifest(self, file: SourceFile, *, own: bool) -> Manifest:
        manifest, odd = read_manifest(_bytes(file, MAX_MANIFEST), file.path, own=own)
        if any(found.severity is Severity.ERROR for found in odd):
            raise CannotBuildError.of((*self.diagnostics, *odd))
        self.diagnostics += odd
        return manifest

    def _templates(self, files: Mapping[str, SourceFile]) -> dict[str, str]:
        found = {}
        for name, file in _below("templates/", files):
            if not name.endswith(".html"):
                kinds = (("choices", ".html"),)
                self.diagnostics.append(Diagnostic("theme-file-kind", Span(file.path), kinds))
                continue
            data = _bytes(file, MAX_TEMPLATE)
            try:
                if len(data) > MAX_TEMPLATE:
                    raise ValueError
                found[name] = data.decode("utf-8-sig").replace("\r\n", "\n")
            except ValueError:
                limit = (("limit", f"{MAX_TEMPLATE // 1024} KiB"),)
                self.diagnostics.append(Diagnostic("theme-unreadable", Span(file.path, 1), limit))
        return found


def write_copy(root: Path, original: Original, words: Words) -> str:
    """Put a copy into the folder `theme` of the journal at `root`; where, as people name it.

    Raises CannotBuildError where something is there already or can't be written.
    """
    path = f"{OWN}/{original.name}"
    target = root / path
    if not target.parent.resolve().is_relative_to(root):
        raise CannotBuildError("symlink-outside", path=OWN)
    remark = words.gettext("This copy doesn’t follow later versions.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        create(target, marked_copy(original, remark).encode())
    except FileExistsError as error:
        raise CannotBuildError("theme-copy-there", path=path) from error
    except OSError as error:
        raise CannotBuildError("file-unwritable", path=path, value=str(error.strerror)) from error
    return path


_STOPPING = frozenset({"theme-unreadable"})
"""Without such a template the pages would be others than meant."""


def _below(folder: str, files: Mapping[str, SourceFile]) -> Iterator[tuple[str, SourceFile]]:
    for name, file in files.items():
        if name.startswith(folder):
            yield name.removeprefix(folder), file


def _bytes(file: SourceFile, limit: int) -> bytes:
    """At most a byte more than the limit. Raises CannotBuildError."""
    try:
        with Path(file.real).open("rb") as opened:
            return opened.read(limit + 1)
    except OSError as error:
        raise CannotBuildError("file-unreadable", path=file.path) from error
