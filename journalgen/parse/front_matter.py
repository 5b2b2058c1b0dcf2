"""Turn the front matter of an entry into typed values."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import partial
from typing import Any, TypeVar

from journalgen.model.entry import (
    Belief,
    GoalRating,
    Item,
    Kind,
    Measure,
    Outside,
    Practice,
    Question,
    Rating,
    StrategyUse,
    Takeaway,
)
from journalgen.model.names import fold
from journalgen.model.scale import Scale
from journalgen.parse import numbers
from journalgen.parse.decoder import Decoder, Reader, suggestion
from journalgen.parse.measures import measure_key, read_measure
from journalgen.parse.settings import ParseSettings
from journalgen.parse.use_line import apply_clause, can_apply, parse_clause, parse_use
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node, Scalar, Sequence

_LIST_MARK = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+")

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class EntryFields:
    """Reads the fields of one entry."""

    decoder: Decoder
    settings: ParseSettings
    outside: list[Outside] = field(default_factory=list)
    """Ratings that lie outside their scales."""

    def readers(self) -> dict[str, Reader]:
        """Every key of an entry's front matter, with what reads it."""
        return {key: partial(read, self) for key, read in FIELDS.items()}

    def _text(self, key: str, node: Node) -> str | None:
        return self.decoder.text(key, node)

    def _names(self, key: str, node: Node) -> tuple[str, ...] | None:
        return self.decoder.names(key, node)

    def _kind(self, key: str, node: Node) -> Kind | None:
        return self.decoder.choice(key, node, self.settings.vocabulary.kinds)

    def _session(self, key: str, node: Node) -> int | None:
        return self.decoder.whole(key, node, 1, 100_000)

    def _duration(self, key: str, node: Node) -> int | None:
        return self.decoder.whole(key, node, 0, 1440)

    def _mood(self, key: str, node: Node) -> Rating | None:
        return self._rating(key, node, key)

    def _yes_is_careful(self, key: str, node: Node) -> bool:
        return self.decoder.privacy(key, node, cautious=True)

    def _no_is_careful(self, key: str, node: Node) -> bool:
        return self.decoder.privacy(key, node, cautious=False)

    # Dates and numbers

    def _date(self, key: str, node: Node) -> tuple[date, time | None] | None:
        text = self.decoder.value(node)
        if text is None:
            return None
        try:
            found = numbers.calendar_date(text) if isinstance(node, Scalar) else None
        except ValueError:
            self.decoder.unusable("no-such-day", key, node, value=text)
            return None
        if found is None:
            self.decoder.unusable("not-a-date", key, node, value=text)
        return found

    def _time(self, key: str, node: Node) -> time | None:
        text = self.decoder.value(node)
        if text is None:
            return None
        found = numbers.time_of_day(text) if isinstance(node, Scalar) else None
        if found is None:
            self.decoder.unusable("not-a-time", key, node, value=text)
        return found

    def _rating(self, key: str, node: Node, name: str) -> Rating | None:
        """A number of the scale, `A -> B`, or {before, after}."""
        d = self.decoder
        scale = self.settings.scales.get(fold(name))
        low, high = (scale.minimum, scale.maximum) if scale else (None, None)
        if isinstance(node, MappingNode):
            number: Reader = lambda k, n: d.number(f"{key}: {k}", n, low, high)  # noqa: E731
            parts = d.mapping(node, {"before": number, "after": number})
            return Rating(name, parts.get("before"), parts.get("after")) if parts else None
        text = d.value(node)
        if text is None:
            return None
        pair = numbers.rating(text) if isinstance(node, Scalar) else None
        if pair is None:
            d.unusable("not-a-rating", key, node, value=text)
            return None
        values = tuple(value for value in pair if value is not None)
        if not all(d.in_range(key, node, value, low, high) for value in values):
            self.outside.append(Outside(name, values))
            return None
        return Rating(name, *pair)

    def _ratings(self, key: str, node: Node) -> tuple[Rating, ...] | None:
        found = []
        for name, name_node, value in self._named(key, node, "ratings: {anxiety: 7 -> 5}"):
            scale = self.settings.scales.get(fold(name))
            if scale is None:
                self.decoder.problem("scale-unknown", name_node, value=name)
                self.decoder.keep(name, value)
                continue
            rating = self._rating(name, value, scale.name)
            if rating:
                found.append(rating)
        return tuple(found)

    def _measures(self, key: str, node: Node) -> tuple[Measure, ...] | None:
        found: list[Measure] = []
        for name, name_node, value in self._named(key, node, "measures: {phq9: 12}"):
            measure = self.settings.measures.get(measure_key(name))
            if measure is None:
                close = suggestion(measure_key(name), tuple(self.settings.measures)) or ""
                self.decoder.problem("measure-unknown", name_node, value=name, suggestion=close)
                self.decoder.keep(name, value)
                continue
            found += read_measure(self.decoder, name, value, measure)
        return tuple(found)

    def _goals(self, key: str, node: Node) -> tuple[GoalRating, ...] | None:
        found = []
        for name, name_node, value in self._named(key, node, "goals: {rest: 1}"):
            declared = self.settings.goals.get(fold(name))
            if declared is None:
                self.decoder.problem("goal-unknown", name_node, value=name)
                self.decoder.keep(name, value)
                continue
            level = self.decoder.whole(name, value, -2, 2)
            if level is not None:
                found.append(GoalRating(declared, level))
        return tuple(found)

    def _named(self, key: str, node: Node, example: str) -> list[tuple[str, Node, Node]]:
        """The (name, its node, value) of a mapping with free names, each name once."""
        if self.decoder.nothing(node) or (isinstance(node, Sequence) and not node.items):
            return []
        if not isinstance(node, MappingNode):
            self.decoder.unusable("not-a-mapping", key, node, example=example)
            return []
        found: dict[str, tuple[str, Node, Node]] = {}
        for name_node, value in node.pairs:
            name = self.decoder.key_name(name_node)
            if fold(name) in found:
                self.decoder.problem("duplicate-key", name_node, key=name)
                self.decoder.keep(name, value)
            else:
                found[fold(name)] = (name, name_node, value)
        return list(found.values())

    # Names and lists

    def _strategies(self, key: str, node: Node) -> tuple[StrategyUse, ...] | None:
        d = self.decoder
        if d.nothing(node):
            return None
        if isinstance(node, Scalar) and node.style not in ("|", ">"):
            return self._strategy_line(node)
        uses: list[StrategyUse] = []
        for item in d.items(node):
            if isinstance(item, Scalar) and item.style in ("|", ">"):
                uses += [self._short_use(text, item) for text in block_items(item.value)]
            elif isinstance(item, Sequence):
                uses += self._strategies(key, item) or ()
            elif isinstance(item, MappingNode):
                use = self._long_use(key, item)
                uses.extend([use] if use else [])
            elif not d.empty(item):
                uses.append(self._short_use(d.prose(item), item))
        return tuple(use for use in uses if fold(use.name))

    def _strategy_line(self, node: Scalar) -> tuple[StrategyUse, ...]:
        """Names on one line; parts that belong to a name, such as `used 2`, go with it."""
        uses: list[StrategyUse] = []
        for part in self.decoder.one_line(node):
            clause = parse_clause(part, self.settings.vocabulary)
            if clause and uses and can_apply(uses[-1], clause, self._mood_scale):
                uses[-1] = apply_clause(uses[-1], clause)
            elif fold(part):
                uses.append(self._short_use(part, node))
        return tuple(use for use in uses if fold(use.name))

    def _short_use(self, text: str, node: Node) -> StrategyUse:
        line = self.decoder.source.line_at(node.start)
        use, clear = parse_use(text, line, self.settings.vocabulary, self._mood_scale)
        if not clear:
            self.decoder.problem("use-unclear", node)
        return use

    @property
    def _mood_scale(self) -> Scale | None:
        return self.settings.scales.get("mood")

    def _long_use(self, key: str, node: MappingNode) -> StrategyUse | None:
        d = self.decoder
        mood = self._mood_scale
        low, high = (mood.minimum, mood.maximum) if mood else (None, None)
        parts = d.mapping(
            node,
            {
                "name": d.text,
                "used": lambda k, n: d.whole(k, n, 0, 10_000),
                "before": lambda k, n: d.number(k, n, low, high),
                "after": lambda k, n: d.number(k, n, low, high),
                "helped": lambda k, n: d.choice(k, n, self.settings.vocabulary.helped),
                "note": d.text,
            },
        )
        if not fold(parts.get("name", "")):
            d.unusable("text-lacking", key, node, field="name")
            return None
        return StrategyUse(
            parts["name"],
            parts.get("used"),
            parts.get("before"),
            parts.get("after"),
            parts.get("helped"),
            parts.get("note", ""),
            "",
            d.source.line_at(node.start),
        )

    def _takeaways(self, key: str, node: Node) -> tuple[Takeaway, ...]:
        d = self.decoder
        fields: dict[str, Reader] = {
            "id": d.text,
            "text": d.text,
            "confidence": self._confidence,
            "unsure": d.boolean,
            "verdict": lambda k, n: d.choice(k, n, self.settings.vocabulary.verdict),
        }

        def make(parts: dict[str, Any], line: int) -> Takeaway:
            text = parts.pop("text", "")
            return Takeaway(text, html.escape(text), line, **parts)

        return self._long_items(key, node, fields, "text", make)

    def _questions(self, key: str, node: Node) -> tuple[Question, ...]:
        d = self.decoder
        fields: dict[str, Reader] = {
            "id": d.text,
            "text": d.text,
            "for": d.text,
            "answer": d.text,
            "status": lambda k, n: d.choice(k, n, self.settings.vocabulary.question),
        }

        def make(parts: dict[str, Any], line: int) -> Question:
            text = parts.pop("text", "")
            return Question(text, html.escape(text), line, for_whom=parts.pop("for", ""), **parts)

        return self._long_items(key, node, fields, "text", make)

    def _practice(self, key: str, node: Node) -> tuple[Practice, ...]:
        d = self.decoder
        fields: dict[str, Reader] = {
            "id": d.text,
            "task": d.text,
            "prediction": d.text,
            "status": lambda k, n: d.choice(k, n, self.settings.vocabulary.practice),
            "what_happened": d.text,
            "learned": d.text,
        }

        def make(parts: dict[str, Any], line: int) -> Practice:
            text = parts.pop("task", "")
            return Practice(text, html.escape(text), line, **parts)

        return self._long_items(key, node, fields, "task", make)

    def _beliefs(self, key: str, node: Node) -> tuple[Belief, ...]:
        fields: dict[str, Reader] = {
            "id": self.decoder.text,
            "belief": self.decoder.text,
            "conviction": self._conviction,
        }

        def make(parts: dict[str, Any], line: int) -> Belief:
            return Belief(parts.get("id"), parts.get("belief", ""), parts.get("conviction"), line)

        return self._long_items(key, node, fields, "belief", make)

    def _long_items(
        self,
        key: str,
        node: Node,
        fields: dict[str, Reader],
        words: str,
        make: Callable[[dict[str, Any], int], _Item],
    ) -> tuple[_Item, ...]:
        """Items that are texts or mappings; `words` is the field that holds the text.

        A mapping with neither the text nor an id is a text that happens to hold a colon.
        """
        d = self.decoder
        found: list[_Item] = []
        for item in d.items(node):
            line = d.source.line_at(item.start)
            if isinstance(item, MappingNode) and _has_key(item, (words, "id")):
                parts = d.mapping(item, fields)
                if words in parts or "id" in parts:
                    found.append(make(parts, line))
                else:
                    d.unusable("text-lacking", key, item, field=words)
            elif isinstance(item, Scalar) and item.style in ("|", ">"):
                found.extend(make({words: text}, line) for text in block_items(item.value))
            elif not d.empty(item):
                found.append(make({words: d.prose(item).strip()}, line))
        return tuple(found)

    def _confidence(self, key: str, node: Node) -> float | None:
        text = self.decoder.value(node)
        word = self.settings.vocabulary.confidence.get(fold(text or ""))
        return word if word is not None else self.decoder.number(key, node, 0, 10)

    def _conviction(self, key: str, node: Node) -> float | None:
        if isinstance(node, Scalar):
            node = replace(node, value=node.value.strip().removesuffix("%"))
        return self.decoder.number(key, node, 0, 100)

    def _between_us(self, key: str, node: Node) -> tuple[Item, ...]:
        return tuple(Item(text, html.escape(text)) for text in self._texts(node))

    def _only_for_me(self, key: str, node: Node) -> int:
        """Only the number of notes: their text goes no further than here."""
        return len(self._texts(node))

    def _texts(self, node: Node) -> list[str]:
        d = self.decoder
        if isinstance(node, MappingNode):
            return [d.prose(node)]
        texts = []
        for item in d.items(node):
            if isinstance(item, Scalar) and item.style in ("|", ">"):
                texts.extend(block_items(item.value))
            elif not d.empty(item):
                texts.append(d.prose(item).strip())
        return texts

    def _prose_html(self, key: str, node: Node) -> str | None:
        d = self.decoder
        if isinstance(node, Sequence):
            paragraphs = [d.prose(item).strip() for item in node.items if not d.empty(item)]
        else:
            paragraphs = [] if d.nothing(node) else d.prose(node).strip().split("\n\n")
        return "".join(
            f"<p>{html.escape(text.strip())}</p>\n" for text in paragraphs if text.strip()
        )


FIELDS: dict[str, Callable[[EntryFields, str, Node], Any]] = {
    "date": EntryFields._date,
    "created": EntryFields._date,
    "time": EntryFields._time,
    "title": EntryFields._text,
    "kind": EntryFields._kind,
    "session": EntryFields._session,
    "therapist": EntryFields._text,
    "duration": EntryFields._duration,
    "mood": EntryFields._mood,
    "ratings": EntryFields._ratings,
    "measures": EntryFields._measures,
    "goals": EntryFields._goals,
    "beliefs": EntryFields._beliefs,
    "strategies": EntryFields._strategies,
    "tags": EntryFields._names,
    "takeaways": EntryFields._takeaways,
    "explained": EntryFields._prose_html,
    "said_back": EntryFields._prose_html,
    "questions": EntryFields._questions,
    "practice": EntryFields._practice,
    "between_us": EntryFields._between_us,
    "only_for_me": EntryFields._only_for_me,
    "heavy": EntryFields._yes_is_careful,
    "share": EntryFields._no_is_careful,
    "private": EntryFields._yes_is_careful,
    "draft": EntryFields._yes_is_careful,
}
"""The keys of an entry's front matter."""


def block_items(text: str) -> list[str]:
    """The items of a text over several lines: its list items, else its paragraphs."""
    lines = text.splitlines()
    if any(_LIST_MARK.match(line) for line in lines):
        items: list[str] = []
        for line in lines:
            mark = _LIST_MARK.match(line)
            if mark or not items:
                items.append(line[mark.end() :] if mark else line)
            else:
                items[-1] += " " + line.strip()
        return [item.strip() for item in items if item.strip()]
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _has_key(node: MappingNode, names: tuple[str, ...]) -> bool:
    return any(isinstance(key, Scalar) and fold(key.value) in names for key, _ in node.pairs)


def _either(first: bool | None, second: bool | None) -> bool:
    return bool(first) or bool(second)


def _both(first: bool | None, second: bool | None) -> bool:
    return bool(first) and bool(second)


def _sum(first: int | None, second: int | None) -> int:
    return (first or 0) + (second or 0)


COMBINE: dict[str, Callable[[Any, Any], Any]] = {
    "heavy": _either,
    "private": _either,
    "draft": _either,
    "share": _both,
    "only_for_me": _sum,
}
"""Keys whose repetitions are merged, the more careful value first."""
