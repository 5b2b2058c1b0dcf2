"""What is left of a picture's file when only what draws the picture is kept."""

from __future__ import annotations

from typing import NamedTuple


class MalformedError(ValueError):
    """A file isn't built as one of its kind is."""


class TooMuchError(Exception):
    """To draw a picture would take longer, or more memory, than any picture is worth."""


class Stripped(NamedTuple):
    """A picture's file without anything that doesn't draw it."""

    content: bytes
    exif: bytes = b""
    """What the camera wrote, from `II` or `MM` on; it may say how the picture was held."""
