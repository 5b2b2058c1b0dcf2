"""The parts that several views share: links, dates, items and what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from journalgen.charts.pair import Pair


@dataclass(frozen=True, slots=True)
class Link:
    """Something to follow."""

    label: str
    href: str
    current: bool = False
    """Whether it leads to the page it stands on."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page."""

    journal: str
    """The journal's title."""
    title: str
    """Of this page, for the window."""
    language: str
    direction: str
    """`ltr` or `rtl`."""
    home: str
    """Address of the first page."""
    hard_moment: str
    nav: tuple[Link, ...]
    more: tuple[Link, ...]
    """What has no place in the navigation; it stands at the foot."""
    styles: tuple[str, ...]
    """Addresses of the style sheets."""
    as_of: str = ""
    """The day the page was made for, where it depends on it."""


@dataclass(frozen=True, slots=True)
class Day:
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


@dataclass(frozen=True, slots=True)
class EntryLink:
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


@dataclass(frozen=True, slots=True)
class Scaled:
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


@dataclass(frozen=True, slots=True)
class StepView:
    """What a later entry says of something."""

    entry: EntryLink
    status: str
    text: str
    learned: str
    sign: str
    """`open`, `done`, `partly` or `point`: the shape of its mark."""


@dataclass(frozen=True, slots=True, eq=False)  # shown on many pages: known by itself
class ItemView:
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


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Items under a name."""

    name: str
    id: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True, eq=False)  # shown on many pages: known by itself
class PointView:
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


@dataclass(frozen=True, slots=True)
class KeptView:
    """A line of front matter that isn't used."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something that was odd about a file, in words, and what to do about it."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A takeaway in its own words, with the entry it comes from."""

    text: str
    entry: EntryLink


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """A coping strategy in the index."""

    link: Link
    words: str
    """`in 9 entries, last on 26 May 2026`."""


@dataclass(frozen=True, slots=True)
class BeliefStep:
    """A belief as one entry writes it."""

    words: str
    conviction: str
    """`80 %`; empty where it wasn't rated."""
    entry: EntryLink


@dataclass(frozen=True, slots=True)
class BeliefHistoryView:
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
