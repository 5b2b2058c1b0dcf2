"""Turn a line of “What helped” into the use of a coping strategy.

The line is `name[, used N][, A -> B][, helped WORD][. note]`.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from journalgen.model.entry import Helped, StrategyUse
from journalgen.model.names import fold
from journalgen.model.scale import Scale
from journalgen.parse import numbers
from journalgen.parse.decoder import clean_name
from journalgen.parse.vocabulary import Vocabulary

# A part ends at a comma, or at a full stop that ends a sentence: not that of an initial.
_BREAK = re.compile(r"[,，،、;](?!\d)|(?<!\b[^\W\d])\.(?=\s|$)|。")
_COUNT = re.compile(r"(\d{1,5})\s*(?:x|×|times)?", re.ASCII | re.IGNORECASE)


class Clause(Struct, frozen=True):
    """One structured part of the line; exactly one field is set."""

    used: int | None = None
    pair: tuple[float | None, float] | None = None
    helped: Helped | None = None


def parse_clause(text: str, words: Vocabulary) -> Clause | None:
    """`used 2`, `3 -> 6` or `helped some`; None for anything else."""
    text = text.strip()
    first, _, rest = text.partition(" ")
    if fold(first) in words.used_words:
        count = _COUNT.fullmatch(rest.strip())
        return Clause(used=int(count.group(1))) if count else None
    if fold(first) in words.helped_words:
        helped = words.helped.get(fold(rest))
        return Clause(helped=helped) if helped else None
    pair = numbers.rating(text)
    return Clause(pair=pair) if pair and pair[0] is not None else None


def looks_like_clause(text: str, words: Vocabulary) -> bool:
    """Whether a part begins like a clause, so that a slip in it is worth a word."""
    return fold(text.strip().partition(" ")[0]) in (*words.used_words, *words.helped_words)


def can_apply(use: StrategyUse, clause: Clause, scale: Scale | None) -> bool:
    """Whether a clause says something new, and values that the scale has."""
    if clause.pair:
        inside = scale is None or all(
            scale.minimum <= value <= scale.maximum for value in clause.pair if value is not None
        )
        return inside and use.after is None
    return use.helped is None if clause.helped else use.used is None


def apply_clause(use: StrategyUse, clause: Clause) -> StrategyUse:
    """The use with one more thing known about it."""
    if clause.pair:
        return replace(use, before=clause.pair[0], after=clause.pair[1])
    if clause.helped:
        return replace(use, helped=clause.helped)
    return replace(use, used=clause.used)


def parse_use(
    text: str, line: int, words: Vocabulary, scale: Scale | None = None
) -> tuple[StrategyUse, bool]:
    """Read one line; `scale` is that of moods.

    The second value is False where a part wasn't clear and became a note.
    """
    text = text.strip()
    end = _BREAK.search(text)
    name = text[: end.start()] if end else text
    use = StrategyUse(clean_name(name), None, None, None, None, "", "", line)
    while end and not _stops(end.group()):
        start = end.end()
        end = _BREAK.search(text, start)
        part = text[start : end.start()] if end else text[start:]
        clause = parse_clause(part, words)
        if clause is None or not can_apply(use, clause, scale):
            clear = clause is None and not looks_like_clause(part, words)
            return replace(use, note=text[start:].strip()), clear
        use = apply_clause(use, clause)
    note = text[end.end() :].strip() if end else ""
    return replace(use, note=note), True


def _stops(mark: str) -> bool:
    return mark in ".。"
