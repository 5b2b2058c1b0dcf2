"""Turn a rating into the ring, the dot and the line of the small scale beside an entry."""

from __future__ import annotations

from msgspec import Struct

from journalgen.model.scale import Scale
from journalgen.parse.numbers import plain

LENGTH = 150
"""Pixels from one end of a scale to the other: 15 a unit from 0 to 10."""
MARGIN = 12
"""Pixels beside each end, so that marks and numbers at the ends are whole."""
_DIGIT = 7.5
"""Pixels that a digit of a label takes."""
_LABEL_GAP = 9
"""Pixels between two labels, so that they don't touch."""


class Pair(Struct, frozen=True):
    """Positions in pixels from the left edge of a drawing `LENGTH + 2 * MARGIN` wide."""

    before: float | None
    after: float | None
    before_label: float | None
    """Where the number above the ring stands; None where it isn't shown."""
    after_label: float | None
    same: bool
    """One mark for both: a ring around a dot."""


def pair(scale: Scale, before: float | None, after: float | None) -> Pair:
    """The drawing of `before` and `after`, in units of the scale."""
    left, right = _position(scale, before), _position(scale, after)
    if before is not None and before == after:
        return Pair(None, right, None, right, same=True)
    left_label, right_label = left, right
    room = _LABEL_GAP + _DIGIT * (_length(before) + _length(after)) / 2
    if left is not None and right is not None and abs(left - right) < room:
        middle, push = (left + right) / 2, room / 2
        push = push if left < right else -push
        left_label, right_label = round(middle - push, 1), round(middle + push, 1)
    return Pair(left, right, left_label, right_label, same=False)


def _length(value: float | None) -> int:
    return 0 if value is None else len(plain(value))


def _position(scale: Scale, value: float | None) -> float | None:
    if value is None:
        return None
    share = (value - scale.minimum) / (scale.maximum - scale.minimum)
    return round(MARGIN + LENGTH * share, 1)
