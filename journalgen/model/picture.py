"""What the pages of a site need to know of a picture they show."""

from __future__ import annotations

from msgspec import Struct

LONGEST = 1600
"""Pixels of the longer side that a page shows at most; larger pictures get a smaller copy."""


class Picture(Struct, frozen=True, array_like=True):
    """A picture that was looked at, before anything is copied."""

    kind: str = ""
    """What its bytes are, as in `JPEG`; empty for a drawing, and where nobody can tell."""
    width: int = 0
    """Pixels, upright; 0 where nobody can tell."""
    height: int = 0
    turn: int = 1
    """How it was held, 1 to 8 as Exif data count; 1 is upright."""
    smaller: tuple[int, int] | None = None
    """Width and height of the smaller copy; None where the picture needs none."""
    problem: str = ""
    """The code of what keeps it out of the site, else empty."""

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height of what a page shows."""
        return self.smaller or (self.width, self.height)


def smaller_size(width: int, height: int) -> tuple[int, int] | None:
    """The size in which a page shows a picture that is too large for it."""
    longest = max(width, height)
    if longest <= LONGEST:
        return None
    return max(1, round(width * LONGEST / longest)), max(1, round(height * LONGEST / longest))
