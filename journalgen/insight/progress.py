"""Turn a journal into its series of numbers: ratings, measures and goals over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from journalgen.insight.statistics import Span, Verdict, compare, gaps, goal_score, running_median
from journalgen.model.entry import MEASURE, SCALE, Entry
from journalgen.model.journal import Journal
from journalgen.model.measures import PublishedError
from journalgen.model.names import fold
from journalgen.model.scale import Goal
from journalgen.model.visibility import Shown, quoted

GOAL, GOAL_SCORE = "goal", "goal-score"


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement."""

    entry: Entry
    day: date
    value: float
    """The number after, or the one that was given alone."""
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
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

    @property
    def values(self) -> tuple[float, ...]:
        """The number of each point."""
        return tuple(point.value for point in self.points)

    @property
    def gaps(self) -> tuple[Span, ...]:
        """The stretches without numbers."""
        return gaps([point.day for point in self.points])

    @property
    def medians(self) -> tuple[float | None, ...]:
        """The middle one of three neighbours at each point."""
        return running_median(self.values, self.gaps)

    def verdict(self, error: PublishedError | None) -> Verdict:
        """The first number beside the latest."""
        return compare(self.values, error)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a journal measures."""

    series: Mapping[tuple[str, str], Series]
    """By kind and key, in the order in which they were first used."""
    at_risk: frozenset[str]
    """Ids of the measures whose latest form has a risk item that isn't 0."""

    def of(self, kind: str) -> Iterator[Series]:
        """The series of one kind."""
        return (series for (of, _), series in self.series.items() if of == kind)


def collect_progress(journal: Journal, goals: Mapping[str, Goal], *, score: bool) -> Progress:
    """Go once through the dated entries whose front matter is sure.

    `goals` are the declared ones by folded name; `score` asks for their T-score.
    """
    points: dict[tuple[str, str], list[Point]] = {}
    outside: dict[tuple[str, str], list[tuple[Entry, tuple[float, ...]]]] = {}
    only_before: dict[tuple[str, str], list[Point]] = {}
    latest_risk: dict[str, int | None] = {}
    for entry in journal.dated:
        if quoted(entry) is Shown.NOT or entry.date is None:
            continue
        for kind, key, value, before in _numbers(entry):
            point = Point(entry, entry.date, value, before)
            points.setdefault((kind, key), []).append(point)
        for rating in entry.ratings:
            if rating.after is None and rating.before is not None:
                point = Point(entry, entry.date, rating.before)
                only_before.setdefault((SCALE, fold(rating.scale)), []).append(point)
        for found in entry.outside:
            outside.setdefault((found.kind, found.key), []).append((entry, found.values))
        latest_risk |= {item.measure: item.score for item in entry.risks}
        rated = [(goals[fold(x.goal)], x.level) for x in entry.goals if fold(x.goal) in goals]
        total = goal_score(rated) if score else None
        if total is not None:
            points.setdefault((GOAL_SCORE, ""), []).append(
                Point(entry, entry.date, round(total, 1))
            )
    series = {
        key: Series(
            *key,
            tuple(points.get(key, ())),
            tuple(outside.get(key, ())),
            tuple(only_before.get(key, ())),
        )
        for key in dict.fromkeys((*points, *outside, *only_before))
    }
    return Progress(series, frozenset(name for name, score in latest_risk.items() if score))


def _numbers(entry: Entry) -> Iterator[tuple[str, str, float, float | None]]:
    """(kind, key, number, number before) of everything an entry rates."""
    for rating in entry.ratings:
        if rating.after is not None:
            yield SCALE, fold(rating.scale), rating.after, rating.before
    for measure in entry.measures:
        yield MEASURE, measure.id, measure.total, None
    for goal in entry.goals:
        yield GOAL, fold(goal.goal), float(goal.level), None
