"""Turn a journal into what each year held, in the person's own words."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from journalgen.insight.items import Item, Items
from journalgen.insight.progress import Point, Progress, Series
from journalgen.insight.then_and_now import BeliefHistory, beliefs
from journalgen.model.entry import Entry, StrategyUse
from journalgen.model.journal import Journal
from journalgen.model.strategies import Strategy
from journalgen.model.thread import QUESTION, TAKEAWAY, Step
from journalgen.model.visibility import Shown, quoted


class Review(Struct):
    """One year."""

    entries: list[Entry] = field(default_factory=list)
    takeaways: list[Item] = field(default_factory=list)
    """Those first written then."""
    strategies: list[tuple[Strategy, list[tuple[Entry, StrategyUse]]]] = field(default_factory=list)
    """By name, with the uses of the year."""
    asked: list[Item] = field(default_factory=list)
    """Questions first asked then."""
    closed: list[tuple[Item, Step]] = field(default_factory=list)
    """Questions with what closed them then."""
    beliefs: list[BeliefHistory] = field(default_factory=list)
    """With what was written of them then."""
    ratings: list[tuple[Series, Point, Point, int]] = field(default_factory=list)
    """With the first and the last number of the year, and how many there are."""


def review_years(journal: Journal, items: Items, progress: Progress) -> Mapping[int, Review]:
    """By year, in order: one for each year with a dated entry."""
    years: dict[int, Review] = {}
    for entry in journal.dated:
        assert entry.date is not None  # asked of dated entries only
        years.setdefault(entry.date.year, Review()).entries.append(entry)
    _add_items(years, items)
    for strategy in journal.strategies:
        uses: dict[int, list[tuple[Entry, StrategyUse]]] = {}
        for entry, use in strategy.uses:
            if entry.date and quoted(entry) is Shown.FULL:
                uses.setdefault(entry.date.year, []).append((entry, use))
        for year, found in uses.items():
            years[year].strategies.append((strategy, found))
    for series in progress.series.values():
        points: dict[int, list[Point]] = {}
        for point in series.points:
            points.setdefault(point.day.year, []).append(point)
        for year, several in points.items():
            years[year].ratings.append((series, several[0], several[-1], len(several)))
    return years


def _add_items(years: Mapping[int, Review], items: Items) -> None:
    for item in items.all:
        if not item.words or item.entry.date is None:
            continue
        year = years[item.entry.date.year]
        if item.kind == TAKEAWAY:
            year.takeaways.append(item)
        elif item.kind == QUESTION:
            year.asked.append(item)
            for when, step in _closed_in(item).items():
                years[when].closed.append((item, step))
    for belief in beliefs(items):
        for when in dict.fromkeys(step.entry.date.year for step in belief.steps if step.entry.date):
            years[when].beliefs.append(belief.of_year(when))


def _closed_in(item: Item) -> dict[int, Step]:
    """By year: the last step of it that says what became of a question."""
    return {
        step.entry.date.year: step
        for step in item.steps
        if step.entry.date and not step.silent and step.status != "open"
    }
