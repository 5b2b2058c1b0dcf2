"""Turn a WebP file, moving or not, into one that holds the picture and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from journalgen.pictures.colour import colours_of
from journalgen.pictures.stripped import MalformedError, Stripped

_PIXELS = frozenset({b"ALPH", b"VP8 ", b"VP8L"})
_EXTENDED, _MOTION, _FRAME = b"VP8X", b"ANIM", b"ANMF"
_HAS_PROFILE, _HAS_EXIF, _HAS_XMP = 0x20, 0x08, 0x04
_FRAME_HEADER = 16


def strip(data: bytes) -> Stripped:
    """The chunks that draw; whatever follows the end is dropped. Raises MalformedError."""
    size = int.from_bytes(data[4:8], "little")
    kept: list[tuple[bytes, bytes]] = []
    exif = profile = b""
    for name, content in _chunks(data[12 : 8 + size]):
        if name in _PIXELS or name in (_EXTENDED, _MOTION):
            kept.append((name, content))
        elif name == _FRAME:
            kept.append((name, _frame(content)))
        elif name == b"ICCP":
            profile = profile or colours_of(content)
        elif name == b"EXIF":
            exif = exif or content.removeprefix(b"Exif\x00\x00")
    if kept and kept[0][0] == _EXTENDED:
        kept[0] = _EXTENDED, _flags(kept[0][1], profile)
        kept[1:1] = [(b"ICCP", profile)] if profile else []
    body = b"WEBP" + b"".join(_chunk(*chunk) for chunk in kept)
    return Stripped(b"RIFF" + len(body).to_bytes(4, "little") + body, exif)


def _flags(content: bytes, profile: bytes) -> bytes:
    """The header of a file with more than pixels: what it announces is what there is."""
    if len(content) < 10:
        raise MalformedError("cut short")
    flags = content[0] & ~(_HAS_PROFILE | _HAS_EXIF | _HAS_XMP)
    return bytes((flags | (_HAS_PROFILE if profile else 0), 0, 0, 0)) + content[4:10]


def _frame(content: bytes) -> bytes:
    """One picture of those that move."""
    pixels = (chunk for chunk in _chunks(content[_FRAME_HEADER:]) if chunk[0] in _PIXELS)
    return content[:_FRAME_HEADER] + b"".join(_chunk(*chunk) for chunk in pixels)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, content)."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > len(data):
            raise MalformedError("a chunk ends outside the file")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + bytes(len(content) % 2)
