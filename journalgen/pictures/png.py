"""Turn a PNG file, moving or not, into one that holds the picture and nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from journalgen.pictures.colour import MOST_BYTES, colours_of
from journalgen.pictures.stripped import MalformedError, Stripped

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWS = frozenset(
    b"IHDR PLTE IDAT tRNS gAMA cHRM sRGB cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)


def strip(data: bytes) -> Stripped:
    """The chunks that draw; whatever follows the end is dropped. Raises MalformedError."""
    kept, exif = [_SIGNATURE], b""
    for name, content, whole in _chunks(data):
        if name in _DRAWS:
            kept.append(whole)
        elif name == b"iCCP":
            kept += _profile(content)
        elif name == b"eXIf":
            exif = exif or content
    return Stripped(b"".join((*kept, _chunk(b"IEND", b""))), exif)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """(name, content, whole chunk) up to the end, which some files lack."""
    at, name = len(_SIGNATURE), b""
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        name, end = data[at + 4 : at + 8], at + 12 + size
        if name == b"IEND":
            return
        if end > len(data):
            raise MalformedError("cut short")
        yield name, data[at + 8 : end - 4], data[at:end]
        at = end


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + check


def _profile(content: bytes) -> Iterator[bytes]:
    """The colours, under a name that says nothing; none where they can't be read."""
    packed = content.partition(b"\x00")[2][1:]
    try:
        clean = colours_of(zlib.decompressobj().decompress(packed, MOST_BYTES + 1))
    except zlib.error:
        return
    if clean:
        yield _chunk(b"iCCP", b"colours\x00\x00" + zlib.compress(clean, 9))
