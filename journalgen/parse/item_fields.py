"""Turn the lists of an entry's front matter into takeaways, questions, uses and the like."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from journalgen.model.entry import Belief, Item, Practice, Question, StrategyUse, Takeaway
from journalgen.model.names import fold
from journalgen.model.scale import Scale
from journalgen.parse.decoder import Decoder, Reader
from journalgen.parse.settings import ParseSettings
from journalgen.parse.use_line import apply_clause, can_apply, parse_clause, parse_use
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node, Scalar, Sequence

_LIST_MARK = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+")

_Item = TypeVar("_Item")


class ItemFields(Struct, frozen=True):
    """Reads the fields that are lists, short or long, and texts that become HTML."""

    decoder: Decoder
    settings: ParseSettings

    def strategies(self, key: str, node: Node) -> tuple[StrategyUse, ...] | None:
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
                uses += self.strategies(key, item) or ()
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

    def takeaways(self, key: str, node: Node) -> tuple[Takeaway, ...]:
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

    def questions(self, key: str, node: Node) -> tuple[Question, ...]:
        d = self.decoder
        fields: dict[str, Reader] = {
            "id": d.text,
            "text": d.text,
            "for": d.text,
            "answer": d.text,
            "status": lambda k, n: d.choice(k, n, self.settings.vocabulary.question),
        }

        def make(parts: dict[str, Any], line: int) -> Question:
            text, whom = parts.pop("text", ""), parts.pop("for", "")
            soon = fold(whom) in self.settings.vocabulary.for_session
            words = html.escape(text)
            return Question(text, words, line, for_whom=whom, for_session=soon, **parts)

        return self._long_items(key, node, fields, "text", make)

    def practice(self, key: str, node: Node) -> tuple[Practice, ...]:
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

    def beliefs(self, key: str, node: Node) -> tuple[Belief, ...]:
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
            elif not d.empty(item) and (text := d.prose(item).strip()):
                found.append(make({words: text}, line))
        return tuple(found)

    def _confidence(self, key: str, node: Node) -> float | None:
        text = self.decoder.value(node)
        word = self.settings.vocabulary.confidence.get(fold(text or ""))
        return word if word is not None else self.decoder.number(key, node, 0, 10)

    def _conviction(self, key: str, node: Node) -> float | None:
        if isinstance(node, Scalar):
            node = replace(node, value=node.value.strip().removesuffix("%"))
        return self.decoder.number(key, node, 0, 100)

    def between_us(self, key: str, node: Node) -> tuple[Item, ...]:
        return tuple(Item(text, html.escape(text), line) for text, line in self._texts(node))

    def only_for_me(self, key: str, node: Node) -> int:
        """Only the number of notes: their text goes no further than here."""
        return len(self._texts(node))

    def _texts(self, node: Node) -> list[tuple[str, int]]:
        """The texts of a list, each with its line."""
        d = self.decoder
        if isinstance(node, MappingNode):
            return [(d.prose(node), d.source.line_at(node.start))]
        texts: list[tuple[str, int]] = []
        for item in d.items(node):
            line = d.source.line_at(item.start)
            if isinstance(item, Scalar) and item.style in ("|", ">"):
                texts.extend((text, line) for text in block_items(item.value))
            elif not d.empty(item):
                texts.append((d.prose(item).strip(), line))
        return texts

    def prose_html(self, key: str, node: Node) -> str | None:
        d = self.decoder
        if isinstance(node, Sequence):
            paragraphs = [d.prose(item).strip() for item in node.items if not d.empty(item)]
        else:
            paragraphs = [] if d.nothing(node) else d.prose(node).strip().split("\n\n")
        return "".join(
            f"<p>{html.escape(text.strip())}</p>\n" for text in paragraphs if text.strip()
        )


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
