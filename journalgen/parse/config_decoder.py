"""Read the shapes that only journal.yaml has: names with settings, and a choice of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from journalgen.model.names import fold
from journalgen.parse.decoder import Decoder
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node


class ConfigDecoder(Decoder):
    """A decoder of journal.yaml."""

    def pairs(self, key: str, node: Node, example: str) -> list[tuple[str, Node]]:
        """The (name, settings) of a mapping with free names; anything else is reported."""
        if isinstance(node, MappingNode):
            return [(self.key_name(name), value) for name, value in node.pairs]
        if not self.empty(node):
            self.unusable("not-a-mapping", key, node, example=example)
        return []

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
