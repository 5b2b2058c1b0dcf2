"""What templates see: one frozen dataclass per template, and the parts they share.

Fields of type Markup are safe HTML; every other text is escaped by the template. An empty text
or tuple means that there is nothing to show.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from journalgen.charts.pair import Pair
from journalgen.charts.series import Chart
from journalgen.charts.year_map import MonthMap


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
class UseView:
    """One use of a coping strategy on an entry's page."""

    name: str
    href: str
    words: str
    """`Twice; helped a lot`."""
    note: str
    html: Markup
    """The whole line where it holds more than text."""
    scaled: Scaled | None


@dataclass(frozen=True, slots=True)
class Named:
    """A name with a value in words, such as a measure and its total."""

    name: str
    value: str
    href: str
    """The page of its numbers; empty where there is none."""


@dataclass(frozen=True, slots=True)
class BeliefView:
    """A belief and how strongly it was held, here and later."""

    belief: str
    conviction: str
    """`80 %` with a space that doesn't break; empty where it wasn't rated."""
    steps: tuple[tuple[EntryLink, str], ...]
    """Where it began, was written just before and after, and last, and how it was rated."""
    more: str
    """Address of the page with every time; empty where these are all."""


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
class EntryView:
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
    footnotes: Markup
    previous: EntryLink | None
    following: EntryLink | None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry in the timeline."""

    entry: EntryLink
    mood: Scaled | None
    takeaway: str
    strategies: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The entries of one month, first to last."""

    name: str
    anchor: str
    rows: tuple[TimelineRow, ...]
    map: MonthMap
    """Its moods, drawn small."""


@dataclass(frozen=True, slots=True)
class TimelineView:
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


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """A coping strategy in the index."""

    link: Link
    words: str
    """`in 9 entries, last on 26 May 2026`."""


@dataclass(frozen=True, slots=True)
class StrategyIndexView:
    """strategies.html."""

    frame: Frame
    rows: tuple[StrategyRow, ...]
    """Most recently used first."""
    names: tuple[Link, ...]
    """By name."""


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use of a strategy on the strategy's page."""

    entry: EntryLink
    words: str
    note: str
    scaled: Scaled | None


@dataclass(frozen=True, slots=True)
class UseYear:
    """The uses of one year, first to last."""

    name: str
    rows: tuple[UseRow, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A takeaway in its own words, with the entry it comes from."""

    text: str
    entry: EntryLink


@dataclass(frozen=True, slots=True)
class Count:
    """How many uses helped how far."""

    name: str
    number: int
    dots: tuple[int, ...]
    """Pixels to the middle of each use's dot; empty where there would be too many."""


@dataclass(frozen=True, slots=True)
class StrategyView:
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
    years: tuple[UseYear, ...]
    low: str
    high: str
    rated: bool
    takeaways: tuple[ItemView, ...]
    notices: tuple[NoticeView, ...]
    kept: tuple[KeptView, ...]
    kept_out: int


@dataclass(frozen=True, slots=True)
class TagIndexView:
    """tags.html."""

    frame: Frame
    rows: tuple[StrategyRow, ...]


@dataclass(frozen=True, slots=True)
class TagView:
    """tag.html."""

    frame: Frame
    name: str
    words: str
    """In how many entries, the first and the last."""
    questions: tuple[ItemView, ...]
    """Those of its entries that are open."""
    rows: tuple[TimelineRow, ...]
    rated: bool
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """home.html."""

    frame: Frame
    takeaway: Quoted | None
    next_session: tuple[PointView, ...]
    whole_list: str
    """Address of the page for the next session."""
    latest: tuple[EntryLink, ...]
    timeline: Link
    empty: bool


@dataclass(frozen=True, slots=True)
class AboutView:
    """about.html."""

    frame: Frame
    words: str
    """How many entries, from when to when."""
    needing_a_look: tuple[EntryLink, ...]
    version: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """One chart in two drawings, of which each screen shows one."""

    description: str
    """What it shows, for those who don't see it."""
    wide: Chart
    narrow: Chart


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series of numbers: a scale, a measure or a goal over time."""

    id: str
    """For the ids of its parts."""
    title: str
    instrument: str
    """The name of the questionnaire; empty for scales and goals."""
    about: str
    """Its range, and what higher or lower means."""
    link: Link
    """`18 numbers`, leads to their table."""
    first_latest: Scaled | None
    comparison: tuple[str, ...]
    """The first and the latest number in sentences: the numbers, then what may be said."""
    chart: ChartView | None
    """None where there is no number yet."""
    legend: tuple[str, ...]
    """What its marks mean."""
    facts: tuple[str, ...]
    """What can be counted in it, and where its bands come from."""
    outside: tuple[str, ...]
    """Ratings that aren't drawn, because they lie outside the scale."""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row of a table of numbers."""

    href: str
    """Of its entry."""
    day: str
    before: str
    value: str
    middle: str
    """The middle one of three neighbours; empty at the ends of a stretch."""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """progress.html: everything that is measured, on one axis of time."""

    frame: Frame
    series: tuple[SeriesView, ...]
    unused: str
    """Names of what is declared and not used yet."""
    hard_moment: str
    """The way to the page for hard moments, where a form asks for it."""


@dataclass(frozen=True, slots=True)
class SeriesPageView:
    """series.html."""

    frame: Frame
    series: SeriesView
    rows: tuple[NumberRow, ...]
    pairs: bool
    """Whether any row has a number before."""
    mood: SeriesView | None
    """The chart of the mood, to look at beside it."""
    hard_moment: str
    """The way to the page for hard moments, where the latest form asks for it."""


@dataclass(frozen=True, slots=True)
class HowTo:
    """A coping strategy with its steps written out."""

    name: str
    href: str
    how: Markup
    """Empty where nothing is written about it."""
    as_written: str
    """The text of a file that can't be rendered, else empty."""


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One of the six steps of the plan."""

    id: str
    name: str
    html: Markup
    contacts: bool
    """Whether it holds people to turn to."""


@dataclass(frozen=True, slots=True)
class HardMomentView:
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


@dataclass(frozen=True, slots=True)
class TakenAway:
    """What was taken away from one session."""

    entry: EntryLink
    items: tuple[ItemView, ...]
    """Empty where the entry is folded."""


@dataclass(frozen=True, slots=True)
class TakeawaysView:
    """takeaways.html: by session, newest first."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    sessions: tuple[TakenAway, ...]
    strategies: tuple[Link, ...]
    """To the takeaways of the sessions that used a strategy."""
    recall: str
    """Address of the page for recalling; empty where there is nothing to recall."""


@dataclass(frozen=True, slots=True)
class RecallView:
    """recall.html: the same, each session folded."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    sessions: tuple[TakenAway, ...]


@dataclass(frozen=True, slots=True)
class QuestionsView:
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


@dataclass(frozen=True, slots=True)
class Explained:
    """What one session explained, and what the therapist said back."""

    entry: EntryLink
    explained: Markup
    said_back: Markup


@dataclass(frozen=True, slots=True)
class ExplainedView:
    """explained.html."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    sessions: tuple[Explained, ...]
    questions: str


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """Something to try: what was expected, what happened, what was learned."""

    text: str
    """Empty where its words stand in a heavy entry."""
    entry: EntryLink
    prediction: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class PracticeView:
    """practice.html."""

    frame: Frame
    title: str
    years: tuple[Link, ...]
    open: tuple[PracticeRow, ...]
    told: tuple[PracticeRow, ...]
    resting: tuple[PracticeRow, ...]
    questions: str
    index: bool


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
    rows: tuple[BeliefStep, ...]
    """Each time it was written; without words where only its id was."""
    heavy: tuple[EntryLink, ...]
    drawing: Scaled | None
    """The first and the latest conviction."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A takeaway beside what it changed to."""

    before: Quoted
    after: Quoted


@dataclass(frozen=True, slots=True)
class ThenAndNowView:
    """then-and-now.html."""

    frame: Frame
    beliefs: tuple[BeliefHistoryView, ...]
    replaced: tuple[Replaced, ...]


@dataclass(frozen=True, slots=True)
class RatingOfYear:
    """What is measured, with the first and the last number of a year."""

    link: Link
    words: str


@dataclass(frozen=True, slots=True)
class ReviewIndexView:
    """reviews.html."""

    frame: Frame
    rows: tuple[StrategyRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
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


@dataclass(frozen=True, slots=True)
class PointGroup:
    """Points for the next session that come from the same kind of place."""

    name: str
    id: str
    points: tuple[PointView, ...]
    paper: bool
    """Whether any of them is printed."""


@dataclass(frozen=True, slots=True)
class NextSessionView:
    """next-session.html."""

    frame: Frame
    about: str
    """After which session it was put together."""
    top: tuple[PointView, ...]
    groups: tuple[PointGroup, ...]
    cut: bool
    """Whether more could be printed than one sheet holds."""
    more: tuple[Link, ...]
