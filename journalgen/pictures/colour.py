"""Turn a colour profile into one with the same colours and without a word.

Profiles come with names, copyrights, dates and serial numbers: that of a screen says whose it is.
"""

from __future__ import annotations

from journalgen.pictures.stripped import MalformedError

MOST_BYTES = 4 << 20
"""Of a profile; those of printers have two or three MiB."""
_MOST_TAGS = 100
_HEADER = 128
_KEPT = frozenset(
    b"rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC wtpt bkpt chad lumi A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 "
    b"D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 gamt".split()
)
"""The tags that turn numbers into colours."""
_KINDS = frozenset({b"XYZ ", b"mAB ", b"mBA ", *b"curv para sf32 mft1 mft2 mpet".split()})
"""What such a tag can be; another is text under a tag's name."""
_SILENT = ((4, 8), (24, 36), (40, 44), (48, 64), (80, 100))
"""Of the header: who made it, when, on what, for which model, and the sum of it all."""


def colours_of(profile: bytes) -> bytes:
    """The profile with what turns numbers into colours, and nothing else.

    Empty where it can't be read, which leaves the usual colours.
    """
    try:
        return _without_words(profile)
    except MalformedError:
        return b""


def _without_words(profile: bytes) -> bytes:
    if len(profile) > MOST_BYTES or profile[36:40] != b"acsp":
        raise MalformedError("no colour profile")
    header = bytearray(profile[:_HEADER])
    for start, end in _SILENT:
        header[start:end] = bytes(end - start)
    tags = _colour_tags(profile)
    place = _HEADER + 4 + 12 * len(tags)
    table, data, places = len(tags).to_bytes(4, "big"), b"", {}
    for name, value in tags.items():
        if value not in places:  # red, green and blue often share a curve
            places[value] = place + len(data)
            data += value + bytes(-len(value) % 4)
        table += name + places[value].to_bytes(4, "big") + len(value).to_bytes(4, "big")
    header[:4] = (place + len(data)).to_bytes(4, "big")
    return bytes(header) + table + data


def _colour_tags(profile: bytes) -> dict[bytes, bytes]:
    count = int.from_bytes(profile[_HEADER : _HEADER + 4], "big")
    if count > _MOST_TAGS:
        raise MalformedError("too many tags")
    tags: dict[bytes, bytes] = {}
    for number in range(count):
        at = _HEADER + 4 + 12 * number
        name = profile[at : at + 4]
        start, size = (int.from_bytes(profile[at + x : at + x + 4], "big") for x in (4, 8))
        value = profile[start : start + size]
        if name in _KEPT and value[:4] in _KINDS:
            tags[name] = value
    if not tags:
        raise MalformedError("no colours")
    return tags
