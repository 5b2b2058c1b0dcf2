"""Turn a journal into all that its pages say about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from journalgen.config import Config
from journalgen.insight.agenda import Agendas, prepare_agendas
from journalgen.insight.items import Item, Items, State, collect_items
from journalgen.insight.lately import Lately, look_lately
from journalgen.insight.progress import Progress, collect_progress
from journalgen.insight.related import Related
from journalgen.insight.resurfacing import choose, last_due
from journalgen.insight.review import Review, review_years
from journalgen.model.journal import Journal
from journalgen.model.names import fold
from journalgen.model.thread import QUESTION, TAKEAWAY


class Insights:
    """What can be said about a journal, each thing found out when it is first asked for."""

    def __init__(self, journal: Journal, config: Config, today: date) -> None:
        """Only `takeaway` depends on the day."""
        self._journal = journal
        self._config = config
        self._today = today

    @cached_property
    def progress(self) -> Progress:
        """What is measured."""
        config = self._config
        return collect_progress(self._journal, config.goals, score=config.goal_score)

    @cached_property
    def items(self) -> Items:
        """What is open, resting or closed."""
        return collect_items(self._journal)

    @cached_property
    def agendas(self) -> Agendas:
        """The lists for the next session and before each session."""
        subscales = self._config.subscales.items()
        errors = {key: part.error for key, (_, part) in subscales if part.error}
        top = self._config.next_session
        return prepare_agendas(self._journal, self.items, self.progress, errors, top)

    @cached_property
    def lately(self) -> Lately:
        """How it has been."""
        return look_lately(self._journal)

    @cached_property
    def reviews(self) -> Mapping[int, Review]:
        """By year."""
        return review_years(self._journal, self.items, self.progress)

    @cached_property
    def open_questions(self) -> Mapping[str, tuple[Item, ...]]:
        """By folded tag: the open questions of entries with that tag."""
        return _by_tag(self.items)

    @cached_property
    def related(self) -> Related:
        """Which entries belong beside each."""
        return Related(self._journal)

    @cached_property
    def takeaway(self) -> Item | None:
        """The one that is shown today."""
        return choose(tuple(self.items.of_kind(TAKEAWAY)), self._today)

    @cached_property
    def due_takeaway(self) -> Item | None:
        """The one to look back at now: it was due since the last session, or is today."""
        after = self.agendas.next.after
        since = (after.date if after else None) or date.min
        return last_due(tuple(self.items.of_kind(TAKEAWAY)), self._today, since)


def _by_tag(items: Items) -> dict[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = {}
    for item in items.of_kind(QUESTION):
        if item.state is State.OPEN and item.words:
            for tag in {fold(tag) for tag in item.entry.tags}:
                found.setdefault(tag, []).append(item)
    return {tag: tuple(several) for tag, several in found.items()}
