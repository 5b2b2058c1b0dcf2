"""Turn what people write for numbers, ratings, dates and times into values, and nothing more.

YAML's own reading is left out on purpose: `010` is ten here, `14:30` is a time, and `1_0`,
`nan`, `1e3` and `0x10` are no numbers at all.
"""

from __future__ import annotations

import re
from datetime import date, time

_NUMBER = r"[+\-−]?\d{1,9}(?:[.,]\d{1,6})?"
_WHOLE_NUMBER = re.compile(_NUMBER, re.ASCII)
_ARROW = r"\s*(?:-+>|[–—]>|→|⟶|➔|⇒|=>|\bto\b)\s*"
_PAIR = re.compile(rf"({_NUMBER}){_ARROW}({_NUMBER})", re.ASCII | re.IGNORECASE)
_DAY = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
_DATE = re.compile(rf"{_DAY}(?:[T ]+(\S.*))?", re.ASCII | re.IGNORECASE)
_NAME_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", re.ASCII)
_TIME = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*(?:Z|[+\-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)


def number(text: str) -> float | None:
    """A decimal number with `.` or `,`, or None."""
    text = text.strip()
    if not _WHOLE_NUMBER.fullmatch(text):
        return None
    return float(text.replace(",", ".").replace("−", "-"))


def rating(text: str) -> tuple[float | None, float] | None:
    """(before, after) of `3 -> 6`, (None, value) of a single number, else None."""
    pair = _PAIR.fullmatch(text.strip())
    if pair:
        before, after = number(pair.group(1)), number(pair.group(2))
        assert after is not None  # the pattern holds two numbers
        return before, after
    single = number(text)
    return None if single is None else (None, single)


def calendar_date(text: str) -> tuple[date, time | None] | None:
    """The date, and the time if one follows, of `2026-03-04[ 14:30]`; None if it isn't one.

    Raises ValueError for a day that doesn't exist.
    """
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    clock = None
    if match.group(5) is not None:
        clock = time_of_day(match.group(5))
        if clock is None:
            return None
    return date(int(match.group(1)), int(match.group(3)), int(match.group(4))), clock


def date_in_name(stem: str) -> date | None:
    """The date a file name starts with, as in `2026-03-04-evening`."""
    match = _NAME_DATE.match(stem)
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def time_of_day(text: str) -> time | None:
    """The time of `14:30`, `9:05:10` or `2:30 pm`; a zone behind it is left aside."""
    match = _TIME.fullmatch(text.strip())
    if not match:
        return None
    hour, minute = int(match.group(1)), int(match.group(2))
    half = (match.group(4) or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute, int(match.group(3) or 0))
    except ValueError:
        return None


def plain(value: float) -> str:
    """A number as people write it: `6`, `4.5`."""
    return f"{value or 0:.6f}".rstrip("0").rstrip(".")  # never -0


def minus(value: float) -> str:
    """A number with a minus sign that is as wide as a plus."""
    return plain(value).replace("-", "−")


def percent(value: float | None) -> str:
    """`80 %` with a space that doesn't break; empty for None."""
    return "" if value is None else f"{plain(value)}\u00a0%"
