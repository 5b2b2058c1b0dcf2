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
from journalgen.theme.page_check import Address, Found, problems
from journalgen.theme.render import Renderer
from journalgen.theme.sandbox import SandboxEnvironment, fill
from journalgen.theme.shipped import load_theme, shipped_folders
from journalgen.theme.templates import Translations, read_templates
from journalgen.theme.theme import Theme

DEFAULT = "calm"
"""What stands in for a theme without parents."""
_BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"(?P<start><a\s[^<>]*>).*?</a>", re.DOTALL)
_CLASS = re.compile(r'class="([^"]*)"')
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
            "_": _translator(words),
            "ngettext": _counter(words),
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
        shipped = self._shipped.render(name, view).decode("utf-8")
        if name == BLANK:
            return shipped.encode("utf-8")
        self._up = view.frame.home.rpartition("/")[0]
        head, start, rest = shipped.partition("<body")
        body = _with_ways(_body_of(self._rendered(name, view)), start + rest, view.frame)
        self._check(body, name, view)
        return f"{head}{body}\n</html>\n".encode("utf-8", "replace")

    def _rendered(self, name: str, view: object) -> str:
        self._environment.budget.refill()
        try:
            return self._environment.get_template(name).render(page=view)
        except Exception as error:  # whatever a template does, it says where
            found = fault(error, name, self._loader.paths, self._names)
            raise CannotBuildError.of([found]) from None

    def _check(self, body: str, name: str, view: object) -> None:
        depth = len(self._up.split("/")) if self._up else 0
        wrong = []
        for found in problems(body, depth):
            if isinstance(found, Found):
                wrong.append(self._about(found, name))
            elif not _has_link(view, found):
                link = Found(f'href="{html.unescape(found.written)}"', found.written)
                wrong.append(self._about(link, name))
        if wrong:
            raise CannotBuildError.of(dict.fromkeys(wrong))

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


class ThemeTemplates(BaseLoader):
    """The templates of a theme and its parents, and by name those of each and of what ships."""

    def __init__(self, theme: Theme) -> None:
        """Takes them all from memory, so that nothing changes while a site is rendered."""
        self.paths: dict[str, str] = {}
        """By name: what people call them."""
        self._sources: dict[str, str] = {}
        self._own: dict[str, str] = {}
        named = {name: read_templates(folder) for name, folder in shipped_folders().items()}
        for name, templates in named.items():
            self._add(f"{name}/", templates, name)
        for one in reversed(theme.ancestry):
            templates = named[one.name] if one.folder else dict(one.templates)
            label = one.label if one.folder else f"{one.label}/templates"
            self._add("", templates, label)
            if not one.folder:
                self._own |= {f"{label}/{name}": text for name, text in templates.items()}
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
        paths = sorted(self._own, key=lambda path: (path != self.paths.get(name), path))
        for path in paths:
            for number, line in enumerate(self._own[path].split("\n"), start=1):
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


def _with_ways(body: str, shipped: str, frame: Any) -> str:
    """The body with the links to leave and to the page for hard moments.

    Where a theme has forgotten one that the built-in page has, it stands at the top.
    """
    ways = []
    for address, kind in ((frame.hard_moment.href, ""), (frame.leave, "leave")):
        known = _link_to(shipped, address, kind)
        if known and not _link_to(body, address, kind):
            ways.append(known)
    start = _BODY.match(body)
    if not ways or start is None:
        return body
    return f'{start.group()}\n<p class="ways">{" ".join(ways)}</p>{body[start.end() :]}'


def _link_to(page: str, address: str, kind: str) -> str:
    """The first link to an address, of the class `kind` if that isn't empty."""
    for link in _LINK.finditer(page):
        classes = _CLASS.search(link["start"])
        if f'href="{html.escape(address)}"' in link["start"] and (
            not kind or (classes and kind in classes[1].split())
        ):
            return link.group()
    return ""


def _has_link(view: object, address: Address) -> bool:
    """Whether what the person wrote holds a link to an address of the web."""
    wanted = f'href="{address.written}"'
    return any(wanted in text for text in _html_in(view))


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


def _translator(words: Words) -> Callable[..., str]:
    def translate(text: str, /, **values: object) -> str:
        found = words.gettext(text)
        return fill(found, values) if values else found

    return translate


def _counter(words: Words) -> Callable[..., str]:
    def translate(one: str, many: str, number: int, /, **values: object) -> str:
        return fill(words.ngettext(one, many, number), {"num": number, **values})

    return translate
