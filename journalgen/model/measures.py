"""Outcome measures: their range, direction, scorings, severity bands and published error.

The figures of the instruments stand in `journalgen/measures/`, each with its source.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Band(Struct, frozen=True):
    """A severity band as its source names it."""

    lower: float
    """The lowest total that belongs to it."""
    word: str


class PublishedError(Struct, frozen=True):
    """The smallest difference of two totals that exceeds measurement error."""

    points: float
    source: str
    chance: int | None = None
    """Of 100 pairs of forms between which nothing changed, how many differ by as much; None where
    the source doesn't say."""


class Scoring(Struct, frozen=True):
    """One of several ways in which totals of the same form are counted."""

    name: str
    minimum: float
    maximum: float
    times: float = 1
    plus: float = 0
    """A total times `times` plus `plus` is the total in the measure's own range."""
    item_minimum: int | None = None
    item_maximum: int | None = None
    """Where the scores of items are counted differently too."""

    def convert(self, total: float) -> float:
        """A total of this scoring in the measure's own range."""
        return total * self.times + self.plus


class Subscale(Struct, frozen=True):
    """Something a form gives one total for; most forms have only one."""

    id: str
    """The measure's id; with the subscale's behind it where there are several."""
    name: str
    """`PHQ-9`, `DASS-21`."""
    title: str
    """What it is about, in plain words."""
    minimum: float
    maximum: float
    better: str
    """`higher` or `lower`; empty where nobody said it."""
    direction: str = ""
    """A sentence that says what lower or higher means."""
    low: str = ""
    """What the lower end is called."""
    high: str = ""
    items: tuple[int, ...] = ()
    """The items that make up the total, counted from 1; empty for all."""
    bands: tuple[Band, ...] = ()
    """From the lowest up."""
    bands_source: str = ""
    error: PublishedError | None = None
    remark: str = ""
    """Why none is used where several differ."""

    def own_items(self, scores: Sequence[int]) -> tuple[int, ...]:
        """Those of a form's scores that make up this total."""
        return tuple(scores[number - 1] for number in self.items) if self.items else tuple(scores)


class OutcomeMeasure(Struct, frozen=True):
    """A questionnaire that is filled in again and again."""

    id: str
    name: str
    subscales: tuple[Subscale, ...]
    item_count: int = 0
    """0 where only totals can be given."""
    item_minimum: int = 0
    item_maximum: int = 0
    items_scoring: str = ""
    """The scoring whose total the sum of the items is."""
    scorings: tuple[Scoring, ...] = ()
    """Empty where there is only one."""
    risk_item: int | None = None
    """The item that asks about thoughts of death or of harm to oneself, counted from 1."""
    scoring: str = ""
    """The scoring this journal declares; empty where it doesn't."""
    own: bool = False
    """Whether its words are the person's own."""
    show_bands: bool = False
    """Whether this journal asks for severity bands."""

    @property
    def declared(self) -> Scoring | None:
        """The scoring this journal declares, None where it doesn't."""
        return self._named(self.scoring)

    @property
    def items_need_scoring(self) -> bool:
        """Whether the scores of items are counted in several ways, too."""
        return any(scoring.item_minimum is not None for scoring in self.scorings)

    @property
    def scoring_of_items(self) -> Scoring | None:
        """How the sum of the items becomes a total; None where there is only one way."""
        return self.declared if self.items_need_scoring else self._named(self.items_scoring)

    def item_range(self, scoring: Scoring | None) -> tuple[int, int]:
        """The lowest and the highest score of an item."""
        low, high = self.item_minimum, self.item_maximum
        if scoring and scoring.item_minimum is not None and scoring.item_maximum is not None:
            low, high = scoring.item_minimum, scoring.item_maximum
        return low, high

    def _named(self, name: str) -> Scoring | None:
        return next((found for found in self.scorings if found.name == name), None)
