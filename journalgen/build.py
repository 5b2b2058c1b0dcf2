"""Turn a journal's folder into its site: the whole program, stage by stage."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from journalgen import sources
from journalgen.album import Album
from journalgen.cache import Cache
from journalgen.config import Config, read_config, unusable
from journalgen.crew import Crew
from journalgen.diagnostics import CannotBuildError, Diagnostic, Severity, Span
from journalgen.insight.insights import Insights
from journalgen.insight.items import resting_practice
from journalgen.locale import Words
from journalgen.look import Look, load_look
from journalgen.model.journal import Journal, assemble
from journalgen.output import Output, Planned, Written, check_place
from journalgen.planned import planned_files
from journalgen.reading import Files, Known, digest_of, parse_files
from journalgen.rehearsal import rehearse
from journalgen.request import Request, Result, empty_result
from journalgen.site.build_pages import Site, plan_site
from journalgen.site.context import Context
from journalgen.stamp import Stamp
from journalgen.theme.renderers import AnyRenderer, make_renderer
from journalgen.theme.theme import Theme
from journalgen.themes import ThemeReader
from journalgen.writing import FileWriter


class Reading(Struct, frozen=True):
    """A journal that was read, put together and looked at."""

    config: Config
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
            files.prose,
            styles,
        )


class Material(Struct, frozen=True):
    """What one build is made from."""

    request: Request
    config: Config
    look: Look
    found: sources.Sources
    files: Files
    album: Album


class Outline(Struct, frozen=True):
    """A site that is planned, and what was found on the way."""

    mark: str
    """Stands for all that it was made from: everything but prose and the bytes of attachments."""
    made_of: str
    """The same without what is known of pictures."""
    site: Site
    diagnostics: tuple[Diagnostic, ...]


class AtHand(Struct):
    """What a process that builds again and again needn't find out anew."""

    known: dict[str, Known] = field(default_factory=dict)
    """By path: what files say."""
    outline: Outline | None = None
    renderer: tuple[str, AnyRenderer] | None = None
    """With what stands for its theme and language."""


def build(
    request: Request,
    found: sources.Sources,
    there: dict[str, Stamp | None] | None,
    cache: Cache,
    crew: Crew,
    at_hand: AtHand,
) -> tuple[Result, Written | None]:
    """Read, put together, plan, render and write; nothing that is wrong with an entry stops it.

    `found` are the journal's files, `there` those of the site, if somebody has looked; `cache`
    holds what earlier builds found out, and gets what this one does.
    """
    config, result = configure(request)
    if config is None:
        return result, None
    place = result.summary.output
    try:
        look, result = _dress(request, config, result, found)
        target = Output(result.folder, cache.made(place), there)
        material, result = _gather(request, config, look, result, found, cache, crew, at_hand)
        writer, first = _writer(look, result, crew, at_hand)
        outline, result = _plan(material, result, at_hand)
        if request.strict and any(x.severity is not Severity.NOTE for x in result.diagnostics):
            return replace(result, held_back=True), None

        same = cache.mark(place) == outline.mark
        planned = _planned(outline, material, target, same=same)
        _collect_what_comes()
        written = target.bring_about(planned, writer, crew, first)
        cache.keep_made(place, outline.mark, written.made)
        result = result.with_findings(_about_extra(written.extra))
        return replace(result.with_figures(written=written.written), built=True), written
    except (CannotBuildError, OSError) as error:
        return result.with_findings(_why_not(error)), None


def check(request: Request, found: sources.Sources, cache: Cache, crew: Crew) -> Result:
    """Find all that a build would find, and write nothing; `built` says that one would succeed."""
    config, result = configure(request)
    if config is None:
        return result
    at_hand = AtHand()
    try:
        look, result = _dress(request, config, result, found)
        target = Output(result.folder)
        material, result = _gather(request, config, look, result, found, cache, crew, at_hand)
        _, first = _writer(look, result, crew, at_hand)
        outline, result = _plan(material, result, at_hand)
        if first:
            first(list(_planned(outline, material, target, same=False)))
        return replace(result, built=True)
    except (CannotBuildError, OSError) as error:
        return result.with_findings(_why_not(error))


def configure(request: Request) -> tuple[Config | None, Result]:
    """The configuration; None where it is too unsure to go on."""
    result = empty_result(request)
    try:
        config, found = read_config(sources.read_config_file(request.root.resolve()))
    except CannotBuildError as error:
        return None, result.with_findings(error.diagnostics)
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
    known: dict[str, Known],
) -> tuple[Files, Result]:
    """What all files say. Raises CannotBuildError where there is no journal."""
    if not sources.is_journal(request.root.resolve(), found):
        raise CannotBuildError("journal-missing")
    files = parse_files(found, config.parse_settings(result.words), cache, crew, known)
    result = result.with_findings((*found.diagnostics, *files.diagnostics))
    return files, result.with_figures(entries=len(files.entries))


def understand(
    files: Files, config: Config, result: Result, today: date
) -> tuple[Reading, tuple[Diagnostic, ...]]:
    """The journal that the files are, and what can be said of it."""
    journal, odd = assemble(files.entries, files.strategies, files.plan, result.diagnostics, today)
    insights = Insights(journal, config, today)
    resting = resting_practice(journal, insights.items)
    return Reading(config, files, journal, insights, today), (*odd, *resting)


def _about_language(words: Words) -> Iterable[Diagnostic]:
    if not words.translated:
        yield Diagnostic("language-untranslated", Span(""), (("value", words.language),))


def _dress(
    request: Request, config: Config, result: Result, found: sources.Sources
) -> tuple[Look, Result]:
    """The theme, for a place that a site may be written to."""
    root = request.root.resolve()
    reader = ThemeReader(root, found)
    look = load_look(config, request, reader)
    check_place(result.folder, root)
    return look, result.with_findings(reader.diagnostics)


def _gather(
    request: Request,
    config: Config,
    look: Look,
    result: Result,
    found: sources.Sources,
    cache: Cache,
    crew: Crew,
    at_hand: AtHand,
) -> tuple[Material, Result]:
    """All that the site is made from."""
    files, result = read(request, config, result, found, cache, crew, at_hand.known)
    album = Album(found.attachments, cache, crew)
    return Material(request, config, look, found, files, album), result


def _planned(
    outline: Outline, material: Material, target: Output, *, same: bool
) -> Iterable[Planned]:
    """The files of the site; `same` where the folder was made by the same outline."""
    look, found, files, album = material.look, material.found, material.files, material.album
    return planned_files(outline.site, look, found, files, album, target, same=same)


def _plan(material: Material, result: Result, at_hand: AtHand) -> tuple[Outline, Result]:
    """The site, and what was found about it."""
    outline = _outline(material, result, at_hand)
    figures = result.with_figures(pages=len(outline.site.pages))
    return outline, figures.with_findings(outline.diagnostics)


def _outline(material: Material, result: Result, at_hand: AtHand) -> Outline:
    """The site; the one at hand where it would be made from the same."""
    look, found, files = material.look, material.found, material.files
    today, look_at = material.request.today, material.album.look_at
    known = (files.marks, tuple(found.attachments), result.diagnostics)
    made_of = digest_of(repr((look.mark, today, known)).encode("utf-8", "surrogatepass"))
    before = at_hand.outline
    pictures = before.site.pictures if before and before.made_of == made_of else None
    if before and pictures is not None and look_at(pictures) == pictures:
        return before
    reading, odd = understand(files, material.config, result, today)
    context = reading.context(result.words, look.styles)
    site = plan_site(context, found.attachments, look_at)
    mark = digest_of(repr((made_of, site.pictures)).encode("utf-8", "surrogatepass"))
    at_hand.outline = Outline(mark, made_of, site, (*odd, *site.diagnostics))
    return at_hand.outline


def _writer(
    look: Look, result: Result, crew: Crew, at_hand: AtHand
) -> tuple[FileWriter, Callable[[list[Planned]], list[Planned]] | None]:
    """What writes files, and what renders them all before, where a theme might fail on some."""
    render = _renderer(look.theme, result.words, at_hand).render
    writer = FileWriter(result.folder, render)
    crew.announce(writer)
    return writer, None if look.theme.built_in else partial(rehearse, render=render, crew=crew)


def _why_not(error: CannotBuildError | OSError) -> tuple[Diagnostic, ...]:
    """What stopped a build; sources report what can't be read, so the rest is the output."""
    if isinstance(error, OSError):
        error = CannotBuildError("output-unwritable", value=error.strerror or type(error).__name__)
    return error.diagnostics


def _collect_what_comes() -> None:
    """Rendering leaves cycles behind; what is there by now stays, and needn't be looked at."""
    gc.freeze()
    gc.enable()


def _renderer(theme: Theme, words: Words, at_hand: AtHand) -> AnyRenderer:
    """The one that is there already, if it is for this theme and language."""
    key = repr((theme.mark, list(theme.static_files()), words.language))
    if at_hand.renderer is None or at_hand.renderer[0] != key:
        at_hand.renderer = key, make_renderer(theme, words)
    return at_hand.renderer[1]


def _about_extra(names: list[str]) -> Iterable[Diagnostic]:
    if names:
        args = (("value", ", ".join(names[:5])),)
        yield Diagnostic("output-extra", Span(""), args)
