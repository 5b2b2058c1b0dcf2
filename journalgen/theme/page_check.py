"""Tell what a rendered page holds that pages of themes can't.

Sound without a parser's guesses: every `<` of a page has to begin a tag that is written in full,
with an element and attributes that are listed, values in double quotes, and no `<` or `>` in a
value. So whatever a browser makes of the page, in whatever state its parser is, the tags it can see
are among those that were looked at one by one.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)"
    r'(?P<attributes>(?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)\s*/?>',
    re.ASCII,
)
_LINK = re.compile(r"<a\s(?P<attributes>[^<>]*)>", re.ASCII | re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"<>]*)")?')
_STARTS = re.compile(r"<[!?/]?[a-zA-Z]*-{0,2}")

EVERYWHERE = frozenset("class dir hidden id lang role spellcheck tabindex title translate".split())
_DRAWN = frozenset(
    "cx cy d dx dy fill fill-opacity fill-rule focusable gradienttransform gradientunits height "
    "offset opacity points preserveaspectratio r rx ry stop-color stop-opacity stroke "
    "stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor "
    "transform viewbox width x x1 x2 y y1 y2".split()
)
_PLAIN = """
abbr article aside b bdi bdo body br caption cite code dd del details dfn div dl dt em fieldset
figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd legend main mark nav
noscript p pre q rp rt ruby s samp search section small span strong sub summary sup table tbody
tfoot thead tr u ul var wbr
"""
_SHAPES = """
circle clippath defs desc ellipse g line lineargradient path polygon polyline radialgradient rect
stop svg symbol text title tspan use
"""
_FIELD = "name disabled required autocomplete autocapitalize autocorrect enterkeyhint"

ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN.split(), frozenset()),
    **dict.fromkeys(_SHAPES.split(), _DRAWN),
    "a": frozenset({"href", "rel"}),
    "audio": frozenset({"controls", "preload", "src"}),
    "blockquote": frozenset(),
    "button": frozenset({"type", "disabled"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "data": frozenset({"value"}),
    "details": frozenset({"open", "name"}),
    "form": frozenset(),
    "img": frozenset({"alt", "height", "loading", "src", "width"}),
    "input": frozenset({"type", "value", "placeholder", "checked", *_FIELD.split()}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "meter": frozenset({"high", "low", "max", "min", "optimum", "value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "optgroup": frozenset({"label", "disabled"}),
    "option": frozenset({"value", "selected", "disabled"}),
    "output": frozenset({"for", "name"}),
    "select": frozenset(_FIELD.split()),
    "td": frozenset({"colspan", "headers", "rowspan"}),
    "th": frozenset({"abbr", "colspan", "headers", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
    "use": _DRAWN | {"href"},
    "video": frozenset({"controls", "height", "preload", "src", "width"}),
}
"""By element, in lower case: its attributes beside those that all have, `aria-*` and `data-*`."""

_LONGEST = 500
"""Characters of a tag that is remembered."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_PAINT = re.compile(r"[\w\s.,;#%()+*/-]*")


class Address(NamedTuple):
    """An address in a page that leads out of the site."""

    written: str
    """As it stands between the quotes."""


class Found(NamedTuple):
    """Something that isn't allowed."""

    what: str
    """To be shown: `<script>`, `style="…"`."""
    needle: str
    """What to look for in the template's source."""


def problems(page: str, depth: int) -> Iterator[Found | Address]:
    """What is wrong with a page that lies `depth` folders below the site's.

    Addresses of the web are given too: whether they may be there, the entries say.
    """
    place = page.find("<")
    while place >= 0:
        end = page.find(">", place) + 1
        tag = page[place:end]
        found = _of_tag(tag, depth) if len(tag) <= _LONGEST else _of_tag.__wrapped__(tag, depth)
        if found is None:
            start = _STARTS.match(page, place)
            written = start.group() if start else "<"
            whole = written[1:].isalpha() and written[1:].lower() in ELEMENTS
            yield Found(f"{written} …" if whole else written, written)
            return  # what follows could be taken for anything
        yield from found
        place = page.find("<", end)


@lru_cache(4096)
def _of_tag(tag: str, depth: int) -> tuple[Found | Address, ...] | None:
    """What is wrong with a tag; None for one that isn't written in full. Pages repeat most."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return None
    name = match["name"].lower()
    if name not in ELEMENTS:
        return (Found(f"<{match['end']}{name}>", f"<{match['end']}{match['name']}"),)
    return tuple(
        found
        for attribute in _ATTRIBUTE.finditer(match["attributes"])
        for found in _of_attribute(name, attribute[1], attribute[2] or "", depth)
    )


def _of_attribute(element: str, key: str, written: str, depth: int) -> Iterator[Found | Address]:
    name = key.lower()
    if name.startswith(("aria-", "data-")):
        return
    if name not in EVERYWHERE and name not in ELEMENTS[element]:
        yield Found(f"{name}=", f"{key}=")
        return
    try:
        value = html.unescape(written)
    except ValueError:  # Python's limit for numbers, in `&#111…`
        yield Found(f'{name}="{written}"', written)
        return
    shown = Found(f'{name}="{value}"', written)
    if name == "src":
        if not is_inside(value, depth):
            yield shown
    elif name == "href":
        if element == "use":
            if not value.startswith("#"):
                yield shown
        elif _WEB.match(value):
            yield Address(written)
        elif not is_inside(value, depth):
            yield shown
    elif name in _DRAWN and (not _PAINT.fullmatch(value) or "url" in value.lower()):
        yield shown


def links(page: str) -> Iterator[tuple[str, list[str]]]:
    """Address and classes of each link of a page in which nothing was found."""
    for link in _LINK.finditer(page):
        found = {"href": "", "class": ""}
        for attribute in reversed(_ATTRIBUTE.findall(link["attributes"])):  # the first counts
            found[attribute[0].lower()] = attribute[1]
        yield html.unescape(found["href"]), html.unescape(found["class"]).split()


def is_inside(address: str, depth: int) -> bool:
    """Whether an address leads to a file of the site, from `depth` folders below its own."""
    if not address.isprintable() or set(address) & set("\\|") or _SCHEME.match(address):
        return False  # `C|/` is a drive to browsers
    path = unquote(re.split("[?#]", address)[0])
    if path.startswith(("/", "\\")) or path != path.strip() or ":" in path.partition("/")[0]:
        return False
    inner = posixpath.normpath(path or ".").split("/")
    return inner.count("..") <= depth
