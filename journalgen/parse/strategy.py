"""Turn the bytes of a file in strategies/ into the page of a coping strategy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from msgspec.structs import replace

from journalgen.diagnostics import Diagnostic
from journalgen.model.entry import StrategyPage
from journalgen.parse.decoded_bytes import decode_bytes
from journalgen.parse.decoder import Decoder, Reader
from journalgen.parse.front_matter import COMBINE
from journalgen.parse.header import read_header
from journalgen.parse.markdown import Markdown, Rendering
from journalgen.parse.private import cut_private
from journalgen.parse.sections import Sections, read_sections
from journalgen.parse.source_text import SourceText
from journalgen.parse.vocabulary import Vocabulary

STRATEGY_KEYS = ("name", "title", "aliases", "pinned", "only_for_me")
PLAN_KEYS = ("name", "title", "checked", "only_for_me")


def parse_strategy(
    path: str,
    data: bytes,
    markdown: Markdown,
    words: Vocabulary,
    headings: Mapping[str, str] | None = None,
) -> tuple[StrategyPage, list[Diagnostic]]:
    """Read the file at `path`: its name is `name`, `title`, the first heading or the file's.

    `headings` are those of a plan: folded headings whose text is kept apart, and what under.
    """
    keys = PLAN_KEYS if headings else STRATEGY_KEYS
    decoded = decode_bytes(data)
    source = SourceText(path, decoded.text)
    header = read_header(source, words.section_of, keys)
    d = header.decoder
    readers = _readers(d)
    values = d.mapping(header.mapping, {key: readers[key] for key in keys}, combine=COMBINE)
    text, kept_out = cut_private(header.body, words)
    if headings:
        text = _without_starts(text, words.plan_starts)
    kept_out += header.kept_out + values.get("only_for_me", 0)
    name = values.get("name") or values.get("title") or ""
    checked, _clock = values.get("checked") or (None, None)
    aliases, pinned = values.get("aliases", ()), values.get("pinned", False)
    page = StrategyPage(path, name, aliases, pinned, checked, kept_out=kept_out)
    if decoded.problems:
        page = replace(page, as_written=text)
        found = [source.diagnostic(code, 0, quote=False) for code in decoded.problems]
        d.diagnostics += [replace(x, span=replace(x.span, line=None, column=None)) for x in found]
    else:
        sections, rendering = read_sections(
            markdown, text, replace(words, headings=headings or {}), take_title=not name
        )
        page = _with_body(page, sections, rendering, header.body_line)
        d.diagnostics += [
            source.at_line(code, line + header.body_line) for code, line in rendering.problems
        ]
    page = replace(page, name=page.name or _name_of_file(path), kept=tuple(d.kept))
    return page, d.diagnostics


def _without_starts(text: str, starts: Collection[str]) -> str:
    """A plan without the lines that were there from the start and still wait to be completed."""
    lines = text.split("\n")
    return "\n".join("" if line.strip().lstrip("-*+ ") in starts else line for line in lines)


def _readers(d: Decoder) -> dict[str, Reader]:
    """How each key of a strategy or a plan is read."""
    return {
        "name": d.text,
        "title": d.text,
        "aliases": d.names,
        "pinned": d.boolean,
        "checked": d.moment,
        "only_for_me": lambda key, node: len(d.items(node)),
    }


def _with_body(
    page: StrategyPage, sections: Sections, rendering: Rendering, first_line: int
) -> StrategyPage:
    """The page with its text; `first_line` is the line of the file the text begins on."""
    references = (replace(x, line=x.line + first_line) for x in rendering.references)
    return replace(
        page,
        name=page.name or sections.title,
        body=sections.body + sections.footnotes,
        rest=tuple(sections.rest.items()),
        anchors=tuple(rendering.anchors.items()),
        references=tuple(references),
    )


def _name_of_file(path: str) -> str:
    return PurePosixPath(path).stem.replace("-", " ").replace("_", " ").strip()
