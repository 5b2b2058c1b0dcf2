"""Read the shapes that only journal.yaml has: names with settings, and a choice of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from journalgen.model.names import fold
from journalgen.parse.decoder import Decoder
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node


class ConfigDecoder(Decoder):
    """A decoder of journal.yaml, which has no page that could show what isn't used."""

    UNKNOWN, DUPLICATE = "unknown-setting", "duplicate-setting"

    def pairs(
        self, key: str, node: Node, example: str, same: Callable[[str], str] = fold
    ) -> list[tuple[str, Node]]:
        """The (name, settings) of a mapping with free names; anything else is reported.

        `same` is the key by which two names are one; of those the first counts.
        """
        if isinstance(node, MappingNode):
            return self._unique(key, node, same)
        if not self.empty(node):
            self.unusable("not-a-mapping", key, node, example=example)
        return []

    def _unique(
        self, key: str, node: MappingNode, same: Callable[[str], str]
    ) -> list[tuple[str, Node]]:
        found: dict[str, tuple[str, Node]] = {}
        for name_node, value in node.pairs:
            name = self.key_name(name_node)
            if not same(name):
                self.problem("name-lacking", name_node, key=key)
            elif same(name) in found:
                self.problem(self.DUPLICATE, name_node, key=name)
            else:
                found[same(name)] = (name, value)
        return list(found.values())

    def parts(
        self,
        key: str,
        node: Node,
        readers: Mapping[str, Callable[[str, Node], Any]],
        example: str,
    ) -> dict[str, Any]:
        """The settings of one name; anything but a mapping is reported."""
        if isinstance(node, MappingNode):
            return self.mapping(node, readers)
        if not self.empty(node):
            self.unusable("not-a-mapping", key, node, example=example)
        return {}

    def one_of(self, key: str, node: Node, words: tuple[str, ...]) -> str | None:
        """One of `words` as it stands there, whatever case and gaps were written."""
        text = self.value(node)
        if text is None:
            return None
        known = {fold(word): word for word in words}
        if fold(text) in known:
            return known[fold(text)]
        self.unusable("not-a-choice", key, node, value=text, choices=", ".join(words))
        return None
