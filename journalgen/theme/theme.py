"""A theme: its parents, its templates and the files it brings, and which of them count."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from journalgen.theme.manifest import Option


class Theme(Struct, frozen=True):
    """A theme; its parents' templates and files stand in where it has none."""

    name: str
    label: str
    """Where it is, as people name it: a folder, or the name where it ships with journalgen."""
    parent: Theme | None
    options: Mapping[str, Option]
    """Its own and its parents'."""
    folder: Path | None = None
    """Of one that ships with journalgen: where its templates are."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Of any other: their text by name."""
    static: Mapping[str, Path | bytes] = field(default_factory=dict)
    """Its own files that go into assets/, by name: where they are, or what they hold where they
    had to be looked through."""
    description: str = ""
    """One line for the list of themes."""
    over: bool = False
    """Whether it is the journal's own folder, which goes over the theme that was chosen."""

    @property
    def ancestry(self) -> tuple[Theme, ...]:
        """The theme and its parents, nearest first."""
        return (self, *(self.parent.ancestry if self.parent else ()))

    @property
    def chosen(self) -> Theme:
        """The theme without the journal's own folder."""
        return self.parent if self.over and self.parent else self

    @property
    def built_in(self) -> bool:
        """Whether all of it ships with journalgen."""
        return all(theme.folder for theme in self.ancestry)

    @property
    def mark(self) -> str:
        """Stands for all that pages get from it; the places on the disk don't count."""
        return repr([(theme.name, theme.options, theme.templates) for theme in self.ancestry])

    def template_folders(self) -> list[Path]:
        """Where those templates are looked for, in order, that ship with journalgen."""
        return [theme.folder / "templates" for theme in self.ancestry if theme.folder]

    def static_files(self) -> dict[str, Path | bytes]:
        """The files that go into assets/, by name.

        In the order in which style sheets are linked: parents' before a theme's own. One that a
        theme replaces stays at its place.
        """
        files: dict[str, Path | bytes] = {}
        for theme in reversed(self.ancestry):
            files |= sorted(theme.static.items())
        return files

    def for_pages(self) -> Theme:
        """The same without what its static files hold, for another process."""
        parent = self.parent.for_pages() if self.parent else None
        return replace(self, parent=parent, static=dict.fromkeys(self.static, b""))
