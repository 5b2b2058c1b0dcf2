"""Turn beliefs and takeaways that changed into what stood first and what stands now."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from journalgen.insight.items import Item, Items
from journalgen.model.entry import Verdict
from journalgen.model.thread import BELIEF, TAKEAWAY, Step
from journalgen.model.visibility import Shown, quoted


class BeliefHistory(Struct, frozen=True):
    """A belief as it was written down over time."""

    item: Item
    steps: tuple[Step, ...]
    """Those that may be quoted, in order."""
    heavy: tuple[Step, ...]
    """Those in heavy entries: their dates stand, nothing else."""

    @property
    def rated(self) -> tuple[Step, ...]:
        """Those that say how strongly it was held."""
        return tuple(step for step in self.steps if step.conviction is not None)

    def of_year(self, year: int) -> BeliefHistory:
        """What was written of it in one year."""
        return replace(self, steps=_of_year(self.steps, year), heavy=_of_year(self.heavy, year))


def _of_year(steps: tuple[Step, ...], year: int) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.entry.date and step.entry.date.year == year)


def beliefs(items: Items) -> Iterator[BeliefHistory]:
    """Every belief that may be quoted, in the order in which they were first written."""
    for item in items.of_kind(BELIEF):
        steps = tuple(step for step in item.steps if quoted(step.entry) is Shown.FULL)
        heavy = tuple(step for step in item.steps if quoted(step.entry) is not Shown.FULL)
        if item.words and steps:
            yield BeliefHistory(item, steps, heavy)


def replaced_takeaways(items: Items) -> Iterator[tuple[Item, Step]]:
    """Takeaways with the step that says what they changed to, as far as both may be quoted."""
    for item in items.of_kind(TAKEAWAY):
        changed = [
            step
            for step in item.steps
            if step.status == Verdict.CHANGED and quoted(step.entry) is Shown.FULL
        ]
        if item.words and changed:
            yield item, changed[-1]
