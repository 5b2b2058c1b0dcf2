"""Say in sentences what a series of numbers comes to, and where nothing can be said."""

from __future__ import annotations

from collections.abc import Iterator

from journalgen.charts.series import LONGEST_NAME
from journalgen.insight.progress import Point, Series
from journalgen.insight.statistics import ENOUGH, Verdict
from journalgen.model.measures import PublishedError
from journalgen.model.scale import SCALE
from journalgen.parse.numbers import minus, plain
from journalgen.site.context import Context
from journalgen.site.subjects import Subject, shown_number
from journalgen.site.views.progress import ChartView


def comparison(context: Context, series: Series, subject: Subject) -> Iterator[str]:
    """The first number and the latest in words, and what may be said of them."""
    _ = context.words.gettext
    if not series.points:
        return
    first, latest = series.points[0], series.points[-1]
    start = _("{value} on {day}").format(
        value=shown_number(first.value, subject), day=context.words.long_date(first.day)
    )
    if len(series.points) == 1:
        yield _("One number so far: {first}.").format(first=start)
        return
    end = _("{value} on {day}").format(
        value=shown_number(latest.value, subject), day=context.words.long_date(latest.day)
    )
    both = _("First {first}, latest {latest}").format(first=start, latest=end)
    verdict = series.verdict(subject.error)
    if verdict is Verdict.TOO_FEW:
        yield f"{both}."
        yield _("With fewer than five numbers there is nothing more to say.")
        return
    yield f"{both}: {_difference(context, latest.value - first.value)}."
    if verdict is Verdict.UNPUBLISHED:
        yield _("{remark} The two stand side by side, no more.").format(remark=subject.remark)
        return
    assert subject.error is not None  # else it were unpublished
    yield _verdict_words(context, verdict, subject.error)
    yield _chance_words(context, subject.error)


def _difference(context: Context, change: float) -> str:
    ngettext = context.words.ngettext
    if not change:
        return context.words.gettext("the same number")
    size = abs(change)
    count = int(size) if size == int(size) else 2
    if change < 0:
        words = ngettext("{points} point lower", "{points} points lower", count)
    else:
        words = ngettext("{points} point higher", "{points} points higher", count)
    return words.format(points=plain(round(size, 6)))


def _verdict_words(context: Context, verdict: Verdict, error: PublishedError) -> str:
    _ = context.words.gettext
    points = plain(error.points)
    if verdict is Verdict.LARGER:
        size = _("{points} points or more").format(points=points)
        text = _("That is larger than the usual measurement error ({error}). It doesn’t say why.")
    else:
        size = _("less than {points} points").format(points=points)
        text = _("No clear change: that is within the usual measurement error ({error}).")
    return text.format(error=", ".join(filter(None, (size, error.source))))


def _chance_words(context: Context, error: PublishedError) -> str:
    """How often the comparison calls a difference larger where nothing has changed."""
    if error.chance is None:
        return context.words.gettext(
            "How often chance alone comes to as much, the source doesn’t say."
        )
    return context.words.gettext(
        "The figure is built so that of 100 pairs of forms between which nothing changed, about "
        "{chance} differ by as much by chance."
    ).format(chance=error.chance)


def legend(context: Context, series: Series, chart: ChartView) -> Iterator[str]:
    """What the marks of a chart mean."""
    _ = context.words.gettext
    if any(point.before is not None for point in series.points):
        if chart.wide.dense:
            yield _("Each line joins before and after; its dot is after.")
        else:
            yield _("The ring is before, the dot is after.")
            if chart.narrow.dense:
                yield _("On a narrow screen there is no room for the rings.")
    else:
        yield _("Each dot is one number.")
    if any(value is not None for value in series.medians):
        yield _("The thin line is the middle one of three neighbouring numbers.")
    if series.gaps:
        yield _("It stops where there are no numbers for a long time.")


def facts(context: Context, series: Series, subject: Subject) -> Iterator[str]:
    """How before and after compare, and what the bands are."""
    _ = context.words.gettext
    pairs = [point for point in series.points if point.before is not None]
    if len(pairs) >= ENOUGH:
        yield _pair_counts(context, pairs)
    yield from _end_names(context, subject)
    if subject.bands:
        names = ", ".join(
            _("{word} from {lower}").format(word=word, lower=plain(lower))
            for lower, word in subject.bands
        )
        yield _("Bands after {source}: {names}. They are not a diagnosis.").format(
            source=subject.bands_source, names=names
        )


def _end_names(context: Context, subject: Subject) -> Iterator[str]:
    """What the ends are called, where that is too long to stand in the drawing."""
    for value, name in ((subject.low, subject.low_name), (subject.high, subject.high_name)):
        if len(name) > LONGEST_NAME:
            text = context.words.gettext("{value} means: {name}.")
            yield text.format(value=shown_number(value, subject), name=name)


def _pair_counts(context: Context, pairs: list[Point]) -> str:
    higher = sum(point.value > (point.before or 0) for point in pairs)
    lower = sum(point.value < (point.before or 0) for point in pairs)
    words = context.words.gettext(
        "After was higher in {higher} of {count}, lower in {lower}, the same in {same}."
    )
    count = len(pairs)
    return words.format(higher=higher, count=count, lower=lower, same=count - higher - lower)


def outside(context: Context, series: Series, subject: Subject) -> Iterator[str]:
    """What isn't drawn, and why."""
    _ = context.words.gettext
    text = (
        _("Not drawn, because it is outside {low} to {high}: {value} on {day}.")
        if series.kind == SCALE
        else _("Not drawn, because the form can’t come to it: {value} on {day}.")
    )
    for entry, values in series.outside:
        if entry.date:
            yield text.format(
                low=shown_number(subject.low, subject),
                high=shown_number(subject.high, subject),
                value=" – ".join(map(minus, values)),
                day=context.words.long_date(entry.date),
            )
    days = [context.words.long_date(entry.date) for entry in series.folded if entry.date]
    if days:
        text = context.words.ngettext(
            "Not drawn, because it stands in a heavy entry: the number of {days}.",
            "Not drawn, because they stand in heavy entries: the numbers of {days}.",
            len(days),
        )
        yield text.format(days=", ".join(days))
    for point in series.only_before:
        text = _("Not drawn, because there is no number after: {value} before, on {day}.")
        yield text.format(
            value=shown_number(point.value, subject), day=context.words.long_date(point.day)
        )
