"""Find out where the links in entries lead, and put the addresses into their HTML."""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.attachments import AUDIO, IMAGES, VIDEO
from journalgen.model.entry import Reference
from journalgen.model.names import fold, slug
from journalgen.parse.markdown_html import MARK
from journalgen.site.urls import stem

_MARKS = re.compile(f"{MARK}([oci])(\\d+){MARK}")


class Place(Struct, frozen=True):
    """A page a link can lead to."""

    url: str
    anchors: Mapping[str, str]
    """Slug of a heading to the id on the page."""


class Resolved(Struct, frozen=True):
    """Where one reference leads."""

    url: str = ""
    """Address in the site; empty where it leads nowhere."""
    fragment: str = ""
    page: str = ""
    """Path of the entry or strategy it leads to, else empty."""


class Resolver:
    """Knows the journal's files by path and by name."""

    def __init__(
        self,
        pages: Mapping[str, Place],
        strategies: Mapping[str, Place],
        attachments: Iterable[str],
        attachment_urls: Mapping[str, str],
    ) -> None:
        """`pages` by path, `strategies` by folded name, `attachments` all paths there are."""
        self.pages = pages
        self.strategies = strategies
        self.attachment_urls = attachment_urls
        self.diagnostics: list[Diagnostic] = []
        self.used: set[str] = set()
        """Paths of the attachments that pages refer to."""
        self._by_path = {_key(path): path for path in (*attachments, *pages)}
        self._by_name: dict[str, list[str]] = {}
        for path in sorted(self._by_path.values(), key=lambda path: (path.count("/"), path)):
            for name in {_key(posixpath.basename(path)), _key(stem(path))}:
                self._by_name.setdefault(name, []).append(path)

    def resolve(self, path: str, references: Iterable[Reference]) -> tuple[Resolved, ...]:
        """Where each reference of the file at `path` leads; what leads nowhere is reported."""
        return tuple(self._resolve(path, reference) for reference in references)

    def _resolve(self, path: str, reference: Reference) -> Resolved:
        target = self._find(path, reference)
        if target is None:
            strategy = self.strategies.get(fold(reference.target))
            if strategy and reference.kind == "wiki":
                return self._on_page(path, reference, strategy, "")
            self._report("link-broken", path, reference)
            return Resolved()
        if target in self.pages:
            return self._on_page(path, reference, self.pages[target], target)
        kind = PurePosixPath(target).suffix.lower()
        drawing_as_page = kind == ".svg" and reference.kind in ("link", "wiki")
        if target not in self.attachment_urls or drawing_as_page:
            self._report("attachment-kind", path, reference)
            return Resolved()
        self.used.add(target)
        return Resolved(self.attachment_urls[target])

    def _on_page(self, path: str, reference: Reference, place: Place, target: str) -> Resolved:
        if not reference.fragment:
            return Resolved(place.url, "", target)
        anchor = place.anchors.get(slug(reference.fragment), "")
        if not anchor and not reference.target:
            self._report("link-fragment", path, reference)
            return Resolved()
        if not anchor:
            self._report("link-heading", path, reference)
        return Resolved(place.url, anchor, target)

    def _find(self, path: str, reference: Reference) -> str | None:
        """The path of the file that is meant."""
        if not reference.target:
            return path
        target = reference.target.replace("\\", "/")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        for wished in (beside, posixpath.normpath(target.lstrip("/"))):
            for ending in ("", ".md", ".markdown"):
                found = self._by_path.get(_key(wished + ending))
                if found:
                    return found
        if reference.kind not in ("wiki", "embed"):
            return None
        return self._named(path, target, reference)

    def _named(self, path: str, target: str, reference: Reference) -> str | None:
        """By its name alone, or with the end of its folders, as `[[…]]` allows."""
        key = _key(target)
        found = [
            other
            for other in self._by_name.get(key.rpartition("/")[2], ())
            if _ends_with(_key(other), key)
        ]
        if not found:
            return None
        here = [other for other in found if posixpath.dirname(other) == posixpath.dirname(path)]
        chosen = (here or found)[0]
        if len(here or found) > 1:
            self._report("link-several", path, reference, value=chosen)
        return chosen

    def _report(self, code: str, path: str, reference: Reference, **args: str) -> None:
        self.diagnostics.append(
            Diagnostic(code, Span(path, reference.line, 1), tuple(args.items()))
        )


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _ends_with(path: str, wished: str) -> bool:
    bare = path.rpartition(".")[0]
    return any(text == wished or text.endswith("/" + wished) for text in (path, bare))


def fill_in(
    text: str,
    references: tuple[Reference, ...],
    resolved: tuple[Resolved, ...],
    link: Callable[[str, str], str],
) -> str:
    """HTML with every reference in its place; `link` gives the `href` of address and fragment."""
    if MARK not in text:
        return text

    def replace(match: re.Match[str]) -> str:
        part, index = match.group(1), int(match.group(2))
        target = resolved[index]
        href = html.escape(link(target.url, target.fragment)) if target.url else ""
        return _html_of(part, href, references[index])

    return _MARKS.sub(replace, text)


def _html_of(part: str, href: str, reference: Reference) -> str:
    if part == "o":
        return f'<a href="{href}">' if href else '<span class="no-link">'
    if part == "c":
        return "</a>" if href else "</span>" + _target(reference)
    label = html.escape(reference.label)
    if not href:
        return f'<span class="no-link">{label}</span>{_target(reference)}'
    if reference.kind == "wiki":
        return f'<a href="{href}">{label}</a>'
    return _media(href, label, PurePosixPath(href).suffix.lower())


def _media(href: str, label: str, kind: str) -> str:
    """An image, or a player for sound and film; anything else is a link."""
    if kind in IMAGES:
        return f'<img src="{href}" alt="{label}" loading="lazy">'
    if kind in AUDIO | VIDEO:
        tag = "audio" if kind in AUDIO else "video"
        return f'<{tag} controls preload="none" src="{href}"><a href="{href}">{label}</a></{tag}>'
    return f'<a href="{href}">{label or href}</a>'


def _target(reference: Reference) -> str:
    """What a link that leads nowhere named, since it is part of what was written."""
    written = reference.target + ("#" + reference.fragment if reference.fragment else "")
    if not reference.target or written == reference.label:
        return ""
    return f' <span class="target">({html.escape(written)})</span>'
