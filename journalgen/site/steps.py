"""Turn items and what entries say of them into the views that several pages share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Generic, TypeVar

from markupsafe import Markup

from journalgen.insight.items import Item
from journalgen.model.entry import Entry, Practice, Question, Takeaway
from journalgen.model.thread import Step
from journalgen.model.visibility import Shown, quoted
from journalgen.parse.numbers import plain
from journalgen.site.context import Context
from journalgen.site.urls import root_of, year_urls
from journalgen.site.views.parts import ItemView, Link, StepView

_SIGNS = {
    "": "done", "answered": "done", "done": "done", "still true": "done",
    "partly": "partly", "had slipped my mind": "partly",
    "living with it": "point", "let go": "point", "changed": "point", "not tried": "point",
    "open": "open",
}  # fmt: skip


def step_view(context: Context, page: str, step: Step, *, own: bool = False) -> StepView:
    """What an entry says; `own` where the page is that entry's, which folds nothing of it."""
    entry = context.entry_link(page, step.entry)
    if quoted(step.entry) is Shown.FOLDED and not own:
        return StepView(entry, "", "", "", "done")
    sign = "open" if step.silent else _SIGNS[step.status]
    status = context.words.gettext(step.status) if step.status else ""
    return StepView(entry, status, step.text, step.learned, sign)


def item_view(context: Context, page: str, item: Item) -> ItemView:
    """An item on a page that isn't its entry's: its words, and what later entries say of it."""
    key = (root_of(page), item)
    view: ItemView | None = context.views.get(key)
    if view is None:
        view = context.views[key] = _item_view(context, page, item)
    return view


def _item_view(context: Context, page: str, item: Item) -> ItemView:
    source = item.source or item.first
    told = (step for step in item.steps if step is not source or not step.silent)
    return ItemView(
        html=Markup.escape(item.words),
        notes=notes(context, source) if item.source else (),
        said=(),
        steps=tuple(step_view(context, page, step) for step in told),
        origin=context.entry_link(page, source.entry),
    )


def notes(context: Context, step: Step) -> tuple[str, ...]:
    """Short facts beside an item: how sure, whom it is for, what was expected."""
    _ = context.words.gettext
    found: list[str] = []
    match step.item:
        case Takeaway() as takeaway:
            if takeaway.confidence is not None:
                text = _("How sure, from 0 to 10: {number}")
                found.append(text.format(number=plain(takeaway.confidence)))
            if takeaway.unsure:
                found.append(_("Not sure about this yet"))
        case Question() as question if question.for_whom:
            found.append(_("For: {name}").format(name=question.for_whom))
        case Practice() as practice if practice.prediction:
            found.append(_("What I expect: {text}").format(text=practice.prediction))
    return tuple(found)


# Lists that are split by year

LONG = 200
"""Rows that stand together on one page of a list that isn't split by year in any case."""

_Thing = TypeVar("_Thing")


def newest_first(items: Iterable[Item]) -> list[Item]:
    """By the day of their entries; those of one entry stay in its order."""
    return sorted(items, key=lambda item: item.day or date.min, reverse=True)


class ByYear(Generic[_Thing]):
    """A list split into pages by year; the latest is the index, with what has no date."""

    def __init__(
        self,
        index: str,
        things: Sequence[_Thing],
        entry_of: Callable[[_Thing], Entry],
        *,
        together: int = 0,
    ) -> None:
        """`entry_of` gives the entry a thing comes from.

        Neighbouring years share a page while they hold at most `together` things; a page is named
        by its first year, so that what is written later doesn't move it.
        """
        days = [entry_of(thing).date for thing in things]
        counts = Counter(day.year for day in days if day)
        groups: list[list[int]] = []
        for year in sorted(counts):
            if groups and sum(counts[x] for x in groups[-1]) + counts[year] <= together:
                groups[-1].append(year)
            else:
                groups.append([year])
        self.index = index
        urls = year_urls(index, (group[0] for group in groups))
        page_of = {year: urls[group[0]] for group in groups for year in group}
        self._names = {urls[x[0]]: "–".join(map(str, dict.fromkeys((x[0], x[-1])))) for x in groups}
        self.pages: dict[str, list[_Thing]] = {url: [] for url in (index, *page_of.values())}
        """What stands on each page, the index first, even if that has nothing."""
        for thing, day in zip(things, days, strict=True):
            self.pages[page_of[day.year] if day else index].append(thing)

    def title(self, url: str, name: str) -> str:
        """The name with the years, but on the index: `Tea 2025`, `Tea 2019–2024`."""
        return name if url == self.index else f"{name} {self._names[url]}"

    def links(self, context: Context, page: str) -> tuple[Link, ...]:
        """To each page, newest first; none where there is only one."""
        if len(self._names) < 2:
            return ()
        return tuple(
            Link(name, context.link(page, url), url == page)
            for url, name in reversed(self._names.items())
        )
