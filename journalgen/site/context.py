"""What the pages of one site share: the journal, its addresses, and how entries are named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup
from msgspec import Struct, field

from journalgen.charts.pair import pair
from journalgen.config import Config
from journalgen.insight.insights import Insights
from journalgen.locale import Words
from journalgen.model.entry import Entry, Helped, Kept, Kind, Prose, Reference, StrategyUse
from journalgen.model.journal import Journal
from journalgen.model.measures import OutcomeMeasure, Subscale
from journalgen.model.names import fold
from journalgen.model.scale import Scale
from journalgen.model.visibility import Shown, in_lists
from journalgen.parse.numbers import plain
from journalgen.report import message_of
from journalgen.site import urls
from journalgen.site.filling import Filler
from journalgen.site.references import Resolved
from journalgen.site.urls import root_of
from journalgen.site.views.lists import TimelineRow
from journalgen.site.views.parts import Day, EntryLink, KeptView, Link, NoticeView, Scaled
from journalgen.stored import to_json

_ID = re.compile(r'(<[a-z][^<>]*?) id="[^"]*"')
_SHOWN = {Shown.FULL: "full", Shown.FOLDED: "folded", Shown.NEEDS_A_LOOK: "needs-a-look"}


class Context(Struct, frozen=True):
    """Everything a page is made from; text for the terminal needs no addresses."""

    journal: Journal
    insights: Insights
    config: Config
    words: Words
    today: date
    subscales: dict[str, tuple[OutcomeMeasure, Subscale]]
    """Every measure, by the id of each total it has."""
    marks: Mapping[str, str]
    """By path: what stands for an entry without its prose."""
    prose: Callable[[str], Prose]
    """By path: the prose of an entry, fetched when its page is rendered."""
    styles: tuple[str, ...] = ()
    """Addresses of the theme's style sheets."""
    entry_urls: dict[str, str] = field(default_factory=dict)
    """By path."""
    strategy_urls: dict[str, str] = field(default_factory=dict)
    """By folded name and alias."""
    tag_urls: dict[str, str] = field(default_factory=dict)
    """By folded name."""
    year_urls: dict[int, str] = field(default_factory=dict)
    series_urls: dict[tuple[str, str], str] = field(default_factory=dict)
    """By kind and key."""
    resolved: dict[str, tuple[Resolved, ...]] = field(default_factory=dict)
    """By path: where each reference of a file leads."""
    backlinks: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    """By path: the entries that link to it, in order."""
    views: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """Views that several pages show, made once for each way up to the site's folder."""
    told: dict[tuple[object, ...], str] = field(default_factory=dict)
    """What stands for an entry, a series and the like, found out once."""
    _marks: dict[str, str] = field(default_factory=dict)
    _days: dict[date, Day] = field(default_factory=dict)
    """Made once a date, and the links once an entry and depth: most pages name several."""
    _links: dict[tuple[str, str], EntryLink] = field(default_factory=dict)
    _rows: dict[tuple[str, str], TimelineRow] = field(default_factory=dict)
    navs: dict[tuple[str, str], tuple[Link, ...]] = field(default_factory=dict)
    """By the way up to the site's folder, and the page that is current."""

    # Addresses

    def link(self, page: str, target: str, fragment: str = "") -> str:
        """The `href` that leads from the page at `page` to another address of the site."""
        within = page == target and fragment
        if self.config.discreet and not within:
            target = urls.opaque(target)
        return urls.link(page, target, fragment)

    # What things are called

    @property
    def title(self) -> str:
        """The journal's title, neutral by default."""
        if self.config.discreet:
            return self.words.gettext("Notes")
        return self.config.title or self.words.gettext("My journal")

    @property
    def hard_moment(self) -> str:
        """What the page for hard moments is called."""
        return self.config.hard_moment or self.words.gettext("Hard moment")

    # What is measured

    @property
    def measured_days(self) -> tuple[date, date]:
        """The first and the last day with a number: all charts share one axis of time."""
        ends = [
            point.day
            for series in self.insights.progress.series.values()
            if series.points
            for point in (series.points[0], series.points[-1])
        ]
        return min(ends), max(ends)

    # Entries as other pages name them

    def day(self, when: date | None) -> Day | None:
        """A date in all its forms."""
        if when is None:
            return None
        found = self._days.get(when)
        if found is None:
            words = self.words
            found = self._days[when] = Day(
                when.isoformat(),
                words.full_date(when),
                words.long_date(when),
                words.day_and_month(when),
                words.brief_date(when),
                str(when.day),
                words.short_weekday(when),
            )
        return found

    def mark(self, entry: Entry) -> str:
        """What stands for an entry as other pages name it."""
        found = self._marks.get(entry.path)
        if found is None:
            named = (entry.date, entry.title, entry.kind, entry.draft, entry.heavy, entry.readable)
            parts = (entry.path, self.entry_urls[entry.path], *named)
            found = self._marks[entry.path] = to_json(parts).decode()
        return found

    def entry_link(self, page: str, entry: Entry) -> EntryLink:
        """An entry as the page at `page` may name it."""
        key = (root_of(page), entry.path)
        found = self._links.get(key)
        if found is None:
            shown = in_lists(entry)
            found = self._links[key] = EntryLink(
                href=self.link(page, self.entry_urls[entry.path]),
                title=self.title_of(entry) if shown is Shown.FULL else "",
                titled=bool(entry.title) and shown is Shown.FULL,
                day=self.day(entry.date),
                shown=_SHOWN[shown],
                between=entry.kind is Kind.BETWEEN,
                draft=entry.draft,
            )
        return found

    def title_of(self, entry: Entry) -> str:
        """The title given, else the date, else the name of the file."""
        if entry.title:
            return entry.title
        if entry.date:
            return self.words.long_date(entry.date)
        return entry.path.rpartition("/")[2].removesuffix(".md")

    def timeline_row(self, page: str, entry: Entry) -> TimelineRow:
        """An entry in a list: in full, or only its date."""
        key = (root_of(page), entry.path)
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = self._make_row(page, entry)
        return found

    def _make_row(self, page: str, entry: Entry) -> TimelineRow:
        shown = self.entry_link(page, entry)
        if in_lists(entry) is not Shown.FULL:
            return TimelineRow(shown, None, "", ())
        mood = entry.mood
        scaled = self.scaled(self.mood_scale, mood.before, mood.after) if mood else None
        takeaway = next((item.text for item in entry.takeaways if item.text), "")
        names = {fold(use.name): use.name for use in reversed(entry.strategies)}
        links = tuple(self.strategy_link(page, name) for name in reversed(names.values()))
        return TimelineRow(shown, scaled, takeaway, links)

    def strategy_link(self, page: str, name: str) -> Link:
        """A strategy by any of its names."""
        url = self.strategy_urls.get(fold(name), "")
        return Link(name, self.link(page, url) if url else "")

    def tag_link(self, page: str, name: str) -> Link:
        """A tag."""
        url = self.tag_urls.get(fold(name), "")
        return Link(name, self.link(page, url) if url else "")

    # Parts of several pages

    def borrowed(
        self, page: str, at: str, path: str, text: str, references: tuple[Reference, ...]
    ) -> Markup:
        """The HTML of a file on a page that holds several: without ids of its own.

        `at` is the file's own page, where links within the file lead.
        """
        html = _ID.sub(r"\1", str(self.html(page, path, text, references)))
        # What the parser made, with nothing put in but an address of our own.
        return Markup(html.replace('href="#', f'href="{self.link(page, at)}#'))  # noqa: S704

    def html(self, page: str, path: str, text: str, references: tuple[Reference, ...]) -> Markup:
        """The HTML of a file with its links as seen from `page`."""
        link, resolved = partial(self.link, page), self.resolved.get(path, ())
        filler = Filler(references, resolved, link, self.words.gettext)
        return Markup(filler.fill(text))  # noqa: S704

    def html_of(self, page: str, entry: Entry, text: str) -> Markup:
        """The same of an entry."""
        return self.borrowed(page, self.entry_urls[entry.path], entry.path, text, entry.references)

    @property
    def mood_scale(self) -> Scale:
        """The scale moods are rated on."""
        return self.config.scales["mood"]

    def scaled(self, scale: Scale, before: float | None, after: float | None) -> Scaled | None:
        """A rating with its drawing and in words."""
        _ = self.words.gettext
        if before is None and after is None:
            return None
        first = "" if before is None else plain(before)
        second = "" if after is None else plain(after)
        if before is None:
            words = second
        elif after is None:
            words = _("{before} before").format(before=first)
        elif before == after:
            words = _("{before} before and after").format(before=first)
        else:
            words = _("{before} before, {after} after").format(before=first, after=second)
        label = _("Mood") if scale.name == "mood" else scale.name
        low, high = self.ends(scale)
        return Scaled(label, words, first, second, low, high, pair(scale, before, after))

    def ends(self, scale: Scale) -> tuple[str, str]:
        """What the ends of a scale are called."""
        _ = self.words.gettext
        if scale.name == "mood" and not (scale.low or scale.high):
            return _("very low"), _("very high")
        return scale.low or plain(scale.minimum), scale.high or plain(scale.maximum)

    def use_words(self, use: StrategyUse) -> str:
        """`Twice; helped a lot`, or nothing where only the name was given."""
        parts = []
        if use.used is not None:
            parts.append(self.times_words(use.used))
        if use.helped:
            parts.append(self.helped_words(use.helped))
        return ", ".join(parts)

    def times_words(self, number: int) -> str:
        """`once`, `twice`, `5 times`."""
        _, ngettext = self.words.gettext, self.words.ngettext
        often = ngettext("{count} time", "{count} times", number).format(count=number)
        return {1: _("once"), 2: _("twice")}.get(number, often)

    def helped_words(self, helped: Helped) -> str:
        """`helped some`."""
        _ = self.words.gettext
        return {
            Helped.WORSE: _("it got worse"),
            Helped.NO: _("didn’t help"),
            Helped.SOME: _("helped some"),
            Helped.A_LOT: _("helped a lot"),
        }[helped]

    def notices(self, path: str) -> tuple[NoticeView, ...]:
        """What was odd about a file and matters to whoever reads its page."""
        found = []
        for diagnostic in self.journal.notices.get(path, ()):
            if diagnostic.code in _NOT_ON_PAGES:
                continue
            hint = message_of(diagnostic, self.words, hint=True)
            found.append(NoticeView(message_of(diagnostic, self.words), hint))
        return tuple(dict.fromkeys(found))

    @staticmethod
    def kept(kept: tuple[Kept, ...]) -> tuple[KeptView, ...]:
        """Lines of front matter that aren't used."""
        return tuple(KeptView(item.key, item.text) for item in kept)


# What only matters while writing; and the date of today is in no entry's page.
_NOT_ON_PAGES = frozenset({"strategy-similar", "heading-almost", "date-future"})
