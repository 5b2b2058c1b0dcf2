"""Turn a journal into the pages of its site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from journalgen.diagnostics import Diagnostic, Span
from journalgen.insight.progress import Progress
from journalgen.model.attachments import COPIED, IMAGES, PHONE_IMAGES, ending_of
from journalgen.model.entry import Entry
from journalgen.model.journal import Journal
from journalgen.model.names import fold
from journalgen.model.picture import Picture
from journalgen.model.visibility import Shown, quoted
from journalgen.site.blank import blank_page
from journalgen.site.context import Context
from journalgen.site.entry_page import entry_pages
from journalgen.site.hard_moment import hard_moment_page
from journalgen.site.list_pages import list_pages
from journalgen.site.next_session import next_session_page
from journalgen.site.page import Data, Page
from journalgen.site.practice_pages import practice_pages
from journalgen.site.progress_pages import assign_series, progress_pages
from journalgen.site.question_pages import question_pages
from journalgen.site.references import Place, Resolved, Resolver
from journalgen.site.review_pages import review_pages
from journalgen.site.search_data import search_data
from journalgen.site.search_page import search_page
from journalgen.site.strategy_pages import strategy_pages
from journalgen.site.takeaway_pages import takeaway_pages
from journalgen.site.then_and_now import then_and_now_pages
from journalgen.site.urls import (
    FILES,
    HARD_MOMENT,
    TIMELINE,
    DuplicateUrlError,
    assign,
    entry_order,
    opaque,
    stem,
    year_urls,
)


class PictureFile(NamedTuple):
    """A picture as the site has it."""

    path: str
    """Of the journal's own file."""
    picture: Picture
    small: bool
    """Whether it is the smaller copy."""


class Site(Struct, frozen=True):
    """A site that is planned but not rendered: each page makes its view when it is asked for."""

    pages: tuple[Page, ...]
    """Entries, then lists, the first page at the end."""
    data: tuple[Data, ...]
    attachments: Mapping[str, str]
    """Address to path, of the files that pages refer to and that are copied as they are."""
    copies: Mapping[str, PictureFile]
    """By address: the pictures of pages, which are copied without what was noted in them."""
    pictures: Mapping[str, Picture]
    """By path: what is known of every picture that an entry names, drawings among them."""
    diagnostics: tuple[Diagnostic, ...]
    discreet: bool

    def address(self, url: str) -> str:
        """Where a file of the site lies, which is what links lead to."""
        return opaque(url) if self.discreet else url


LookAt = Callable[[Iterable[str]], Mapping[str, Picture]]
"""Tells what is known of the pictures at some paths."""


def plan_site(context: Context, attachments: Iterable[str], look_at: LookAt) -> Site:
    """Give everything its address and find out where every link leads.

    `attachments` are the paths of all files that a link may name. Raises DuplicateUrlError.
    """
    journal, files = context.journal, list(attachments)
    urls = _assign_all(journal, context.insights.progress)
    resolver = _resolver(journal, urls.entries, urls.own, files)
    resolved, backlinks = _resolve_all(journal, resolver)
    pictures = look_at(resolver.pictures)
    smaller = resolver.show(resolved, pictures)
    context = replace(
        context,
        entry_urls=urls.entries,
        strategy_urls=urls.strategies,
        tag_urls=urls.tags,
        year_urls=urls.years,
        series_urls=urls.series,
        resolved=resolved,
        backlinks=backlinks,
    )
    used = {resolver.attachment_urls[path]: path for path in sorted(resolver.used)}
    drawn = {path for path in resolver.used if path in pictures and pictures[path].kind}
    copies = {
        url: PictureFile(path, pictures[path], small=False)
        for url, path in used.items()
        if path in drawn
    }
    copies |= {url: PictureFile(path, pictures[path], small=True) for url, path in smaller.items()}
    plain = {url: path for url, path in used.items() if path not in drawn}
    found = (*resolver.diagnostics, *_left_behind(files, resolver.unshown))
    data = tuple(search_data(context))
    discreet = context.config.discreet
    return Site(_all_pages(context), data, plain, copies, pictures, found, discreet)


def _all_pages(context: Context) -> tuple[Page, ...]:
    pages = (
        *entry_pages(context),
        *progress_pages(context),
        hard_moment_page(context),
        blank_page(context),
        *takeaway_pages(context),
        *question_pages(context),
        *practice_pages(context),
        *review_pages(context),
        *then_and_now_pages(context),
        next_session_page(context),
        *strategy_pages(context),
        search_page(context),
        *list_pages(context),
    )
    if len({page.url.casefold() for page in pages}) != len(pages):
        raise DuplicateUrlError("two pages have the same address")
    return pages


class _Addresses(NamedTuple):
    """The addresses of all pages there are several of."""

    entries: dict[str, str]
    """By path."""
    own: dict[str, str]
    """Of strategies, by folded name."""
    strategies: dict[str, str]
    """The same by aliases too."""
    tags: dict[str, str]
    years: dict[int, str]
    series: dict[tuple[str, str], str]


def _assign_all(journal: Journal, progress: Progress) -> _Addresses:
    paths = entry_order(entry.path for entry in journal.entries)
    names = [(fold(strategy.name), strategy.name) for strategy in journal.strategies]
    own = assign(names, "strategies/")
    by_alias = {
        key: own[fold(strategy.name)] for strategy in journal.strategies for key in strategy.keys
    }
    return _Addresses(
        entries=assign(((path, stem(path)) for path in paths), "entries/"),
        own=own,
        strategies=by_alias,
        tags=assign(((fold(tag.name), tag.name) for tag in journal.tags), "tags/"),
        years=_year_urls(journal),
        series=assign_series(progress.series),
    )


def _year_urls(journal: Journal) -> dict[int, str]:
    return year_urls(TIMELINE, (entry.date.year for entry in journal.dated if entry.date))


def _resolver(
    journal: Journal, entry_urls: dict[str, str], own_urls: dict[str, str], files: list[str]
) -> Resolver:
    pages = {
        entry.path: Place(entry_urls[entry.path], dict(entry.anchors)) for entry in journal.entries
    }
    strategies: dict[str, Place] = {}
    for strategy in journal.strategies:
        anchors = dict(strategy.page.anchors) if strategy.page else {}
        place = Place(own_urls[fold(strategy.name)], anchors)
        strategies |= dict.fromkeys(strategy.keys, place)
        if strategy.page:
            pages[strategy.page.path] = place
    if journal.plan:
        pages[journal.plan.path] = Place(HARD_MOMENT, dict(journal.plan.anchors))
    copied = [path for path in files if ending_of(path) in COPIED]
    return Resolver(pages, strategies, files, _attachment_urls(copied))


_SAVED_AS = {".bmp": ".png"}
"""What the copy of a picture is where it isn't of the same kind."""


def _attachment_urls(files: list[str]) -> dict[str, str]:
    """Addresses that keep a file's name and kind, so that it opens as what it is."""
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for path in entry_order(files):
        kind = ending_of(path)
        by_kind.setdefault(_SAVED_AS.get(kind, kind), []).append((path, stem(path)))
    urls: dict[str, str] = {}
    for kind, wished in by_kind.items():
        urls |= assign(wished, FILES, kind)
    return urls


def _left_behind(files: list[str], named: set[str]) -> Iterable[Diagnostic]:
    """Pictures from a phone that no entry names, and that aren't there as something else."""
    saved = {path.rpartition(".")[0].casefold() for path in files if ending_of(path) in IMAGES}
    for path in files:
        bare = path.rpartition(".")[0].casefold()
        if ending_of(path) in PHONE_IMAGES and path not in named and bare not in saved:
            yield Diagnostic("image-phone-unused", Span(path))


def _resolve_all(
    journal: Journal, resolver: Resolver
) -> tuple[dict[str, tuple[Resolved, ...]], dict[str, tuple[Entry, ...]]]:
    """Where every reference leads, and which entries lead to which."""
    resolved: dict[str, tuple[Resolved, ...]] = {}
    backlinks: dict[str, dict[str, Entry]] = {}
    for entry in journal.entries:
        if not entry.references:
            continue
        found = resolved[entry.path] = resolver.resolve(entry.path, entry.references)
        if quoted(entry) is Shown.NOT:
            continue
        for place in found:
            if place.page and place.page != entry.path:
                backlinks.setdefault(place.page, {})[entry.path] = entry
    for strategy in journal.strategies:
        page = strategy.page
        if page:
            resolved[page.path] = resolver.resolve(page.path, page.references)
    if journal.plan:
        resolved[journal.plan.path] = resolver.resolve(journal.plan.path, journal.plan.references)
    return resolved, {path: tuple(found.values()) for path, found in backlinks.items()}
