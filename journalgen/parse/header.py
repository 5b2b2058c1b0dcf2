"""Turn the front matter of a file into a mapping of nodes, salvaging what a slip has broken."""

from __future__ import annotations

from collections.abc import Callable, Collection

from msgspec import Struct, field

from journalgen.model.entry import Kept
from journalgen.model.names import fold
from journalgen.parse.decoder import Decoder
from journalgen.parse.document import split_document
from journalgen.parse.private_keys import private_lines
from journalgen.parse.salvage import key_of, salvage
from journalgen.parse.source_text import SourceText
from journalgen.parse.yaml_nodes import Mapping, YamlError, parse_nodes

MAX_HEADER = 64 * 1024
"""Characters of front matter that are read."""


class Header(Struct):
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
    hidden_lines: frozenset[int] = frozenset()
    """Lines of `text`, counted from 0, that are only for the person."""
    kept_out: int = 0
    """Private notes that no reader of a key has counted."""
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
    header.hidden_lines = frozenset(private_lines(header.text, header.is_key))
    first = source.line_at(header.start)
    source.secret_lines = {first + number for number in header.hidden_lines}
    if not parts.closed:
        opening = source.text.index("-")
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
    header.decoder.kept.append(Kept("", without_private_keys(header)))
    header.kept_out = int(bool(header.hidden_lines))
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
    header.kept_out = int(bool(header.hidden_lines))
    header.body = without_private_keys(header) + "\n---\n\n" + header.body
    header.body_line = source.line_at(header.start)
    header.text = ""


def _salvage(header: Header, problem: YamlError) -> None:
    found = salvage(header.text, header.start, header.is_key)
    header.mapping = found.mapping
    source = header.decoder.source
    for code, index in found.problems or [(problem.code, problem.index)]:
        header.decoder.diagnostics.append(source.diagnostic(code, index))
    for begin, end in found.leftovers:
        header.readable = False
        header.decoder.diagnostics.append(source.diagnostic("front-matter-leftover", begin, end))
        if source.line_at(begin) in source.secret_lines:
            header.kept_out = 1
        else:
            header.decoder.kept.append(Kept("", source.text[begin:end]))


def without_private_keys(header: Header) -> str:
    """The front matter as written, without the lines that are only for the person."""
    hidden = header.hidden_lines
    lines = header.text.split("\n")
    return "\n".join(line for number, line in enumerate(lines) if number not in hidden)
