"""Name what could be confused: one id for two things, one belief in two wordings."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.entry import Entry
from journalgen.model.names import fold
from journalgen.model.thread import BELIEF, Thing, Thread, text_key, words_of

_LATEST = 100
"""How many of the latest beliefs a new one is compared with."""
_LONG = 80
"""How many of their characters."""


class Confusions:
    """Collects what it is told of, entry by entry."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.diagnostics: list[Diagnostic] = []
        self._beliefs: dict[str, Thread] = {}

    def of_same(self, entry: Entry, thing: Thing, thread: Thread) -> None:
        """An item joins a thread by its id: does it say something else than before?"""
        key = text_key(words_of(thing))
        if not key or any(key == text_key(step.words) for step in thread.steps):
            return
        told = next((step for step in reversed(thread.steps) if step.words), None)
        if told:
            code = "belief-reworded" if thread.kind == BELIEF else "id-twice"
            self._report(code, entry, thing, told.place)

    def of_new(self, entry: Entry, thing: Thing, thread: Thread, known: Iterable[Thread]) -> None:
        """A thread begins; `known` are those with an id, of any kind."""
        own = fold(thread.id)
        other = next((x for x in known if own and fold(x.id) == own), None)
        if other:
            code = "id-twice" if other.kind == thread.kind else "id-two-kinds"
            self._report(code, entry, thing, other.steps[0].place)
        if thread.kind == BELIEF and thread.text:
            self._like_another(entry, thing, thread)

    def _like_another(self, entry: Entry, thing: Thing, thread: Thread) -> None:
        key = text_key(thread.text)[:_LONG]
        close = get_close_matches(key, list(self._beliefs)[-_LATEST:], 1, 0.8)
        if close:
            self._report("belief-similar", entry, thing, self._beliefs[close[0]].steps[0].place)
        self._beliefs.setdefault(key, thread)

    def _report(self, code: str, entry: Entry, thing: Thing, other: str) -> None:
        span = Span(entry.path, thing.line, 1)
        self.diagnostics.append(Diagnostic(code, span, (("other", other),)))
