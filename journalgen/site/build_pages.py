"""Turn a journal into the pages of its site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from journalgen.diagnostics import Diagnostic
from journalgen.insight.progress import Progress
from journalgen.model.entry import Entry
from journalgen.model.journal import Journal
from journalgen.model.names import fold
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


class Site(Struct, frozen=True):
    """A site that is planned but not rendered: each page makes its view when it is asked for."""

    pages: tuple[Page, ...]
    """Entries, then lists, the first page at the end."""
    data: tuple[Data, ...]
    attachments: Mapping[str, str]
    """Address to path, of the files that pages refer to."""
    diagnostics: tuple[Diagnostic, ...]
    discreet: bool

    def address(self, url: str) -> str:
        """Where a file of the site lies, which is what links lead to."""
        return opaque(url) if self.discreet else url


def plan_site(context: Context, attachments: Iterable[str]) -> Site:
    """Give everything its address and find out where every link leads.

    `attachments` are the paths of all files that may be copied. Raises DuplicateUrlError.
    """
    journal, files = context.journal, list(attachments)
    urls = _assign_all(journal, context.insights.progress)
    resolver = _resolver(journal, urls.entries, urls.own, files)
    resolved, backlinks = _resolve_all(journal, resolver)
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
    copied = {resolver.attachment_urls[path]: path for path in sorted(resolver.used)}
    found = tuple(resolver.diagnostics)
    data = tuple(search_data(context))
    return Site(_all_pages(context), data, copied, found, context.config.discreet)


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
    return Resolver(pages, strategies, files, _attachment_urls(files))


def _attachment_urls(files: list[str]) -> dict[str, str]:
    """Addresses that keep a file's name and kind, so that it opens as what it is."""
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for path in entry_order(files):
        kind = path[path.rfind(".") :].lower()
        by_kind.setdefault(kind, []).append((path, stem(path)))
    urls: dict[str, str] = {}
    for kind, wished in by_kind.items():
        urls |= assign(wished, FILES, kind)
    return urls


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
