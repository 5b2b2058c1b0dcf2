"""Tell which values of css load nothing and stay within their declaration."""

from __future__ import annotations

import re

_VALUES = """
abs acos asin atan atan2 blur brightness calc circle clamp color color-mix conic-gradient contrast
cos counter counters cubic-bezier drop-shadow ellipse env exp fit-content grayscale hsl hsla
hue-rotate hwb hypot inset invert lab lch light-dark linear linear-gradient log matrix matrix3d
max min minmax mod oklab oklch opacity path perspective polygon pow radial-gradient rect rem
repeat repeating-conic-gradient repeating-linear-gradient repeating-radial-gradient rgb rgba
rotate rotate3d rotatex rotatey rotatez round saturate scale scale3d scalex scaley scalez sepia
sign sin skew skewx skewy sqrt steps symbols tan translate translate3d translatex translatey
translatez var xywh annotation character-variant historical-forms ornaments styleset stylistic
swash
"""
_SELECTORS = """
dir has host is lang not nth-child nth-col nth-last-child nth-last-of-type nth-of-type part
slotted state where
"""
_RULES = "format local selector tech style"

LOADING_NOTHING = frozenset(f"{_VALUES} {_SELECTORS} {_RULES}".split())
"""Names in lower case. What isn't listed isn't used: a function that css gets later may load."""

_PROPERTY = re.compile(r"color-scheme|--[a-z][a-z0-9-]*")
_VALUE = re.compile(r"""(?:[\w\s#%.,()+*/-]|"[\w\s.,-]*"|'[\w\s.,-]*')+""")
_FUNCTION = re.compile(r"([\w-]+)\s*\(")
_LONGEST = 300


def is_property(name: str) -> bool:
    """Whether an option may set it: `color-scheme`, or a custom property."""
    return bool(_PROPERTY.fullmatch(name))


def is_plain_value(value: str) -> bool:
    """Whether a css value stays within its declaration and loads nothing.

    What isn't listed can't be said: no `;`, no brace, no `\\`, no `@`, no `:`.
    """
    if len(value) > _LONGEST or not _VALUE.fullmatch(value):
        return False
    if "/*" in value or "*/" in value or value.count("(") != value.count(")"):
        return False
    return all(name.lower() in LOADING_NOTHING for name in _FUNCTION.findall(value))
