"""Turn bytes into pixels and back, within bounds; the only module that knows Pillow."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, features

from journalgen.pictures.colour import colours_of
from journalgen.pictures.kinds import AVIF, BMP, GIF, JPEG, PNG, WEBP
from journalgen.pictures.stripped import TooMuchError

_FORMATS = {JPEG: "JPEG", PNG: "PNG", GIF: "GIF", WEBP: "WEBP", AVIF: "AVIF", BMP: "BMP"}
"""By kind: Pillow's name; no other format is ever tried."""
_OPTIONAL = {WEBP: "webp", AVIF: "avif"}
"""Kinds that not every Pillow can read."""

_MOST_FRAMES = 5_000
_MOST_PIXELS = 300_000_000
"""Of all frames together; one alone may have Pillow's 89 million."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by what its Exif data say of how it was held."""
SIDEWAYS = frozenset({5, 6, 7, 8})
"""Those of them after which width and height change places."""
_ORIENTATION = 0x0112
_KEPT_INFO = frozenset({"transparency"})
"""What belongs to the pixels of all that Pillow notes beside them."""
_COLOURS = {"P": 256, "1": 16}
"""How many a smaller copy has where the picture has few, or it would be the larger file."""
_JPEG_QUALITY = {True: 82, False: 93}
"""By whether it is the smaller copy; 93 can't be told from the original."""
_WEBP_QUALITY = {True: 82, False: 93}
_AVIF_QUALITY = {True: 70, False: 90}


def can_read(kind: str) -> bool:
    """Whether this Pillow knows a kind."""
    return kind not in _OPTIONAL or bool(features.check(_OPTIONAL[kind]))


def turn_of(exif: bytes) -> int:
    """How a picture was held, 1 to 8, by its Exif data; 1 is upright."""
    found = Image.Exif()
    try:
        found.load(exif)
        turn = found.get(_ORIENTATION)
    except Exception:  # somebody else's bytes, and a picture is more than what was noted about it
        return 1
    return turn if turn in _TURNS else 1


def measure(content: bytes, kind: str) -> tuple[int, int, bool]:
    """(width, height, whether it moves) as stored; every pixel has been read once.

    Raises TooMuchError, and whatever Pillow raises where the bytes are no picture.
    """
    with _opened(content, kind) as image:
        moves = kind != JPEG and bool(getattr(image, "is_animated", False))
        width, height = image.size
        image.draft(None, (1, 1))  # shows that nothing is missing, in a fourth of the time
        frames = pixels = 0
        with contextlib.suppress(EOFError):  # after the last frame
            while moves or not frames:
                image.seek(frames)
                image.load()
                frames += 1
                pixels += image.width * image.height
                if frames > _MOST_FRAMES or pixels > _MOST_PIXELS:
                    raise TooMuchError
        return width, height, moves


def stored_turn(content: bytes, kind: str) -> int:
    """How a picture was held, where only Pillow can tell."""
    with _opened(content, kind) as image, contextlib.suppress(Exception):  # as in `turn_of`
        turn = int(image.getexif().get(_ORIENTATION, 1))
        return turn if turn in _TURNS else 1
    return 1


def encode(content: bytes, kind: str, turn: int, smaller: tuple[int, int] | None) -> bytes:
    """A copy, upright, in the size `smaller` if there is one; nothing but pixels and colours.

    It is of the same kind, but PNG where the kind is BMP, or can't hold the picture.
    """
    with _opened(content, kind) as image:
        if smaller:
            stored = smaller[::-1] if turn in SIDEWAYS else smaller
            image.draft(None, stored)
            pixels = _resizable(image).resize(stored, Image.Resampling.LANCZOS)
            if image.mode in _COLOURS:
                pixels = pixels.quantize(_COLOURS[image.mode])
        else:
            pixels = image.copy()
        if turn in _TURNS:
            pixels = pixels.transpose(_TURNS[turn])
        profile = colours_of(image.info.get("icc_profile") or b"")
        kept = () if smaller else _KEPT_INFO & image.info.keys()
        pixels.info = {name: image.info[name] for name in kept}
        lossless = kind == WEBP and content[12:16] == b"VP8L"
        return _saved(pixels, kind, profile, small=bool(smaller), lossless=lossless)


@contextlib.contextmanager
def _opened(content: bytes, kind: str) -> Iterator[Image.Image]:
    """The picture, not yet decoded. Raises TooMuchError where it would fill the memory."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[_FORMATS[kind]]) as image:
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise TooMuchError from error


def _resizable(image: Image.Image) -> Image.Image:
    """The same pixels in a mode that knows values in between."""
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("P", "PA") or "transparency" in image.info:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _saved(image: Image.Image, kind: str, profile: bytes, *, small: bool, lossless: bool) -> bytes:
    options: dict[str, dict[str, object]] = {
        JPEG: {"quality": _JPEG_QUALITY[small], "optimize": True, "progressive": True},
        WEBP: {"quality": _WEBP_QUALITY[small], "lossless": lossless},
        AVIF: {"quality": _AVIF_QUALITY[small], "speed": 8, "max_threads": 1},
    }
    if kind in options:
        # A mode that this kind doesn't have, or a size: PNG has them all.
        with contextlib.suppress(OSError, ValueError, KeyError):
            return _written(image, kind, icc_profile=profile, **options[kind])
    return _written(image, PNG, icc_profile=profile)


def _written(image: Image.Image, kind: str, **options: object) -> bytes:
    found = BytesIO()
    image.save(found, _FORMATS[kind], **options)
    return found.getvalue()
