"""Turn pages into HTML with the templates of a theme that ships with journalgen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from jinja2 import Template
from jinja2.runtime import Macro

from journalgen.locale import Words
from journalgen.theme.shipped import shipped_folders
from journalgen.theme.templates import TemplateLoader, make_environment
from journalgen.theme.theme import Theme


class Renderer:
    """The templates of one theme in one language, in code that trusts them."""

    def __init__(self, theme: Theme, words: Words) -> None:
        """Templates are read and compiled when they are first asked for."""
        self._made_of = theme, words
        self._environment = make_environment(
            TemplateLoader(theme.template_folders(), shipped_folders(), translated=words.own_texts),
            _=_translator(words),
            ngettext=_counter(words),
            once=_once(),
        )
        self._templates: dict[str, Template] = {}

    def __reduce__(self) -> tuple[type[Renderer], tuple[Theme, Words]]:
        """Another process makes its own."""
        return Renderer, self._made_of

    def render(self, name: str, view: object) -> bytes:
        """The page of a view as UTF-8 with `\\n` line ends; `name` is its template's."""
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(name)
        return template.render(page=view).encode("utf-8", "replace")


def _once() -> Callable[..., str]:
    """`once(macro, …)`: what the macro gave for the same arguments a while ago.

    Ratings, signs, points and rows stand on many pages alike, mostly on neighbours.
    """

    @lru_cache(_REMEMBERED)
    def call(macro: Macro, *arguments: object) -> str:
        return macro(*arguments)

    return call


_REMEMBERED = 2048
"""Results of macros that are kept: with all of them, 5,000 entries took 70 MB more."""


def _translator(words: Words) -> Callable[..., str]:
    """`_("As of %(day)s.", day=…)`: what is put in is escaped with the whole."""
    translation = cache(words.gettext)

    def translate(text: str, /, **values: object) -> str:
        found = translation(text)
        return found % values if values else found

    return translate


def _counter(words: Words) -> Callable[..., str]:
    """`ngettext("%(num)s note", "%(num)s notes", number)`."""

    def translate(one: str, many: str, number: int, /, **values: object) -> str:
        return words.ngettext(one, many, number) % {"num": number, **values}

    return translate
