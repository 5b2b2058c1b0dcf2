"""Turn the entries since the session before last into how it has been."""

from __future__ import annotations

from itertools import takewhile

from msgspec import Struct

from journalgen.model.entry import Entry, StrategyUse
from journalgen.model.journal import Journal
from journalgen.model.strategies import Strategy
from journalgen.model.visibility import Shown, quoted


class Used(Struct, frozen=True):
    """A strategy with what was used of it lately."""

    strategy: Strategy
    uses: tuple[tuple[Entry, StrategyUse], ...]

    @property
    def times(self) -> int:
        """How often; a line that gives no number is one time."""
        return sum(1 if use.used is None else use.used for _, use in self.uses)

    @property
    def shared(self) -> bool:
        """Whether all of it may be shown to others."""
        return all(entry.share for entry, _ in self.uses)


class Lately(Struct, frozen=True):
    """What the latest entries say of mood and strategies; heavy ones say nothing here."""

    mood: Entry | None
    """The latest entry with a rating of the mood."""
    since: Entry | None
    """The session before the last; None where there were fewer than two."""
    used: tuple[Used, ...]
    """By name: strategies used after that session."""


def look_lately(journal: Journal) -> Lately:
    """Look at the latest dated entries and, once, at the uses of each strategy."""
    dated = journal.dated
    sessions = [entry for entry in dated if entry.path in journal.session_numbers]
    since = sessions[-2] if len(sessions) > 1 else None
    later = takewhile(lambda entry: entry is not since, reversed(dated))
    recent = {entry.path: entry for entry in later if quoted(entry) is Shown.FULL}
    used = []
    for strategy in journal.strategies:
        uses = tuple((entry, use) for entry, use in strategy.uses if entry.path in recent)
        if uses:
            used.append(Used(strategy, uses))
    mood = next((entry for entry in recent.values() if entry.mood), None)  # the latest first
    return Lately(mood, since, tuple(used))
