"""What the timeline, the indexes, home, the hard-moment page and the page about the site see."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from journalgen.charts.year_map import MonthMap
from journalgen.site.views.parts import (
    EntryLink,
    Frame,
    ItemView,
    KeptView,
    Link,
    NoticeView,
    PointView,
    Quoted,
    Scaled,
    StrategyRow,
)


class TimelineRow(Struct, frozen=True):
    """One entry in the timeline."""

    entry: EntryLink
    mood: Scaled | None
    takeaway: str
    strategies: tuple[Link, ...]


class Month(Struct, frozen=True):
    """The entries of one month, first to last."""

    name: str
    anchor: str
    rows: tuple[TimelineRow, ...]
    map: MonthMap
    """Its moods, drawn small."""


class TimelineView(Struct, frozen=True):
    """timeline.html: a year from its first month to its last."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    """Newest first."""
    months: tuple[Month, ...]
    undated: tuple[TimelineRow, ...]
    rated: bool
    """Whether any row has a mood."""
    low: str
    high: str
    empty: bool
    """Whether the journal has no entries at all."""


class StrategyIndexView(Struct, frozen=True):
    """strategies.html."""

    frame: Frame
    rows: tuple[StrategyRow, ...]
    """Most recently used first."""
    names: tuple[Link, ...]
    """By name."""


class UseRow(Struct, frozen=True):
    """One use of a strategy on the strategy's page."""

    entry: EntryLink
    words: str
    note: str
    scaled: Scaled | None


class UseYear(Struct, frozen=True):
    """The uses of one year, first to last."""

    name: str
    rows: tuple[UseRow, ...]


class EveryUse(Struct, frozen=True):
    """The uses of a strategy, or of one year where there are many."""

    pages: tuple[Link, ...]
    """To the pages of the years; empty where one page holds them all."""
    years: tuple[UseYear, ...]
    low: str
    high: str
    rated: bool


class UsesView(Struct, frozen=True):
    """uses.html: an earlier year of a strategy that is used a lot."""

    frame: Frame
    strategy: Link
    name: str
    uses: EveryUse
    takeaways: tuple[ItemView, ...]


class Count(Struct, frozen=True):
    """How many uses helped how far."""

    name: str
    number: int
    dots: tuple[int, ...]
    """Pixels to the middle of each use's dot; empty where there would be too many."""


class StrategyView(Struct, frozen=True):
    """strategy.html."""

    frame: Frame
    name: str
    aliases: tuple[str, ...]
    how: Markup
    as_written: str
    words: str
    """`In 9 entries, 24 times in all.`"""
    counts: tuple[Count, ...]
    change: str
    """The middle change of the mood in a sentence; empty where there are too few."""
    uses: EveryUse
    takeaways: tuple[ItemView, ...]
    notices: tuple[NoticeView, ...]
    kept: tuple[KeptView, ...]
    kept_out: int


class TagIndexView(Struct, frozen=True):
    """tags.html."""

    frame: Frame
    rows: tuple[StrategyRow, ...]


class TagView(Struct, frozen=True):
    """tag.html."""

    frame: Frame
    name: str
    words: str
    """In how many entries, the first and the last; empty on the pages of years."""
    years: tuple[Link, ...]
    questions: tuple[ItemView, ...]
    """Those of its entries that are open."""
    rows: tuple[TimelineRow, ...]
    rated: bool
    low: str
    high: str


class HomeView(Struct, frozen=True):
    """home.html."""

    frame: Frame
    takeaway: Quoted | None
    next_session: tuple[PointView, ...]
    whole_list: str
    """Address of the page for the next session."""
    latest: tuple[EntryLink, ...]
    timeline: Link
    empty: bool


class AboutView(Struct, frozen=True):
    """about.html."""

    frame: Frame
    words: str
    """How many entries, from when to when."""
    needing_a_look: tuple[EntryLink, ...]
    version: str


class HowTo(Struct, frozen=True):
    """A coping strategy with its steps written out."""

    name: str
    href: str
    how: Markup
    """Empty where nothing is written about it."""
    as_written: str
    """The text of a file that can't be rendered, else empty."""


class PlanStep(Struct, frozen=True):
    """One of the six steps of the plan."""

    id: str
    name: str
    html: Markup
    contacts: bool
    """Whether it holds people to turn to."""


class BlankView(Struct, frozen=True):
    """blank.html."""

    frame: Frame


class HardMomentView(Struct, frozen=True):
    """hard-moment.html."""

    frame: Frame
    first: tuple[HowTo, ...]
    """The pinned strategies; without a plan and any pinned one, those that helped a lot."""
    steps: tuple[PlanStep, ...]
    """Those that hold something, in their order."""
    people: Link | None
    """To the first step with people to turn to."""
    checked: str
    """`checked on 3 March 2026`, where the plan says so."""
    title: str
    """What the person calls the plan; empty where it has no title of its own."""
    more: Markup
    """What else stands in the plan."""
    as_written: str
    kept: tuple[KeptView, ...]
    kept_out: int
    notices: tuple[NoticeView, ...]
