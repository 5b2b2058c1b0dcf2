"""Join what was asked, planned or kept in one entry with what later entries say of it.

One rule: the same thing again is the follow-up. A later entry names it by its id, else by its
text, else by a beginning of the text that fits only one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.entry import (
    Belief,
    Entry,
    FollowUp,
    Practice,
    PracticeStatus,
    Question,
    QuestionStatus,
    Takeaway,
)
from journalgen.model.names import fold, fold_text, without_marks

QUESTION, PRACTICE, TAKEAWAY, BELIEF = "question", "practice", "takeaway", "belief"
FOLLOW_UP = "follow-up"

_Thing = Question | Practice | Takeaway | Belief
_NEARBY = 100
"""How many of the latest items are looked at for candidates when nothing fits."""
_LOOKED_AT = 40
"""How many of their characters."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one entry says of something; the first step is where it began."""

    entry: str
    """Path of the entry."""
    line: int
    text: str
    """Its words on what became of it; empty where it is only named again."""
    status: str
    """A word of QuestionStatus, PracticeStatus or Verdict, else empty."""
    learned: str = ""
    conviction: float | None = None
    """Of a belief, 0 to 100 percent."""


@dataclass(slots=True)
class Thread:
    """A question, practice, takeaway or belief with all that was said of it, in order."""

    kind: str
    id: str
    text: str
    html: str
    steps: list[Step] = field(default_factory=list)

    @property
    def later(self) -> list[Step]:
        """What other entries than the first say of it."""
        return [step for step in self.steps if step.entry != self.steps[0].entry]


@dataclass(slots=True)
class Threads:
    """All threads of a journal, found by the items that speak of them."""

    of_item: dict[tuple[str, str, int], Thread] = field(default_factory=dict)
    """By path, kind (or `follow-up`), and place in the entry's tuple of that kind."""
    all: list[Thread] = field(default_factory=list)


def join(entries: Iterable[Entry]) -> tuple[Threads, list[Diagnostic]]:
    """Go once through the entries, which are in the order they were written."""
    joiner = _Joiner()
    for entry in entries:
        joiner.add(entry)
    return joiner.threads, joiner.diagnostics


class _Joiner:
    def __init__(self) -> None:
        self.threads = Threads()
        self.diagnostics: list[Diagnostic] = []
        self.by_id: dict[str, list[Thread]] = defaultdict(list)
        self.by_text: dict[str, list[Thread]] = defaultdict(list)
        self.sorted_texts: list[str] = []

    def add(self, entry: Entry) -> None:
        for index, follow_up in enumerate(entry.follow_ups):
            self._follow(entry, follow_up, index)
        new: list[Thread] = []
        for kind, index, thing in _things(entry):
            thread = self._same(entry, kind, thing)
            if thread is None:
                thread = Thread(kind, _id(thing), _text(thing), getattr(thing, "html", ""))
                new.append(thread)
            thread.steps.append(_step(entry, thing))
            self.threads.of_item[(entry.path, kind, index)] = thread
        for thread in new:  # only now, so that an entry doesn't follow up on itself
            self._index(thread)

    def _index(self, thread: Thread) -> None:
        self.threads.all.append(thread)
        if thread.id:
            self.by_id[fold(thread.id)].append(thread)
        key = _key(thread.text)
        if key:
            if key not in self.by_text:
                insort(self.sorted_texts, key)
            self.by_text[key].append(thread)

    def _same(self, entry: Entry, kind: str, thing: _Thing) -> Thread | None:
        """The thread an item of a list belongs to, None where it begins a new one."""
        key = _key(_text(thing))
        for found in (self.by_id.get(fold(_id(thing)), ()), self.by_text.get(key, ())):
            same = [thread for thread in found if thread.kind == kind]
            if same and (key or _id(thing)):
                return same[-1]
        if not key:
            self._report(entry, thing.line, _id(thing), [])
            return None
        if _id(thing) or not _says_more(thing):
            return None
        found = [thread for thread in self._beginning_with(key) if thread.kind == kind]
        if len(found) > 1:
            self._report(entry, thing.line, key, found)
        return found[0] if len(found) == 1 else None

    def _follow(self, entry: Entry, follow_up: FollowUp, index: int) -> None:
        found = self._named(follow_up)
        if len(found) != 1:
            self._report(entry, follow_up.line, follow_up.text, found)
            return
        thread = found[0]
        status = follow_up.status or _implied_status(thread.kind, follow_up.outcome)
        step = Step(entry.path, follow_up.line, follow_up.outcome, status)
        thread.steps.append(step)
        self.threads.of_item[(entry.path, FOLLOW_UP, index)] = thread

    def _named(self, follow_up: FollowUp) -> list[Thread]:
        """The threads a line can mean: by id, by the whole text, by its beginning."""
        key = _key(follow_up.text)
        for found in (self.by_id.get(fold(follow_up.text), []), self.by_text.get(key, [])):
            if found and key:
                latest = {thread.kind: thread for thread in found}
                return _of_status(list(latest.values()), follow_up.status)
        return _of_status(list(self._beginning_with(key)) if key else [], follow_up.status)

    def _beginning_with(self, key: str) -> Iterator[Thread]:
        start = bisect_left(self.sorted_texts, key)
        for text in self.sorted_texts[start : start + _NEARBY]:
            if not text.startswith(key):
                break
            yield from self.by_text[text]

    def _report(self, entry: Entry, line: int, text: str, found: list[Thread]) -> None:
        code = "follow-up-several" if found else "follow-up-unknown"
        places = [_place(thread) for thread in (found or self._near(text))[:5]]
        candidates = ", ".join(places) if places else "–"
        span = Span(entry.path, line, 1)
        self.diagnostics.append(Diagnostic(code, span, (("candidates", candidates),)))

    def _near(self, text: str) -> list[Thread]:
        """Earlier items whose words are close, the closest first."""
        latest = {_key(thread.text)[:_LOOKED_AT]: thread for thread in self.threads.all[-_NEARBY:]}
        close = get_close_matches(_key(text)[:_LOOKED_AT], list(latest), 3, 0.5)
        return [latest[key] for key in close]


def _things(entry: Entry) -> Iterator[tuple[str, int, _Thing]]:
    lists: tuple[tuple[str, tuple[_Thing, ...]], ...] = (
        (QUESTION, entry.questions),
        (PRACTICE, entry.practice),
        (TAKEAWAY, entry.takeaways),
        (BELIEF, entry.beliefs),
    )
    for kind, things in lists:
        for index, thing in enumerate(things):
            yield kind, index, thing


def _key(text: str) -> str:
    """Words that are equal however they are marked up."""
    return fold_text(without_marks(text))


def _id(thing: _Thing) -> str:
    return thing.id or ""


def _text(thing: _Thing) -> str:
    return thing.belief if isinstance(thing, Belief) else thing.text


def _says_more(thing: _Thing) -> bool:
    """Whether an item reports on something, rather than being new."""
    match thing:
        case Question():
            return bool(thing.answer or thing.status)
        case Practice():
            return bool(thing.what_happened or thing.learned or thing.status)
        case Takeaway():
            return thing.verdict is not None
    return False


def _step(entry: Entry, thing: _Thing) -> Step:
    match thing:
        case Question():
            status = thing.status or (QuestionStatus.ANSWERED if thing.answer else "")
            return Step(entry.path, thing.line, thing.answer, str(status))
        case Practice():
            status = thing.status or ""
            return Step(entry.path, thing.line, thing.what_happened, str(status), thing.learned)
        case Takeaway():
            return Step(entry.path, thing.line, "", str(thing.verdict or ""))
        case Belief():
            return Step(entry.path, thing.line, "", "", conviction=thing.conviction)


def _implied_status(kind: str, outcome: str) -> str:
    """Words after the arrow answer a question; of practice they only report."""
    return str(QuestionStatus.ANSWERED) if kind == QUESTION and outcome else ""


def _of_status(found: list[Thread], status: str) -> list[Thread]:
    """Of several threads those whose kind the status word belongs to, if it decides."""
    kinds = set()
    if status in set(map(str, QuestionStatus)):
        kinds.add(QUESTION)
    if status in set(map(str, PracticeStatus)):
        kinds.add(PRACTICE)
    fitting = [thread for thread in found if thread.kind in (kinds or {TAKEAWAY})]
    return fitting if status and fitting else found


def _place(thread: Thread) -> str:
    return f"{thread.steps[0].entry}:{thread.steps[0].line}"
