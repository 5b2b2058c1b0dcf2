"""Turn what is there for the next session into text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from journalgen.insight.agenda import AgendaPoint
from journalgen.report import Style, visible
from journalgen.site.context import Context
from journalgen.site.next_session import KIND_NAMES, about, point_words, prediction_of
from journalgen.site.terminal import clean, wrapped


def next_session_text(context: Context, style: Style, width: int) -> str:
    """The list without what isn't for sharing, `width` characters wide."""
    return "\n".join(_lines(context, style, width)) + "\n"


def _lines(context: Context, style: Style, width: int) -> Iterator[str]:
    _ = context.words.gettext
    agenda = context.insights.agendas.next_shared
    yield style(_("For the next session"), "place")
    if about(context, agenda):
        yield from wrapped(about(context, agenda), width)
    if not agenda.top:
        yield _("Nothing is open right now. That is fine.")
    elif agenda.rest:
        yield from ("", style(_("If there is little time"), "place"))
    for number, point in enumerate(agenda.top, start=1):
        yield from _point(context, style, width, point, f"{number:2}. ", named=True)
    if agenda.rest:
        yield from ("", style(_("If there is time"), "place"))
    for kind, points in groupby(agenda.rest, lambda point: point.kind):
        yield from ("", f"  {_(KIND_NAMES[kind])}")
        for point in points:
            yield from _point(context, style, width, point, "  - ", named=False)
    yield from _lately(context, style, width)
    yield from _left_out(context, width)


def _lately(context: Context, style: Style, width: int) -> Iterator[str]:
    """The latest mood, and what was used since the session before last."""
    _ = context.words.gettext
    lines = [line for line in (_mood(context), _used(context)) if line]
    if lines:
        yield from ("", style(_("How it has been"), "place"))
    for line in lines:
        yield from wrapped(line, width)


def _mood(context: Context) -> str:
    entry = context.insights.lately.mood
    mood = entry.mood if entry and entry.share else None
    scaled = context.scaled(context.mood_scale, mood.before, mood.after) if mood else None
    if not (entry and entry.date and scaled):
        return ""
    return f"{scaled.label}, {context.words.long_date(entry.date)}: {scaled.words}"


def _used(context: Context) -> str:
    lately = context.insights.lately
    names = ", ".join(
        f"{clean(used.strategy.name)} {context.times_words(used.times)}"
        for used in lately.used
        if used.shared
    )
    if not names:
        return ""
    since = lately.since.date if lately.since else None
    name = context.words.gettext("Used since") if since else context.words.gettext("Used")
    day = f" {context.words.long_date(since)}" if since else ""
    return f"{name}{day}: {names}"


def _point(
    context: Context, style: Style, width: int, point: AgendaPoint, mark: str, *, named: bool
) -> Iterator[str]:
    """Its words, then where they come from."""
    _ = context.words.gettext
    words = clean(point_words(context, point)) or _("A heavy one, folded")
    yield from wrapped(words, width, mark)
    if prediction_of(point):
        text = _("What I expect: {text}").format(text=clean(prediction_of(point)))
        yield from wrapped(text, width, "    ")
    day = point.entry.date
    when = context.words.long_date(day) if day else visible(context.title_of(point.entry))
    source = _("from {day}").format(day=when)
    name = f"{_(KIND_NAMES[point.kind])}, " if named else ""
    yield style(f"    {name}{source}", "soft")


def _left_out(context: Context, width: int) -> Iterator[str]:
    """How much stands on the page only, because it isn't for sharing."""
    agenda = context.insights.agendas.next
    count = sum(not point.shared for point in (*agenda.top, *agenda.rest))
    if count:
        text = context.words.ngettext(
            "{count} more is on the page only; its entry is not for sharing.",
            "{count} more are on the page only; their entries are not for sharing.",
            count,
        )
        yield from ("", *wrapped(text.format(count=count), width))
