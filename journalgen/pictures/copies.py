"""Turn a picture's file into what can be known of it, and into the copies that a site has."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from msgspec import Struct

from journalgen.model.attachments import DRAWINGS
from journalgen.model.picture import Picture, smaller_size
from journalgen.pictures import gif, jpeg, pixels, png, webp
from journalgen.pictures.kinds import GIF, HEIC, JPEG, PNG, TIFF, WEBP, kind_of
from journalgen.pictures.stripped import MalformedError, Stripped, TooMuchError

_STRIP: dict[str, Callable[[bytes], Stripped]] = {
    JPEG: jpeg.strip,
    PNG: png.strip,
    GIF: gif.strip,
    WEBP: webp.strip,
}
_UNSHOWN = {HEIC: "image-phone", TIFF: "image-camera"}


def look_at(data: bytes, ending: str) -> Picture:
    """What a picture is and whether it can be shown; `ending` is that of its name, as in `.png`."""
    kind = kind_of(data)
    if ending in DRAWINGS:  # a photo under such a name would be copied with all it tells
        return Picture(kind, problem="image-unreadable" if kind else "")
    if kind in _UNSHOWN:
        return Picture(kind, problem=_UNSHOWN[kind])
    if not kind:
        return Picture(problem="image-unreadable")
    if not pixels.can_read(kind):
        return Picture(kind, problem="image-uncleanable")
    try:
        return _measured(data, kind)
    except TooMuchError:
        return Picture(kind, problem="image-too-large")
    except Exception:  # Pillow raises nearly anything over bytes that are no picture
        return Picture(kind, problem="image-unreadable")


def copy_of(data: bytes, picture: Picture, *, small: bool) -> bytes:
    """The picture with nothing but its pixels and colours, upright, as it is or smaller.

    `picture` is what `look_at` found. Raises whatever Pillow raises where the file is another now.
    """
    opened = _opened(data, picture.kind)
    if not small and picture.turn == 1 and opened.clean:
        return opened.content
    size = picture.smaller if small else None
    return pixels.encode(opened.content, picture.kind, picture.turn, size)


def _measured(data: bytes, kind: str) -> Picture:
    opened = _opened(data, kind)
    width, height, moves = pixels.measure(opened.content, kind)
    if moves:
        problem = "" if opened.clean else "image-uncleanable"
        return Picture(kind, width, height, problem=problem)
    if opened.turn in pixels.SIDEWAYS:
        width, height = height, width
    return Picture(kind, width, height, opened.turn, smaller_size(width, height))


class _Opened(Struct, frozen=True):
    """A picture's file, ready to be decoded."""

    content: bytes
    turn: int
    """How it was held, 1 to 8; 1 is upright."""
    clean: bool
    """Whether the content may be copied as it is."""


def _opened(data: bytes, kind: str) -> _Opened:
    strip = _STRIP.get(kind)
    if strip:
        with contextlib.suppress(MalformedError):  # built oddly; its pixels may be sound
            stripped = strip(data)
            return _Opened(stripped.content, pixels.turn_of(stripped.exif), clean=True)
    return _Opened(data, pixels.stored_turn(data, kind), clean=False)
