"""Tell what an SVG holds that could run or load something, also where it is opened by itself."""

from __future__ import annotations

import re
from xml.parsers import expat  # without what builds a tree or follows entities

_OTHER_LANGUAGES = frozenset({"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"})
"""Namespaces of which browsers know more ways to load something than could be listed."""
_ELEMENTS = frozenset(
    "script foreignobject iframe embed object audio video canvas animate animatetransform "
    "animatemotion animatecolor set handler listener".split()
)
_ADDRESSES = frozenset({"href", "src", "base"})
_IMAGE = re.compile(r"(?:#|data:image/(?:png|jpeg|gif|webp|avif)[;,])", re.IGNORECASE)
_LOADING = re.compile(
    r"url\(\s*+['\"]?+(?!#)|(?:image|image-set|cross-fade|src|expression)\(|@import|\\",
    re.IGNORECASE,
)


class _RefusedError(Exception):
    """Stops the parser."""


def refused_in_drawing(data: bytes) -> str:
    """What an SVG can't hold, to be shown; empty where there is nothing of the kind."""
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _doctype
    parser.ProcessingInstructionHandler = _instruction
    try:
        parser.Parse(data, True)
    except _RefusedError as error:
        return str(error)
    except (expat.ExpatError, ValueError):
        return "no XML that can be read"
    return ""


class _Reader:
    """Hears of each part of a drawing."""

    def __init__(self) -> None:
        self._css: list[str] | None = None
        """The pieces of the style it is in."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        language, _, written = name.rpartition(" ")
        local = written.lower()
        # The css of a style is its text put together, whatever stands in between.
        in_style = self._css is not None
        if local in _ELEMENTS or language in _OTHER_LANGUAGES or in_style:
            raise _RefusedError(f"<{local}>")
        self._css = [] if local == "style" else None
        for key, value in attributes.items():
            _look_at(key.rpartition(" ")[2].lower(), value)

    def end(self, _name: str) -> None:
        found = _LOADING.search("".join(self._css or ()))
        self._css = None
        if found:
            raise _RefusedError(found.group())

    def text(self, text: str) -> None:
        if self._css is not None:
            self._css.append(text)


def _look_at(attribute: str, value: str) -> None:
    if attribute in _ADDRESSES:
        wrong = not _IMAGE.match(value.strip())
    else:
        wrong = bool(_LOADING.search(value))
    if attribute.startswith("on"):
        raise _RefusedError(f"{attribute}=")
    if wrong:
        raise _RefusedError(f'{attribute}="{value[:40]}"')


def _doctype(_name: str, _system: str | None, _public: str | None, _inner: bool) -> None:
    raise _RefusedError("<!DOCTYPE>")


def _instruction(target: str, _data: str) -> None:
    raise _RefusedError(f"<?{target}?>")
