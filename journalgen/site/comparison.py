"""Say in sentences what a series of numbers comes to, and where nothing can be said."""

from __future__ import annotations

from collections.abc import Iterator

from journalgen.insight.progress import Point, Series
from journalgen.insight.statistics import ENOUGH, Verdict
from journalgen.model.measures import PublishedError
from journalgen.parse.numbers import plain
from journalgen.site.context import Context
from journalgen.site.subjects import Subject, shown_number


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
    return words.format(points=plain(round(size, 1)))


def _verdict_words(context: Context, verdict: Verdict, error: PublishedError) -> str:
    _ = context.words.gettext
    points = context.words.ngettext("{points} point", "{points} points", int(error.points))
    named = ", ".join(filter(None, (points.format(points=plain(error.points)), error.source)))
    if verdict is Verdict.LARGER:
        text = _("That is larger than the usual measurement error ({error}). It doesn’t say why.")
    else:
        text = _("No clear change: that is within the usual measurement error ({error}).")
    return text.format(error=named)


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


def legend(context: Context, series: Series, *, dense: bool) -> Iterator[str]:
    """What the marks mean; `dense` where a drawing has no room for rings."""
    _ = context.words.gettext
    if any(point.before is not None for point in series.points):
        yield _("The ring is before, the dot is after.")
        if dense:
            yield _("Where they stand very close, there are no rings.")
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
    if subject.bands:
        names = ", ".join(
            _("{word} from {lower}").format(word=word, lower=plain(lower))
            for lower, word in subject.bands
        )
        yield _("Bands after {source}: {names}. They are not a diagnosis.").format(
            source=subject.bands_source, names=names
        )


def _pair_counts(context: Context, pairs: list[Point]) -> str:
    higher = sum(point.value > (point.before or 0) for point in pairs)
    lower = sum(point.value < (point.before or 0) for point in pairs)
    words = context.words.gettext(
        "After was higher in {higher} of {count}, lower in {lower}, the same in {same}."
    )
    count = len(pairs)
    return words.format(higher=higher, count=count, lower=lower, same=count - higher - lower)


def outside(context: Context, series: Series, subject: Subject) -> Iterator[str]:
    _ = context.words.gettext
    for entry, values in series.outside:
        if entry.date:
            yield _("Not drawn, because it is outside {low} to {high}: {value} on {day}.").format(
                low=shown_number(subject.low, subject),
                high=shown_number(subject.high, subject),
                value=" – ".join(map(plain, values)),
                day=context.words.long_date(entry.date),
            )
