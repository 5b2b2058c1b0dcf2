"""Pictures for tests, made where they are needed, and what can be hidden in them."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

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


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG file."""
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def exif_with(secret: bytes, turn: int = 1) -> Image.Exif:
    """What a camera writes: words, a place, and how it was held."""
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    exif[DESCRIPTION] = secret.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 31.0, 12.0), 27: secret, 29: "2026:03:04"})
    return exif


def profile_with(secret: bytes) -> bytes:
    """A colour profile with words, and a maker's name in its header."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[48:56] = secret[:8]
    count = int.from_bytes(profile[128:132], "big")
    moved = bytearray(profile[:128]) + (count + 1).to_bytes(4, "big")
    for at in range(132, 132 + 12 * count, 12):
        start = int.from_bytes(profile[at + 4 : at + 8], "big") + 12
        moved += profile[at : at + 4] + start.to_bytes(4, "big") + profile[at + 8 : at + 12]
    moved += b"mmod" + (len(profile) + 12).to_bytes(4, "big") + len(secret).to_bytes(4, "big")
    moved += profile[132 + 12 * count :] + secret
    moved[:4] = len(moved).to_bytes(4, "big")
    return bytes(moved)
