"""Turn the bytes of a file into text, as far as they can be made out."""

from __future__ import annotations

import codecs

from msgspec import Struct

MAX_BYTES = 1 << 20
"""Larger files are shown as far as this and not parsed."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class DecodedBytes(Struct, frozen=True):
    """Text with `\\n` line ends and without a byte order mark."""

    text: str
    problems: tuple[str, ...] = ()
    """Codes of the diagnostics; empty where the text is as it was written."""


def decode_bytes(data: bytes) -> DecodedBytes:
    """Decode as UTF-8; anything else is guessed at and named."""
    problems = []
    if len(data) > MAX_BYTES:
        problems.append("file-too-big")
        data = data[:MAX_BYTES]
    text, sure = _decode(data, cut=bool(problems))
    if not sure:
        problems.append("file-encoding")
    elif "\x00" in text:
        problems.append("file-nul")
    text = text.replace("\x00", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    return DecodedBytes(text, tuple(problems))


def _decode(data: bytes, *, cut: bool) -> tuple[str, bool]:
    """(text, whether it is UTF-8); `cut` allows for half a character at the end."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), False
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        return decoder.decode(data, final=not cut), True
    except UnicodeDecodeError:
        pass
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace"), False
    # Windows' Western code page: the likeliest of the old encodings, and readable in any case.
    return data.decode("cp1252", errors="replace"), False


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Latin text is NUL."""
    half = max(1, len(data) // 2)
    if data[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    return "utf-16-be" if data[::2].count(0) > 0.7 * half else None
