"""Turn the uses of a coping strategy into a sentence on how often it was used."""

from __future__ import annotations

from journalgen.locale import Words
from journalgen.model.strategies import Strategy


def use_count(words: Words, strategy: Strategy) -> str:
    """`In 9 entries, 24 times in all.`"""
    ngettext = words.ngettext
    count = len({entry.path for entry, _ in strategy.uses})
    times = [use.used for _, use in strategy.uses if use.used is not None]
    if not count:
        return words.gettext("Not in any entry yet.")
    if not times:
        return ngettext("In {count} entry.", "In {count} entries.", count).format(count=count)
    within = ngettext(
        "In {count} entry, {times} times in all.",
        "In {count} entries, {times} times in all where a number was given.",
        count,
    )
    return within.format(count=count, times=sum(times))
