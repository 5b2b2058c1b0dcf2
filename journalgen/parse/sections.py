"""Turn the body of an entry into the sections that are read and the text that is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token
from msgspec import Struct, field

from journalgen.model.names import slug
from journalgen.parse.markdown import Markdown, Rendering
from journalgen.parse.markdown_html import plain_text, task_box
from journalgen.parse.vocabulary import Vocabulary

_ITEM_SECTIONS = frozenset(
    {"takeaways", "questions", "practice", "from_last_time", "strategies", "between_us"}
)


class SectionItem(Struct, frozen=True):
    """A list item or paragraph of a section."""

    text: str
    """Its first paragraph without marks."""
    html: str
    line: int
    """In the body, counted from 0."""
    rich: bool
    """Whether the HTML says more than the text: links, emphasis, nested blocks."""


class Sections(Struct):
    """A body taken apart."""

    title: str = ""
    """The first level-1 heading, if asked for."""
    body: str = ""
    """HTML of the text outside the sections."""
    items: dict[str, list[SectionItem]] = field(default_factory=dict)
    """By section; only sections that have items."""
    footnotes: str = ""
    """HTML."""
    rest: dict[str, str] = field(default_factory=dict)
    """HTML of what stands in a section beside its items; all of it for prose sections."""
    headings: list[tuple[str, int]] = field(default_factory=list)
    """(text, line) of the level-2 headings that are ordinary text."""


def read_sections(
    markdown: Markdown, text: str, vocabulary: Vocabulary, *, take_title: bool
) -> tuple[Sections, Rendering]:
    """Parse `text`; `take_title` takes the first level-1 heading out of the body."""
    tokens, env, rendering = markdown.parse(text)
    sections = Sections()
    plain: list[Token] = []
    for section, block in _blocks(tokens, vocabulary):
        if block[0].type == "footnote_block_open":
            sections.footnotes = markdown.render(block, env)
            continue
        if section is not None:
            plain.extend(_read_section(markdown, section, block[3:], env, sections))
            if section in sections.items or section in sections.rest:
                rendering.anchors[slug(plain_text(block[1]))] = section
            else:
                rendering.anchors.pop(slug(plain_text(block[1])), None)
            continue
        if take_title and not sections.title and block[0].tag == "h1":
            sections.title = plain_text(block[1])
            if _only_words(block[1]):
                rendering.anchors[slug(sections.title)] = "main"
                block = block[3:]
        plain.extend(block)
    sections.headings = [
        (plain_text(plain[index + 1]), token.map[0] if token.map else 0)
        for index, token in enumerate(plain)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0
    ]
    sections.body = markdown.render(plain, env)
    return sections, rendering


def _only_words(token: Token) -> bool:
    """Whether nothing of an inline token is lost where only its words are shown."""
    shown = {"text", "softbreak", "hardbreak", "code_inline"}
    marks = {f"{name}_{side}" for name in ("em", "strong", "s") for side in ("open", "close")}
    return all(child.type in shown | marks for child in token.children or [])


def _blocks(
    tokens: list[Token], vocabulary: Vocabulary
) -> Iterator[tuple[str | None, list[Token]]]:
    """Cut the tokens before each level-1 and level-2 heading of the outermost level."""
    block: list[Token] = []
    section: str | None = None
    for index, token in enumerate(tokens):
        heading = token.type == "heading_open" and token.level == 0 and token.tag in ("h1", "h2")
        if heading or token.type == "footnote_block_open":
            if block:
                yield section, block
            block = []
            name = plain_text(tokens[index + 1]) if heading and token.tag == "h2" else ""
            section = vocabulary.section_of(name) if name else None
        block.append(token)
    if block:
        yield section, block


def _read_section(
    markdown: Markdown, section: str, tokens: list[Token], env: dict[str, Any], into: Sections
) -> list[Token]:
    """Take the items out of a section; whatever else is in it stays beside them.

    Returns what follows the section's last list: ordinary text under no heading.
    """
    rest: list[Token] = []
    parts = list(_top_level(tokens))
    kinds = [part[0].type for part in parts]
    lists = section in _ITEM_SECTIONS and any(kind in _LISTS for kind in kinds)
    end = max(i for i, kind in enumerate(kinds) if kind in _LISTS) + 1 if lists else len(parts)
    for part in parts[:end]:
        wanted = _LISTS if lists else ("paragraph_open",)
        if section not in _ITEM_SECTIONS or part[0].type not in wanted:
            rest.extend(part)
            continue
        for item in _list_items(part) if lists else [part]:
            found = _item(markdown, item, env)
            if found.text or found.html.strip():
                into.items.setdefault(section, []).append(found)
    html = markdown.render(rest, env)
    if html.strip():
        into.rest[section] = into.rest.get(section, "") + html
    return [token for part in parts[end:] for token in part]


_LISTS = ("bullet_list_open", "ordered_list_open")


def _top_level(tokens: list[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    depth = 0
    for token in tokens:
        part.append(token)
        depth += token.nesting
        if depth == 0:
            yield part
            part = []


def _list_items(tokens: list[Token]) -> list[list[Token]]:
    """Each item of one list."""
    return list(_top_level(tokens[1:-1]))


def _item(markdown: Markdown, tokens: list[Token], env: dict[str, Any]) -> SectionItem:
    """A list item or a paragraph; the box of a task stays before its text."""
    box = ""
    line = next((token.map[0] for token in tokens if token.map), 0)
    if tokens[0].type == "list_item_open":
        box = task_box(tokens[0])
        tokens = tokens[1:-1]
    first = next((token for token in tokens if token.type == "inline"), None)
    plain = len(tokens) == 3 and tokens[0].type == "paragraph_open"
    html = markdown.render(tokens[1:2] if plain else tokens, env)
    words = (
        child.type in ("text", "softbreak") for child in (first.children or [] if first else [])
    )
    rich = not plain or bool(box) or not all(words)
    return SectionItem(plain_text(first) if first else "", box + html, line, rich)
