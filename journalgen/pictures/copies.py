"""Turn a picture's file into what can be known of it, and into the copies that a site has."""

from __future__ import annotations

from collections.abc import Callable

from journalgen.model.attachments import DRAWINGS
from journalgen.model.picture import Picture, smaller_size
from journalgen.pictures import gif, jpeg, pixels, png, webp
from journalgen.pictures.kinds import GIF, HEIC, JPEG, PNG, TIFF, WEBP, kind_of
from journalgen.pictures.stripped import Stripped, TooMuchError

_STRIP: dict[str, Callable[[bytes], Stripped]] = {
    JPEG: jpeg.strip,
    PNG: png.strip,
    GIF: gif.strip,
    WEBP: webp.strip,
}
"""By kind: what takes all else from a file and leaves its pixels as they are."""
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
    content, _turn = _prepared(data, picture.kind)
    if not small and picture.turn == 1 and picture.kind in _STRIP:
        return content
    return pixels.encode(content, picture.kind, picture.turn, picture.smaller if small else None)


def _measured(data: bytes, kind: str) -> Picture:
    content, turn = _prepared(data, kind)
    width, height, moves = pixels.measure(content, kind)
    if moves:  # nothing turns them
        problem = "" if kind in _STRIP else "image-uncleanable"
        return Picture(kind, width, height, problem=problem)
    if turn in pixels.SIDEWAYS:
        width, height = height, width
    return Picture(kind, width, height, turn, smaller_size(width, height))


def _prepared(data: bytes, kind: str) -> tuple[bytes, int]:
    """What can be decoded, and how the picture was held; no more than that is ever decoded."""
    if kind in _STRIP:
        stripped = _STRIP[kind](data)
        return stripped.content, pixels.turn_of(stripped.exif)
    return data, pixels.stored_turn(data, kind)
