"""A question, practice, takeaway, belief or wish with all that the entries say of it."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct, field

from journalgen.model.entry import Belief, Entry, FollowUp, Item, Practice, Question, Takeaway
from journalgen.model.names import fold_text, without_marks

QUESTION, PRACTICE, TAKEAWAY, BELIEF = "question", "practice", "takeaway", "belief"
BETWEEN_US = "between-us"

Thing = Question | Practice | Takeaway | Belief | Item


class Step(Struct, frozen=True, eq=False):
    """What one entry says of something; the first step is where it began."""

    entry: Entry
    item: Thing | FollowUp
    """Its line in that entry, as written there."""
    text: str = ""
    """Its words on what became of it; empty where it is only named again."""
    status: str = ""
    """A word of QuestionStatus, PracticeStatus or Verdict, else empty."""

    @property
    def words(self) -> str:
        """What the entry calls it; empty where it gives only the id."""
        return words_of(self.item)

    @property
    def learned(self) -> str:
        """What was learned from something tried."""
        return self.item.learned if isinstance(self.item, Practice) else ""

    @property
    def conviction(self) -> float | None:
        """How strongly a belief was held, 0 to 100 percent."""
        return self.item.conviction if isinstance(self.item, Belief) else None

    @property
    def silent(self) -> bool:
        """Whether it names the thing and says nothing of what became of it."""
        return not (self.status or self.text or self.learned)

    @property
    def place(self) -> str:
        """`entries/2026-03-04.md:12`."""
        return f"{self.entry.path}:{self.item.line}"


class Thread(Struct, eq=False):
    """One such thing with its steps, in order."""

    kind: str
    id: str
    text: str
    html: str
    steps: list[Step] = field(default_factory=list)

    @property
    def later(self) -> list[Step]:
        """What other entries than the first say of it."""
        return [step for step in self.steps if step.entry is not self.steps[0].entry]


def words_of(item: Thing | FollowUp) -> str:
    """The words of an item, empty where only its id was given again."""
    return item.text


def id_of(thing: Thing) -> str:
    """The id of an item, empty where it has none."""
    return "" if isinstance(thing, Item) else thing.id or ""


@lru_cache(maxsize=65536)
def text_key(text: str) -> str:
    """Words that are equal however they are marked up."""
    return fold_text(without_marks(text))
