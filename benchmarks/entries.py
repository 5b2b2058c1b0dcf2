"""Turn a number and a seed into made-up reflections, the same each time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

LAST_DAY = date(2026, 5, 29)
"""The date of the newest entry."""
LINK = re.compile(r"\]\(entry:([^)]+)\)")
"""A link to another entry in a body, with that one's name."""

_WORDS = Path(__file__).with_name("words.yaml")
_GAPS = (0, 1, 2, 3, 3, 3, 4, 4, 7)
"""Days between two entries, 3 on average; 0 is a second one on the same day."""
_GOAL = (255, 465)
"""Words at which an entry's text ends with its next full stop: 250 to 498 in all."""
_REMEMBERED = 12
"""Open items that may be followed up: those of about the last four sessions."""
_SLOT = re.compile(r"\{(\w+)\}")
_TAKEAWAY = re.compile(r"^## What I took away\n+- (.+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One reflection, before it is written in the form of a generator."""

    day: date
    name: str
    """File name without its ending; no other entry has it."""
    title: str
    """Empty where the date has to do."""
    clock: str
    """Only for the second entry of a day, else empty."""
    mood: tuple[int, int]
    """Before and after, 0 to 10."""
    strategies: tuple[str, ...]
    tags: tuple[str, ...]
    between: bool
    heavy: bool
    body: str
    """Markdown; links to other entries lead to `entry:NAME`."""

    @property
    def heading(self) -> str:
        """Its title, or its date."""
        return self.title or f"{self.day:%d %B %Y}"

    @property
    def takeaway(self) -> str:
        """The first thing taken away, or nothing."""
        found = _TAKEAWAY.search(self.body)
        return found.group(1) if found else ""


class Phrases:
    """Makes sentences out of words.yaml."""

    def __init__(self, rng: random.Random) -> None:
        """`rng` decides; nothing else does."""
        # As text throughout: `no` is a word here.
        self._lines: dict[str, Any] = yaml.load(_WORDS.read_text("utf-8"), yaml.BaseLoader)
        self._rng = rng
        self.strategies: dict[str, list[str]] = self._lines["strategies"]
        self.tags: list[str] = self._lines["tag"]

    def make(self, kind: str) -> str:
        """One line of that kind with its slots filled."""
        return _SLOT.sub(self._fill, self._rng.choice(self._lines[kind]))

    def _fill(self, slot: re.Match[str]) -> str:
        text = self.make(slot.group(1).lower())
        return text[0].upper() + text[1:] if slot.group(1)[0].isupper() else text


class Writer:
    """Writes entries in the order of their days, remembering what may be followed up."""

    def __init__(self, seed: int) -> None:
        """Everything follows from `seed`."""
        self.rng = random.Random(seed)
        self.phrases = Phrases(self.rng)
        self._open: list[tuple[str, str]] = []
        self._names: list[str] = []
        self._taken: set[str] = set()

    def entries(self, count: int) -> Iterator[Entry]:
        """`count` entries, the last one on LAST_DAY."""
        before = None
        for day in self._days(count):
            yield self._entry(day, second=day == before)
            before = day

    def _days(self, count: int) -> list[date]:
        days = [LAST_DAY]
        while len(days) < count:
            days.append(days[-1] - timedelta(self.rng.choice(_GAPS)))
        return days[::-1]

    def _entry(self, day: date, *, second: bool) -> Entry:
        between = second or self._chance(0.1)
        title = self.phrases.make("title") if self._chance(0.8) else ""
        before = self.rng.randint(1, 7)
        after = max(0, min(10, before + self.rng.randint(-1, 4)))
        entry = Entry(
            day=day,
            name=self._name(day, title),
            title=title,
            clock=f"{self.rng.randint(18, 22)}:30" if second else "",
            mood=(before, after),
            strategies=self._some(list(self.phrases.strategies), self.rng.randint(1, 2)),
            tags=self._some(self.phrases.tags, self.rng.randint(1, 3)),
            between=between,
            heavy=self._chance(0.01),
            body=self._body(between=between),
        )
        self._names.append(entry.name)
        return entry

    def _name(self, day: date, title: str) -> str:
        wished = f"{day}-{slug(title)}".rstrip("-")
        name, number = wished, 1
        while name in self._taken:
            number += 1
            name = f"{wished}-{number}"
        self._taken.add(name)
        return name

    # The body

    def _body(self, *, between: bool) -> str:
        follow_ups = self._section("From last time", self._follow_ups(between=between))
        sections = follow_ups + self._new_sections(between=between)
        goal = self.rng.randint(*_GOAL)
        extras = self._extras()
        prose = self._prose(goal - _count_words(sections + extras))
        for extra in extras:
            prose.insert(self.rng.randint(1, len(prose)), extra)
        return "\n\n".join(prose + sections) + "\n"

    def _new_sections(self, *, between: bool) -> list[str]:
        """The sections that bring something up; a note between sessions has less of them."""
        some = self.rng.choices
        return [
            *self._section("What I took away", self._items("takeaway", some([0, 1, 2], [0, 5, 3]))),
            *self._section("What helped", self._uses(some([0, 1, 2], [3, 5, 2])[0])),
            *self._section(
                "Still unclear", self._items("question", some([0, 1, 2], [5, 4, 1 - between]))
            ),
            *self._section(
                "Until next time", self._items("practice", some([0, 1], [1 + 5 * between, 4]))
            ),
        ]

    def _section(self, heading: str, items: Iterable[str]) -> list[str]:
        lines = [f"- {item}" for item in items]
        return [f"## {heading}", "\n".join(lines)] if lines else []

    def _items(self, kind: str, count: list[int]) -> list[str]:
        items = [self.phrases.make(kind) for _ in range(count[0])]
        self._open.extend((kind, item) for item in items)
        return items

    def _follow_ups(self, *, between: bool) -> Iterator[str]:
        """What became of earlier items, named by their text or by a beginning of it."""
        count = 0 if between else self.rng.choice((0, 0, 1, 1, 2))
        del self._open[:-_REMEMBERED]
        for _ in range(min(count, len(self._open))):
            kind, text = self._open.pop(self.rng.randrange(len(self._open)))
            outcome = {"question": "answered", "practice": "tried", "takeaway": "revisited"}[kind]
            if self._chance(0.1):
                text = text.rpartition(" ")[0]
            yield f"{text} -> {self.phrases.make(outcome)}"

    def _uses(self, count: int) -> Iterator[str]:
        """Lines of “What helped”: `name[, used N][, A -> B][, helped WORD][. note]`."""
        for name in self._some(list(self.phrases.strategies), count):
            line = name
            if self._chance(0.6):
                line += f", used {self.rng.randint(1, 6)}"
            if self._chance(0.6):
                before = self.rng.randint(1, 6)
                line += f", {before} -> {before + self.rng.randint(0, 4)}"
            if self._chance(0.6):
                line += f", helped {self.rng.choice(('some', 'some', 'a lot', 'no', 'worse'))}"
            yield f"{line}. {self.phrases.make('use_note')}" if self._chance(0.4) else line

    def _prose(self, words: int) -> list[str]:
        """Paragraphs of at least that many words."""
        sentences: list[str] = []
        while words > 0:
            sentences.append(self.phrases.make("sentence"))
            words -= _count_words(sentences[-1:])
        paragraphs = []
        while sentences:
            size = self.rng.randint(2, 5)
            paragraphs.append(" ".join(sentences[:size]))
            del sentences[:size]
        return paragraphs

    def _extras(self) -> list[str]:
        """What a text isn't without for long: a list, a quotation, a heading, a link."""
        make = self.phrases.make
        extras = []
        if self._chance(0.2):
            extras.append("\n".join(f"- {make('bullet')}" for _ in range(self.rng.randint(2, 4))))
        if self._chance(0.15):
            extras.append(f"> {make('quote')}")
        if self._chance(0.25):
            extras.append(f"{self.rng.choice(('##', '###'))} {make('subheading')}")
        if self._names and self._chance(0.15):
            target = self.rng.choice(self._names[-20:])
            extras.append(f"{make('sentence')} See [{make('link')}](entry:{target}).")
        return extras

    # Chance

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _some(self, names: list[str], count: int) -> tuple[str, ...]:
        """At most `count` names; the first of them are met most often, as in life."""
        weights = [1 / (place + 1) for place in range(len(names))]
        return tuple(dict.fromkeys(self.rng.choices(names, weights, k=count)))


def slug(text: str) -> str:
    """`text` as a part of an address."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def _count_words(blocks: Iterable[str]) -> int:
    return sum(len(block.split()) for block in blocks)
