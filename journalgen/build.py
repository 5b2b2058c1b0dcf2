"""Turn a journal's folder into its site: the whole program, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from journalgen import sources
from journalgen.config import Config, read_config, unusable
from journalgen.diagnostics import CannotBuildError, Diagnostic, Severity, Span
from journalgen.insight.insights import Insights, gather
from journalgen.insight.items import resting_practice
from journalgen.locale import Words
from journalgen.model.entry import Entry, StrategyPage
from journalgen.model.journal import Journal, assemble
from journalgen.output import Output, OutputFile, Written, check_place
from journalgen.parse.entry import EntryParser, unreadable_entry
from journalgen.parse.strategy import parse_strategy
from journalgen.report import Summary
from journalgen.site.build_pages import Site, plan_site
from journalgen.site.context import Context
from journalgen.theme.manifest import Theme, load_theme, options_css
from journalgen.theme.render import Renderer

OPTIONS_CSS = "assets/options.css"


@dataclass(frozen=True, slots=True)
class Request:
    """What to build."""

    root: Path
    """The journal's folder."""
    today: date
    output: Path | None = None
    """None for the folder `site` in the journal."""
    theme: str | None = None
    """None for the configured one."""
    strict: bool = False
    """Write nothing if there is an error or a warning."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    words: Words
    folder: Path
    """Where the site is."""
    built: bool = False
    """Whether the site was written."""
    held_back: bool = False
    """Whether only `strict` kept it from being written."""

    def with_findings(self, found: Iterable[Diagnostic]) -> Result:
        """The result with more findings."""
        return replace(self, diagnostics=(*self.diagnostics, *found))

    def with_figures(self, **figures: int) -> Result:
        """The result with figures of the summary filled in."""
        return replace(self, summary=replace(self.summary, **figures))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Reading:
    """A journal that was read, put together and looked at."""

    config: Config
    files: sources.Sources
    journal: Journal
    insights: Insights
    today: date

    def context(self, words: Words) -> Context:
        """What text about it is made from."""
        config = self.config
        return Context(self.journal, self.insights, config, words, self.today, config.subscales)


def build(request: Request) -> Result:
    """Read, put together, plan, render and write; nothing that is wrong with an entry stops it."""
    config, result = configure(request)
    if config is None:
        return result
    try:
        theme = load_theme(request.theme or config.theme)
        css, odd = options_css(theme, config.theme_options)
        result = result.with_findings(odd)
        check_place(result.folder, request.root.resolve())
        target = Output(result.folder)
        reading, result = read(request, config, result)
        assets = [*_static_files(theme), OutputFile(OPTIONS_CSS, css.encode())]
        styles = tuple(file.url for file in assets if file.url.endswith(".css"))
        files = reading.files.attachments
        site = plan_site(reading.context(result.words), files, styles)
        result = result.with_findings(site.diagnostics).with_figures(pages=len(site.pages))
        if request.strict and any(x.severity is not Severity.NOTE for x in result.diagnostics):
            return replace(result, held_back=True)

        assets += [OutputFile(url, files[path].real) for url, path in site.attachments.items()]
        written = _write(target, site, Renderer(theme, result.words), assets)
        result = result.with_findings(_about_extra(written.extra))
        return replace(result.with_figures(written=written.written), built=True)
    except CannotBuildError as error:
        return result.with_findings((error.diagnostic,))
    except OSError as error:  # sources report their own; this is the output
        full = CannotBuildError("output-unwritable", value=error.strerror or type(error).__name__)
        return result.with_findings((full.diagnostic,))


def configure(request: Request) -> tuple[Config | None, Result]:
    """The configuration; None where it is too unsure to go on."""
    root = request.root.resolve()
    folder = request.output or root / sources.DEFAULT_OUTPUT
    result = Result((), Summary(0, 0, 0, _shown(folder, root)), Words(), folder)
    try:
        config, found = read_config(sources.read_config_file(root))
    except CannotBuildError as error:
        return None, result.with_findings((error.diagnostic,))
    words = Words(config.language)
    result = replace(result, words=words).with_findings((*found, *_about_language(words)))
    return (None if unusable(found) else config), result


def read(request: Request, config: Config, result: Result) -> tuple[Reading, Result]:
    """Everything up to the pages. Raises CannotBuildError where there is no journal."""
    root = request.root.resolve()
    files = sources.discover(root, result.folder)
    if not sources.is_journal(root, files):
        raise CannotBuildError("journal-missing")
    entries, pages, plan, odd = _parse(files, config, result.words)
    result = result.with_findings((*files.diagnostics, *odd)).with_figures(entries=len(entries))
    journal, odd = assemble(entries, pages, plan, result.diagnostics, request.today)
    insights = gather(journal, config, request.today)
    result = result.with_findings((*odd, *resting_practice(journal, insights.items)))
    return Reading(config, files, journal, insights, request.today), result


def _about_language(words: Words) -> Iterable[Diagnostic]:
    if not words.translated:
        yield Diagnostic("language-untranslated", Span(""), (("value", words.language),))


def _static_files(theme: Theme) -> Iterable[OutputFile]:
    for name, path in theme.static_files().items():
        yield OutputFile(f"assets/{name}", path.read_bytes())


def _parse(
    files: sources.Sources, config: Config, words: Words
) -> tuple[list[Entry], list[StrategyPage], StrategyPage | None, tuple[Diagnostic, ...]]:
    """Every file of the journal, each read and parsed once: entries, strategies, the plan."""
    settings = config.parse_settings(words)
    parser = EntryParser(settings)
    entries: list[Entry] = []
    pages: list[StrategyPage] = []
    found: list[Diagnostic] = []
    for file in files.entries:
        data = file.read()
        parsed = (
            unreadable_entry(file.path, "file-unreadable")
            if data is None
            else parser.parse(file.path, data)
        )
        entries.append(parsed.entry)
        found += parsed.diagnostics
    plan = None
    for file in filter(None, (*files.strategies, files.plan)):
        data = file.read()
        if data is None:
            found.append(Diagnostic("file-unreadable", Span(file.path)))
            continue
        steps = settings.vocabulary.plan_headings if file is files.plan else {}
        page, odd = parse_strategy(file.path, data, parser.markdown, settings.vocabulary, steps)
        found += odd
        if file is files.plan:
            plan = page
        else:
            pages.append(page)
    if not files.entries:
        found.append(Diagnostic("no-entries", Span("")))
    return entries, pages, plan, tuple(found)


def _write(target: Output, site: Site, renderer: Renderer, assets: Iterable[OutputFile]) -> Written:
    """Assets, new pages, changed pages, indexes, the first page, then what has to go."""
    assets = list(assets)
    pages = sorted(site.pages, key=lambda page: (_rank(page.url), target.exists(page.url)))
    target.begin([*(file.url for file in assets), *(page.url for page in pages)])
    for file in assets:
        target.write(file)
    for page in pages:
        target.write(OutputFile(page.url, renderer.render(page)))
    return target.finish()


def _rank(url: str) -> int:
    if url == "index.html":
        return 2
    return int(url.endswith("/index.html") or "/" not in url)


def _about_extra(names: list[str]) -> Iterable[Diagnostic]:
    if names:
        args = (("value", ", ".join(names[:5])),)
        yield Diagnostic("output-extra", Span(""), args)


def _shown(folder: Path, root: Path) -> str:
    """The output as people name it: relative inside the journal."""
    absolute = folder.absolute()
    return absolute.relative_to(root).as_posix() if root in absolute.parents else str(absolute)
