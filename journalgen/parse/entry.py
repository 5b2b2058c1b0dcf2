"""Turn the bytes of one entry's file into an entry, whatever is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from difflib import get_close_matches
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from journalgen.diagnostics import Diagnostic
from journalgen.model.entry import (
    Entry,
    FollowUp,
    Item,
    Kept,
    Kind,
    Practice,
    Prose,
    Question,
    Rating,
    StrategyUse,
    Takeaway,
)
from journalgen.model.names import fold, fold_heading
from journalgen.parse import numbers
from journalgen.parse.decoded_bytes import decode_bytes
from journalgen.parse.front_matter import COMBINE, FIELDS, EntryFields
from journalgen.parse.header import Header, read_header, without_private_keys
from journalgen.parse.markdown import Markdown, Rendering
from journalgen.parse.private import cut_private
from journalgen.parse.sections import SectionItem, Sections, read_sections
from journalgen.parse.settings import ParseSettings
from journalgen.parse.source_text import SourceText
from journalgen.parse.use_line import parse_use
from journalgen.parse.vocabulary import HEADINGS, Vocabulary

_ARROW = re.compile(r"\s*(?:-+>|[–—]>|→|⟶|➔|⇒|=>)\s*")
_STATUS = re.compile(r"([^:：]{1,40})(?:[:：]\s*(.*))?", re.DOTALL)


class ParsedEntry(Struct, frozen=True):
    """An entry with what was found about it."""

    entry: Entry
    prose: Prose
    diagnostics: tuple[Diagnostic, ...]


class EntryParser:
    """Parses entries one by one; the result depends on the bytes and the settings alone."""

    def __init__(self, settings: ParseSettings) -> None:
        """Sets the Markdown parser up once."""
        self.settings = settings
        self.markdown = Markdown(settings.language)

    def parse(self, path: str, data: bytes) -> ParsedEntry:
        """Read the file at `path` (relative to the journal)."""
        decoded = decode_bytes(data)
        source = SourceText(path, decoded.text)
        header = read_header(source, self.settings.vocabulary.section_of, FIELDS)
        fields = EntryFields(header.decoder, self.settings)
        values = header.decoder.mapping(header.mapping, fields.readers(), combine=COMBINE)
        diagnostics = [source.diagnostic(code, 0, quote=False) for code in decoded.problems]
        diagnostics = [_whole_file(found) for found in diagnostics]
        entry = _from_front_matter(path, values, readable=header.readable and not decoded.problems)
        for rating in values.get("ratings", ()):
            if rating not in entry.ratings:  # a second mood
                header.decoder.kept.append(Kept(rating.scale, _plain_rating(rating)))
                for node in fields.moods:
                    header.decoder.problem("duplicate-key", node, key="mood")
        if decoded.problems:
            entry, prose = _as_written(entry, header, self.settings.vocabulary)
        else:
            entry, prose, found = self._with_body(entry, header, source)
            diagnostics += found
        entry = replace(
            entry,
            kept=tuple(header.decoder.kept),
            kept_out=entry.kept_out + header.kept_out,
            outside=tuple(fields.outside),
            risks=tuple(fields.risks),
        )
        diagnostics += header.decoder.diagnostics
        if entry.date is None:
            diagnostics.append(_whole_file(source.diagnostic("date-missing", 0, quote=False)))
        return ParsedEntry(entry, prose, tuple(diagnostics))

    def _with_body(
        self, entry: Entry, header: Header, source: SourceText
    ) -> tuple[Entry, Prose, list[Diagnostic]]:
        words = self.settings.vocabulary
        text, kept_out = cut_private(header.body, words)
        sections, rendering = read_sections(self.markdown, text, words, take_title=not entry.title)
        reader = _BodyReader(source, header.body_line, self.settings)
        entry, prose = reader.fill(entry, sections, rendering, kept_out)
        return entry, prose, reader.diagnostics


def unreadable_entry(path: str, code: str) -> ParsedEntry:
    """The entry of a file that couldn't be opened."""
    source = SourceText(path, "")
    entry = Entry(path, numbers.date_in_name(PurePosixPath(path).stem), readable=False)
    return ParsedEntry(entry, Prose(), (_whole_file(source.diagnostic(code, 0, quote=False)),))


def _whole_file(found: Diagnostic) -> Diagnostic:
    return replace(found, span=replace(found.span, line=None, column=None))


def _as_written(entry: Entry, header: Header, words: Vocabulary) -> tuple[Entry, Prose]:
    """The text of a file that isn't rendered, without what is only for the person."""
    front = without_private_keys(header)
    hidden = int(bool(header.hidden_lines))
    body, notes = cut_private(header.body, words)
    text = (f"---\n{front.rstrip()}\n---\n" if front.strip() else "") + body
    kept_out = entry.kept_out + notes or hidden
    return replace(entry, kept_out=kept_out), Prose(as_written=text)


def _from_front_matter(path: str, values: dict[str, Any], *, readable: bool) -> Entry:
    day, clock = _when(path, values)
    mood: Rating | None = values.get("mood")
    ratings = [rating for rating in values.get("ratings", ()) if not mood or rating.scale != "mood"]
    return Entry(
        path=path,
        date=day,
        time=clock,
        title=values.get("title", ""),
        kind=values.get("kind", Kind.SESSION),
        session=values.get("session"),
        therapist=values.get("therapist", ""),
        duration=values.get("duration"),
        ratings=tuple([mood, *ratings] if mood else ratings),
        measures=values.get("measures", ()),
        goals=values.get("goals", ()),
        beliefs=values.get("beliefs", ()),
        strategies=values.get("strategies", ()),
        tags=values.get("tags", ()),
        takeaways=values.get("takeaways", ()),
        explained=values.get("explained", ""),
        said_back=values.get("said_back", ""),
        questions=values.get("questions", ()),
        practice=values.get("practice", ()),
        between_us=values.get("between_us", ()),
        kept_out=values.get("only_for_me", 0),
        heavy=values.get("heavy", False),
        share=values.get("share", True) and not values.get("private", False),
        draft=values.get("draft", False),
        readable=readable,
    )


def _plain_rating(rating: Rating) -> str:
    pair = (value for value in (rating.before, rating.after) if value is not None)
    return " -> ".join(map(numbers.plain, pair))


def _when(path: str, values: dict[str, Any]) -> tuple[date | None, time | None]:
    """`date`, else `created`, else the file's name; `time`, else the one behind the date."""
    given = values.get("date") or values.get("created")
    if given:
        return given[0], values.get("time") or given[1]
    return numbers.date_in_name(PurePosixPath(path).stem), values.get("time")


class _BodyReader:
    """Adds what the body says to an entry."""

    def __init__(self, source: SourceText, first_line: int, settings: ParseSettings) -> None:
        words = settings.vocabulary
        self.mood_scale = settings.scales.get("mood")
        self.source = source
        self.first_line = first_line
        self.words = words
        self.diagnostics: list[Diagnostic] = []

    def fill(
        self, entry: Entry, sections: Sections, rendering: Rendering, kept_out: int
    ) -> tuple[Entry, Prose]:
        items = sections.items
        for code, line in rendering.problems:
            self._report(code, line)
        for text, line in rendering.comments:
            if text and text not in self.words.prompts:
                self._report("comment-left-out", line)
        self._near_headings(sections.headings)
        rest = {k: v for k, v in sections.rest.items() if k not in ("explained", "said_back")}
        uses = [self._use(item) for item in items.get("strategies", ())]
        nameless = "".join(
            f"<p>{item.html}</p>\n"
            for item, use in zip(items.get("strategies", ()), uses, strict=True)
            if not fold(use.name)
        )
        if nameless:
            rest["strategies"] = rest.get("strategies", "") + nameless
        entry = replace(
            entry,
            title=entry.title or sections.title,
            takeaways=entry.takeaways
            + tuple(Takeaway(x.text, x.html, self._line(x)) for x in items.get("takeaways", ())),
            questions=entry.questions
            + tuple(Question(x.text, x.html, self._line(x)) for x in items.get("questions", ())),
            practice=entry.practice
            + tuple(Practice(x.text, x.html, self._line(x)) for x in items.get("practice", ())),
            follow_ups=tuple(self._follow_up(x) for x in items.get("from_last_time", ())),
            strategies=_merge_uses(entry.strategies, uses),
            between_us=entry.between_us
            + tuple(Item(x.text, x.html, self._line(x)) for x in items.get("between_us", ())),
            explained=entry.explained + sections.rest.get("explained", ""),
            said_back=entry.said_back + sections.rest.get("said_back", ""),
            kept_out=entry.kept_out + kept_out,
            anchors=tuple(rendering.anchors.items()),
            references=tuple(
                replace(x, line=x.line + self.first_line) for x in rendering.references
            ),
        )
        return entry, Prose(sections.body, sections.footnotes, tuple(rest.items()))

    def _line(self, item: SectionItem) -> int:
        return item.line + self.first_line

    def _report(self, code: str, line: int, **args: str) -> None:
        self.diagnostics.append(self.source.at_line(code, line + self.first_line, **args))

    def _use(self, item: SectionItem) -> StrategyUse:
        use, clear = parse_use(item.text, self._line(item), self.words, self.mood_scale)
        if not clear:
            self._report("use-unclear", item.line)
        return replace(use, html=item.html if item.rich else "")

    def _follow_up(self, item: SectionItem) -> FollowUp:
        """`text -> [status:] what became of it`."""
        arrow = _ARROW.search(item.text)
        text = item.text[: arrow.start()] if arrow else item.text
        outcome = item.text[arrow.end() :] if arrow else ""
        status = ""
        match = _STATUS.fullmatch(outcome)
        if match and (word := self._status(match.group(1))):
            status, outcome = word, match.group(2) or ""
        html = item.html if item.rich else ""
        unsaid = bool(arrow) and not (status or outcome.strip())
        return FollowUp(text.strip(), outcome.strip(), status, html, self._line(item), unsaid)

    def _status(self, text: str) -> str:
        key = fold(text.strip().rstrip("."))
        for table in (self.words.question, self.words.practice, self.words.verdict):
            if key in table:
                return str(table[key])
        return ""

    def _near_headings(self, headings: Iterable[tuple[str, int]]) -> None:
        """Point at headings that were probably meant to be read."""
        for text, line in headings:
            close = _near_heading(fold_heading(text)[:60])
            if close:
                self._report("heading-almost", line, value=close)


_FOLDED_HEADINGS = {fold_heading(name): name for name in HEADINGS.values()}


@lru_cache(maxsize=1024)
def _near_heading(text: str) -> str | None:
    """The heading that `text` was probably meant to be."""
    close = get_close_matches(text, list(_FOLDED_HEADINGS), 1, 0.86)
    return _FOLDED_HEADINGS[close[0]] if close else None


def _merge_uses(front: tuple[StrategyUse, ...], body: list[StrategyUse]) -> tuple[StrategyUse, ...]:
    """A name in the front matter and its line under “What helped” are one use."""
    told = {fold(use.name) for use in body}
    kept = [use for use in front if not (use.bare and fold(use.name) in told)]
    return tuple(kept + [use for use in body if fold(use.name)])
