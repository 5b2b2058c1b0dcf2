"""Turn what a journal measures into its progress pages: an overview, and one page a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from journalgen.charts.axis import ticks
from journalgen.charts.pair import pair
from journalgen.charts.series import (
    NARROW,
    TICK_ROOM,
    WIDE,
    Chart,
    Drawn,
    digits_of,
    draw,
    time_axis,
)
from journalgen.insight.progress import Point, Series
from journalgen.model.scale import GOAL, GOAL_SCORE, MEASURE, SCALE, Scale
from journalgen.site.comparison import comparison, facts, legend, outside
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.marks import addresses, measured
from journalgen.site.page import Page
from journalgen.site.steps import LONG, ByYear
from journalgen.site.subjects import Subject, shown_number, subject_of
from journalgen.site.urls import HARD_MOMENT, PROGRESS, assign
from journalgen.site.views.parts import Link, Scaled
from journalgen.site.views.progress import (
    ChartView,
    NumberRow,
    Numbers,
    NumbersView,
    ProgressView,
    SeriesPageView,
    SeriesView,
)

_Rows = ByYear[tuple[Point, float | None]]
_TALL, _LOW = 220, 130
"""Pixels between the ends of a scale: on a page of its own, and among others."""


def progress_pages(context: Context) -> Iterator[Page]:
    """The page of each series, then the overview."""
    for series in context.insights.progress.series.values():
        index = context.series_urls[series.kind, series.key]
        rows = list(zip(series.points, series.medians, strict=True))
        years = ByYear(index, rows, lambda row: row[0].entry, together=LONG)
        inputs = partial(_inputs, context, (series, *_mood(context)))
        view = partial(_series_page, context, series, years)
        yield Page(index, "series.html", view, inputs=inputs)
        for url in years.pages:
            if url != index:
                numbers = partial(_numbers_page, context, series, years, url)
                of_year = partial(_numbers_inputs, context, series, years, url)
                yield Page(url, "numbers.html", numbers, inputs=of_year)
    all_inputs = partial(_inputs, context, tuple(_in_order(context)))
    yield Page(PROGRESS, "progress.html", partial(_overview, context), inputs=all_inputs)


def _inputs(context: Context, several: tuple[Series, ...]) -> tuple[object, ...]:
    return addresses(context), [measured(context, series) for series in several]


def _numbers_inputs(context: Context, series: Series, years: _Rows, url: str) -> tuple[object, ...]:
    """What a page of an earlier year is made from."""
    rows = [
        (context.mark(point.entry), point.value, point.before, middle)
        for point, middle in years.pages[url]
    ]
    pairs = any(point.before is not None for point in series.points)
    return series.kind, series.key, addresses(context), years.links(context, url), rows, pairs


def _mood(context: Context) -> Iterator[Series]:
    found = context.insights.progress.series.get((SCALE, "mood"))
    if found:
        yield found


def _overview(context: Context) -> ProgressView:
    _ = context.words.gettext
    ordered = _in_order(context)
    views = tuple(_view(context, PROGRESS, series, _LOW) for series in ordered)
    return ProgressView(
        frame=frame_of(context, PROGRESS, _("Progress"), current=PROGRESS),
        series=views,
        unused=", ".join(_unused(context)),
        hard_moment=context.link(PROGRESS, HARD_MOMENT)
        if context.insights.progress.at_risk
        else "",
    )


def _series_page(context: Context, series: Series, years: _Rows) -> SeriesPageView:
    url = years.index
    view = _view(context, url, series, _TALL)
    mood = context.insights.progress.series.get((SCALE, "mood"))
    beside = None
    if mood and mood.points and series.kind != SCALE and series.points:
        beside = _view(context, url, mood, _LOW)
    measure = context.subscales[series.key][0].id if series.kind == MEASURE else ""
    return SeriesPageView(
        frame=frame_of(context, url, view.title, current=PROGRESS),
        series=view,
        numbers=_numbers(context, series, years, url),
        mood=beside,
        hard_moment=context.link(url, HARD_MOMENT)
        if measure in context.insights.progress.at_risk
        else "",
    )


def _in_order(context: Context) -> list[Series]:
    """Mood, then what journal.yaml declares in its order, then the others as they came up."""
    config = context.config
    wished = [(SCALE, "mood")]
    for key in config.declared_measures:
        wished += [(MEASURE, subscale.id) for subscale in config.measures[key].subscales]
    wished += [(SCALE, key) for key in config.scales]
    found = context.insights.progress.series
    others = [key for key in found if key[0] == MEASURE]
    goals = [(GOAL, key) for key in config.goals]
    ordered = dict.fromkeys((*wished, *others, *goals, *found))
    return [found[key] for key in ordered if key in found]


def _unused(context: Context) -> Iterator[str]:
    """What journal.yaml declares and no entry uses."""
    config = context.config
    used = context.insights.progress.series.keys()
    for key in config.declared_measures:
        measure = config.measures[key]
        if not any((MEASURE, subscale.id) in used for subscale in measure.subscales):
            yield measure.name
    for key, scale in config.scales.items():
        if (SCALE, key) not in used and key != "mood":
            yield scale.name
    for key, goal in config.goals.items():
        if (GOAL, key) not in used:
            yield goal.title or goal.name


# Parts of a page


def _view(context: Context, url: str, series: Series, plot: int) -> SeriesView:
    subject = subject_of(context, series)
    page = context.series_urls[series.kind, series.key]
    count = len(series.points)
    numbers = context.words.ngettext("{count} number", "{count} numbers", count)
    if not count:
        numbers = context.words.gettext("What was written")
    sentences = tuple(comparison(context, series, subject))
    chart = _chart(context, series, subject, plot, sentences) if series.points else None
    return SeriesView(
        id="s-" + page.rpartition("/")[2].removesuffix(".html"),
        title=subject.title,
        instrument=subject.instrument,
        about=subject.about,
        link=Link(numbers.format(count=count), context.link(url, page, "numbers" if count else "")),
        first_latest=_first_latest(series, subject),
        comparison=sentences,
        chart=chart,
        legend=tuple(legend(context, series, chart)) if chart else (),
        facts=tuple(facts(context, series, subject)),
        outside=tuple(outside(context, series, subject)),
    )


def _first_latest(series: Series, subject: Subject) -> Scaled | None:
    """The first number as a ring, the latest as a dot, on the small scale."""
    if len(series.points) < 2:
        return None
    first, latest = series.values[0], series.values[-1]
    scale = Scale("", subject.low, subject.high)
    low, high = shown_number(subject.low, subject), shown_number(subject.high, subject)
    shown = shown_number(first, subject), shown_number(latest, subject)
    words = " – ".join(shown)
    return Scaled(subject.title, words, *shown, low, high, pair(scale, first, latest))


def _numbers_page(context: Context, series: Series, years: _Rows, url: str) -> NumbersView:
    """The numbers of an earlier year, where there are too many for one page."""
    title = subject_of(context, series).title
    return NumbersView(
        frame=frame_of(context, url, years.title(url, title), current=PROGRESS),
        series=Link(title, context.link(url, years.index)),
        title=years.title(url, title),
        numbers=_numbers(context, series, years, url),
    )


def _numbers(context: Context, series: Series, years: _Rows, url: str) -> Numbers:
    subject = subject_of(context, series)
    rows = (
        NumberRow(
            href=context.entry_link(url, point.entry).href,
            day=context.words.medium_date(point.day),
            before="" if point.before is None else shown_number(point.before, subject),
            value=shown_number(point.value, subject),
            middle="" if middle is None else shown_number(middle, subject),
        )
        for point, middle in years.pages[url]
    )
    pairs = any(point.before is not None for point in series.points)
    return Numbers(years.links(context, url), tuple(rows), pairs)


# The chart


def _chart(
    context: Context, series: Series, subject: Subject, plot: int, sentences: tuple[str, ...]
) -> ChartView:
    """Both drawings of a series, and what they show in words."""
    drawn = Drawn(
        days=[point.day for point in series.points],
        values=series.values,
        befores=[point.before for point in series.points],
        medians=series.medians,
        gaps=series.gaps,
        low=subject.low,
        high=subject.high,
        low_name=subject.low_name,
        high_name=subject.high_name,
        bands=subject.bands,
    )
    return ChartView(
        description=" ".join((subject.about, *sentences)),
        wide=_drawing(context, drawn, WIDE, plot),
        narrow=_drawing(context, drawn, NARROW, plot),
    )


def _drawing(context: Context, drawn: Drawn, width: int, plot: int) -> Chart:
    """One drawing; all charts of a journal share their axis of time."""
    first, last = context.measured_days
    axis = time_axis(first, last, width, digits_of(drawn))
    words = context.words
    named = ticks(axis, TICK_ROOM[width], words.brief_date, words.short_month)
    return draw(drawn, axis, named, width, plot)


def assign_series(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The address of each series' page, by kind and key."""
    names = {f"{kind}:{key}": (kind, key) for kind, key in sorted(keys)}
    wished = (
        (name, "goals-together" if kind == GOAL_SCORE else key)
        for name, (kind, key) in names.items()
    )
    return {names[name]: url for name, url in assign(wished, "progress/").items()}
