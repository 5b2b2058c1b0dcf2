"""Gather every use of a coping strategy under its name, with the file that says how to do it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from msgspec import Struct

from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.entry import Entry, StrategyPage, StrategyUse
from journalgen.model.names import fold
from journalgen.model.visibility import Shown, quoted

_MOST_NAMES = 500
"""Beyond this many names nobody compares them, and neither does the search for slips."""


class Strategy(Struct, frozen=True):
    """A coping strategy with its uses, in the order of the entries."""

    name: str
    """That of its file, else as first written."""
    keys: frozenset[str]
    """Folded: its name and aliases."""
    page: StrategyPage | None
    uses: tuple[tuple[Entry, StrategyUse], ...]


def collect_strategies(
    entries: Iterable[Entry], pages: tuple[StrategyPage, ...]
) -> tuple[tuple[Strategy, ...], list[Diagnostic]]:
    """Every strategy that has a file or was used, by name."""
    owner, diagnostics = _owners(pages)
    uses: dict[str, list[tuple[Entry, StrategyUse]]] = {fold(page.name): [] for page in pages}
    first: dict[str, tuple[str, Entry, StrategyUse]] = {}
    for entry in entries:
        if quoted(entry) is Shown.NOT:
            continue
        for key, use in _of_entry(entry, owner):
            uses.setdefault(key, []).append((entry, use))
            first.setdefault(key, (use.name, entry, use))
    page_of = {fold(page.name): page for page in reversed(pages)}
    strategies = []
    for key, found in sorted(uses.items()):
        page = page_of.get(key)
        name = page.name if page else first[key][0]
        keys = frozenset({key, *(alias for alias, name_key in owner.items() if name_key == key)})
        strategies.append(Strategy(name, keys, page, tuple(found)))
    diagnostics += _similar(uses, page_of, first)
    return tuple(strategies), diagnostics


def _owners(pages: tuple[StrategyPage, ...]) -> tuple[dict[str, str], list[Diagnostic]]:
    """The name each name and alias stands for; a second claim is reported."""
    owner: dict[str, str] = {}
    claimed: dict[str, str] = {}
    diagnostics = []
    for names_of in (lambda page: (page.name,), lambda page: page.aliases):
        for page in pages:
            for name in names_of(page):
                key = fold(name)
                if claimed.setdefault(key, page.path) != page.path:
                    other = (("other", claimed[key]),)
                    diagnostics.append(Diagnostic("strategy-twice", Span(page.path), other))
                else:
                    owner[key] = fold(page.name)
    return owner, diagnostics


def _of_entry(entry: Entry, owner: dict[str, str]) -> list[tuple[str, StrategyUse]]:
    """An entry's uses by strategy; a bare name beside a fuller line of the same is one use."""
    keyed = [(owner.get(fold(use.name), fold(use.name)), use) for use in entry.strategies]
    told = {key for key, use in keyed if not use.bare}
    found: list[tuple[str, StrategyUse]] = []
    for key, use in keyed:
        repeated = use.bare and (key in told or any(key == other for other, _ in found))
        if not repeated:
            found.append((key, use))
    return found


def _similar(
    uses: dict[str, list[tuple[Entry, StrategyUse]]],
    page_of: dict[str, StrategyPage],
    first: dict[str, tuple[str, Entry, StrategyUse]],
) -> Iterable[Diagnostic]:
    """Names used once and spelt almost like another one."""
    if len(uses) > _MOST_NAMES:
        return
    for key, found in uses.items():
        if len(found) != 1 or key in page_of or len(key) < 5:
            continue
        known = [other for other, rows in uses.items() if other in page_of or len(rows) > 1]
        close = get_close_matches(key, known, 1, 0.85)
        if close:
            entry, use = found[0]
            other = page_of[close[0]].path if close[0] in page_of else first[close[0]][1].path
            yield Diagnostic("strategy-similar", Span(entry.path, use.line, 1), (("other", other),))
