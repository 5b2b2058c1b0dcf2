"""What entry.html sees."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from journalgen.site.views.parts import (
    Day,
    EntryLink,
    Frame,
    ItemView,
    KeptView,
    Link,
    NoticeView,
    PointView,
    Scaled,
)


class UseView(Struct, frozen=True):
    """One use of a coping strategy on an entry's page."""

    name: str
    href: str
    words: str
    """`Twice; helped a lot`."""
    note: str
    html: Markup
    """The whole line where it holds more than text."""
    scaled: Scaled | None


class Named(Struct, frozen=True):
    """A name with a value in words, such as a measure and its total."""

    name: str
    value: str
    href: str
    """The page of its numbers; empty where there is none."""


class BeliefView(Struct, frozen=True):
    """A belief and how strongly it was held, here and later."""

    belief: str
    conviction: str
    """`80 %` with a space that doesn't break; empty where it wasn't rated."""
    steps: tuple[tuple[EntryLink, str], ...]
    """Where it began, was written just before and after, and last, and how it was rated."""
    more: str
    """Address of the page with every time; empty where these are all."""


class EntryView(Struct, frozen=True):
    """entry.html."""

    frame: Frame
    title: str
    """The heading; for a folded entry its date."""
    own_title: str
    """The title inside the fold, if the entry is folded and has one."""
    shown: str
    """`full`, `folded` or `needs-a-look`."""
    day: Day | None
    facts: tuple[str, ...]
    """`session 12`, `draft`, `50 minutes`."""
    share: bool
    mood: Scaled | None
    takeaways: tuple[ItemView, ...]
    takeaways_rest: Markup
    contents: tuple[Link, ...]
    """The headings of a long text."""
    body: Markup
    between: bool
    as_written: str
    explained: Markup
    said_back: Markup
    uses: tuple[UseView, ...]
    uses_rest: Markup
    practice: tuple[ItemView, ...]
    practice_rest: Markup
    questions: tuple[ItemView, ...]
    questions_rest: Markup
    follow_ups: tuple[ItemView, ...]
    follow_ups_rest: Markup
    between_us: tuple[ItemView, ...]
    between_us_rest: Markup
    ratings: tuple[Scaled, ...]
    numbers: tuple[Named, ...]
    """Measures and goals."""
    beliefs: tuple[BeliefView, ...]
    went_in_with: tuple[PointView, ...]
    """What came first on the list before the session."""
    notices: tuple[NoticeView, ...]
    kept: tuple[KeptView, ...]
    kept_out: int
    tags: tuple[Link, ...]
    backlinks: tuple[EntryLink, ...]
    related: tuple[EntryLink, ...]
    """Entries that share strategies and tags with it."""
    footnotes: Markup
    previous: EntryLink | None
    following: EntryLink | None
