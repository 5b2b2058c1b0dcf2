"""Join what was asked, planned, kept or to be said with what later entries say of it.

One rule: the same thing again is the follow-up. A later entry names it by its id, else by its
text, else by a beginning of the text that fits only one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from msgspec import Struct, field

from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.confusions import Confusions
from journalgen.model.entry import (
    Belief,
    Entry,
    FollowUp,
    Item,
    Practice,
    PracticeStatus,
    Question,
    QuestionStatus,
    Takeaway,
)
from journalgen.model.names import fold
from journalgen.model.thread import (
    BELIEF,
    BETWEEN_US,
    PRACTICE,
    QUESTION,
    TAKEAWAY,
    Step,
    Thing,
    Thread,
    id_of,
    text_key,
    words_of,
)

FOLLOW_UP = "follow-up"

_NEARBY = 100
"""How many of the latest items are looked at for candidates when nothing fits."""
_LOOKED_AT = 40
"""How many of their characters."""


class Threads(Struct):
    """All threads of a journal, found by the items that speak of them."""

    of_item: dict[tuple[str, str, int], tuple[Thread, int]] = field(default_factory=dict)
    """The thread and the place of its step, by path, kind (or `follow-up`), and place of the item
    in the entry's tuple of that kind."""
    all: list[Thread] = field(default_factory=list)
    unsaid: set[tuple[str, int]] = field(default_factory=set)
    """(path, place) of the lines that name something and leave it at that."""


def join(entries: Iterable[Entry]) -> tuple[Threads, list[Diagnostic]]:
    """Go once through the entries, which are in the order they were written."""
    joiner = _Joiner()
    for entry in entries:
        joiner.add(entry)
    found = [*joiner.diagnostics, *joiner.confusions.diagnostics, *joiner.unfound()]
    return joiner.threads, found


class _Joiner:
    def __init__(self) -> None:
        self.threads = Threads()
        self.diagnostics: list[Diagnostic] = []
        self.confusions = Confusions()
        self.unknown: list[tuple[Diagnostic, str]] = []
        """Lines that follow up on nothing earlier, with the words they name it by."""
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
                thread = Thread(kind, id_of(thing), words_of(thing), getattr(thing, "html", ""))
                known = (*self.by_id.get(fold(thread.id), ()), *new) if thread.id else ()
                self.confusions.of_new(entry, thing, thread, known)
                new.append(thread)
            thread.steps.append(_step(entry, thing))
            self.threads.of_item[entry.path, kind, index] = thread, len(thread.steps) - 1
        for thread in new:  # only now, so that an entry doesn't follow up on itself
            self._index(thread)

    def unfound(self) -> Iterator[Diagnostic]:
        """What follows up on nothing earlier: perhaps on something that was written later."""
        for diagnostic, text in self.unknown:
            own = f"{diagnostic.span.path}:{diagnostic.span.line}"
            steps = [step for thread in self._named(text, "") for step in thread.steps]
            told = [step.place for step in steps if step.words and step.place != own]
            if told:
                other = (("other", told[0]),)
                yield Diagnostic("follow-up-before", diagnostic.span, other)
            else:
                yield diagnostic

    def _index(self, thread: Thread) -> None:
        self.threads.all.append(thread)
        if thread.id:
            self.by_id[fold(thread.id)].append(thread)
        key = text_key(thread.text)
        if key:
            if key not in self.by_text:
                insort(self.sorted_texts, key)
            self.by_text[key].append(thread)

    def _same(self, entry: Entry, kind: str, thing: Thing) -> Thread | None:
        """The thread an item of a list belongs to, None where it begins a new one."""
        key, name = text_key(words_of(thing)), fold(id_of(thing))
        by_id = [thread for thread in self.by_id.get(name, ()) if thread.kind == kind]
        if by_id and name:
            self.confusions.of_same(entry, thing, by_id[-1])
            return by_id[-1]
        same = [thread for thread in self.by_text.get(key, ()) if thread.kind == kind]
        if same and key:
            return same[-1]
        if not key:
            self._report(entry, thing.line, id_of(thing), [])
            return None
        if name or not _says_more(thing):
            return None
        found = [thread for thread in self._beginning_with(key) if thread.kind == kind]
        if len(found) > 1:
            self._report(entry, thing.line, key, found)
        return found[0] if len(found) == 1 else None

    def _follow(self, entry: Entry, follow_up: FollowUp, index: int) -> None:
        found = self._named(follow_up.text, follow_up.status)
        if len(found) != 1:
            self._report(entry, follow_up.line, follow_up.text, found)
            return
        if follow_up.unsaid:
            self.threads.unsaid.add((entry.path, index))
            return
        thread = found[0]
        status = follow_up.status or _implied_status(thread.kind, follow_up.outcome)
        thread.steps.append(Step(entry, follow_up, follow_up.outcome, status))
        self.threads.of_item[entry.path, FOLLOW_UP, index] = thread, len(thread.steps) - 1

    def _named(self, text: str, status: str) -> list[Thread]:
        """The threads a line can mean: by id, by the whole text, by its beginning."""
        key = text_key(text)
        if not key:
            return []
        for found in (self.by_id.get(fold(text), []), self.by_text.get(key, [])):
            if found:
                latest = {thread.kind: thread for thread in found}
                return _narrowed(list(latest.values()), status)
        return _narrowed(list(self._beginning_with(key)), status)

    def _beginning_with(self, key: str) -> Iterator[Thread]:
        start = bisect_left(self.sorted_texts, key)
        for text in self.sorted_texts[start : start + _NEARBY]:
            if not text.startswith(key):
                break
            yield from self.by_text[text]

    def _report(self, entry: Entry, line: int, text: str, found: list[Thread]) -> None:
        code = "follow-up-several" if found else "follow-up-unknown"
        places = [thread.steps[0].place for thread in (found or self._near(text))[:5]]
        candidates = ", ".join(places) if places else "–"
        diagnostic = Diagnostic(code, Span(entry.path, line, 1), (("candidates", candidates),))
        if found:
            self.diagnostics.append(diagnostic)
        else:
            self.unknown.append((diagnostic, text))

    def _near(self, text: str) -> list[Thread]:
        """Earlier items whose words are close, the closest first."""
        nearby = self.threads.all[-_NEARBY:]
        latest = {text_key(thread.text)[:_LOOKED_AT]: thread for thread in nearby}
        close = get_close_matches(text_key(text)[:_LOOKED_AT], list(latest), 3, 0.5)
        return [latest[key] for key in close]


def _things(entry: Entry) -> Iterator[tuple[str, int, Thing]]:
    lists: tuple[tuple[str, tuple[Thing, ...]], ...] = (
        (QUESTION, entry.questions),
        (PRACTICE, entry.practice),
        (TAKEAWAY, entry.takeaways),
        (BELIEF, entry.beliefs),
        (BETWEEN_US, entry.between_us),
    )
    for kind, things in lists:
        for index, thing in enumerate(things):
            yield kind, index, thing


def _says_more(thing: Thing) -> bool:
    """Whether an item reports on something, rather than being new."""
    match thing:
        case Question():
            return bool(thing.answer or thing.status)
        case Practice():
            return bool(thing.what_happened or thing.learned or thing.status)
        case Takeaway():
            return thing.verdict is not None
    return False


def _step(entry: Entry, thing: Thing) -> Step:
    match thing:
        case Question():
            status = thing.status or (QuestionStatus.ANSWERED if thing.answer else "")
            return Step(entry, thing, thing.answer, str(status))
        case Practice():
            return Step(entry, thing, thing.what_happened, str(thing.status or ""))
        case Takeaway():
            return Step(entry, thing, "", str(thing.verdict or ""))
        case Belief() | Item():
            return Step(entry, thing)


def _implied_status(kind: str, outcome: str) -> str:
    """Words after the arrow answer a question; of practice they only report."""
    return str(QuestionStatus.ANSWERED) if kind == QUESTION and outcome else ""


def _narrowed(found: list[Thread], status: str) -> list[Thread]:
    """Of several threads those whose kind the status word belongs to, if it decides.

    What was to be said between us gives way to a question or plan of the same words.
    """
    kinds = set()
    if status in set(map(str, QuestionStatus)):
        kinds.add(QUESTION)
    if status in set(map(str, PracticeStatus)):
        kinds.add(PRACTICE)
    fitting = [thread for thread in found if thread.kind in (kinds or {TAKEAWAY})]
    if status and fitting:
        return fitting
    return [thread for thread in found if thread.kind != BETWEEN_US] or found
