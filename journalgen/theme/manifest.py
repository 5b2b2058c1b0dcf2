"""Turn theme.yaml into what a theme says of itself: its parent and the options it offers."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from journalgen.diagnostics import Diagnostic
from journalgen.model.names import fold
from journalgen.parse.config_decoder import ConfigDecoder
from journalgen.parse.source_text import SourceText
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node, YamlError, parse_nodes
from journalgen.theme.css_values import is_plain_value, is_property

API = 1
"""The version of the contract between themes and journalgen."""

MAX_MANIFEST = 64 * 1024

_OPTION = "accent: {default: sage, values: {sage: {--leaf: green}}}"


class Option(Struct, frozen=True):
    """Something a person can choose about a theme."""

    default: str
    values: Mapping[str, Mapping[str, str]]
    """By value, folded: the custom properties (and `color-scheme`) it sets."""


class Manifest(Struct, frozen=True):
    """theme.yaml, every key with its default."""

    name: str = ""
    """Empty for the name of its folder."""
    description: str = ""
    """One line for the list of themes."""
    extends: str = ""
    """A theme that ships with journalgen, or a folder as seen from this one; empty for none."""
    options: Mapping[str, Option] = field(default_factory=dict)


def read_manifest(
    data: bytes, path: str, *, own: bool = False
) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """Read the theme.yaml at `path`. Any error means: don't use it.

    `own` is the folder `theme` of a journal, which goes over any theme: it has options at most.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    source = SourceText(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\x00" in text or len(data) > MAX_MANIFEST:
        limit = (("limit", f"{MAX_MANIFEST // 1024} KiB"),)
        return Manifest(), (source.diagnostic("theme-unreadable", 0, quote=False, args=limit),)
    try:
        node = parse_nodes(source.text)
    except YamlError as problem:
        code = "theme-broken" if problem.code == "front-matter-broken" else problem.code
        return Manifest(), (source.diagnostic(code, problem.index),)
    if not isinstance(node, MappingNode):
        code = "theme-broken" if node else "theme-api"
        args = (("value", "–"), ("wanted", str(API))) if code == "theme-api" else ()
        found = () if own and not node else (source.diagnostic(code, 0, args=args),)
        return Manifest(), found
    return _Reader(ConfigDecoder(source), own).read(node)


class _Reader(Struct, frozen=True):
    """Reads the fields of theme.yaml."""

    decoder: ConfigDecoder
    own: bool

    def read(self, node: MappingNode) -> tuple[Manifest, tuple[Diagnostic, ...]]:
        decoder = self.decoder
        readers = {"options": self.options} | ({} if self.own else {
            "name": decoder.text, "description": decoder.text, "extends": decoder.text,
            "api": lambda _key, node: decoder.value(node),
        })  # fmt: skip
        values = decoder.mapping(node, readers)
        api = values.pop("api", None)
        if not self.own and api != str(API):
            decoder.problem("theme-api", self._api(node), value=api or "–", wanted=str(API))
        return Manifest(**values), tuple(decoder.diagnostics)

    def _api(self, node: MappingNode) -> Node:
        """Where the version stands, or should."""
        named = (key for key, _ in node.pairs if fold(self.decoder.key_name(key)) == "api")
        return next(named, node)

    def options(self, key: str, node: Node) -> dict[str, Option]:
        found = {}
        for name, value in self.decoder.pairs(key, node, _OPTION):
            readers = {"default": self.decoder.text, "values": self.values}
            parts = self.decoder.parts(name, value, readers, "{default: …, values: {…}}")
            values = parts.get("values", {})
            default = fold(parts.get("default", ""))
            if default in values:
                found[name] = Option(default, values)
            else:
                choices = ", ".join(values) or "…"
                self.decoder.problem("theme-default", value, key=name, choices=choices)
        return found

    def values(self, key: str, node: Node) -> dict[str, dict[str, str]]:
        pairs = self.decoder.pairs(key, node, "values: {sage: {--leaf: green}}")
        return {fold(name): self.settings(name, value) for name, value in pairs}

    def settings(self, key: str, node: Node) -> dict[str, str]:
        found = {}
        for name, value in self.decoder.pairs(key, node, "sage: {--leaf: green}", same=str):
            written = self.decoder.value(value) or ""
            if not is_property(name):
                self.decoder.problem("theme-property", value, key=name)
            elif not is_plain_value(written):
                self.decoder.problem("theme-value", value, value=written)
            else:
                found[name] = written
        return found
