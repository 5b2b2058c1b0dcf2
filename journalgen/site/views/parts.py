"""The parts that several views share: links, dates, items and what became of them."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from journalgen.charts.pair import Pair


class Link(Struct, frozen=True):
    """Something to follow."""

    label: str
    href: str
    current: bool = False
    """Whether it leads to the page it stands on."""
    key: str = ""
    """Of the keyboard, that leads there too."""


class Frame(Struct, frozen=True):
    """What surrounds every page."""

    journal: str
    """The journal's title."""
    title: str
    """Of this page."""
    window: str
    """The title of the browser's window; it stays in the history."""
    language: str
    direction: str
    """`ltr` or `rtl`."""
    home: str
    """Address of the first page."""
    hard_moment: Link
    leave: str
    """Address of a page that says nothing."""
    nav: tuple[Link, ...]
    more: tuple[Link, ...]
    """What has no place in the navigation; it stands at the foot."""
    styles: tuple[str, ...]
    """Addresses of the style sheets."""
    scripts: tuple[str, ...]
    """Addresses of the scripts."""
    shortcuts: bool
    """Whether single keys lead somewhere."""
    as_of: str = ""
    """The day the page was made for, where it depends on it."""


class Day(Struct, frozen=True):
    """A date in the forms a page needs."""

    iso: str
    full: str
    """`Tuesday, 10 March 2026`."""
    long: str
    """`10 March 2026`."""
    short: str
    """`10 March`."""
    brief: str
    """`10 Mar`."""
    number: str
    """`10`."""
    weekday: str
    """`Tue`."""


class EntryLink(Struct, frozen=True):
    """An entry as other pages name it."""

    href: str
    title: str
    """Empty where the entry is folded or needs a look."""
    titled: bool
    """Whether the title says more than the date."""
    day: Day | None
    shown: str
    """`full`, `folded` (heavy) or `needs-a-look`."""
    between: bool
    draft: bool


class Scaled(Struct, frozen=True):
    """A rating with its drawing."""

    label: str
    """The scale's name."""
    words: str
    """`3 before, 6 after`."""
    before: str
    after: str
    low: str
    """What the lower end is called."""
    high: str
    drawing: Pair


class StepView(Struct, frozen=True):
    """What a later entry says of something."""

    entry: EntryLink
    status: str
    text: str
    learned: str
    sign: str
    """`open`, `done`, `partly` or `point`: the shape of its mark."""


class ItemView(Struct, frozen=True, eq=False):  # shown on many pages: known by itself
    """A takeaway, question, practice or follow-up with what became of it."""

    html: Markup
    notes: tuple[str, ...]
    """Short facts: how sure, whom it is for, what was expected."""
    said: tuple[StepView, ...]
    """What this entry itself already says became of it."""
    steps: tuple[StepView, ...]
    """What later entries say."""
    origin: EntryLink | None
    """Where it began, if that was an earlier entry."""


class ItemGroup(Struct, frozen=True):
    """Items under a name."""

    name: str
    id: str
    items: tuple[ItemView, ...]


class PointView(Struct, frozen=True, eq=False):  # shown on many pages: known by itself
    """A point of the list for a session."""

    text: str
    """Empty where its words stand in a heavy entry."""
    kind: str
    """`Between us`, `Still unclear`: where it comes from."""
    entry: EntryLink
    first: EntryLink | None
    """Of a change of a measure: the entry with the first form."""
    shared: bool
    paper: bool
    """Whether it is printed."""
    prediction: str
    """What is expected of something to try."""
    steps: tuple[StepView, ...] = ()
    """What the entry of the session says of it; empty on other pages."""


class KeptView(Struct, frozen=True):
    """A line of front matter that isn't used."""

    key: str
    text: str


class NoticeView(Struct, frozen=True):
    """Something that was odd about a file, in words, and what to do about it."""

    message: str
    hint: str


class Quoted(Struct, frozen=True):
    """A takeaway in its own words, with the entry it comes from."""

    text: str
    entry: EntryLink


class StrategyRow(Struct, frozen=True):
    """A coping strategy in the index."""

    link: Link
    words: str
    """`in 9 entries, last on 26 May 2026`."""


class BeliefStep(Struct, frozen=True):
    """A belief as one entry writes it."""

    words: str
    conviction: str
    """`80 %`; empty where it wasn't rated."""
    entry: EntryLink


class BeliefHistoryView(Struct, frozen=True):
    """A belief's first wording beside its latest."""

    first: BeliefStep
    latest: BeliefStep
    several: bool
    """Whether it was written down more than once."""
    rows: tuple[BeliefStep, ...]
    """Each time it was written; without words where only its id was."""
    heavy: tuple[EntryLink, ...]
    drawing: Scaled | None
    """The first and the latest conviction."""
