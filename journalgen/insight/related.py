"""Turn what entries have in common into the few that belong beside each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from math import log

from journalgen.model.entry import Entry
from journalgen.model.journal import Journal
from journalgen.model.names import fold
from journalgen.model.visibility import Shown, quoted

_MOST = 3
"""Entries that stand beside another."""
_NEAR = 8
"""Of all entries with a name, how many before and after an entry are looked at."""


class Related:
    """Finds the entries that share strategies and tags with another, the rarer the closer."""

    def __init__(self, journal: Journal) -> None:
        """Heavy entries and those that need a look aren't brought up by others."""
        self._entries = journal.entries
        self._place = {entry.path: place for place, entry in enumerate(journal.entries)}
        self._places: dict[tuple[str, str], list[int]] = {}
        for place, entry in enumerate(journal.entries):
            if quoted(entry) is Shown.FULL:
                for name in _names(entry):
                    self._places.setdefault(name, []).append(place)

    def of(self, entry: Entry) -> tuple[Entry, ...]:
        """At most three, the closest first; not those just before and after, which stand there."""
        own = self._place[entry.path]
        weights: dict[int, float] = {}
        for name in _names(entry):
            places = self._places.get(name, [])
            weight = log(len(self._entries) / len(places)) if places else 0.0
            middle = bisect_left(places, own)
            for place in places[max(middle - _NEAR, 0) : middle + _NEAR + 1]:
                weights[place] = weights.get(place, 0.0) + weight
        close = [
            (-round(weight, 6), abs(place - own), place)
            for place, weight in weights.items()
            if weight and abs(place - own) > 1
        ]
        return tuple(self._entries[place] for *_, place in sorted(close)[:_MOST])


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each strategy and tag once, in an order that doesn't change."""
    yield from dict.fromkeys(("strategy", fold(use.name)) for use in entry.strategies)
    yield from dict.fromkeys(("tag", fold(tag)) for tag in entry.tags)
