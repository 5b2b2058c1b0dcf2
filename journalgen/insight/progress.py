"""Turn a journal into its series of numbers: ratings, measures and goals over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from journalgen.insight.statistics import Verdict, compare, gaps, goal_score, running_median
from journalgen.model.entry import Entry
from journalgen.model.journal import Journal
from journalgen.model.measures import PublishedError
from journalgen.model.names import fold
from journalgen.model.scale import GOAL, GOAL_SCORE, MEASURE, SCALE, Goal
from journalgen.model.visibility import Shown, quoted


class Point(Struct, frozen=True):
    """One measurement."""

    entry: Entry
    day: date
    value: float
    """The number after, or the one that was given alone."""
    before: float | None = None


class Series(Struct, frozen=True):
    """All measurements of one thing, in the order of their days."""

    kind: str
    """`scale`, `measure`, `goal` or `goal-score`."""
    key: str
    """Folded name of a scale or goal, id of a measure or subscale."""
    points: tuple[Point, ...]
    outside: tuple[tuple[Entry, tuple[float, ...]], ...] = ()
    """Numbers outside the range, which are in no point."""
    only_before: tuple[Point, ...] = ()
    """Ratings without a number after, which are in no point either."""
    folded: tuple[Entry, ...] = ()
    """Heavy entries with such a number, which stands on their own pages only."""

    @property
    def values(self) -> tuple[float, ...]:
        """The number of each point."""
        return tuple(point.value for point in self.points)

    @property
    def gaps(self) -> tuple[int, ...]:
        """Places of the points that a stretch without numbers follows."""
        return gaps([point.day for point in self.points])

    @property
    def medians(self) -> tuple[float | None, ...]:
        """The middle one of three neighbours at each point."""
        return running_median(self.values, self.gaps)

    def verdict(self, error: PublishedError | None) -> Verdict:
        """The first number beside the latest."""
        return compare(self.values, error)


class Progress(Struct, frozen=True):
    """What a journal measures."""

    series: Mapping[tuple[str, str], Series]
    """By kind and key, in the order in which they were first used."""
    at_risk: frozenset[str]
    """Ids of the measures whose latest form has a risk item that isn't 0."""


class _Growing(Struct):
    """A series while the entries are gone through."""

    points: list[Point] = field(default_factory=list)
    outside: list[tuple[Entry, tuple[float, ...]]] = field(default_factory=list)
    only_before: list[Point] = field(default_factory=list)
    folded: list[Entry] = field(default_factory=list)

    def grown(self, kind: str, key: str) -> Series:
        return Series(
            kind,
            key,
            tuple(self.points),
            tuple(self.outside),
            tuple(self.only_before),
            tuple(self.folded),
        )


def collect_progress(journal: Journal, goals: Mapping[str, Goal], *, score: bool) -> Progress:
    """Go once through the dated entries whose front matter is sure.

    `goals` are the declared ones by folded name; `score` asks for their T-score. Heavy entries
    give no number to other pages, but the risk item of a form counts wherever it was filled in.
    """
    found: dict[tuple[str, str], _Growing] = defaultdict(_Growing)
    risks: dict[str, int | None] = {}
    for entry in journal.dated:
        shown = quoted(entry)
        if shown is Shown.NOT or entry.date is None:
            continue
        risks |= {item.measure: item.score for item in entry.risks}
        for kind, key, value, before in _numbers(entry):
            series = found[kind, key]
            if shown is Shown.FOLDED:
                series.folded.append(entry)
            elif value is not None:
                series.points.append(Point(entry, entry.date, value, before))
            elif before is not None:
                series.only_before.append(Point(entry, entry.date, before))
        if shown is Shown.FOLDED:
            continue
        for outside in entry.outside:
            found[outside.kind, outside.key].outside.append((entry, outside.values))
        rated = [(goals[fold(x.goal)], x.level) for x in entry.goals if fold(x.goal) in goals]
        total = goal_score(rated) if score else None
        if total is not None:
            point = Point(entry, entry.date, round(total, 1))
            found[GOAL_SCORE, ""].points.append(point)
    series_of = {key: growing.grown(*key) for key, growing in found.items()}
    return Progress(series_of, frozenset(name for name, risk in risks.items() if risk))


def _numbers(entry: Entry) -> Iterator[tuple[str, str, float | None, float | None]]:
    """(kind, key, number, number before) of everything an entry rates."""
    for rating in entry.ratings:
        yield SCALE, fold(rating.scale), rating.after, rating.before
    for measure in entry.measures:
        yield MEASURE, measure.id, measure.total, None
    for goal in entry.goals:
        yield GOAL, fold(goal.goal), float(goal.level), None
