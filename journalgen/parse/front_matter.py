"""Turn the front matter of an entry into typed values."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Any, TypeVar

from msgspec import field

from journalgen.model.entry import GoalRating, Kept, Kind, Measure, Outside, Rating, RiskItem
from journalgen.model.names import fold, measure_key
from journalgen.model.scale import SCALE
from journalgen.parse import numbers
from journalgen.parse.decoder import Reader
from journalgen.parse.flow_mapping import mend_flow
from journalgen.parse.item_fields import ItemFields
from journalgen.parse.known_keys import suggestion
from journalgen.parse.measures import MeasureReader
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node, Scalar, Sequence

_LIST_MARK = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+")

_Item = TypeVar("_Item")


class EntryFields(ItemFields, frozen=True):
    """Reads the fields of one entry."""

    outside: list[Outside] = field(default_factory=list)
    """Ratings and totals that lie outside their ranges."""
    risks: list[RiskItem] = field(default_factory=list)
    moods: list[Node] = field(default_factory=list)
    """Where a mood stands among the ratings."""

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
        return self.decoder.moment(key, node)

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
            return self._long_rating(key, node, name, (low, high))
        text = d.value(node)
        if text is None:
            return None
        pair = numbers.rating(text) if isinstance(node, Scalar) else None
        if pair is None:
            d.unusable("not-a-rating", key, node, value=text)
            return None
        values = tuple(value for value in pair if value is not None)
        if not all(d.in_range(key, node, value, low, high) for value in values):
            self.outside.append(Outside(SCALE, fold(name), values))
            return None
        return Rating(name, *pair)

    def _long_rating(
        self, key: str, node: MappingNode, name: str, limits: tuple[float | None, float | None]
    ) -> Rating | None:
        """{before, after}; one outside the scale makes both unusable, as in `A -> B`."""
        d = self.decoder
        places: dict[str, Node] = {}

        def number(part: str, value: Node) -> float | None:
            places[part] = value
            return d.number(f"{key}: {part}", value)

        parts = d.mapping(node, {"before": number, "after": number})
        values: dict[str, float] = {k: v for k, v in parts.items() if v is not None}
        fits = [d.in_range(f"{key}: {k}", places[k], v, *limits) for k, v in values.items()]
        if all(fits):
            return Rating(name, parts.get("before"), parts.get("after")) if values else None
        self.outside.append(Outside(SCALE, fold(name), tuple(values.values())))
        for fitting, (part, value) in zip(fits, values.items(), strict=True):
            if fitting:
                d.kept.append(Kept(f"{key}: {part}", numbers.plain(value)))
        return None

    def _ratings(self, key: str, node: Node) -> tuple[Rating, ...] | None:
        found = []
        for name, name_node, value in self._named(key, node, "ratings: {anxiety: 7 -> 5}"):
            scale = self.settings.scales.get(fold(name))
            if fold(name) == "mood":
                self.moods.append(name_node)
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
        reader = MeasureReader(self.decoder, self.outside, self.risks)
        for name, name_node, value in self._named(key, node, "measures: {phq9: 12}", measure_key):
            measure = self.settings.measures.get(measure_key(name))
            if measure is None:
                close = suggestion(measure_key(name), tuple(self.settings.measures))
                if close:
                    args = {"value": name, "suggestion": close}
                    self.decoder.problem("measure-unknown-suggestion", name_node, **args)
                else:
                    self.decoder.problem("measure-unknown", name_node, value=name)
                self.decoder.keep(name, value)
                continue
            found += reader.read(name, value, measure)
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

    def _named(
        self, key: str, node: Node, example: str, same: Callable[[str], str] = fold
    ) -> list[tuple[str, Node, Node]]:
        """The (name, its node, value) of a mapping with free names, each once by the key `same`."""
        if self.decoder.nothing(node) or (isinstance(node, Sequence) and not node.items):
            return []
        if not isinstance(node, MappingNode):
            self.decoder.unusable("not-a-mapping", key, node, example=example)
            return []
        found: dict[str, tuple[str, Node, Node]] = {}
        for name_node, value in mend_flow(self.decoder.source.text, node, ()):
            name = self.decoder.key_name(name_node)
            if same(name) in found:
                self.decoder.problem("duplicate-key", name_node, key=name)
                self.decoder.keep(name, value)
            else:
                found[same(name)] = (name, name_node, value)
        return list(found.values())


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
    "beliefs": EntryFields.beliefs,
    "strategies": EntryFields.strategies,
    "tags": EntryFields._names,
    "takeaways": EntryFields.takeaways,
    "explained": EntryFields.prose_html,
    "said_back": EntryFields.prose_html,
    "questions": EntryFields.questions,
    "practice": EntryFields.practice,
    "between_us": EntryFields.between_us,
    "only_for_me": EntryFields.only_for_me,
    "heavy": EntryFields._yes_is_careful,
    "share": EntryFields._no_is_careful,
    "private": EntryFields._yes_is_careful,
    "draft": EntryFields._yes_is_careful,
}
"""The keys of an entry's front matter."""


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
