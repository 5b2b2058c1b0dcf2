"""Put into the HTML of an entry what its references lead to: links, pictures, players."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from journalgen.model.attachments import AUDIO, IMAGES, VIDEO, ending_of
from journalgen.model.entry import Reference
from journalgen.parse.markdown_html import MARK
from journalgen.site.references import Resolved
from journalgen.site.urls import smaller_url

MARKS = re.compile(f"{MARK}([ocil])(\\d+){MARK}")
"""The place of a reference: a link's beginning and end, what is shown, and the same in a link."""


class Filler:
    """Fills in the references of one file, as seen from one page."""

    def __init__(
        self,
        references: tuple[Reference, ...],
        resolved: tuple[Resolved, ...],
        link: Callable[[str, str], str],
        gettext: Callable[[str], str],
    ) -> None:
        """`link` gives the `href` of address and fragment."""
        self._references = references
        self._resolved = resolved
        self._link = link
        self._gettext = gettext

    def fill(self, text: str) -> str:
        """HTML with every reference in its place."""
        return MARKS.sub(self._replace, text) if MARK in text else text

    def _replace(self, match: re.Match[str]) -> str:
        part, index = match.group(1), int(match.group(2))
        target, reference = self._resolved[index], self._references[index]
        href = self._href(target.url, target.fragment)
        if part == "o":
            return f'<a href="{href}">' if href else '<span class="no-link">'
        if part == "c":
            return "</a>" if href else "</span>" + _target(_written(reference))
        label = html.escape(reference.label)
        if not href:
            missing = _target(self._missing(target, reference))
            return f'<span class="no-link">{label}</span>{missing}'
        if reference.kind == "wiki":
            return f'<a href="{href}">{label}</a>'
        kind = ending_of(target.url)
        if kind in IMAGES:
            return self._image(target, reference.label, within_link=part == "l")
        return _player(href, label, kind)

    def _href(self, url: str, fragment: str = "") -> str:
        return html.escape(self._link(url, fragment)) if url else ""

    def _missing(self, target: Resolved, reference: Reference) -> str:
        """What stands where nothing can be shown."""
        if not target.picture:
            return _written(reference)
        written, said = _written(reference), self._gettext("this picture isn’t shown")
        return f"{written}: {said}" if written else said

    def _image(self, target: Resolved, label: str, *, within_link: bool) -> str:
        """A picture with its size, so that nothing moves when it is there; large ones lead on."""
        picture = target.picture
        smaller = picture.smaller if picture else None
        source = self._href(smaller_url(target.url) if smaller else target.url)
        width, height = picture.shown if picture else (0, 0)
        size = f' width="{width}" height="{height}"' if width else ""
        image = f'<img src="{source}" alt="{html.escape(label)}"{size} loading="lazy">'
        if not smaller or within_link:
            return image
        _ = self._gettext
        name = _("{picture}, full size").format(picture=label) if label else _("Full size")
        href, name = self._href(target.url), html.escape(name)
        return f'<a class="picture" href="{href}" aria-label="{name}">{image}</a>'


def _player(href: str, label: str, kind: str) -> str:
    """A player for sound and film; anything else is a link."""
    if kind in AUDIO | VIDEO:
        tag = "audio" if kind in AUDIO else "video"
        return f'<{tag} controls preload="none" src="{href}"><a href="{href}">{label}</a></{tag}>'
    return f'<a href="{href}">{label or href}</a>'


def _written(reference: Reference) -> str:
    """What a link that leads nowhere named, since it is part of what was written."""
    written = reference.target + ("#" + reference.fragment if reference.fragment else "")
    return "" if not reference.target or written == reference.label else written


def _target(text: str) -> str:
    return f' <span class="target">({html.escape(text)})</span>' if text else ""
