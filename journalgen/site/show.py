"""Turn the strategies, questions, practice or takeaways of a journal into text or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from journalgen.diagnostics import N_
from journalgen.insight.items import Item, State
from journalgen.insight.uses import summarize_uses
from journalgen.model.entry import Entry, Helped, Question
from journalgen.model.strategies import Strategy
from journalgen.model.thread import PRACTICE, QUESTION, TAKEAWAY, Step
from journalgen.model.visibility import Shown, quoted
from journalgen.report import Style
from journalgen.site.context import Context
from journalgen.site.steps import newest_first
from journalgen.site.terminal import clean, wrapped
from journalgen.site.use_count import use_count

STRATEGIES = "strategies"
KINDS = {"questions": QUESTION, "practice": PRACTICE, "takeaways": TAKEAWAY}
"""What can be shown, beside strategies, and the kind of its threads."""

_TITLES = {
    State.OPEN: N_("Open"),
    State.CLOSED: N_("With what became of them"),
    State.RESTING: N_("Resting"),
}
_TAKEAWAY_TITLES = {
    State.OPEN: N_("Not sure yet"),
    State.CLOSED: N_("Taken away"),
    State.RESTING: N_("Resting"),
}


def show_json(context: Context, what: str) -> list[dict[str, Any]]:
    """Newest first; strategies by name. Heavy entries give their place and no words."""
    if what == STRATEGIES:
        return [_strategy(strategy) for strategy in context.journal.strategies]
    return [_item(item) for item in _items(context, what)]


def show_text(context: Context, what: str, style: Style, width: int) -> str:
    """The same for people, `width` characters wide."""
    if what == STRATEGIES:
        lines = _strategies(context, style, width)
    else:
        lines = _lists(context, what, style, width)
    return "\n".join(lines) + "\n"


def _items(context: Context, what: str) -> list[Item]:
    return newest_first(context.insights.items.of_kind(KINDS[what]))


# JSON


def _strategy(strategy: Strategy) -> dict[str, Any]:
    uses = summarize_uses(strategy)
    entries = list(dict.fromkeys(entry.path for entry, _use in strategy.uses))
    return {
        "name": strategy.name,
        "aliases": list(strategy.page.aliases) if strategy.page else [],
        "file": strategy.page.path if strategy.page else None,
        "entries": entries,
        "last": _day(strategy.uses[-1][0]) if strategy.uses else None,
        "helped": {str(word or "not said"): count for word, count in uses.helped.items()},
    }


def _item(item: Item) -> dict[str, Any]:
    first = item.source or item.first
    thing = item.source.item if item.source else None  # a heavy one keeps whom it is for, too
    told = [step for step in item.steps if step is not first or not step.silent]
    return {
        "text": item.words,
        "state": str(item.state),
        "date": _day(first.entry),
        "entry": first.entry.path,
        "for": (thing.for_whom or None) if isinstance(thing, Question) else None,
        "share": first.entry.share,
        "later": [_told(step) for step in told],
    }


def _told(step: Step) -> dict[str, Any]:
    whole = quoted(step.entry) is Shown.FULL
    return {
        "date": _day(step.entry),
        "entry": step.entry.path,
        "status": (step.status or None) if whole else None,
        "text": (step.text or step.learned) if whole else "",
    }


def _day(entry: Entry) -> str | None:
    return entry.date.isoformat() if entry.date else None


# Text


def _lists(context: Context, what: str, style: Style, width: int) -> Iterator[str]:
    titles = _TAKEAWAY_TITLES if what == "takeaways" else _TITLES
    found = _items(context, what)
    if not found:
        yield context.words.gettext("There is nothing of this kind in your entries yet.")
    first = True
    for state, title in titles.items():
        items = [item for item in found if item.state is state]
        if items:
            yield from () if first else ("",)
            yield style(context.words.gettext(title), "place")
            first = False
        for item in items:
            yield from _lines(context, item, style, width)


def _lines(context: Context, item: Item, style: Style, width: int) -> Iterator[str]:
    words = clean(item.words) or context.words.gettext("A heavy one, folded")
    yield from wrapped(words, width, "  - ")
    first = item.source or item.first
    source = context.words.gettext("from {day}").format(day=_when(context, first.entry))
    yield style(f"    {source}", "soft")
    for step in item.steps:
        if step is not first or not step.silent:
            yield from wrapped(_sentence(context, step), width, "    ")


def _sentence(context: Context, step: Step) -> str:
    """`answered, 5 February 2026: the words`."""
    _ = context.words.gettext
    when = _when(context, step.entry)
    if quoted(step.entry) is not Shown.FULL:
        return when
    status = _(step.status) if step.status else (_("still open") if step.silent else "")
    head = ", ".join(part for part in (status, when) if part)
    text = clean(" ".join(filter(None, (step.text, step.learned))))
    return f"{head}: {text}" if text else head


def _when(context: Context, entry: Entry) -> str:
    return context.words.long_date(entry.date) if entry.date else clean(context.title_of(entry))


def _strategies(context: Context, style: Style, width: int) -> Iterable[str]:
    _ = context.words.gettext
    lines = []
    for strategy in context.journal.strategies:
        lines.append(style(clean(strategy.name), "place"))
        about = use_count(context.words, strategy)
        if strategy.uses:
            latest = _("The latest on {day}.").format(day=_when(context, strategy.uses[-1][0]))
            about = f"{about} {latest}"
        lines += wrapped(about, width, "    ")
        helped = summarize_uses(strategy).helped
        if any(helped[word] for word in Helped):
            counts = ", ".join(
                f"{context.helped_words(word) if word else _('not said')} {count}"
                for word, count in helped.items()
                if count
            )
            lines += wrapped(_("Helped: {counts}").format(counts=counts), width, "    ")
    return lines or [_("There is nothing of this kind in your entries yet.")]
