"""The scales a journal rates on, and the goals it declares."""

from __future__ import annotations

from msgspec import Struct

SCALE, MEASURE, GOAL, GOAL_SCORE = "scale", "measure", "goal", "goal-score"
"""The kinds of things a journal has numbers of."""


class Scale(Struct, frozen=True):
    """A rating scale with its ends and direction."""

    name: str
    minimum: float = 0
    maximum: float = 10
    better: str = ""
    """`higher` or `lower`; empty where nobody said it."""
    low: str = ""
    """What the lower end is called."""
    high: str = ""
    """What the upper end is called."""


class Goal(Struct, frozen=True):
    """A goal whose attainment is rated from -2 to +2."""

    name: str
    title: str = ""
    weight: float = 1
