"""Turn the moods of a month into its lines of the small map beside the timeline."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from journalgen.model.scale import Scale

_LENGTH, _MARGIN = 37, 5
"""Pixels from one end of the scale to the other, and beside each end."""
_ROW, _DENSE_ROW = 9, 5
"""Pixels from one entry to the next, in a usual year and in one with very many."""
MANY = 60
"""Entries of a year from which its map is drawn denser."""


class MapMark(Struct, frozen=True):
    """One entry: where its ring and dot are, from the left edge and the top."""

    y: float
    before: float | None
    after: float | None
    same: bool


class MonthMap(Struct, frozen=True):
    """The entries of one month, first to last, `width` by `height` pixels."""

    width: int
    height: int
    radius: float
    marks: tuple[MapMark, ...]


def month_map(
    scale: Scale, moods: Sequence[tuple[float | None, float | None]], *, dense: bool
) -> MonthMap:
    """The map of (before, after) pairs, in units of the scale."""
    row = _DENSE_ROW if dense else _ROW
    marks = tuple(
        MapMark(
            row * place + row / 2,
            _position(scale, before),
            _position(scale, after),
            before is not None and before == after,
        )
        for place, (before, after) in enumerate(moods)
    )
    return MonthMap(_LENGTH + 2 * _MARGIN, row * max(len(marks), 1), 1.75 if dense else 2.5, marks)


def _position(scale: Scale, value: float | None) -> float | None:
    if value is None:
        return None
    share = (value - scale.minimum) / (scale.maximum - scale.minimum)
    return round(_MARGIN + _LENGTH * share, 1)
