"""Turn pages into HTML with the templates of a theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from journalgen.locale import Words
from journalgen.theme.manifest import Theme

_SPECIAL = re.compile("[&<>'\"]")


class Renderer:
    """The templates of one theme in one language."""

    def __init__(self, theme: Theme, words: Words) -> None:
        """Templates are read and compiled when they are first asked for."""
        self._made_of = theme, words
        self._environment = Environment(
            loader=FileSystemLoader(theme.template_folders()),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._templates: dict[str, Template] = {}
        self._environment.add_extension(_Translations)
        # Views have all the attributes that templates may ask for, so nothing else is tried.
        self._environment.getattr = getattr  # type: ignore[assignment] # a method
        self._environment.context_class = _Context
        self._environment.template_class = _Template
        # Nothing else is global: Jinja compares these names for each import of each page.
        self._environment.globals = {
            "_": _translator(words),
            "ngettext": _counter(words),
            "once": _once(),
        }

    def __reduce__(self) -> tuple[type[Renderer], tuple[Theme, Words]]:
        """Another process makes its own."""
        return Renderer, self._made_of

    def render(self, name: str, view: object) -> bytes:
        """The page of a view as UTF-8 with `\\n` line ends; `name` is its template's."""
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(name)
        return template.render(page=view).encode("utf-8", "replace")


class _Template(Template):
    """Escapes what is put into a page without wrapping it: it is joined to a text at once.

    Half a second of the 6.4 that 5,000 entries take.
    """

    @classmethod
    def from_code(cls, *args: Any, **values: Any) -> Template:
        """The template of its compiled code, whose blocks and macros share one namespace."""
        template = super().from_code(*args, **values)
        template.root_render_func.__globals__["escape"] = _escaped
        return template


def _escaped(value: object) -> str:
    """The text of a value as HTML; what is HTML already stays as it is."""
    if type(value) is Markup or (type(value) is str and not _SPECIAL.search(value)):
        return value
    return escape(value)


class _Context(Context):
    """Calls what is called as it is: nothing in these templates asks for the context itself."""

    def call(self, function: Callable[..., Any], /, *args: Any, **values: Any) -> Any:
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        return function(*args, **values)


class _Translations(Extension):
    """Puts translations into the templates when they are compiled.

    `_("Home")` becomes `"Home"`, which Jinja escapes and joins with the text around it; a call
    with values stays one.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Replace the four tokens of each plain call by the one of a string."""
        # Jinja's types know nothing of what is global.
        translate: Callable[[str], str] = self.environment.globals["_"]  # type: ignore[assignment]
        tokens = list(stream)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            call = tokens[index : index + 4]
            if token.value == "_" and [part.type for part in call] == _PLAIN_CALL:
                token = Token(token.lineno, "string", translate(call[2].value))
                index += 3
            yield token
            index += 1


_PLAIN_CALL = ["name", "lparen", "string", "rparen"]


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
