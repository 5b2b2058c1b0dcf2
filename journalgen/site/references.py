"""Find out where the links in entries lead, and what is known of the pictures they name."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.attachments import DRAWINGS, IMAGES, PHONE_IMAGES, UNSHOWN, ending_of
from journalgen.model.entry import Reference
from journalgen.model.names import fold, slug
from journalgen.model.picture import Picture
from journalgen.pictures.kinds import ENDINGS
from journalgen.site.urls import smaller_url, stem

_SHOWING = frozenset({"image", "embed"})
"""The kinds of references that show a file; the others lead to it."""


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
    picture: Picture | None = None
    """What is known of it where it is one."""


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
        self.unshown: set[str] = set()
        """The same of those that have to be saved as something else first."""
        self._pictures: list[tuple[str, int, Reference, str]] = []
        """(path of the file that refers, number of the reference, the reference, the picture)."""
        self._by_path = {_key(path): path for path in (*attachments, *pages)}
        self._by_name: dict[str, list[str]] = {}
        for path in sorted(self._by_path.values(), key=lambda path: (path.count("/"), path)):
            for name in {_key(posixpath.basename(path)), _key(stem(path))}:
                self._by_name.setdefault(name, []).append(path)

    def resolve(self, path: str, references: Iterable[Reference]) -> tuple[Resolved, ...]:
        """Where each reference of the file at `path` leads; what leads nowhere is reported."""
        return tuple(self._resolve(path, *numbered) for numbered in enumerate(references))

    @property
    def pictures(self) -> list[str]:
        """Paths of the pictures that were referred to, in order."""
        return sorted({picture for *_, picture in self._pictures})

    def show(
        self, resolved: dict[str, tuple[Resolved, ...]], pictures: Mapping[str, Picture]
    ) -> dict[str, str]:
        """Put what is known of each picture to the references that lead to it.

        What can't be shown is reported, and leads nowhere. Gives the pictures that are shown in a
        smaller copy, by its address.
        """
        smaller: dict[str, str] = {}
        for path, number, reference, target in self._pictures:
            picture = pictures[target]
            before = resolved[path]
            here = replace(before[number], picture=picture)
            if picture.problem:
                self._report(picture.problem, path, reference, value=posixpath.basename(target))
                self.used.discard(target)
                here = Resolved(picture=picture)
            elif picture.smaller and reference.kind in _SHOWING:
                smaller[smaller_url(here.url)] = target
            if _misnamed(target, picture):
                self._report("image-misnamed", path, reference, value=picture.kind)
            resolved[path] = (*before[:number], here, *before[number + 1 :])
        return smaller

    def _resolve(self, path: str, number: int, reference: Reference) -> Resolved:
        target = self._find(path, reference)
        if target is None:
            strategy = self.strategies.get(fold(reference.target))
            if strategy and reference.kind == "wiki":
                return self._on_page(path, reference, strategy, "")
            self._report("link-broken", path, reference)
            return Resolved()
        if target in self.pages:
            return self._on_page(path, reference, self.pages[target], target)
        kind = ending_of(target)
        if kind in UNSHOWN:
            code = "image-phone" if kind in PHONE_IMAGES else "image-camera"
            self.unshown.add(target)
            self._report(code, path, reference, value=posixpath.basename(target))
            return Resolved(picture=Picture(problem=code))
        drawing_as_page = kind in DRAWINGS and reference.kind not in _SHOWING
        if target not in self.attachment_urls or drawing_as_page:
            self._report("attachment-kind", path, reference)
            return Resolved()
        self.used.add(target)
        if kind in IMAGES:
            self._pictures.append((path, number, reference, target))
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


def _misnamed(path: str, picture: Picture) -> bool:
    """Whether a picture that is shown is another kind than its name says."""
    ending = ending_of(path)
    return not picture.problem and ending not in ENDINGS.get(picture.kind, (ending,))
