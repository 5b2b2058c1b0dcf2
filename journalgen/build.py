"""Turn a journal's folder into its site: the whole program, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from journalgen import sources
from journalgen.cache import Cache
from journalgen.config import Config, read_config, unusable
from journalgen.diagnostics import CannotBuildError, Diagnostic, Severity, Span
from journalgen.insight.insights import Insights, gather
from journalgen.insight.items import resting_practice
from journalgen.locale import Words
from journalgen.model.journal import Journal, assemble
from journalgen.output import Output, OutputFile, Planned, check_place
from journalgen.reading import Files, digest_of, parse_files
from journalgen.request import Request, Result, empty_result
from journalgen.site.build_pages import Site, plan_site
from journalgen.site.context import Context
from journalgen.site.fingerprint import fingerprint
from journalgen.site.page import Page
from journalgen.theme.manifest import Theme, load_theme, options_css
from journalgen.theme.render import Renderer

OPTIONS_CSS = "assets/options.css"


@dataclass(frozen=True, slots=True)
class Reading:
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
            files.digests,
            files.prose,
            styles,
        )


def build(
    request: Request, cache: Cache | None = None, found: sources.Sources | None = None
) -> Result:
    """Read, put together, plan, render and write; nothing that is wrong with an entry stops it.

    `cache` holds what earlier builds found out, and gets what this one does; `found` are the
    journal's files where they are known already.
    """
    cache = cache or Cache()
    config, result = configure(request)
    if config is None:
        return result
    try:
        theme = load_theme(request.theme or config.theme)
        css, odd = options_css(theme, config.theme_options)
        result = result.with_findings(odd)
        check_place(result.folder, request.root.resolve())
        target = Output(result.folder, cache.made(result.summary.output))
        reading, result = read(request, config, result, cache, found)
        assets = [*_static_files(theme), OutputFile(OPTIONS_CSS, css.encode())]
        styles = tuple(file.url for file in assets if file.url.endswith(".css"))
        context, files = reading.context(result.words, styles), reading.sources.attachments
        site = plan_site(context, files)
        result = result.with_findings(site.diagnostics).with_figures(pages=len(site.pages))
        if request.strict and any(x.severity is not Severity.NOTE for x in result.diagnostics):
            return replace(result, held_back=True)

        written = target.bring_about(
            (
                *(_planned_bytes(file) for file in assets),
                *(_planned_copy(url, files[path]) for url, path in site.attachments.items()),
                *_planned_pages(site, context, theme, target),
            )
        )
        cache.keep_site(written.made)
        result = result.with_findings(_about_extra(written.extra))
        return replace(result.with_figures(written=written.written), built=True)
    except CannotBuildError as error:
        return result.with_findings((error.diagnostic,))
    except OSError as error:  # sources report their own; this is the output
        full = CannotBuildError("output-unwritable", value=error.strerror or type(error).__name__)
        return result.with_findings((full.diagnostic,))


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
    cache: Cache | None = None,
    found: sources.Sources | None = None,
) -> tuple[Reading, Result]:
    """Everything up to the pages. Raises CannotBuildError where there is no journal."""
    root = request.root.resolve()
    found = found or sources.discover(root, result.folder)
    if not sources.is_journal(root, found):
        raise CannotBuildError("journal-missing")
    files = parse_files(found, config.parse_settings(result.words), cache or Cache())
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
    return Planned(file.url, lambda: inputs, lambda: (file, inputs))


def _planned_copy(url: str, file: sources.SourceFile) -> Planned:
    """A file that is copied as it is."""
    stamp = file.stamp if file.stamp and file.stamp.settled(time.time_ns()) else None
    inputs = " ".join(map(str, (file.path, *stamp))) if stamp else ""
    return Planned(url, lambda: inputs, lambda: (OutputFile(url, file.real), inputs))


def _planned_pages(site: Site, context: Context, theme: Theme, target: Output) -> Iterator[Planned]:
    """New pages, changed pages, indexes, the first page."""
    renderer = Renderer(theme, context.words)
    common = digest_of(repr((context.config, theme, context.styles)).encode())

    def planned(page: Page) -> Planned:
        def make() -> tuple[OutputFile, str]:
            view = page.make_view()
            file = OutputFile(page.url, renderer.render(page.template, view))
            return file, fingerprint(page, common, view)

        return Planned(page.url, lambda: fingerprint(page, common), make)

    order = sorted(site.pages, key=lambda page: (_rank(page.url), target.exists(page.url)))
    return map(planned, order)


def _rank(url: str) -> int:
    if url == "index.html":
        return 2
    return int(url.endswith("/index.html") or "/" not in url)


def _about_extra(names: list[str]) -> Iterable[Diagnostic]:
    if names:
        args = (("value", ", ".join(names[:5])),)
        yield Diagnostic("output-extra", Span(""), args)
