"""Turn journal.yaml into the configuration of a journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from msgspec import Struct, field

from journalgen import CONFIG_NAME
from journalgen.diagnostics import Diagnostic, Severity
from journalgen.locale import UnknownLanguageError, Words
from journalgen.measures import instruments
from journalgen.model.measures import OutcomeMeasure, Subscale
from journalgen.model.names import fold
from journalgen.model.scale import Goal, Scale
from journalgen.parse.config_decoder import ConfigDecoder
from journalgen.parse.declared_measures import read_measures, scale_readers
from journalgen.parse.settings import ParseSettings
from journalgen.parse.source_text import SourceText
from journalgen.parse.vocabulary import HEADINGS, make_vocabulary
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node, YamlError, parse_nodes

MAX_CONFIG = 64 * 1024

_MOOD = Scale("mood", better="higher")


class Config(Struct, frozen=True):
    """journal.yaml, every key with its default."""

    title: str = ""
    """Empty for the neutral title of the language."""
    language: str = "en"
    theme: str = "calm"
    theme_options: Mapping[str, str] = field(default_factory=dict)
    """As written; the theme knows which there are."""
    first_weekday: str = "auto"
    scales: Mapping[str, Scale] = field(default_factory=lambda: {"mood": _MOOD})
    """By folded name; always with `mood`."""
    measures: Mapping[str, OutcomeMeasure] = field(default_factory=instruments)
    """By key: those that ship with journalgen as this journal uses them, and its own."""
    declared_measures: tuple[str, ...] = ()
    """Keys of those journal.yaml names, in its order."""
    goals: Mapping[str, Goal] = field(default_factory=dict)
    """By folded name."""
    goal_score: bool = False
    """Whether goals that are rated together are put into one score."""
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further spellings by section."""
    next_session: int = 5
    """How many items stand on top of the next-session page."""
    hard_moment: str = ""
    """What the page for hard moments is called; empty for the name in the language."""
    shortcuts: bool = True
    """Whether single keys, such as an arrow, lead somewhere on the site."""
    discreet: bool = False
    """Whether titles and addresses in the site say nothing of what it holds."""

    @property
    def subscales(self) -> dict[str, tuple[OutcomeMeasure, Subscale]]:
        """Every measure, by the id of each total it has."""
        measures = self.measures.values()
        return {part.id: (measure, part) for measure in measures for part in measure.subscales}

    def parse_settings(self, words: Words) -> ParseSettings:
        """What the parser of entries needs to know of all this."""
        return ParseSettings(
            make_vocabulary(words.gettext, self.headings),
            self.scales,
            self.measures,
            {name: goal.name for name, goal in self.goals.items()},
            self.language,
        )


def read_config(data: bytes | None) -> tuple[Config, tuple[Diagnostic, ...]]:
    """Read journal.yaml; None means that there is none. Any error means: don't build."""
    if not data:
        return Config(), ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    source = SourceText(CONFIG_NAME, text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\x00" in text or len(data) > MAX_CONFIG:
        return Config(), (source.diagnostic("config-unreadable", 0, quote=False),)
    try:
        node = parse_nodes(source.text)
    except YamlError as problem:
        code = "config-broken" if problem.code == "front-matter-broken" else problem.code
        return Config(), (source.diagnostic(code, problem.index),)
    if node is None:
        return Config(), ()
    if not isinstance(node, MappingNode):
        return Config(), (source.diagnostic("config-broken", node.start),)
    fields = _ConfigFields(ConfigDecoder(source))
    readers = {key: partial(read, fields) for key, read in _FIELDS.items()}
    values = fields.decoder.mapping(node, readers)
    scales = {"mood": _MOOD} | values.pop("scales", {})
    declared: dict[str, OutcomeMeasure] = values.pop("measures", {})
    config = Config(
        **values,
        scales=scales,
        measures={**instruments(), **declared},
        declared_measures=tuple(declared),
    )
    return config, tuple(fields.decoder.diagnostics)


def unusable(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether a configuration with these findings is too unsure to build with."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


class _ConfigFields(Struct, frozen=True):
    """Reads the fields of journal.yaml."""

    decoder: ConfigDecoder

    def text(self, key: str, node: Node) -> str | None:
        return self.decoder.text(key, node)

    def boolean(self, key: str, node: Node) -> bool | None:
        return self.decoder.boolean(key, node)

    def language(self, key: str, node: Node) -> str | None:
        code = self.decoder.value(node)
        if code is None:
            return None
        try:
            return Words(code).language
        except UnknownLanguageError:
            self.decoder.unusable("language-unknown", key, node, value=code)
            return None

    def weekday(self, key: str, node: Node) -> str | None:
        days = (
            "auto",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        )
        return self.decoder.one_of(key, node, days)

    def theme_options(self, key: str, node: Node) -> dict[str, str]:
        pairs = self.decoder.pairs(key, node, "theme_options: {size: large}")
        return {name: self.decoder.value(value) or "" for name, value in pairs}

    def scales(self, key: str, node: Node) -> dict[str, Scale]:
        found = {}
        for name, value in self.decoder.pairs(key, node, "scales: {mood: {min: 0, max: 10}}"):
            parts = self.decoder.parts(
                name, value, scale_readers(self.decoder), "{min: 0, max: 10}"
            )
            default = _MOOD if fold(name) == "mood" else Scale(name)
            low, high = parts.get("min", default.minimum), parts.get("max", default.maximum)
            if low >= high:
                self.decoder.problem("scale-empty", value, key=name)
                continue
            found[fold(name)] = Scale(
                "mood" if fold(name) == "mood" else name,
                low,
                high,
                parts.get("better", default.better),
                parts.get("low", ""),
                parts.get("high", ""),
            )
        return found

    def measures(self, key: str, node: Node) -> dict[str, OutcomeMeasure]:
        return read_measures(self.decoder, key, node)

    def goals(self, key: str, node: Node) -> dict[str, Goal]:
        found = {}
        readers = {
            "title": self.decoder.text,
            "weight": lambda k, n: self.decoder.number(k, n, 0, 100),
        }
        for name, value in self.decoder.pairs(key, node, "goals: {rest: {title: Rest on Sundays}}"):
            parts = self.decoder.parts(name, value, readers, "{title: Rest on Sundays}")
            found[fold(name)] = Goal(name, parts.get("title", ""), parts.get("weight", 1))
        return found

    def headings(self, key: str, node: Node) -> dict[str, tuple[str, ...]]:
        if not isinstance(node, MappingNode):
            self.decoder.pairs(key, node, "headings: {takeaways: [What stays with me]}")
            return {}
        known = dict.fromkeys(HEADINGS, self._spellings)
        found: dict[str, tuple[str, ...]] = self.decoder.mapping(node, known)
        for name_node, _ in node.pairs:
            # A heading that isn't known could be the one that keeps text off the pages.
            name = self.decoder.key_name(name_node)
            if fold(name) not in {fold(section) for section in HEADINGS}:
                choices = ", ".join(HEADINGS)
                self.decoder.unusable("not-a-choice", key, name_node, value=name, choices=choices)
        return found

    def _spellings(self, key: str, node: Node) -> tuple[str, ...]:
        if isinstance(node, MappingNode):
            self.decoder.unusable("not-a-list", key, node)
            return ()
        texts = (self.decoder.prose(item).strip() for item in self.decoder.items(node))
        return tuple(text for text in texts if text)

    def next_session(self, key: str, node: Node) -> int:
        readers = {"top": lambda k, n: self.decoder.whole(k, n, 1, 50)}
        parts = self.decoder.parts(key, node, readers, "next_session: {top: 5}")
        return int(parts.get("top", 5))

    def hard_moment(self, key: str, node: Node) -> str:
        readers = {"label": self.decoder.text}
        return str(
            self.decoder.parts(key, node, readers, "hard_moment: {label: Pause}").get("label", "")
        )


_FIELDS: dict[str, Callable[[_ConfigFields, str, Node], Any]] = {
    "title": _ConfigFields.text,
    "language": _ConfigFields.language,
    "theme": _ConfigFields.text,
    "theme_options": _ConfigFields.theme_options,
    "first_weekday": _ConfigFields.weekday,
    "scales": _ConfigFields.scales,
    "measures": _ConfigFields.measures,
    "goals": _ConfigFields.goals,
    "goal_score": _ConfigFields.boolean,
    "headings": _ConfigFields.headings,
    "next_session": _ConfigFields.next_session,
    "hard_moment": _ConfigFields.hard_moment,
    "shortcuts": _ConfigFields.boolean,
    "discreet": _ConfigFields.boolean,
}
