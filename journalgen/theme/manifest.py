"""Turn theme.yaml into what a theme is: its parent and the options it offers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml
from msgspec import Struct

from journalgen.diagnostics import CannotBuildError, Diagnostic, Span
from journalgen.model.names import fold
from journalgen.parse.known_keys import suggestion
from journalgen.resources import data_folder

API = 1
"""The version of the contract between themes and journalgen."""


class ThemeError(Exception):
    """A theme that ships with journalgen is put together wrongly."""


class Option(Struct, frozen=True):
    """Something a person can choose about a theme."""

    default: str
    values: Mapping[str, Mapping[str, str]]
    """By value: the custom properties (and `color-scheme`) it sets."""


class Theme(Struct, frozen=True):
    """A theme folder; its parents' templates and files stand in where it has none."""

    name: str
    folder: Path
    parent: Theme | None
    options: Mapping[str, Option]

    @property
    def ancestry(self) -> tuple[Theme, ...]:
        """The theme and its parents, nearest first."""
        return (self, *(self.parent.ancestry if self.parent else ()))

    def template_folders(self) -> list[Path]:
        """Where templates are looked for, in order."""
        return [theme.folder / "templates" for theme in self.ancestry]

    def static_files(self) -> dict[str, Path]:
        """The files that go into assets/, by name; a theme's own before its parents'."""
        files: dict[str, Path] = {}
        for theme in self.ancestry:
            folder = theme.folder / "static"
            for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
                if path.is_file():
                    files.setdefault(path.relative_to(folder).as_posix(), path)
        return dict(sorted(files.items()))


def theme_names() -> tuple[str, ...]:
    """The names of the themes that ship with journalgen."""
    folder = data_folder("themes")
    return tuple(sorted(path.parent.name for path in folder.glob("*/theme.yaml")))


def load_theme(name: str, _children: tuple[str, ...] = ()) -> Theme:
    """Read the theme `name` and its parents. Raises ThemeError and CannotBuildError."""
    if name not in theme_names():
        raise CannotBuildError("theme-unknown", value=name, choices=", ".join(theme_names()))
    if name in _children:
        raise ThemeError(f"themes extend each other in a circle: {' > '.join((*_children, name))}")
    folder = data_folder("themes") / name
    document = yaml.safe_load((folder / "theme.yaml").read_text("utf-8"))
    if document.get("api") != API:
        raise ThemeError(f"{name}: theme.yaml asks for api {document.get('api')}, this is {API}")
    parent = document.get("extends")
    options = {
        key: Option(str(option["default"]), option["values"])
        for key, option in (document.get("options") or {}).items()
    }
    loaded = load_theme(parent, (*_children, name)) if parent else None
    inherited = dict(loaded.options) if loaded else {}
    return Theme(name, folder, loaded, inherited | options)


def options_css(theme: Theme, chosen: Mapping[str, str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """A style sheet that sets the chosen options; unknown ones are reported and left out."""
    diagnostics = []
    picked = {name: option.default for name, option in theme.options.items()}
    for name, value in chosen.items():
        key = next((known for known in theme.options if fold(known) == fold(name)), None)
        if key is None:
            choices = suggestion(name, tuple(theme.options)) or ", ".join(theme.options)
            args = (("key", name), ("theme", theme.name), ("choices", choices))
            diagnostics.append(Diagnostic("theme-option-unknown", Span("journal.yaml"), args))
        elif fold(value) in theme.options[key].values:
            picked[key] = fold(value)
        else:
            choices = ", ".join(theme.options[key].values)
            args = (("key", key), ("value", value), ("choices", choices))
            diagnostics.append(Diagnostic("theme-option-value", Span("journal.yaml"), args))
    rules = [
        f"  {prop}: {setting};"
        for name, value in sorted(picked.items())
        for prop, setting in theme.options[name].values[value].items()
    ]
    return ":root {\n" + "\n".join(rules) + "\n}\n", tuple(diagnostics)
