"""What the pages for takeaways, questions, practice, reviews and the next session see."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from journalgen.site.views.parts import (
    BeliefHistoryView,
    EntryLink,
    Frame,
    ItemGroup,
    ItemView,
    Link,
    PointView,
    Quoted,
    Scaled,
    StepView,
    StrategyRow,
)


class TakenAway(Struct, frozen=True):
    """What was taken away from one session."""

    entry: EntryLink
    items: tuple[ItemView, ...]
    """Empty where the entry is folded."""


class TakeawaysView(Struct, frozen=True):
    """takeaways.html: by session, newest first."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    sessions: tuple[TakenAway, ...]
    strategies: tuple[Link, ...]
    """To the takeaways of the sessions that used a strategy."""
    recall: str
    """Address of the page for recalling; empty where there is nothing to recall."""


class RecallView(Struct, frozen=True):
    """recall.html: the same, each session folded."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    sessions: tuple[TakenAway, ...]


class QuestionsView(Struct, frozen=True):
    """questions.html."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    groups: tuple[ItemGroup, ...]
    """Open ones first; empty groups are left out by the template."""
    resting: tuple[ItemView, ...]
    explained: str
    """Address of what was explained in one's own words; empty on the pages of years."""
    practice: str
    index: bool


class Explained(Struct, frozen=True):
    """What one session explained, and what the therapist said back."""

    entry: EntryLink
    explained: Markup
    said_back: Markup


class ExplainedView(Struct, frozen=True):
    """explained.html."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    sessions: tuple[Explained, ...]
    questions: str


class PracticeRow(Struct, frozen=True):
    """Something to try: what was expected, what happened, what was learned."""

    text: str
    """Empty where its words stand in a heavy entry."""
    entry: EntryLink
    prediction: str
    steps: tuple[StepView, ...]


class PracticeView(Struct, frozen=True):
    """practice.html."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    open: tuple[PracticeRow, ...]
    told: tuple[PracticeRow, ...]
    resting: tuple[PracticeRow, ...]
    questions: str
    index: bool


class Replaced(Struct, frozen=True):
    """A takeaway beside what it changed to."""

    before: Quoted
    after: Quoted


class ThenAndNowView(Struct, frozen=True):
    """then-and-now.html."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    beliefs: tuple[BeliefHistoryView, ...]
    replaced: tuple[Replaced, ...]


class RatingOfYear(Struct, frozen=True):
    """What is measured, with the first and the last number of a year."""

    link: Link
    words: str


class ReviewIndexView(Struct, frozen=True):
    """reviews.html."""

    frame: Frame
    rows: tuple[StrategyRow, ...]


class ReviewView(Struct, frozen=True):
    """review.html: what a year held."""

    frame: Frame
    year: str
    years: tuple[Link, ...]
    words: str
    """`31 entries`."""
    takeaways: tuple[Quoted, ...]
    strategies: tuple[StrategyRow, ...]
    asked: tuple[ItemView, ...]
    closed: tuple[ItemView, ...]
    beliefs: tuple[BeliefHistoryView, ...]
    ratings: tuple[RatingOfYear, ...]


class PointGroup(Struct, frozen=True):
    """Points for the next session that come from the same kind of place."""

    name: str
    id: str
    points: tuple[PointView, ...]
    paper: bool
    """Whether any of them is printed."""


class MoodLately(Struct, frozen=True):
    """The latest rating of the mood."""

    entry: EntryLink
    scaled: Scaled
    paper: bool
    """Whether it is printed."""


class UsedLately(Struct, frozen=True):
    """A strategy that was used lately."""

    link: Link
    words: str
    """`three times`."""
    paper: bool
    """Whether it is printed."""


class NextSessionView(Struct, frozen=True):
    """next-session.html."""

    frame: Frame
    about: str
    """After which session it was put together."""
    top: tuple[PointView, ...]
    groups: tuple[PointGroup, ...]
    mood: MoodLately | None
    used: tuple[UsedLately, ...]
    used_since: EntryLink | None
    """The session after which they were used."""
    cut: bool
    """Whether more could be printed than one sheet holds."""
    more: tuple[Link, ...]
