"""Undo what a comma or a lacking space does to a mapping in braces."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from journalgen.parse.known_keys import known_key
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node, Scalar


def mend_flow(text: str, node: MappingNode, fields: Collection[str]) -> Iterable[tuple[Node, Node]]:
    """Undo what a comma or a lacking space does inside braces.

    `{text: pause, then answer}` has a key “then answer” without a value: it belongs to the text
    before it. `{before: 3, after:6}` has a key “after:6”.
    """
    if not node.flow:
        return node.pairs
    mended: list[tuple[Node, Node]] = []
    ends: dict[int, int] = {}  # by place in `mended`: where a text with commas ends
    for key, value in node.pairs:
        lone = isinstance(key, Scalar) and not key.style and value.start == value.end
        if not (lone and isinstance(key, Scalar)) or known_key(key.value, fields):
            mended.append((key, value))
            continue
        name, colon, rest = key.value.partition(":")
        last = mended[-1][1] if mended else None
        if colon and rest and known_key(name, fields):
            split = key.start + len(name)
            tight = Scalar(name, key.start, split), Scalar(rest, key.end - len(rest), key.end)
            mended.append(tight)
        elif isinstance(last, Scalar) and not last.style:
            ends[len(mended) - 1] = key.end
        else:
            mended.append((key, value))
    for place, end in ends.items():
        before_key, before = mended[place]
        words = " ".join(text[before.start : end].split())
        mended[place] = before_key, Scalar(words, before.start, end, "mended")
    return mended
