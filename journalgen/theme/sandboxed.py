"""Turn pages into HTML with templates that don't ship with journalgen.

Such a page has the head that the built-in theme gives it, and a body that was rendered in a sandbox
and holds nothing but what `page_check.py` lists.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup
from msgspec import Struct

from journalgen.diagnostics import CannotBuildError, Diagnostic, Span
from journalgen.locale import Words
from journalgen.theme import BLANK
from journalgen.theme.faults import AssetError, fault
from journalgen.theme.page_check import Address, Found, links, problems
from journalgen.theme.render import Renderer
from journalgen.theme.sandbox import SandboxEnvironment, fill
from journalgen.theme.shipped import load_theme, shipped_folders
from journalgen.theme.templates import Translations, read_templates
from journalgen.theme.theme import Theme

DEFAULT = "calm"
"""What stands in for a theme without parents."""
_FRAME, _HARD_MOMENT = "base.html", "hard-moment.html"
_MANY = 20
"""Findings of a page that are told: looking for their lines takes time."""
_BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r'href="([^"]*)"')
_END = re.compile(r"</body\s*>", re.IGNORECASE)


class SandboxedRenderer:
    """The templates of one theme in one language."""

    def __init__(self, theme: Theme, words: Words) -> None:
        """Templates are compiled when they are first asked for."""
        self._made_of = theme.for_pages(), words
        shipped = next((one.name for one in theme.ancestry if one.folder), DEFAULT)
        self._shipped = Renderer(load_theme(shipped), words)
        self._loader = ThemeTemplates(theme)
        self._assets = frozenset(theme.static_files())
        self._up = ""
        globals_: dict[str, Callable[..., Any]] = {
            "_": self._translator(words),
            "ngettext": self._counter(words),
            "once": _call,
            "asset": self._asset,
        }
        self._names = ("page", *globals_)
        self._environment = SandboxEnvironment(self._loader, Translations, **globals_)

    def __reduce__(self) -> tuple[type[SandboxedRenderer], tuple[Theme, Words]]:
        """Another process makes its own."""
        return SandboxedRenderer, self._made_of

    def render(self, name: str, view: Any) -> bytes:
        """The page of a view as UTF-8; `name` is its template's. Raises CannotBuildError."""
        if name == BLANK:
            return self._shipped.render(name, view)
        self._up = view.frame.home.rpartition("/")[0]
        head, _, frame = self._shipped.render(_FRAME, view).decode("utf-8").partition("<body")
        body = _body_of(self._rendered(name, view))
        self._check(body, name, view)
        ways = _lacking_ways(body, frame, view.frame, hard_moment=name == _HARD_MOMENT)
        start = body.index(">") + 1
        return f"{head}{body[:start]}{ways}{body[start:]}\n</html>\n".encode("utf-8", "replace")

    def _rendered(self, name: str, view: object) -> str:
        budget = self._environment.budget
        budget.refill()
        try:
            page = self._environment.get_template(name).render(page=view)
            budget.text(len(page))
        except Exception as error:  # whatever a template does, it says where
            found = fault(error, name, self._loader.paths, self._loader.own, self._names)
            raise CannotBuildError.of([found]) from None
        return page

    def _check(self, body: str, name: str, view: object) -> None:
        depth = len(self._up.split("/")) if self._up else 0
        written: frozenset[str] | None = None
        wrong: dict[Found, None] = {}
        for found in problems(body, depth):
            if isinstance(found, Address):
                if written is None:
                    written = frozenset(_addresses_in(view))
                if found.written in written:
                    continue
                found = Found(f'href="{html.unescape(found.written)}"', found.written)
            wrong[found] = None
            if len(wrong) == _MANY:
                break
        if wrong:
            raise CannotBuildError.of(dict.fromkeys(self._about(found, name) for found in wrong))

    def _about(self, found: Found, name: str) -> Diagnostic:
        """The finding, at the line that seems to have written it."""
        what = found.what if len(found.what) <= 80 else found.what[:79] + "…"
        span = self._loader.find(found.needle, name)
        return Diagnostic("theme-page", span, (("value", what),))

    def _asset(self, name: str) -> str:
        """`asset("flower.png")`: the address of a static file of the theme."""
        if name not in self._assets:
            raise AssetError(name)
        return f"{self._up}/assets/{name}".lstrip("/")

    def _translator(self, words: Words) -> Callable[..., str]:
        def translate(text: str, /, **values: object) -> str:
            found = words.gettext(text)
            return fill(found, values, self._environment.written) if values else found

        return translate

    def _counter(self, words: Words) -> Callable[..., str]:
        def translate(one: str, many: str, number: int, /, **values: object) -> str:
            found = words.ngettext(one, many, number)
            return fill(found, {"num": number, **values}, self._environment.written)

        return translate


class ThemeTemplates(BaseLoader):
    """The templates of a theme and its parents, and by name those of each and of what ships."""

    def __init__(self, theme: Theme) -> None:
        """Takes them all from memory, so that nothing changes while a site is rendered."""
        self.paths: dict[str, str] = {}
        """By name: what people call them."""
        self._sources: dict[str, str] = {}
        self.own: dict[str, str] = {}
        """By what people call them: those that don't ship with journalgen."""
        named = {name: read_templates(folder) for name, folder in shipped_folders().items()}
        for name, templates in named.items():
            self._add(f"{name}/", templates, name)
        for one in reversed(theme.ancestry):
            templates = named[one.name] if one.folder else dict(one.templates)
            label = one.label if one.folder else f"{one.label}/templates"
            self._add("", templates, label)
            if not one.folder:
                self.own |= {f"{label}/{name}": text for name, text in templates.items()}
                if one.name not in named:
                    self._add(f"{one.name}/", templates, label)

    def _add(self, prefix: str, templates: Mapping[str, str], label: str) -> None:
        for name, text in templates.items():
            self._sources[prefix + name] = text
            self.paths[prefix + name] = f"{label}/{name}"

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template."""
        if template not in self._sources:
            raise TemplateNotFound(template)
        return self._sources[template], None, None

    def find(self, needle: str, name: str) -> Span:
        """Where something first stands in templates that don't ship with journalgen.

        Those that ship can't be wrong; where it isn't written out, it is about the page's own.
        """
        paths = sorted(self.own, key=lambda path: (path != self.paths.get(name), path))
        for path in paths:
            for number, line in enumerate(self.own[path].split("\n"), start=1):
                column = line.lower().find(needle.lower())
                if column >= 0 and needle:
                    return Span(path, number, column + 1)
        return Span(self.paths.get(name, name))


def _body_of(page: str) -> str:
    """From `<body>` to `</body>`; whatever a template writes around it isn't used."""
    start = _BODY.search(page)
    if start is None:
        return f"<body>\n{page}\n</body>"
    inside = page[start.end() :]
    ends = list(_END.finditer(inside))
    return f"{start.group()}{inside[: ends[-1].start()] if ends else inside}</body>"


def _lacking_ways(body: str, frame: str, view: Any, *, hard_moment: bool) -> str:
    """The links to leave and to the page for hard moments, where a theme has forgotten one.

    `frame` is the built-in page without its text, `hard_moment` whether it is that page itself.
    A link to leave is what the keys follow, so that each has to lead there.
    """
    found = tuple(links(body))
    ways = []
    if not hard_moment and view.hard_moment.href not in (address for address, _ in found):
        ways.append(_way(frame, "hard-way"))
    if {address for address, classes in found if "leave" in classes} != {view.leave}:
        ways.append(_way(frame, "leave"))
    return f'\n<p class="ways">{" ".join(ways)}</p>' if ways else ""


def _way(frame: str, kind: str) -> str:
    """The first link of a class."""
    way = re.search(rf'<a class="{kind}".*?</a>', frame, re.DOTALL)
    return way.group() if way else ""


def _addresses_in(view: object) -> Iterator[str]:
    """Where the links lead that the person wrote, as they are written in HTML."""
    for text in _html_in(view):
        yield from _ADDRESS.findall(text)


def _html_in(value: object) -> Iterator[str]:
    """The HTML that is somewhere in a view."""
    if isinstance(value, Markup):
        yield str(value)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from _html_in(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from _html_in(part)


@pass_context
def _call(context: Context, macro: Macro, *arguments: object) -> Any:
    """`once(macro, …)`, which here calls each time."""
    environment: Any = context.environment
    return environment.call(context, macro, *arguments)
