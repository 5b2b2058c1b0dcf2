"""Turn the uses of a coping strategy into counts and, from six rated uses on, a middle change."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from journalgen.insight.statistics import median_interval
from journalgen.model.entry import Helped
from journalgen.model.strategies import Strategy
from journalgen.model.visibility import Shown, quoted


class Uses(Struct, frozen=True):
    """What the uses come to; those in heavy entries stand on their own pages only."""

    helped: Mapping[Helped | None, int]
    """How many uses helped how far; None where it wasn't said."""
    rated: int
    """How many have a mood before and after."""
    change: tuple[float, float, float] | None
    """Median of after minus before with its 95 percent interval, in units of the mood scale."""


def summarize_uses(strategy: Strategy) -> Uses:
    """Count each line as one use."""
    counts: dict[Helped | None, int] = dict.fromkeys((*Helped, None), 0)
    changes = []
    for entry, use in strategy.uses:
        if quoted(entry) is not Shown.FULL:
            continue
        counts[use.helped] += 1
        if use.before is not None and use.after is not None:
            changes.append(round(use.after - use.before, 6))
    return Uses(counts, len(changes), median_interval(changes))
