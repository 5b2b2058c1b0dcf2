"""Decide who sees what of an entry: one table, asked by every page."""

from __future__ import annotations

from enum import Enum, auto

from journalgen.model.entry import Entry


class Shown(Enum):
    """How an entry appears in one kind of place."""

    FULL = auto()
    """As it is."""
    FOLDED = auto()
    """Its date; everything else behind a fold."""
    NEEDS_A_LOOK = auto()
    """Its date and a word that its file needs a look."""
    NOT = auto()
    """Not at all."""


def on_its_page(entry: Entry) -> Shown:
    """Its own page."""
    if not entry.readable:
        return Shown.NEEDS_A_LOOK
    return Shown.FOLDED if entry.heavy else Shown.FULL


def in_lists(entry: Entry) -> Shown:
    """The timeline, the latest entries, previous and next."""
    return on_its_page(entry)


def quoted(entry: Entry) -> Shown:
    """Its words, ratings and uses on the pages of strategies, tags and other entries."""
    if not entry.readable:
        return Shown.NOT
    return Shown.FOLDED if entry.heavy else Shown.FULL


def searched(entry: Entry) -> Shown:
    """Its texts in the search; folded, it is found by its date only."""
    return quoted(entry)
