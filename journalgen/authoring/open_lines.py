"""Turn what is open into lines for “From last time” that a later build will understand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from journalgen.insight.agenda import UNCLEAR
from journalgen.insight.insights import Insights
from journalgen.insight.items import Item
from journalgen.model.entry import Entry
from journalgen.model.journal import Journal
from journalgen.model.thread import BETWEEN_US, PRACTICE, QUESTION, Thread
from journalgen.model.threads import FOLLOW_UP, join
from journalgen.parse.entry import EntryParser
from journalgen.parse.settings import ParseSettings

MOST = 3
"""Open items that a new entry asks about."""
_KINDS = (BETWEEN_US, QUESTION, PRACTICE, UNCLEAR)
_LONG = 100
"""Characters of words that are offered whole."""
_SHORT = 60
"""Characters of others, where the beginning says enough."""
_MARKS = re.compile(r"([\\`*_\[\]<>#&~|!])")
_ARROW = re.compile(r"\s*(?:-+>|[–—]>|→|⟶|➔|⇒|=>)")


def open_lines(
    journal: Journal, insights: Insights, settings: ParseSettings, heading: str, today: date
) -> tuple[str, ...]:
    """At most three open items and a takeaway that is due, in words that lead back to them.

    `heading` is that of “From last time”. What may not be quoted is left out.
    """
    items = _chosen(insights, today)
    candidates = [(item, text) for item in items for text in _candidates(item)]
    text = "".join(f"- {candidate} -> .\n" for _, candidate in candidates)
    parsed = EntryParser(settings).parse(f"{today}.md", f"## {heading}\n{text}".encode())
    meant = _meant(journal, parsed.entry)
    lines: dict[int, str] = {}
    for index, (item, candidate) in enumerate(candidates):
        thread = meant.get(index)
        if thread and thread.steps[0].item is item.first.item and thread.kind == item.kind:
            lines.setdefault(id(item), candidate)
    return tuple(lines[id(item)] for item in items if id(item) in lines)


def _chosen(insights: Insights, today: date) -> list[Item]:
    """What was last spoken of before that day: an entry can't follow up on itself or later ones."""
    agenda = insights.agendas.next
    points = (*agenda.top, *agenda.rest)
    items = [point.item for point in points if point.kind in _KINDS and point.item]
    chosen = [item for item in items if item.words and _before(item, today)][:MOST]
    due = insights.due_takeaway
    return chosen + ([due] if due and due not in chosen and _before(due, today) else [])


def _before(item: Item, today: date) -> bool:
    day = item.last.entry.date
    return day is None or day < today


def _candidates(item: Item) -> Iterator[str]:
    """What a line may begin with, the best first."""
    words = " ".join(item.words.split())
    before_arrow = _ARROW.split(words)[0]
    for text in (_shortened(words), words, before_arrow, item.thread.id):
        if text:
            yield text
            yield _MARKS.sub(r"\\\1", text)


def _shortened(words: str) -> str:
    """The beginning, up to the end of a word."""
    if len(words) <= _LONG:
        return words
    cut = words[:_SHORT].rpartition(" ")[0]
    return cut.rstrip(" ,;:–-") if len(cut) > _SHORT // 2 else words


def _meant(journal: Journal, entry: Entry) -> dict[int, Thread]:
    """By line below the heading: what it would follow up on if `entry` were the last one."""
    threads, _odd = join((*journal.entries, entry))
    found: dict[int, Thread] = {}
    for place, follow_up in enumerate(entry.follow_ups):
        known = threads.of_item.get((entry.path, FOLLOW_UP, place))
        if known:
            found[follow_up.line - 2] = known[0]  # the first line is the heading's
    return found
