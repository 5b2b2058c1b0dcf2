"""Say in words what a series of numbers measures: its name, range, direction and ends."""

from __future__ import annotations

from msgspec import Struct

from journalgen.insight.progress import Series
from journalgen.model.measures import PublishedError
from journalgen.model.scale import GOAL_SCORE, MEASURE, SCALE, Scale
from journalgen.parse.numbers import minus, plain
from journalgen.site.context import Context


class Subject(Struct, frozen=True):
    """What a series measures, in words."""

    title: str
    about: str
    """Its range and direction in a sentence."""
    low: float
    high: float
    low_name: str
    high_name: str
    error: PublishedError | None = None
    remark: str = ""
    """Why no published figure is used, where that needs words of its own."""
    bands: tuple[tuple[float, str], ...] = ()
    bands_source: str = ""
    instrument: str = ""
    """The name of the questionnaire, if it is one."""
    signed: bool = False
    """Whether numbers above 0 carry a plus."""


def subject_of(context: Context, series: Series) -> Subject:
    if series.kind == SCALE:
        return _scale_subject(context, context.config.scales[series.key])
    if series.kind == MEASURE:
        return _measure_subject(context, series.key)
    return _goal_subject(context, series)


def _scale_subject(context: Context, scale: Scale) -> Subject:
    _ = context.words.gettext
    low, high = plain(scale.minimum), plain(scale.maximum)
    about = _("A scale from {low} to {high}.").format(
        low=minus(scale.minimum), high=minus(scale.maximum)
    )
    low_name, high_name = context.ends(scale)
    return Subject(
        title=_("Mood") if scale.name == "mood" else scale.name,
        about=" ".join((about, *_direction(context, scale.better))),
        low=scale.minimum,
        high=scale.maximum,
        low_name="" if low_name == low else low_name,
        high_name="" if high_name == high else high_name,
        remark=_("For a scale of one’s own no measurement error is published."),
    )


def _direction(context: Context, better: str) -> list[str]:
    """What higher or lower means, where journal.yaml says it."""
    _ = context.words.gettext
    words = {"higher": _("Higher is better here."), "lower": _("Lower is better here.")}
    return [words[better]] if better else []


def _measure_subject(context: Context, key: str) -> Subject:
    _ = context.words.gettext
    measure, subscale = context.subscales[key]
    about = _("{name}, a total from {low} to {high}.").format(
        name=subscale.name, low=minus(subscale.minimum), high=minus(subscale.maximum)
    )
    say = str if measure.own else _  # what a person wrote isn't translated
    direction = [_(subscale.direction)] if subscale.direction else []
    bands = tuple((band.lower, _(band.word)) for band in subscale.bands)
    remark = _(subscale.remark) if subscale.remark else ""
    return Subject(
        title=say(subscale.title) or subscale.name,
        about=" ".join((about, *(direction or _direction(context, subscale.better)))),
        instrument=subscale.name,
        low=subscale.minimum,
        high=subscale.maximum,
        low_name=say(subscale.low),
        high_name=say(subscale.high),
        error=subscale.error,
        remark=remark or _("No usual measurement error is published for it."),
        bands=bands if measure.show_bands else (),
        bands_source=subscale.bands_source,
    )


def _goal_subject(context: Context, series: Series) -> Subject:
    _ = context.words.gettext
    if series.kind == GOAL_SCORE:
        low = min(20.0, *(10 * (value // 10) for value in series.values))
        high = max(80.0, *(-10 * (-value // 10) for value in series.values))
        return Subject(
            title=_("Goals together"),
            about=_(
                "The goals rated in the same entry as one score: 50 where all are just as hoped, "
                "higher is more than hoped."
            ),
            low=low,
            high=high,
            low_name=_("less than hoped"),
            high_name=_("more than hoped"),
            remark=_("No usual measurement error is published for it."),
        )
    goal = context.config.goals[series.key]
    return Subject(
        title=goal.title or goal.name,
        about=_("A goal rated from −2 to +2: 0 is just as hoped, higher is more than hoped."),
        low=-2,
        high=2,
        low_name=_("much less than hoped"),
        high_name=_("much more than hoped"),
        remark=_("No usual measurement error is published for it."),
        signed=True,
    )


def shown_number(value: float, subject: Subject) -> str:
    return f"+{minus(value)}" if subject.signed and value > 0 else minus(value)
