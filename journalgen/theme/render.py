"""Turn pages into HTML with the templates of a theme."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro

from journalgen.locale import Words
from journalgen.site.page import Page
from journalgen.theme.manifest import Theme


class Renderer:
    """The templates of one theme in one language."""

    def __init__(self, theme: Theme, words: Words) -> None:
        """Templates are read and compiled when they are first asked for."""
        self._environment = Environment(
            loader=FileSystemLoader(theme.template_folders()),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        # Views have all the attributes that templates may ask for, so nothing else is tried.
        self._environment.getattr = getattr  # type: ignore[assignment] # a method
        self._environment.globals |= {
            "_": _translator(words),
            "ngettext": _counter(words),
            "once": _once(),
        }

    def render(self, page: Page) -> bytes:
        """The page as UTF-8 with `\\n` line ends."""
        template = self._environment.get_template(page.template)
        return template.render(page=page.make_view()).encode("utf-8", "replace")


def _once() -> Callable[..., str]:
    """`once(macro, …)`: what the macro gave for the same arguments before.

    Ratings, signs and rows stand on many pages alike.
    """
    made: dict[tuple[object, ...], str] = {}

    def call(macro: Macro, *arguments: object) -> str:
        key = (macro.name, *arguments)
        found = made.get(key)
        if found is None:
            found = made[key] = macro(*arguments)
        return found

    return call


def _translator(words: Words) -> Callable[..., str]:
    """`_("As of %(day)s.", day=…)`: what is put in is escaped with the whole."""
    translation = cache(words.gettext)

    def translate(text: str, **values: object) -> str:
        found = translation(text)
        return found % values if values else found

    return translate


def _counter(words: Words) -> Callable[..., str]:
    """`ngettext("%(num)s note", "%(num)s notes", number)`."""

    def translate(one: str, many: str, number: int, **values: object) -> str:
        return words.ngettext(one, many, number) % {"num": number, **values}

    return translate
