"""Turn a theme and the options chosen for it into what it puts beside the pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from journalgen.config import Config
from journalgen.reading import digest_of
from journalgen.request import Request
from journalgen.scripts import script_files
from journalgen.theme.options import options_css
from journalgen.theme.theme import Theme
from journalgen.themes import ThemeReader

OPTIONS_CSS = "assets/options.css"


class Look(Struct, frozen=True):
    """The theme with what it puts beside the pages."""

    theme: Theme
    assets: Mapping[str, bytes]
    """By address; style sheets in the order in which pages name them."""
    mark: str
    """Stands for all that pages are made from beside their views."""

    @property
    def styles(self) -> tuple[str, ...]:
        """Addresses of the style sheets."""
        return tuple(url for url in self.assets if url.endswith(".css"))


def load_look(config: Config, request: Request, reader: ThemeReader) -> Look:
    """The theme that was asked for, else the configured one. Raises CannotBuildError."""
    if request.theme:
        theme = reader.chosen(request.theme, request.base)
    else:
        theme = reader.chosen(config.theme, reader.root)
    css, odd = options_css(theme.chosen.name, theme.options, config.theme_options)
    reader.diagnostics += odd
    assets = _assets(theme, css.encode())
    made_of = repr((config, theme.mark, list(assets)))
    return Look(theme, assets, digest_of(made_of.encode("utf-8", "surrogatepass")))


def _assets(theme: Theme, options: bytes) -> dict[str, bytes]:
    """Parents' style sheets first, then the theme's, the options, and last the journal's own."""
    files = theme.static_files()
    first = {f"assets/{name}": _content(files[name]) for name in theme.chosen.static_files()}
    scripts = {url: path.read_bytes() for url, path in script_files().items()}
    last = {f"assets/{name}": _content(content) for name, content in files.items()}
    return {**first, **scripts, OPTIONS_CSS: options, **last}


def _content(file: Path | bytes) -> bytes:
    return file if isinstance(file, bytes) else file.read_bytes()
