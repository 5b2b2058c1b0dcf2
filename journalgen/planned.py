"""Turn a site that is planned into the files it shall have, each with what it is made from."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from journalgen.album import Album
from journalgen.look import Look
from journalgen.output import Output, Planned
from journalgen.reading import Files, digest_of
from journalgen.site.build_pages import Site
from journalgen.site.fingerprint import data_fingerprint, fingerprint
from journalgen.site.page import Data, Page
from journalgen.site.urls import HOME
from journalgen.sources import Sources
from journalgen.writing import Draft, OutputFile, PictureCopy

_ASSETS, _PAGES, _INDEXES, _FIRST_PAGE = range(4)
"""The order in which files are written."""


def planned_files(
    site: Site,
    look: Look,
    found: Sources,
    files: Files,
    album: Album,
    target: Output,
    *,
    same: bool,
) -> Iterator[Planned]:
    """All files; with the `same` outline as before only new prose can change a page."""
    for url, content in look.assets.items():
        yield _planned_file(OutputFile(site.address(url), content), digest_of(content))
    yield from _planned_copies(site, found)
    yield from _planned_pictures(site, found, album)
    yield from _planned_data(site, files, look.mark, target, same=same)
    yield from _planned_pages(site, files, look.mark, target, same=same)


def _planned_file(file: OutputFile, inputs: str) -> Planned:
    return Planned(file.url, _ASSETS, lambda: inputs, lambda: (file, inputs))


def _planned_copies(site: Site, found: Sources) -> Iterator[Planned]:
    """Files that are copied as they are."""
    now = time.time_ns()
    for url, path in site.attachments.items():
        file = found.attachments[path]
        stamp = file.stamp if file.stamp and file.stamp.settled(now) else None
        inputs = " ".join(map(str, (file.path, *stamp))) if stamp else ""
        yield _planned_file(OutputFile(site.address(url), Path(file.real)), inputs)


def _planned_pictures(site: Site, found: Sources, album: Album) -> Iterator[Planned]:
    """Pictures, without what was noted about them."""
    for url, (path, picture, small) in site.copies.items():
        content = PictureCopy(Path(found.attachments[path].real), picture, small)
        inputs = f"{album.digests[path]} {small}"
        yield _planned_file(OutputFile(site.address(url), content), inputs)


def _planned_data(
    site: Site, files: Files, common: str, target: Output, *, same: bool
) -> Iterator[Planned]:
    """Files that hold the prose of many entries."""

    def planned(data: Data) -> Planned:
        url = site.address(data.url)
        marks = " ".join(files.prose_marks.get(path, "") for path in data.sources)
        prose = digest_of(marks.encode())

        def inputs() -> str:
            before = target.inputs_of(url).partition(" ")[0] if same else ""
            return f"{before or data_fingerprint(data, common)} {prose}"

        return Planned(url, _PAGES, inputs, lambda: (OutputFile(url, data.make()), inputs()))

    return map(planned, site.data)


def _planned_pages(
    site: Site, files: Files, common: str, target: Output, *, same: bool
) -> Iterator[Planned]:
    def planned(page: Page) -> Planned:
        prose = files.prose_marks.get(page.source, "")
        url = site.address(page.url)

        def inputs(view: object = None) -> str:
            before = target.inputs_of(url).partition(" ")[0] if same else ""
            return f"{before or fingerprint(page, common, view)} {prose}"

        def make() -> tuple[OutputFile, str]:
            view = page.make_view()
            return OutputFile(url, Draft(page.template, view)), inputs(view)

        return Planned(url, _rank(page.url), inputs, make)

    return map(planned, site.pages)


def _rank(url: str) -> int:
    if url == HOME:
        return _FIRST_PAGE
    return _INDEXES if url.endswith("/index.html") or "/" not in url else _PAGES
