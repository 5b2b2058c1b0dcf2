"""What the pages of numbers see."""

from __future__ import annotations

from msgspec import Struct

from journalgen.charts.series import Chart
from journalgen.site.views.parts import Frame, Link, Scaled


class ChartView(Struct, frozen=True):
    """One chart in two drawings, of which each screen shows one."""

    description: str
    """What it shows, for those who don't see it."""
    wide: Chart
    narrow: Chart


class SeriesView(Struct, frozen=True):
    """A series of numbers: a scale, a measure or a goal over time."""

    id: str
    """For the ids of its parts."""
    title: str
    instrument: str
    """The name of the questionnaire; empty for scales and goals."""
    about: str
    """Its range, and what higher or lower means."""
    link: Link
    """`18 numbers`, leads to their table."""
    first_latest: Scaled | None
    comparison: tuple[str, ...]
    """The first and the latest number in sentences: the numbers, then what may be said."""
    chart: ChartView | None
    """None where there is no number yet."""
    legend: tuple[str, ...]
    """What its marks mean."""
    facts: tuple[str, ...]
    """What can be counted in it, and where its bands come from."""
    outside: tuple[str, ...]
    """Ratings that aren't drawn, because they lie outside the scale."""


class NumberRow(Struct, frozen=True):
    """A row of a table of numbers."""

    href: str
    """Of its entry."""
    day: str
    before: str
    value: str
    middle: str
    """The middle one of three neighbours; empty at the ends of a stretch."""


class Numbers(Struct, frozen=True):
    """The numbers of a series, or of one year where there are many."""

    pages: tuple[Link, ...]
    """To the pages of the years; empty where one page holds them all."""
    rows: tuple[NumberRow, ...]
    pairs: bool
    """Whether any row has a number before."""


class NumbersView(Struct, frozen=True):
    """numbers.html: an earlier year of a long series."""

    frame: Frame
    series: Link
    title: str
    numbers: Numbers


class ProgressView(Struct, frozen=True):
    """progress.html: everything that is measured, on one axis of time."""

    frame: Frame
    series: tuple[SeriesView, ...]
    unused: str
    """Names of what is declared and not used yet."""
    hard_moment: str
    """The way to the page for hard moments, where a form asks for it."""


class SeriesPageView(Struct, frozen=True):
    """series.html."""

    frame: Frame
    series: SeriesView
    numbers: Numbers
    mood: SeriesView | None
    """The chart of the mood, to look at beside it."""
    hard_moment: str
    """The way to the page for hard moments, where the latest form asks for it."""
