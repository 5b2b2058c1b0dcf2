"""Turn the front matter of a file into a mapping of nodes, salvaging what a slip has broken."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from journalgen.model.entry import Kept
from journalgen.model.names import fold
from journalgen.parse.decoder import PRIVATE_KEY, Decoder, suggestion
from journalgen.parse.document import split_document
from journalgen.parse.salvage import key_of, salvage
from journalgen.parse.source_text import SourceText
from journalgen.parse.yaml_nodes import Mapping, YamlError, parse_nodes

MAX_HEADER = 64 * 1024
"""Characters of front matter that are read."""


@dataclass(slots=True)
class Header:
    """A file's front matter as nodes, and its body."""

    decoder: Decoder
    keys: Collection[str]
    """The keys that may be in it."""
    text: str
    """The front matter as written; empty where there is none."""
    start: int
    """The character of the file it begins at."""
    body: str
    body_line: int
    """The line of the file the body begins on."""
    mapping: Mapping = field(default=Mapping((), 0, 0))
    readable: bool = True
    """False where a part couldn't be made out, so that nobody can be sure of the rest."""

    def is_key(self, name: str) -> bool:
        """Whether a key of the format has this name."""
        return fold(name) in {fold(key) for key in self.keys}


def read_header(
    source: SourceText, section_of: Callable[[str], str | None], keys: Collection[str]
) -> Header:
    """Split the file and read its front matter; problems are in the header's decoder."""
    parts = split_document(source.text, lambda heading: section_of(heading) is not None)
    header = Header(
        Decoder(source),
        keys,
        parts.header or "",
        parts.header_start,
        parts.body,
        source.line_at(parts.body_start),
    )
    if not parts.closed:
        opening = source.text.index("---")
        header.decoder.diagnostics.append(source.diagnostic("front-matter-unclosed", opening))
    if len(header.text) > MAX_HEADER:
        _too_big(header)
        return header
    try:
        node = parse_nodes(header.text, header.start)
    except YamlError as problem:
        _salvage(header, problem)
        return header
    if isinstance(node, Mapping):
        header.mapping = node
    elif node is not None:
        _not_keys(header)
    return header


def _too_big(header: Header) -> None:
    """Take no more from it than the lines that say who may see the entry, and when it was."""
    source = header.decoder.source
    header.decoder.diagnostics.append(source.diagnostic("front-matter-too-big", header.start))
    header.decoder.kept.append(Kept("", without_private_keys(header.text)[0]))
    beginning = header.text[:MAX_HEADER].rpartition("\n")[0]
    header.mapping = salvage(beginning, header.start, header.is_key).mapping
    header.readable = False


def _not_keys(header: Header) -> None:
    """Lines between dashes that are no mapping: keys without a space, else ordinary text."""
    lines = header.text.splitlines()
    if any(key_of(line, header.is_key) for line in lines):
        _salvage(header, YamlError("front-matter-broken", header.start))
        return
    source = header.decoder.source
    header.decoder.diagnostics.append(source.diagnostic("front-matter-not-keys", header.start))
    header.body = header.text + "\n---\n\n" + header.body
    header.body_line = source.line_at(header.start)
    header.text = ""


def _salvage(header: Header, problem: YamlError) -> None:
    found = salvage(header.text, header.start, header.is_key)
    header.mapping = found.mapping
    source = header.decoder.source
    private = _private_lines(header.text)
    first = source.line_at(header.start)
    for code, index in found.problems or [(problem.code, problem.index)]:
        secret = source.line_at(index) - first in private
        header.decoder.diagnostics.append(source.diagnostic(code, index, quote=not secret))
    for begin, end in found.leftovers:
        header.readable = False
        secret = source.line_at(begin) - first in private
        header.decoder.diagnostics.append(
            source.diagnostic("front-matter-leftover", begin, end, quote=not secret)
        )
        if not secret:
            header.decoder.kept.append(Kept("", source.text[begin:end]))


def without_private_keys(text: str) -> tuple[str, int]:
    """A front matter without the lines under `only_for_me`, and how many such keys there were."""
    hidden = _private_lines(text)
    lines = [line for number, line in enumerate(text.split("\n")) if number not in hidden]
    return "\n".join(lines), int(bool(hidden))


def _private_lines(text: str) -> set[int]:
    """The lines from a key like `only_for_me`, misspelt too, to the next key at the margin."""
    hidden: set[int] = set()
    private = False
    for number, line in enumerate(text.split("\n")):
        found = key_of(line, lambda name: suggestion(name, (PRIVATE_KEY,)) is not None)
        if found and not line[:1].isspace():
            private = suggestion(found[0], (PRIVATE_KEY,)) is not None
        if private:
            hidden.add(number)
    return hidden
