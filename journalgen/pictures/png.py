"""Turn a PNG file, moving or not, into one that holds the picture and nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from journalgen.pictures.colour import MOST_BYTES, without_words
from journalgen.pictures.stripped import MalformedError, Stripped

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)


def strip(data: bytes) -> Stripped:
    """The chunks that draw; whatever follows the end is dropped. Raises MalformedError."""
    kept, exif = [_SIGNATURE], b""
    for name, content in _chunks(data):
        if name in _DRAWS:
            kept.append(_chunk(name, content))
        elif name == b"iCCP":
            kept += _profile(content)
        elif name == b"eXIf":
            exif = exif or content
        if name == b"IEND":
            return Stripped(b"".join(kept), exif)
    raise MalformedError("no end")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, content)."""
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + check


def _profile(content: bytes) -> Iterator[bytes]:
    """The colours, under a name that says nothing; none where they can't be read."""
    packed = content.partition(b"\x00")[2][1:]
    try:
        clean = without_words(zlib.decompressobj().decompress(packed, MOST_BYTES + 1))
    except (MalformedError, zlib.error):
        return
    yield _chunk(b"iCCP", b"colours\x00\x00" + zlib.compress(clean, 9))
