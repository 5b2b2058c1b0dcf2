"""Turn a JPEG file into one that holds the picture and nothing else, its pixels untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journalgen.pictures.colour import colours_of
from journalgen.pictures.stripped import MalformedError, Stripped, TooMuchError

_ALONE, _START, _END, _SCAN = 0x01, 0xD8, 0xD9, 0xDA
_JFIF, _EXIF, _PROFILE, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
_DRAWS = frozenset({*range(0xC0, 0xC8), *range(0xC9, 0xD0), *range(0xDA, 0xE0)})
"""Frames, tables and scans."""
_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
"""What ends the pixels of a scan."""
_MOST_SCANS = 64
"""A picture that loads in steps has about ten; each costs as much as the whole picture."""
_EXIF_NAME, _PROFILE_NAME = b"Exif\x00\x00", b"ICC_PROFILE\x00"
_MOST_IN_SEGMENT = 65_533


def strip(data: bytes) -> Stripped:
    """The tables and scans, and the colours; whatever follows the end is dropped.

    Raises MalformedError and TooMuchError.
    """
    drawing: list[bytes] = []
    first: list[bytes] = []
    profile: dict[int, bytes] = {}
    exif = b""
    for marker, content in _segments(data):
        if marker in _DRAWS:
            drawing.append(content)
        elif marker == _JFIF and content[4:9] == b"JFIF\x00":
            first.append(_segment(_JFIF, content[4:16].ljust(12, b"\x00") + b"\x00\x00"))
        elif marker == _ADOBE and content[4:9] == b"Adobe":
            first.append(_segment(_ADOBE, content[4:16]))
        elif marker == _EXIF and content[4:10] == _EXIF_NAME:
            exif = exif or content[10:]
        elif marker == _PROFILE and content[4:16] == _PROFILE_NAME:
            profile.setdefault(content[16] if len(content) > 16 else 0, content[18:])
    colours = list(_profile_segments(b"".join(profile[x] for x in sorted(profile))))
    parts = (b"\xff\xd8", *first, *colours, *drawing, b"\xff\xd9")
    return Stripped(b"".join(parts), exif)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, whole segment) up to the end; a scan comes with its pixels."""
    at, scans = 2, 0
    while True:
        found = _MARKER.search(data, at)  # as decoders do, past bytes that belong to nothing
        if not found:
            raise MalformedError("no marker")
        marker, start = found[1][0], found.end() - 2
        if marker == _END:
            return
        if marker in (_ALONE, _START):
            raise MalformedError("a marker out of place")
        at = start + 2 + int.from_bytes(data[start + 2 : start + 4], "big")
        if at < start + 4 or at > len(data):
            raise MalformedError("a segment ends outside the file")
        if marker == _SCAN:
            scans += 1
            end = _MARKER.search(data, at)
            if scans > _MOST_SCANS:
                raise TooMuchError
            if not end:
                raise MalformedError("no end")
            at = end.start()
        yield marker, data[start:at]


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def _profile_segments(profile: bytes) -> Iterator[bytes]:
    """The colours, in as many segments as they need."""
    clean = colours_of(profile)
    room = _MOST_IN_SEGMENT - len(_PROFILE_NAME) - 2
    parts = [clean[at : at + room] for at in range(0, len(clean), room)]
    for number, part in enumerate(parts, start=1):
        yield _segment(_PROFILE, _PROFILE_NAME + bytes((number, len(parts))) + part)
