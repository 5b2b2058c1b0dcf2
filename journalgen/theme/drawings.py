"""Tell what an SVG holds that could run or load something."""

from __future__ import annotations

import re
from xml.parsers import expat  # without what builds a tree or follows entities

_ELEMENTS = frozenset(
    "script foreignobject iframe embed object audio video canvas animate animatetransform "
    "animatemotion animatecolor set handler listener".split()
)
_ADDRESSES = frozenset({"href", "src", "base"})
_IMAGE = re.compile(r"(?:#|data:image/(?:png|jpeg|gif|webp|avif)[;,])", re.IGNORECASE)
_URL = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|\\", re.IGNORECASE)


class _RefusedError(Exception):
    """Stops the parser."""


def refused_in_drawing(data: bytes) -> str:
    """What an SVG can't hold, to be shown; empty where there is nothing of the kind."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _element
    parser.CharacterDataHandler = _text
    parser.StartDoctypeDeclHandler = _doctype
    parser.ProcessingInstructionHandler = _instruction
    parser.buffer_text = True  # so that no word is cut in two
    parser.buffer_size = max(2048, len(data))
    try:
        parser.Parse(data, True)
    except _RefusedError as error:
        return str(error)
    except (expat.ExpatError, ValueError):
        return "no XML that can be read"
    return ""


def _element(name: str, attributes: dict[str, str]) -> None:
    local = name.rpartition(" ")[2].lower()
    if local in _ELEMENTS:
        raise _RefusedError(f"<{local}>")
    for key, value in attributes.items():
        attribute = key.rpartition(" ")[2].lower()
        if attribute.startswith("on"):
            raise _RefusedError(f"{attribute}=")
        if attribute in _ADDRESSES and not _IMAGE.match(value.strip()):
            raise _RefusedError(f'{attribute}="{value[:40]}"')
        if attribute not in _ADDRESSES and _URL.search(value):
            raise _RefusedError(f'{attribute}="{value[:40]}"')


def _text(text: str) -> None:
    """The css in `<style>`, or words, which seldom look like it."""
    if found := _URL.search(text):
        raise _RefusedError(found.group())


def _doctype(_name: str, _system: str | None, _public: str | None, _inner: bool) -> None:
    raise _RefusedError("<!DOCTYPE>")


def _instruction(target: str, _data: str) -> None:
    raise _RefusedError(f"<?{target}?>")
