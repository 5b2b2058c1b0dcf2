"""Turn a GIF file, moving or not, into one that holds the pictures, their times and the loop."""

from __future__ import annotations

from journalgen.pictures.stripped import MalformedError, Stripped

_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})


def strip(data: bytes) -> Stripped:
    """The pictures with their times and the loop; whatever follows the end is dropped.

    Raises MalformedError.
    """
    at = 13 + _table_size(data, 10)
    kept = [data[:at]]
    while at < len(data):
        start = at
        if data[at] == _IMAGE:
            at = _after_blocks(data, at + 10 + _table_size(data, at + 9) + 1)
            kept.append(data[start:at])
        elif data[at] == _EXTENSION:
            at = _after_blocks(data, at + 2)
            kept.append(_extension(data[start:at]))
        elif data[at] == _END:
            break
        else:
            raise MalformedError("an unknown block")
    return Stripped(b"".join((*kept, b";")))  # many files lack their last byte


def _extension(block: bytes) -> bytes:
    """What stays of an extension: how a picture is shown, and how often all of them."""
    if block[1] == _CONTROL and block[2] == 4:
        return block[:7] + b"\x00"
    if block[1] == _APPLICATION and block[3:14] in _LOOPS and block[14:16] == b"\x03\x01":
        return block[:18] + b"\x00"
    return b""


def _table_size(data: bytes, at: int) -> int:
    """Bytes of the table of colours that the flags at `at` announce."""
    if at >= len(data):
        raise MalformedError("cut short")
    return 3 << ((data[at] & 7) + 1) if data[at] & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    """Where the blocks that begin at `at` have ended."""
    while at < len(data):
        size = data[at]
        at += 1 + size
        if not size:
            return at
    raise MalformedError("cut short")
