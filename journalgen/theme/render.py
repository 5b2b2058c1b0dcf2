"""Turn pages into HTML with the templates of a theme."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from journalgen.locale import Words
from journalgen.site.page import Page
from journalgen.theme.manifest import Theme


class Renderer:
    """The templates of one theme in one language."""

    def __init__(self, theme: Theme, words: Words) -> None:
        """Templates are read and compiled when they are first asked for."""
        environment = Environment(
            loader=FileSystemLoader(theme.template_folders()),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
        )
        install = environment.install_gettext_callables  # type: ignore[attr-defined]
        install(words.gettext, words.ngettext, newstyle=True)
        self._environment = environment

    def render(self, page: Page) -> bytes:
        """The page as UTF-8 with `\\n` line ends."""
        template = self._environment.get_template(page.template)
        return template.render(page=page.make_view()).encode("utf-8", "replace")
