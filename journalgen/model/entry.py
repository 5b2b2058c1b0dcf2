"""The parts of one entry, as frozen values."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from msgspec import Struct

# Fields named `html` hold safe HTML in which links to other files are still marks; see
# `Reference`. Fields named `line` hold the line in the entry's file, counted from 1.


class Kind(StrEnum):
    """What an entry was written after."""

    SESSION = "session"
    BETWEEN = "between"


class Helped(StrEnum):
    """How far a coping strategy helped, in the person's own judgement."""

    WORSE = "worse"
    NO = "no"
    SOME = "some"
    A_LOT = "a lot"


class QuestionStatus(StrEnum):
    """What became of a question."""

    OPEN = "open"
    ANSWERED = "answered"
    LET_GO = "let go"
    LIVING_WITH_IT = "living with it"


class PracticeStatus(StrEnum):
    """What became of something to try; "not tried" weighs as much as the others."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    NOT_TRIED = "not tried"


class Verdict(StrEnum):
    """How a takeaway looks later on."""

    STILL_TRUE = "still true"
    CHANGED = "changed"
    SLIPPED = "had slipped my mind"


class Rating(Struct, frozen=True, array_like=True):
    """A value on one of the journal's scales."""

    scale: str
    """The scale's name as written."""
    before: float | None
    """In units of the scale; None where only one number was given."""
    after: float | None
    """The second number, or the only one; None where only `before` was given."""


class Measure(Struct, frozen=True, array_like=True):
    """An outcome measure filled in."""

    id: str
    """Of the measure, or of one of its subscales."""
    total: float
    """In the measure's own range."""
    written: float
    """The total as it was counted; the same where there is only one way to count."""
    items: tuple[int, ...] = ()
    """The scores of the items that make it up, where they were given."""


class RiskItem(Struct, frozen=True, array_like=True):
    """The item of a form that asks about thoughts of death or of harm to oneself."""

    measure: str
    """The form's id."""
    score: int | None
    """None where it isn't known, as when only a total was given."""


class Outside(Struct, frozen=True, array_like=True):
    """A rating or total that lies outside its range: named, and drawn nowhere."""

    kind: str
    """`scale` or `measure`."""
    key: str
    """The folded name of the scale, or the id of the measure or subscale."""
    values: tuple[float, ...]


class GoalRating(Struct, frozen=True, array_like=True):
    """Goal attainment from -2 (much less than hoped) to +2 (much more)."""

    goal: str
    level: int


class Belief(Struct, frozen=True, array_like=True):
    """A belief and how strongly it is held."""

    id: str | None
    belief: str
    """In the person's words; empty where only the id was given again."""
    conviction: float | None
    """0 to 100 percent; None where it wasn't rated."""
    line: int

    @property
    def text(self) -> str:
        """Its words, as other items call them."""
        return self.belief


class StrategyUse(Struct, frozen=True, array_like=True):
    """One line of “What helped”, or one name in the front matter."""

    name: str
    used: int | None
    """How many times; None where it wasn't said."""
    before: float | None
    """Mood before, in units of the mood scale."""
    after: float | None
    helped: Helped | None
    note: str
    html: str
    """The whole line as HTML where it holds links or more than text, else empty."""
    line: int

    @property
    def bare(self) -> bool:
        """Whether only the name was given."""
        return not (self.note or self.html) and all(
            part is None for part in (self.used, self.before, self.after, self.helped)
        )


class Takeaway(Struct, frozen=True, array_like=True):
    """Something to keep from the session."""

    text: str
    html: str
    line: int
    id: str | None = None
    confidence: float | None = None
    """How sure, 0 to 10."""
    unsure: bool = False
    verdict: Verdict | None = None


class Question(Struct, frozen=True, array_like=True):
    """Something still unclear."""

    text: str
    html: str
    line: int
    id: str | None = None
    for_whom: str = ""
    """Whom or what it is for, as written."""
    for_session: bool = False
    """Whether that is the next session, or the therapist."""
    answer: str = ""
    status: QuestionStatus | None = None


class Practice(Struct, frozen=True, array_like=True):
    """Something to try until next time."""

    text: str
    html: str
    line: int
    id: str | None = None
    prediction: str = ""
    status: PracticeStatus | None = None
    what_happened: str = ""
    learned: str = ""


class FollowUp(Struct, frozen=True, array_like=True):
    """A line of “From last time”: what became of something earlier."""

    text: str
    """The id or the words of the earlier item."""
    outcome: str
    """What became of it; empty where it is only named again."""
    status: str
    """A word of QuestionStatus, PracticeStatus or Verdict, else empty."""
    html: str
    """The whole line as HTML where it holds links or more than text, else empty."""
    line: int
    unsaid: bool = False
    """Whether nothing follows its arrow, as where a line that was offered was left as it was."""


class Item(Struct, frozen=True, array_like=True):
    """A line that stands by itself, as under “Between us”."""

    text: str
    html: str
    line: int


class Reference(Struct, frozen=True, array_like=True):
    """A link, image or embed whose target lies in the journal.

    The entry's HTML holds `\\x00` + open mark + number + `\\x00` in its place; `site` puts the
    address in, so that an entry read once stays right when other files move.
    """

    kind: str
    """`link`, `image`, `wiki` or `embed`."""
    target: str
    """The path as written, decoded, without the fragment; empty for the same page."""
    fragment: str
    """The heading or id behind `#`, decoded; empty where there is none."""
    label: str
    """The text shown; for images the alternative text."""
    line: int


class Kept(Struct, frozen=True, array_like=True):
    """Something in the front matter that isn't used, shown on the page as written."""

    key: str
    text: str


class Prose(Struct, frozen=True, array_like=True):
    """The text of an entry, which stands on its own page only and is fetched for it."""

    body: str = ""
    """HTML of all text that isn't under a heading that is read."""
    footnotes: str = ""
    """HTML."""
    rest: tuple[tuple[str, str], ...] = ()
    """(section, HTML) of what stands in a section beside its items."""
    as_written: str = ""
    """The text of a file that can't be rendered, else empty."""


class Entry(Struct, frozen=True, array_like=True):
    """One reflection, as its file says it."""

    path: str
    """Relative to the journal, parts joined by `/`."""
    date: date | None = None
    time: time | None = None
    title: str = ""
    """As given, or the first level-1 heading; empty where the date has to do."""
    kind: Kind = Kind.SESSION
    session: int | None = None
    """The number that counting goes on from; None to count by itself."""
    therapist: str = ""
    duration: int | None = None
    """Minutes."""

    ratings: tuple[Rating, ...] = ()
    """In the order written, `mood` first."""
    measures: tuple[Measure, ...] = ()
    goals: tuple[GoalRating, ...] = ()
    outside: tuple[Outside, ...] = ()
    risks: tuple[RiskItem, ...] = ()
    """Of each form that has such an item, whether it can be used otherwise or not."""
    beliefs: tuple[Belief, ...] = ()
    strategies: tuple[StrategyUse, ...] = ()
    tags: tuple[str, ...] = ()

    takeaways: tuple[Takeaway, ...] = ()
    explained: str = ""
    """HTML."""
    said_back: str = ""
    """HTML."""
    questions: tuple[Question, ...] = ()
    practice: tuple[Practice, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    between_us: tuple[Item, ...] = ()
    kept_out: int = 0
    """How many notes are only for the person; their text is in no value."""

    heavy: bool = False
    share: bool = True
    draft: bool = False
    readable: bool = True
    """False where the front matter or the file couldn't be read for sure."""

    anchors: tuple[tuple[str, str], ...] = ()
    """(key, id) of each heading."""
    references: tuple[Reference, ...] = ()
    kept: tuple[Kept, ...] = ()

    @property
    def mood(self) -> Rating | None:
        """The rating on the scale named mood."""
        return next((rating for rating in self.ratings if rating.scale == "mood"), None)


class StrategyPage(Struct, frozen=True, array_like=True):
    """One file of strategies/: how to do a coping strategy."""

    path: str
    name: str
    aliases: tuple[str, ...] = ()
    pinned: bool = False
    checked: date | None = None
    """Of the plan: when the person made sure of its contacts."""
    body: str = ""
    """HTML."""
    rest: tuple[tuple[str, str], ...] = ()
    """(section, HTML) of the text under headings that are kept apart."""
    as_written: str = ""
    anchors: tuple[tuple[str, str], ...] = ()
    references: tuple[Reference, ...] = ()
    kept: tuple[Kept, ...] = ()
    kept_out: int = 0
