"""Turn items and what entries say of them into the views that several pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from markupsafe import Markup

from journalgen.insight.items import Item
from journalgen.model.entry import Entry, Practice, Question, Takeaway
from journalgen.model.thread import Step
from journalgen.model.visibility import Shown, quoted
from journalgen.parse.numbers import plain
from journalgen.site.context import Context
from journalgen.site.urls import link, root_of, year_urls
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
"""Rows of a list that isn't split by year of itself, above which it is."""


def newest_first(items: Iterable[Item]) -> list[Item]:
    """By the day of their entries; those of one entry stay in its order."""
    return sorted(items, key=lambda item: item.day or date.min, reverse=True)


class Years:
    """Which page of a list holds which year; the latest is the index, with what has no date."""

    def __init__(self, index: str, entries: Iterable[Entry], *, whole: int = 0) -> None:
        """`entries` are those that the things in the list come from, one for each thing.

        A list of at most `whole` things isn't split.
        """
        days = [entry.date for entry in entries]
        self.index = index
        self.urls = year_urls(index, (day.year for day in days if day and len(days) > whole))

    def url_of(self, entry: Entry) -> str:
        """The page that an entry's things are on."""
        return self.urls.get(entry.date.year, self.index) if entry.date else self.index

    @property
    def pages(self) -> tuple[str, ...]:
        """The addresses of all pages, the index first."""
        return tuple(dict.fromkeys((self.index, *self.urls.values())))

    def split(self, items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
        """Every page with its items, in their order; the index even if it has none."""
        pages: dict[str, list[Item]] = {url: [] for url in self.pages}
        for item in items:
            pages[self.url_of(item.entry)].append(item)
        yield from pages.items()

    def title(self, url: str, name: str) -> str:
        """The name with the year, where there are several."""
        year = next((year for year, page in self.urls.items() if page == url), None)
        return f"{name} {year}" if year and len(self.urls) > 1 and url != self.index else name

    def links(self, page: str) -> tuple[Link, ...]:
        """To each year, newest first; none where there is only one."""
        if len(self.urls) < 2:
            return ()
        return tuple(
            Link(str(year), link(page, url), url == page)
            for year, url in reversed(self.urls.items())
        )
