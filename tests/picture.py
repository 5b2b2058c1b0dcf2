"""Pictures for tests, made where they are needed, and what can be hidden in them."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from PIL import Image

ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825
HEIC_START = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


def picture(
    size: tuple[int, int] = (16, 12),
    kind: str = "PNG",
    *,
    colour: str = "teal",
    turn: int = 1,
    **options: Any,
) -> bytes:
    """The bytes of a picture, its left upper quarter red; `turn` is how it was held."""
    if kind == "HEIC":  # Pillow can't make one, and all that counts is how it begins
        return HEIC_START + bytes(100)
    image = Image.new("RGB", size, colour)
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    if turn != 1:
        exif[ORIENTATION] = turn
        options["exif"] = exif
    return saved(image, kind, **options)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of an image."""
    found = BytesIO()
    image.save(found, kind, **options)
    return found.getvalue()


def opened(data: bytes) -> Image.Image:
    """The image again."""
    return Image.open(BytesIO(data))


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG file."""
    check = zlib.crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + check


def picture_again(data: bytes) -> bytes:
    """Other bytes of the same number: the last one is changed."""
    return data[:-1] + bytes((data[-1] ^ 1,)) if data else data
