"""Turn a theme and the options chosen for it into what it puts beside the pages."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from journalgen.config import Config
from journalgen.diagnostics import Diagnostic
from journalgen.reading import digest_of
from journalgen.scripts import script_files
from journalgen.theme.manifest import Theme, load_theme, options_css

OPTIONS_CSS = "assets/options.css"


class Look(Struct, frozen=True):
    """The theme with what it puts beside the pages."""

    theme: Theme
    assets: Mapping[str, bytes]
    """By address."""
    mark: str
    """Stands for all that pages are made from beside their views."""

    @property
    def styles(self) -> tuple[str, ...]:
        """Addresses of the style sheets."""
        return tuple(url for url in self.assets if url.endswith(".css"))


def load_look(config: Config, name: str) -> tuple[Look, tuple[Diagnostic, ...]]:
    """The theme `name`. Raises CannotBuildError where there is none."""
    theme = load_theme(name)
    css, odd = options_css(theme, config.theme_options)
    files = {f"assets/{name}": path for name, path in theme.static_files().items()}
    assets = {url: path.read_bytes() for url, path in (files | script_files()).items()}
    assets[OPTIONS_CSS] = css.encode()
    made_of = repr((config, theme, list(assets)))
    return Look(theme, assets, digest_of(made_of.encode("utf-8", "surrogatepass"))), odd
