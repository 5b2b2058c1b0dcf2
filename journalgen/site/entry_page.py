"""Turn an entry into its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, partial

from markupsafe import Markup

from journalgen.model.entry import (
    Belief,
    Entry,
    Kind,
    Practice,
    Prose,
    Question,
    StrategyUse,
    Takeaway,
)
from journalgen.model.names import fold
from journalgen.model.scale import GOAL, MEASURE, SCALE
from journalgen.model.thread import BELIEF, BETWEEN_US, PRACTICE, QUESTION, TAKEAWAY, Step, Thread
from journalgen.model.threads import FOLLOW_UP
from journalgen.model.visibility import Shown, on_its_page, quoted
from journalgen.parse.numbers import percent, plain
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.marks import belief_places, of_point, own_steps, told
from journalgen.site.nearby import backlinks, contents, related
from journalgen.site.next_session import point_view
from journalgen.site.page import Page
from journalgen.site.steps import notes, step_view
from journalgen.site.urls import THEN_AND_NOW, TIMELINE
from journalgen.site.views.entry import BeliefView, EntryView, Named, UseView
from journalgen.site.views.parts import EntryLink, ItemView, PointView, Scaled, StepView

_NOTHING = Markup()
_SHOWN = {Shown.FULL: "full", Shown.FOLDED: "folded", Shown.NEEDS_A_LOOK: "needs-a-look"}


def entry_pages(context: Context) -> Iterable[Page]:
    """One page an entry, in the order of the journal; neighbours know each other."""
    entries = context.journal.entries
    for index, entry in enumerate(entries):
        before = entries[index - 1] if index else None
        after = entries[index + 1] if index + 1 < len(entries) else None
        url = context.entry_urls[entry.path]
        view = partial(_view, context, entry, before, after)
        inputs = partial(_inputs, context, entry, before, after)
        yield Page(url, "entry.html", view, entry.path, inputs)


def _view(context: Context, entry: Entry, before: Entry | None, after: Entry | None) -> EntryView:
    return _EntryPage(context, entry).view(before, after)


def _inputs(
    context: Context, entry: Entry, before: Entry | None, after: Entry | None
) -> tuple[object, ...]:
    """What the view is made from beside the prose: this entry, what is near it, and what others
    say of it.
    """
    path, mark = entry.path, context.mark
    names = [use.name for use in entry.strategies]
    keys = [(SCALE, fold(rating.scale)) for rating in entry.ratings]
    keys += [(MEASURE, measure.id) for measure in entry.measures]
    keys += [(GOAL, fold(rating.goal)) for rating in entry.goals]
    return (
        context.marks.get(path),
        mark(entry),
        told(context, entry),
        mark(before) if before else "",
        mark(after) if after else "",
        context.journal.session_numbers.get(path),
        list(_points_told(context, entry)),
        context.journal.notices.get(path, ()),
        context.resolved.get(path, ()),
        [mark(other) for other in context.backlinks.get(path, ())],
        [mark(other) for other in context.insights.related.of(entry)],
        [context.strategy_urls.get(fold(name)) for name in names],
        [context.tag_urls.get(fold(tag)) for tag in entry.tags],
        [context.series_urls.get(key) for key in keys],
    )


def _points_told(context: Context, entry: Entry) -> Iterator[object]:
    """The points of the list before this session, with what its entry says of each."""
    points = context.insights.agendas.before.get(entry.path, ())
    heard = context.insights.items.of_entry.get(entry.path, ()) if points else ()
    said = {item: [step.status for x, step in heard if x is item] for item, _step in heard}
    for point in points:
        yield of_point(context, point), said.get(point.item) if point.item else None


class _EntryPage:
    """Puts the view of one entry together."""

    def __init__(self, context: Context, entry: Entry) -> None:
        self.context = context
        self.entry = entry
        self.url = context.entry_urls[entry.path]
        self.words = context.words

    @cached_property
    def prose(self) -> Prose:
        """Fetched once a view, and not kept: it may change while everything else stays."""
        return self.context.prose(self.entry.path)

    def view(self, before: Entry | None, after: Entry | None) -> EntryView:
        context, entry = self.context, self.entry
        shown = on_its_page(entry)
        folded = shown is not Shown.FULL
        day = context.day(entry.date)
        title = (day.long if day else entry.path) if folded else context.title_of(entry)
        return EntryView(
            frame=frame_of(context, self.url, title, current=TIMELINE),
            title=title,
            own_title=entry.title if folded else "",
            shown=_SHOWN[shown],
            day=day,
            facts=self._facts(),
            share=entry.share,
            mood=self._rating("mood"),
            takeaways=self._items(TAKEAWAY),
            takeaways_rest=self._rest("takeaways"),
            contents=contents(self.prose.body),
            body=self._html(self.prose.body),
            between=entry.kind is Kind.BETWEEN,
            as_written=self.prose.as_written,
            explained=self._html(entry.explained),
            said_back=self._html(entry.said_back),
            uses=tuple(self._use(use) for use in entry.strategies),
            uses_rest=self._rest("strategies"),
            practice=self._items(PRACTICE),
            practice_rest=self._rest("practice"),
            questions=self._items(QUESTION),
            questions_rest=self._rest("questions"),
            follow_ups=self._follow_ups(),
            follow_ups_rest=self._rest("from_last_time"),
            between_us=tuple(self._between_us()),
            between_us_rest=self._rest("between_us"),
            ratings=self._other_ratings(),
            numbers=self._numbers(),
            beliefs=tuple(self._belief(i, belief) for i, belief in enumerate(entry.beliefs)),
            went_in_with=self._went_in_with(),
            notices=context.notices(entry.path),
            kept=context.kept(entry.kept),
            kept_out=entry.kept_out,
            tags=tuple(context.tag_link(self.url, tag) for tag in entry.tags),
            backlinks=backlinks(context, self.url, entry),
            related=related(context, self.url, entry),
            footnotes=self._html(self.prose.footnotes),
            previous=context.entry_link(self.url, before) if before else None,
            following=context.entry_link(self.url, after) if after else None,
        )

    def _html(self, text: str) -> Markup:
        return (
            _NOTHING
            if not text
            else self.context.html(self.url, self.entry.path, text, self.entry.references)
        )

    def _rest(self, section: str) -> Markup:
        for name, text in self.prose.rest:
            if name == section:
                return self._html(text)
        return _NOTHING

    def _facts(self) -> tuple[str, ...]:
        """What stands beside the date."""
        _ = self.words.gettext
        entry = self.entry
        facts = []
        if entry.kind is Kind.BETWEEN:
            facts.append(_("between sessions"))
        elif entry.path in self.context.journal.session_numbers:
            number = self.context.journal.session_numbers[entry.path]
            facts.append(_("session {number}").format(number=number))
        if entry.time:
            facts.append(self.words.clock(entry.time))
        if entry.therapist:
            facts.append(_("with {name}").format(name=entry.therapist))
        if entry.duration is not None:
            minutes = self.words.ngettext("{count} minute", "{count} minutes", entry.duration)
            facts.append(minutes.format(count=entry.duration))
        if entry.draft:
            facts.append(_("draft"))
        return tuple(facts)

    # Ratings and numbers

    def _rating(self, name: str) -> Scaled | None:
        for rating in self.entry.ratings:
            if rating.scale == name:
                scale = self.context.config.scales[fold(name)]
                return self.context.scaled(scale, rating.before, rating.after)
        return None

    def _other_ratings(self) -> tuple[Scaled, ...]:
        names = [rating.scale for rating in self.entry.ratings if rating.scale != "mood"]
        return tuple(found for name in names if (found := self._rating(name)))

    def _numbers(self) -> tuple[Named, ...]:
        _ = self.words.gettext
        found = []
        for measure in self.entry.measures:
            form, subscale = self.context.subscales[measure.id]
            value = plain(measure.written)
            if measure.written != measure.total:
                value = _("{written}, which is {total} of {highest}").format(
                    written=value, total=plain(measure.total), highest=plain(subscale.maximum)
                )
            if measure.items:
                items = " ".join(str(item) for item in measure.items)
                value = _("items {scores}, in all {total}").format(scores=items, total=value)
            several = len(form.subscales) > 1
            name = f"{subscale.name}, {_(subscale.title)}" if several else subscale.name
            found.append(Named(name, value, self._series(MEASURE, measure.id)))
        for rating in self.entry.goals:
            goal = self.context.config.goals[fold(rating.goal)]
            level = f"{rating.level:+d}".replace("-", "−") if rating.level else "0"
            href = self._series(GOAL, fold(rating.goal))
            found.append(Named(goal.title or goal.name, level, href))
        return tuple(found)

    def _series(self, kind: str, key: str) -> str:
        """The page of a series; empty where the entry is in none, for want of a date."""
        url = self.context.series_urls.get((kind, key), "")
        return self.context.link(self.url, url) if url else ""

    def _belief(self, index: int, belief: Belief) -> BeliefView:
        """How strongly it is held here, and where it began, just before, just after, and last."""
        thread, place = self._thread(BELIEF, index)
        others = [thread.steps[x] for x in belief_places(thread, place)]
        steps = []
        for step in others:
            if step.entry is not self.entry and quoted(step.entry) is not Shown.NOT:
                folded = quoted(step.entry) is Shown.FOLDED
                value = "" if folded else percent(step.conviction)
                steps.append((self.context.entry_link(self.url, step.entry), value))
        text = belief.belief or self._origin_text(thread, belief.id)
        more = (
            self.context.link(self.url, THEN_AND_NOW) if len(thread.steps) > len(others) + 1 else ""
        )
        return BeliefView(text, percent(belief.conviction), tuple(steps), more)

    # Items and what became of them

    def _thread(self, kind: str, index: int) -> tuple[Thread, int]:
        """The thread of an item of one of the lists, and the place of its step."""
        return self.context.journal.threads.of_item[self.entry.path, kind, index]

    def _items(self, kind: str) -> tuple[ItemView, ...]:
        lists: dict[str, tuple[Takeaway | Question | Practice, ...]] = {
            TAKEAWAY: self.entry.takeaways,
            QUESTION: self.entry.questions,
            PRACTICE: self.entry.practice,
        }
        found = []
        for index, thing in enumerate(lists[kind]):
            thread, place = self._thread(kind, index)
            began_here = thread.steps[0].entry is self.entry
            html = thing.html
            if not html:  # only the id was given again
                html = thread.html if began_here else ""
            label = self._html(html) if html else Markup.escape(self._origin_text(thread, thing.id))
            found.append(
                ItemView(
                    label,
                    notes(self.context, Step(self.entry, thing)),
                    self._said_here(thread, place),
                    self._steps(thread) if began_here else (),
                    None if began_here else self._link(thread.steps[0].entry),
                )
            )
        return tuple(found)

    def _origin_text(self, thread: Thread | None, name: str | None) -> str:
        """The words of what an id stands for, if its entry may be quoted."""
        if thread and quoted(thread.steps[0].entry) is Shown.FULL:
            return thread.text or thread.id
        return name or ""

    def _link(self, other: Entry) -> EntryLink | None:
        if quoted(other) is Shown.NOT:
            return None
        return self.context.entry_link(self.url, other)

    def _said_here(self, thread: Thread, place: int) -> tuple[StepView, ...]:
        """What this entry itself says became of an item."""
        here = own_steps(thread, place)
        return tuple(self._step(step) for step in here if not step.silent)

    def _steps(self, thread: Thread) -> tuple[StepView, ...]:
        """What later entries say, as far as they may be quoted here."""
        return tuple(
            self._step(step) for step in thread.later if quoted(step.entry) is not Shown.NOT
        )

    def _step(self, step: Step) -> StepView:
        return step_view(self.context, self.url, step, own=step.entry is self.entry)

    def _follow_ups(self) -> tuple[ItemView, ...]:
        """What became of earlier things, in the words they had then."""
        found = []
        for index, follow_up in enumerate(self.entry.follow_ups):
            if (self.entry.path, index) in self.context.journal.threads.unsaid:
                continue
            known = self.context.journal.threads.of_item.get((self.entry.path, FOLLOW_UP, index))
            thread, place = known or (None, 0)
            origin = self._link(thread.steps[0].entry) if thread else None
            if follow_up.html:
                found.append(ItemView(self._html(follow_up.html), (), (), (), origin))
                continue
            text = self._origin_text(thread, follow_up.text)
            step = Step(self.entry, follow_up, follow_up.outcome, follow_up.status)
            if thread:  # where the answer's status goes without saying
                step = thread.steps[place]
            found.append(ItemView(Markup.escape(text), (), (self._step(step),), (), origin))
        return tuple(found)

    def _between_us(self) -> Iterator[ItemView]:
        """What was to be said, with what became of it."""
        for index, item in enumerate(self.entry.between_us):
            thread, _place = self._thread(BETWEEN_US, index)
            began_here = thread.steps[0].entry is self.entry
            steps = self._steps(thread) if began_here else ()
            origin = None if began_here else self._link(thread.steps[0].entry)
            yield ItemView(self._html(item.html), (), (), steps, origin)

    def _went_in_with(self) -> tuple[PointView, ...]:
        """What came first on the list before this session, with what this entry says of it."""
        points = self.context.insights.agendas.before.get(self.entry.path, ())
        return tuple(point_view(self.context, self.url, point, self.entry) for point in points)

    # Strategies and links

    def _use(self, use: StrategyUse) -> UseView:
        link = self.context.strategy_link(self.url, use.name)
        return UseView(
            use.name,
            link.href,
            self.context.use_words(use),
            use.note,
            self._html(use.html),
            self.context.scaled(self.context.mood_scale, use.before, use.after),
        )
