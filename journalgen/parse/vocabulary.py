"""Turn the words that have a meaning in an entry into tables, in the journal's language too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from journalgen.diagnostics import N_
from journalgen.model.entry import Helped, Kind, PracticeStatus, QuestionStatus, Verdict
from journalgen.model.names import fold, fold_heading

# The sections an entry's text can have, by the name of the front-matter key that means the same.
HEADINGS: dict[str, str] = {
    "takeaways": N_("What I took away"),
    "explained": N_("How I'd explain it"),
    "said_back": N_("What my therapist said back"),
    "questions": N_("Still unclear"),
    "practice": N_("Until next time"),
    "from_last_time": N_("From last time"),
    "strategies": N_("What helped"),
    "between_us": N_("Between us"),
    "only_for_me": N_("Only for me"),
}

# What a new entry asks under each heading, as a comment.
PROMPTS: dict[str, str] = {
    "takeaways": N_("What would you like to keep from today?"),
    "explained": N_("How would you tell it to a friend, in your own words?"),
    "said_back": N_("What did your therapist say when you told it back?"),
    "questions": N_("What isn't clear yet? What would you like to ask?"),
    "practice": N_("What would you like to try before next time?"),
    "from_last_time": N_("What became of it? Write it after the arrow, or leave the line."),
    "strategies": N_("What did you use, and did it help? For example: box breathing, 3 -> 6"),
    "between_us": N_("What would you like to say to your therapist next time?"),
    "only_for_me": N_("This goes on no page."),
}
BETWEEN_PROMPT = N_("What is on your mind?")
FIRST_REMARK = N_("Lines like this one are for you while you write. They are on no page.")
"""In the first entry of a new journal."""

# The six steps of a safety plan, in their order (Stanley and Brown 2012).
PLAN_STEPS: dict[str, str] = {
    "warning-signs": N_("Warning signs"),
    "by-myself": N_("What I can do by myself"),
    "distraction": N_("People and places that take my mind off it"),
    "people": N_("People I can ask for help"),
    "professionals": N_("Professionals and agencies"),
    "safer": N_("Making my surroundings safer"),
}

# The first line under each step of a new plan, to be completed; it is on no page until then.
PLAN_STARTS: dict[str, str] = {
    "warning-signs": N_("I can tell that it's getting hard when …"),
    "by-myself": N_("Something that has helped me before: …"),
    "distraction": N_("I can go to …, or be with …"),
    "people": N_("I can call …, the number is …"),
    "professionals": N_("My therapist's number is …, and outside of office hours I call …"),
    "safer": N_("I can ask … to keep … for me."),
}

_KIND_WORDS = {Kind.SESSION: N_("session"), Kind.BETWEEN: N_("between")}
_HELPED_WORDS = {
    Helped.WORSE: N_("worse"),
    Helped.NO: N_("no"),
    Helped.SOME: N_("some"),
    Helped.A_LOT: N_("a lot"),
}
_QUESTION_WORDS = {
    QuestionStatus.OPEN: N_("open"),
    QuestionStatus.ANSWERED: N_("answered"),
    QuestionStatus.LET_GO: N_("let go"),
    QuestionStatus.LIVING_WITH_IT: N_("living with it"),
}
_PRACTICE_WORDS = {
    PracticeStatus.OPEN: N_("open"),
    PracticeStatus.DONE: N_("done"),
    PracticeStatus.PARTLY: N_("partly"),
    PracticeStatus.NOT_TRIED: N_("not tried"),
}
_VERDICT_WORDS = {
    Verdict.STILL_TRUE: N_("still true"),
    Verdict.CHANGED: N_("changed"),
    Verdict.SLIPPED: N_("had slipped my mind"),
}
_FOR_SESSION = (
    N_("next session"),
    N_("next time"),
    N_("session"),
    N_("therapist"),
    N_("my therapist"),
)
_CONFIDENCE_WORDS = {9.0: N_("sure"), 5.0: N_("partly"), 2.0: N_("not yet")}

_Word = TypeVar("_Word", bound=StrEnum | float)


class Vocabulary(Struct, frozen=True):
    """Folded words and what they mean; each table holds English and the journal's language."""

    headings: Mapping[str, str]
    """Folded heading to section."""
    plan_headings: Mapping[str, str]
    """Folded heading to step of the plan."""
    kinds: Mapping[str, Kind]
    helped: Mapping[str, Helped]
    question: Mapping[str, QuestionStatus]
    practice: Mapping[str, PracticeStatus]
    verdict: Mapping[str, Verdict]
    confidence: Mapping[str, float]
    for_session: tuple[str, ...]
    """Whom a question is for that is meant for the next session."""
    prompts: tuple[str, ...]
    """What new entries ask."""
    plan_starts: tuple[str, ...]
    """The lines of a new plan that wait to be completed."""
    used_words: tuple[str, ...]
    helped_words: tuple[str, ...]

    @property
    def private_headings(self) -> tuple[str, ...]:
        """The folded headings above what goes on no page."""
        return tuple(text for text, section in self.headings.items() if section == "only_for_me")

    def section_of(self, heading: str) -> str | None:
        """The section a heading opens, or None for ordinary text."""
        return self.headings.get(fold_heading(heading))


def make_vocabulary(
    translate: Callable[[str], str], extra_headings: Mapping[str, Iterable[str]]
) -> Vocabulary:
    """Build the tables; `extra_headings` are those of journal.yaml by section."""
    headings: dict[str, str] = {}
    for section, english in HEADINGS.items():
        for spelling in (english, translate(english), *extra_headings.get(section, ())):
            headings[fold_heading(spelling)] = section

    def both(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(spelling for text in texts for spelling in (text, translate(text)))

    def table(words: Mapping[_Word, str]) -> dict[str, _Word]:
        return {
            fold(spelling): meaning
            for meaning, english in words.items()
            for spelling in (english, translate(english))
        }

    return Vocabulary(
        headings=headings,
        plan_headings={
            fold_heading(spelling): step
            for step, english in PLAN_STEPS.items()
            for spelling in (english, translate(english))
        },
        kinds=table(_KIND_WORDS),
        helped=table(_HELPED_WORDS),
        question=table(_QUESTION_WORDS),
        practice=table(_PRACTICE_WORDS),
        verdict=table(_VERDICT_WORDS),
        confidence=table(_CONFIDENCE_WORDS),
        for_session=tuple(map(fold, both(_FOR_SESSION))),
        prompts=both((*PROMPTS.values(), BETWEEN_PROMPT, FIRST_REMARK)),
        plan_starts=both(PLAN_STARTS.values()),
        used_words=tuple(dict.fromkeys(("used", translate(N_("used"))))),
        helped_words=tuple(dict.fromkeys(("helped", translate(N_("helped"))))),
    )
