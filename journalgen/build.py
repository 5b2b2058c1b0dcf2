"""Turn a journal's folder into its site: the whole program, stage by stage."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from journalgen import sources
from journalgen.cache import Cache
from journalgen.config import Config, read_config, unusable
from journalgen.crew import Crew
from journalgen.diagnostics import CannotBuildError, Diagnostic, Severity, Span
from journalgen.insight.insights import Insights, gather
from journalgen.insight.items import resting_practice
from journalgen.locale import Words
from journalgen.model.journal import Journal, assemble
from journalgen.output import Draft, FileWriter, Output, OutputFile, Planned, Written, check_place
from journalgen.reading import Files, digest_of, parse_files
from journalgen.request import Request, Result, empty_result
from journalgen.site.build_pages import Site, plan_site
from journalgen.site.context import HOME, Context
from journalgen.site.fingerprint import fingerprint
from journalgen.site.page import Page
from journalgen.theme.manifest import Theme, load_theme, options_css
from journalgen.theme.render import Renderer

OPTIONS_CSS = "assets/options.css"


class Reading(Struct, frozen=True):
    """A journal that was read, put together and looked at."""

    config: Config
    sources: sources.Sources
    files: Files
    journal: Journal
    insights: Insights
    today: date

    def context(self, words: Words, styles: tuple[str, ...] = ()) -> Context:
        """What text about it is made from."""
        config, files = self.config, self.files
        return Context(
            self.journal,
            self.insights,
            config,
            words,
            self.today,
            config.subscales,
            files.marks,
            files.prose_marks,
            files.prose,
            styles,
        )


def build(
    request: Request, found: sources.Sources, cache: Cache, crew: Crew
) -> tuple[Result, Written | None]:
    """Read, put together, plan, render and write; nothing that is wrong with an entry stops it.

    `found` are the journal's files; `cache` holds what earlier builds found out, and gets what
    this one does.
    """
    config, result = configure(request)
    if config is None:
        return result, None
    try:
        theme = load_theme(request.theme or config.theme)
        css, odd = options_css(theme, config.theme_options)
        result = result.with_findings(odd)
        check_place(result.folder, request.root.resolve())
        before = cache.made(result.summary.output)
        target = Output(result.folder, before)
        reading, result = read(request, config, result, found, cache, crew)
        assets = [*_static_files(theme), OutputFile(OPTIONS_CSS, css.encode())]
        styles = tuple(file.url for file in assets if file.url.endswith(".css"))
        context, files = reading.context(result.words, styles), reading.sources.attachments
        site = plan_site(context, files)
        result = result.with_findings(site.diagnostics).with_figures(pages=len(site.pages))
        if request.strict and any(x.severity is not Severity.NOTE for x in result.diagnostics):
            return replace(result, held_back=True), None

        planned = (
            *(_planned_bytes(file) for file in assets),
            *(_planned_copy(url, files[path]) for url, path in site.attachments.items()),
            *_planned_pages(site, context, theme),
        )
        # Rendering leaves cycles behind. What is there by now stays, so nobody need look at it.
        gc.freeze()
        gc.enable()
        writer = FileWriter(result.folder, Renderer(theme, result.words).render)
        written = target.bring_about(planned, writer, crew)
        cache.keep_made(result.summary.output, written.made, before)
        result = result.with_findings(_about_extra(written.extra))
        return replace(result.with_figures(written=written.written), built=True), written
    except CannotBuildError as error:
        return result.with_findings((error.diagnostic,)), None
    except OSError as error:  # sources report their own; this is the output
        full = CannotBuildError("output-unwritable", value=error.strerror or type(error).__name__)
        return result.with_findings((full.diagnostic,)), None


def configure(request: Request) -> tuple[Config | None, Result]:
    """The configuration; None where it is too unsure to go on."""
    result = empty_result(request)
    try:
        config, found = read_config(sources.read_config_file(request.root.resolve()))
    except CannotBuildError as error:
        return None, result.with_findings((error.diagnostic,))
    words = Words(config.language)
    result = replace(result, words=words).with_findings((*found, *_about_language(words)))
    return (None if unusable(found) else config), result


def read(
    request: Request,
    config: Config,
    result: Result,
    found: sources.Sources,
    cache: Cache,
    crew: Crew,
) -> tuple[Reading, Result]:
    """Everything up to the pages. Raises CannotBuildError where there is no journal."""
    if not sources.is_journal(request.root.resolve(), found):
        raise CannotBuildError("journal-missing")
    files = parse_files(found, config.parse_settings(result.words), cache, crew)
    result = result.with_findings((*found.diagnostics, *files.diagnostics))
    result = result.with_figures(entries=len(files.entries))
    journal, odd = assemble(
        files.entries, files.strategies, files.plan, result.diagnostics, request.today
    )
    insights = gather(journal, config, request.today)
    result = result.with_findings((*odd, *resting_practice(journal, insights.items)))
    return Reading(config, found, files, journal, insights, request.today), result


def _about_language(words: Words) -> Iterable[Diagnostic]:
    if not words.translated:
        yield Diagnostic("language-untranslated", Span(""), (("value", words.language),))


def _static_files(theme: Theme) -> Iterable[OutputFile]:
    for name, path in theme.static_files().items():
        yield OutputFile(f"assets/{name}", path.read_bytes())


def _planned_bytes(file: OutputFile) -> Planned:
    """A file of the theme."""
    inputs = digest_of(file.content) if isinstance(file.content, bytes) else ""
    return Planned(file.url, _ASSETS, lambda: inputs, lambda: (file, inputs))


def _planned_copy(url: str, file: sources.SourceFile) -> Planned:
    """A file that is copied as it is."""
    stamp = file.stamp if file.stamp and file.stamp.settled(time.time_ns()) else None
    inputs = " ".join(map(str, (file.path, *stamp))) if stamp else ""
    return Planned(url, _ASSETS, lambda: inputs, lambda: (OutputFile(url, file.real), inputs))


def _planned_pages(site: Site, context: Context, theme: Theme) -> Iterator[Planned]:
    common = digest_of(repr((context.config, theme, context.styles)).encode())

    def planned(page: Page) -> Planned:
        def make() -> tuple[OutputFile, str]:
            view = page.make_view()
            file = OutputFile(page.url, Draft(page.template, view))
            return file, fingerprint(page, common, view)

        return Planned(page.url, _rank(page.url), lambda: fingerprint(page, common), make)

    return map(planned, site.pages)


_ASSETS, _PAGES, _INDEXES, _FIRST_PAGE = range(4)
"""The order in which files are written."""


def _rank(url: str) -> int:
    if url == HOME:
        return _FIRST_PAGE
    return _INDEXES if url.endswith("/index.html") or "/" not in url else _PAGES


def _about_extra(names: list[str]) -> Iterable[Diagnostic]:
    if names:
        args = (("value", ", ".join(names[:5])),)
        yield Diagnostic("output-extra", Span(""), args)
