"""Turn what can stand in front matter and journal.yaml into JSON Schemas, for editors.

They say what has a meaning, not what is allowed: build keeps whatever else is written, so unknown
keys are allowed here too, and a value is only described where it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from journalgen.diagnostics import N_
from journalgen.measures import instruments
from journalgen.model.entry import Helped, Kind, PracticeStatus, QuestionStatus, Verdict
from journalgen.parse.vocabulary import HEADINGS

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ARROW = r"^\s*(-?\d+([.,]\d+)?)?\s*((->|→|=>|–>)\s*(-?\d+([.,]\d+)?)?)?\s*$"


def _text(about: str) -> Schema:
    return {"description": about, "type": ["string", "number", "boolean", "null"]}


def _words(about: str, values: type[Any]) -> Schema:
    return {"description": about, "examples": [str(value) for value in values]}


def _yes(about: str) -> Schema:
    return {"description": about, "enum": [True, False, "yes", "no", "on", "off", None]}


def _whole(about: str, low: int, high: int) -> Schema:
    number = {"type": "integer", "minimum": low, "maximum": high}
    return {"description": about, "anyOf": [number, {"type": ["string", "null"]}]}


def _number(about: str) -> Schema:
    return {"description": about, "type": ["number", "string", "null"]}


def _rating(about: str) -> Schema:
    long = _mapping("", before=_number(N_("Before.")), after=_number(N_("After.")))
    written = {"type": "string", "pattern": _ARROW}
    short = {"type": ["number", "null"]}
    return {"description": about, "anyOf": [short, written, long], "examples": [4, "3 -> 6"]}


def _mapping(about: str, **keys: Schema) -> Schema:
    found: Schema = {"type": "object", "properties": {k.rstrip("_"): v for k, v in keys.items()}}
    return {"description": about, **found} if about else found


def _named(about: str, value: Schema) -> Schema:
    return {"description": about, "type": ["object", "null"], "additionalProperties": value}


def _list(about: str, item: Schema | None = None) -> Schema:
    short = {"type": ["string", "number", "boolean", "null"]}
    items = {"anyOf": [short, *([item] if item else [])]}
    one = [short, {"type": "array", "items": items}]
    return {"description": about, "anyOf": [*one, *([item] if item else [])]}


def _measures(about: str) -> Schema:
    total = {
        "type": ["integer", "number", "string", "array", "object", "null"],
        "description": N_("The total, or the score of each question in its order."),
    }
    known = dict.fromkeys(instruments(), total)
    return {
        "description": about,
        "type": ["object", "null"],
        "properties": known,
        "additionalProperties": total,
    }


_ID = _text(N_("A short name by which later entries can speak of it."))

ENTRY: Mapping[str, Callable[[], Schema]] = {
    "date": lambda: _text(N_("The day, such as 2026-03-04. Without it the file's name is used.")),
    "created": lambda: _text(N_("Used where there is no date.")),
    "time": lambda: _text(N_("The time of day, such as 14:30.")),
    "title": lambda: _text(N_("What the entry is called; else the first heading, else the date.")),
    "kind": lambda: _words(N_("“between” for a note between sessions."), Kind),
    "session": lambda: _whole(N_("The number of the session, to count on from."), 1, 100_000),
    "therapist": lambda: _text(N_("Whom the session was with.")),
    "duration": lambda: _whole(N_("Minutes."), 0, 1440),
    "mood": lambda: _rating(N_("A number, or before and after.")),
    "ratings": lambda: _named(
        N_("By the names of scales in journal.yaml."), _rating(N_("A rating."))
    ),
    "measures": lambda: _measures(N_("Questionnaires, by their names.")),
    "goals": lambda: _named(N_("By the names of goals in journal.yaml."), _whole("", -2, 2)),
    "beliefs": lambda: _list(
        N_("Beliefs, and how strongly they are held."),
        _mapping(
            "",
            id=_ID,
            belief=_text(N_("The belief in your words.")),
            conviction=_number(N_("0 to 100 percent.")),
        ),
    ),
    "strategies": lambda: _list(
        N_("Coping strategies that were used."),
        _mapping(
            "",
            name=_text(N_("What it is called.")),
            used=_whole(N_("How often."), 0, 10_000),
            before=_number(N_("The mood before.")),
            after=_number(N_("The mood after.")),
            helped=_words(N_("How far it helped."), Helped),
            note=_text(N_("A note.")),
        ),
    ),
    "tags": lambda: _list(N_("Words to find it by.")),
    "takeaways": lambda: _list(
        N_("What you want to keep."),
        _mapping(
            "",
            id=_ID,
            text=_text(N_("The takeaway.")),
            confidence={"description": N_("0 to 10, or sure, partly, not yet.")},
            unsure=_yes(N_("Whether you aren't sure of it.")),
            verdict=_words(N_("What you think of it now."), Verdict),
        ),
    ),
    "explained": lambda: _list(N_("How you would explain it.")),
    "said_back": lambda: _list(N_("What your therapist said back.")),
    "questions": lambda: _list(
        N_("What isn't clear yet."),
        _mapping(
            "",
            id=_ID,
            text=_text(N_("The question.")),
            for_=_text(N_("Whom it is for, such as “next session”.")),
            answer=_text(N_("The answer.")),
            status=_words(N_("What became of it."), QuestionStatus),
        ),
    ),
    "practice": lambda: _list(
        N_("What you want to try."),
        _mapping(
            "",
            id=_ID,
            task=_text(N_("What to do.")),
            prediction=_text(N_("What you expect.")),
            status=_words(N_("What became of it."), PracticeStatus),
            what_happened=_text(N_("What happened.")),
            learned=_text(N_("What you learned from it.")),
        ),
    ),
    "between_us": lambda: _list(N_("What you would like to say next time.")),
    "only_for_me": lambda: _list(N_("Goes on no page.")),
    "heavy": lambda: _yes(N_("Keeps the entry folded; other pages show only its date.")),
    "share": lambda: _yes(N_("“no” marks the entry as not for sharing.")),
    "private": lambda: _yes(N_("The same as “share: no”.")),
    "draft": lambda: _yes(N_("Marks the entry as unfinished.")),
}
"""By key of an entry's front matter."""

_SCALE = {
    "min": _number(N_("The lowest value.")),
    "max": _number(N_("The highest value.")),
    "better": {"description": N_("Which way is better."), "enum": ["higher", "lower"]},
    "low": _text(N_("What the lowest value is called.")),
    "high": _text(N_("What the highest value is called.")),
}

JOURNAL: Mapping[str, Callable[[], Schema]] = {
    "title": lambda: _text(N_("What the site is called.")),
    "language": lambda: _text(N_("A code such as en, de or pt-BR.")),
    "theme": lambda: {
        **_text(N_("A theme, or a folder with one.")),
        "examples": ["calm", "paper", "plain"],
    },
    "theme_options": lambda: _named(N_("See journalgen theme list."), _text(N_("A choice."))),
    "first_weekday": lambda: {
        "description": N_("Where a week begins."),
        "enum": [
            "auto",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ],
    },
    "scales": lambda: _named(
        N_("Scales of your own, by name."), _mapping(N_("A scale."), **_SCALE)
    ),
    "measures": lambda: _named(N_("Questionnaires, by name."), {"type": ["object", "null"]}),
    "goals": lambda: _named(
        N_("Goals that are rated from -2 to +2, by name."),
        {
            **_mapping("", title=_text(N_("In your words.")), weight=_number(N_("0 to 100."))),
            "type": ["object", "null"],
        },
    ),
    "goal_score": lambda: _yes(N_("Whether goals are put into one score.")),
    "headings": lambda: {
        **_mapping(
            N_("Further spellings of headings."),
            **{section: _list(N_("Spellings.")) for section in HEADINGS},
        ),
        "additionalProperties": False,
    },
    "next_session": lambda: _mapping(
        N_("The page for the next session."), top=_whole(N_("How many points come first."), 1, 50)
    ),
    "hard_moment": lambda: _mapping(N_("The page for hard moments."), label=_text(N_("Its name."))),
    "shortcuts": lambda: _yes(N_("Whether single keys lead somewhere on the site.")),
    "discreet": lambda: _yes(
        N_("Whether titles and addresses say nothing of what the site holds.")
    ),
}
"""By key of journal.yaml."""


def entry_schema(translate: Callable[[str], str]) -> Schema:
    """Of the front matter of an entry."""
    return _document(N_("Front matter of an entry"), ENTRY, translate)


def journal_schema(translate: Callable[[str], str]) -> Schema:
    """Of journal.yaml."""
    return _document(N_("The choices of a journal"), JOURNAL, translate)


def _document(
    title: str, keys: Mapping[str, Callable[[], Schema]], translate: Callable[[str], str]
) -> Schema:
    properties = {key: _translated(make(), translate) for key, make in keys.items()}
    kinds = ["object", "null"]
    return {"$schema": _DIALECT, "title": translate(title), "type": kinds, "properties": properties}


def _translated(value: Any, translate: Callable[[str], str]) -> Any:
    """A part of a schema with its descriptions in another language; empty ones go."""
    if isinstance(value, list):
        return [_translated(item, translate) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _translated(part, translate) for key, part in value.items()}
    about = found.get("description")
    if isinstance(about, str):
        found["description"] = translate(about) if about else ""
        if not about:
            del found["description"]
    return found
