"""Turn a journal into all that its pages say about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from journalgen.config import Config
from journalgen.insight.agenda import Agendas, prepare_agendas
from journalgen.insight.items import Item, Items, State, collect_items
from journalgen.insight.lately import Lately, look_lately
from journalgen.insight.progress import Progress, collect_progress
from journalgen.insight.resurfacing import choose
from journalgen.insight.review import Review, review_years
from journalgen.model.journal import Journal
from journalgen.model.names import fold
from journalgen.model.thread import QUESTION, TAKEAWAY


class Insights(Struct, frozen=True):
    """What can be said about a journal; only `takeaway` depends on the day."""

    progress: Progress
    items: Items
    agendas: Agendas
    lately: Lately
    reviews: Mapping[int, Review]
    """By year."""
    open_questions: Mapping[str, tuple[Item, ...]]
    """By folded tag: the open questions of entries with that tag."""
    takeaway: Item | None
    """The one that is shown today."""


def gather(journal: Journal, config: Config, today: date) -> Insights:
    """Look at everything once."""
    items = collect_items(journal)
    progress = collect_progress(journal, config.goals, score=config.goal_score)
    errors = {key: part.error for key, (_, part) in config.subscales.items() if part.error}
    return Insights(
        progress=progress,
        items=items,
        agendas=prepare_agendas(journal, items, progress, errors, config.next_session),
        lately=look_lately(journal),
        reviews=review_years(journal, items, progress),
        open_questions=_by_tag(items),
        takeaway=choose(tuple(items.of_kind(TAKEAWAY)), today),
    )


def _by_tag(items: Items) -> dict[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = {}
    for item in items.of_kind(QUESTION):
        if item.state is State.OPEN and item.words:
            for tag in {fold(tag) for tag in item.entry.tags}:
                found.setdefault(tag, []).append(item)
    return {tag: tuple(several) for tag, several in found.items()}
